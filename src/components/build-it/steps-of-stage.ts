// What a page loads of the steps in which a stage is built, when a reader asks for one.
import { url } from '../../book/url.ts';
import type { PreparedFiles } from '../../runner/source/preparer.ts';
import { statesOf, type Brought } from '../../steps/ladder.ts';
import { preparer, once } from '../workbench/loaders.ts';
import { underSrc } from '../workbench/files.ts';
import { fetchJson } from '../workbench/loading.ts';

export interface StepOnPage {
  number: number;
  folder: string;
  title: string;
  /** The file of its tests, from the stage's root, if it has any. */
  tests: string | undefined;
  chapter: { number: string; url: string };
}

/** As the build wrote it: see pages/code/[stage].steps.json.ts. */
export interface StepsOfStage {
  steps: readonly StepOnPage[];
  woven: Readonly<Record<string, string>>;
  given: Readonly<Record<string, string>>;
  brought: Readonly<Record<string, Brought>>;
  /** The tests, and what they share, by name from the stage's root. */
  tests: Readonly<Record<string, string>>;
  modules: PreparedFiles['modules'];
  others: Readonly<Record<string, string>>;
  /** What it can begin from, if a reader has built that. */
  goesOn: GoesOn | undefined;
}

/** The stage before, and its last step whose tests the library at the start passes. */
export interface GoesOn {
  from: string;
  passes: string;
  /** The numbers of the parts. */
  part: number;
  after: number;
}

export interface LadderOnPage extends StepsOfStage {
  /** The library after step n, by name from the stage's root. */
  filesAt(n: number): Record<string, string>;
  /** What comes with step n, and the library as that step begins, by name from there. */
  broughtBy(n: number): Record<string, string>;
  begunAt(n: number): Record<string, string>;
}

/** To be looked at. What runs them needs more: see below. */
export const statesIn = (stage: string): Promise<LadderOnPage> =>
  once(`states of ${stage}`, async () => {
    const found = (await fetchJson(url(`code/${stage}.steps.json`))) as StepsOfStage;
    const states = statesOf(found.woven, found.given, found.brought);
    return {
      ...found,
      filesAt: (n) => underSrc(states.filesAt(n)),
      broughtBy: (n) => underSrc(states.broughtBy(n)),
      begunAt: (n) => underSrc(states.begunAt(n)),
    };
  });

export const stepsOf = (stage: string): Promise<LadderOnPage> =>
  once(`steps of ${stage}`, async () => {
    const ladder = await statesIn(stage);
    (await preparer()).know({ files: ladder.tests, modules: ladder.modules });
    return ladder;
  });

/**
 * Whether a file of a library came with a step, and is still as it came.
 * @param file From the stage's root.
 */
export const isBrought = ({ brought }: StepsOfStage, file: string, text: string): boolean =>
  brought[file.replace('src/', '')]?.text.trimEnd() === text.trimEnd();
