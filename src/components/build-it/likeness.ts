// How like asyncio a reader's library is: plays what was recorded, in the page.
import { url } from '../../book/url.ts';
import { DUE } from '../../asyncio/due.ts';
import { inEngine } from '../../asyncio/in-the-page.ts';
import { goesBeyond, idsFor, likenessOf, type Likeness } from '../../asyncio/likeness.ts';
import type { Scenario } from '../../asyncio/scenario.ts';
import { answersOf, NotLoadedError } from '../../asyncio/traces.ts';
import { USUAL } from '../workbench/engines.ts';
import { stageFiles } from '../workbench/loaders.ts';
import { loadToRun } from '../workbench/to-run.ts';

/**
 * @param step How far the library is built.
 * @param library By name from `src/`.
 * @returns Why nothing could be asked, if the library can't be loaded.
 */
export async function askHowLike(
  stage: string,
  step: number,
  library: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Likeness | string> {
  const [asked, engine] = await Promise.all([filesIn('code/asyncio.json'), loadToRun(USUAL)]);
  const due = DUE[stage]!;
  const ids = idsFor(due, step);
  const scenarios = scenariosIn(asked['scenarios.json']!);
  const isBeyond = goesBeyond(due, scenarios);
  if (isBeyond) {
    Object.assign(asked, await filesIn('code/asyncio-beyond.json'));
    scenarios.push(...scenariosIn(asked['scenarios-beyond.json']!));
  }
  signal.throwIfAborted();
  try {
    const begin = inEngine(engine, library, asked, isBeyond);
    const answers = await answersOf(ids, begin, undefined, signal);
    return likenessOf(scenarios, answers, due, step);
  } catch (error) {
    if (error instanceof NotLoadedError) return error.message;
    throw error;
  }
}

/** By name from `asyncio/`. */
async function filesIn(path: string): Promise<Record<string, string>> {
  const { files } = await stageFiles(url(path));
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file.slice('asyncio/'.length), text]),
  );
}

const scenariosIn = (json: string): Scenario[] =>
  (JSON.parse(json) as { scenarios: Scenario[] }).scenarios;

export { sentenceOf } from '../../asyncio/likeness.ts';
