// How like asyncio a reader's library is: plays what was recorded, in the page.
import { url } from '../../book/url.ts';
import { DUE } from '../../asyncio/due.ts';
import { inEngine } from '../../asyncio/in-the-page.ts';
import { idsFor, likenessOf, type Likeness } from '../../asyncio/likeness.ts';
import type { Scenario } from '../../asyncio/scenario.ts';
import { answersOf, NotLoadedError } from '../../asyncio/traces.ts';
import { load, USUAL } from '../workbench/engines.ts';
import { stageFiles } from '../workbench/loaders.ts';

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
  const [{ files }, engine] = await Promise.all([
    stageFiles(url('code/asyncio.json')),
    load(USUAL),
  ]);
  signal.throwIfAborted();
  const asked = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file.slice('asyncio/'.length), text]),
  );
  const due = DUE[stage]!;
  const ids = idsFor(due, step);
  const { scenarios } = JSON.parse(asked['scenarios.json']!) as { scenarios: Scenario[] };
  try {
    const answers = await answersOf(ids, inEngine(engine, library, asked), undefined, signal);
    return likenessOf(scenarios, answers, due, step);
  } catch (error) {
    if (error instanceof NotLoadedError) return error.message;
    throw error;
  }
}

export { sentenceOf } from '../../asyncio/likeness.ts';
