// The steps in which a stage is built, with all states of the library as one weave: loaded when a
// reader begins to build, or opens such a state in the lab.
import type { APIRoute, GetStaticPaths } from 'astro';
import { chapterNumber, chapterUrl, findChapter } from '../../book/chapters';
import { rootFiles } from '../../book/sources';
import { manifests } from '../../book/stages';
import { ladders, testsOfSteps } from '../../book/steps';
import type { StepsOfStage } from '../../components/build-it/steps-of-stage';
import { prepareAll } from '../../runner/source/prepare';

export const getStaticPaths = (() =>
  [...ladders.keys()].map((stage) => ({ params: { stage } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const stage = params.stage!;
  const { steps, woven, given, brought } = ladders.get(stage)!;
  const { part, goesOn } = manifests.get(stage)!;
  const tests = testsOfSteps(stage);
  const found: StepsOfStage = {
    steps: await Promise.all(
      steps.map(async ({ number, folder, title, chapter, tests }) => {
        const its = await findChapter(chapter);
        return {
          number,
          folder,
          title,
          tests,
          chapter: { number: chapterNumber(its), url: chapterUrl(its) },
        };
      }),
    ),
    woven,
    given,
    brought,
    tests,
    modules: prepareAll(tests),
    goesOn: goesOn && { ...goesOn, part, after: manifests.get(goesOn.from)!.part },
    others: { 'package.json': rootFiles(stage)['package.json']! },
  };
  return Response.json(found);
};
