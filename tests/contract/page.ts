// The page in which the contract suite drives an engine: nothing on it but this.
import type { Job, Outcome, RunEvent } from '../../src/runner/contract.ts';
import { PageEngine } from '../../src/runner/page/engine.ts';

export interface Ran {
  events: RunEvent[];
  outcome: Outcome;
  /** From the call to the first event, in milliseconds. */
  firstMs: number;
}

declare global {
  interface Window {
    /** @param stopAfter Presses Stop so long after the first output, in milliseconds. */
    runJob(job: Job, stopAfter?: number): Promise<Ran>;
  }
}

const engine = new PageEngine();

window.runJob = async (job, stopAfter) => {
  const abort = new AbortController();
  const events: RunEvent[] = [];
  const began = performance.now();
  let firstMs = NaN;
  const outcome = await engine.run(job, (event) => {
    if (events.length === 0) firstMs = performance.now() - began;
    events.push(event);
    if (stopAfter !== undefined && event.type === 'output') setTimeout(() => abort.abort(), stopAfter);
  }, abort.signal);
  return { events, outcome, firstMs };
};
