// The page in which the contract suite drives an engine: nothing on it but this.
import { inEngine } from '../../src/asyncio/in-the-page.ts';
import type { Answer } from '../../src/asyncio/scenario.ts';
import { answersOf, type Limits } from '../../src/asyncio/traces.ts';
import type { Engine, Job, Outcome, RunEvent } from '../../src/runner/contract.ts';

/** What each file of engines/ exports: makes its engine. @param asked What the page's address says. */
export type Make = (asked: URLSearchParams) => Engine;

export interface Ran {
  events: RunEvent[];
  outcome: Outcome;
  /** From the call to the first event, in milliseconds. */
  firstMs: number;
}

declare global {
  interface Window {
    /**
     * @param stopAfter Presses Stop so long after the first output, in milliseconds; after the
     *   beginning if it is negative.
     */
    runJob(job: Job, stopAfter?: number): Promise<Ran>;
    /** Has a library play asyncio's scenarios. */
    play(
      library: Record<string, string>,
      asked: Record<string, string>,
      ids: string[],
      limits: Limits,
      isBeyond: boolean,
    ): Promise<Answer[]>;
    engine: Engine;
  }
}

const makers = import.meta.glob<Make>('./engines/*.ts', { import: 'make', eager: true });
const asked = new URLSearchParams(location.search);
const engine = makers[`./engines/${asked.get('engine') ?? 'page'}.ts`]!(asked);

window.engine = engine;
window.runJob = async (job, stopAfter) => {
  const abort = new AbortController();
  const events: RunEvent[] = [];
  const began = performance.now();
  let firstMs = NaN;
  if (stopAfter !== undefined && stopAfter < 0) setTimeout(() => abort.abort(), -stopAfter);
  const outcome = await engine.run(
    job,
    (event) => {
      if (events.length === 0) firstMs = performance.now() - began;
      events.push(event);
      if (stopAfter !== undefined && stopAfter >= 0 && event.type === 'output')
        setTimeout(() => abort.abort(), stopAfter);
    },
    abort.signal,
  );
  return { events, outcome, firstMs };
};
window.play = (library, asked, ids, limits, isBeyond) =>
  answersOf(ids, inEngine(engine, library, asked, isBeyond), limits);
