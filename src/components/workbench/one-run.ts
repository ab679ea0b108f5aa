// One run of one program or file of tests, and what there is to say of it once it's over.
import type { Engine, Job, Listener, Outcome } from '../../runner/contract.ts';
import { limitsInWords, type LimitsInWords } from './limits.ts';
import { Patience } from './patience.ts';
import { Tally } from './tally.ts';

export interface Ran {
  job: Job;
  outcome: Outcome;
  printed: string;
  /** How long the program itself took, in milliseconds. */
  took: number;
  tally: Tally;
  limits: LimitsInWords;
  /** The path of the test that was running, where not all came to their end. */
  testing: readonly string[] | undefined;
}

/** @param ms How long a test may run before it counts as one that never ends, in milliseconds. */
export async function runOne(
  engine: Engine,
  job: Job,
  on: Listener,
  signal: AbortSignal,
  ms?: number,
): Promise<Ran> {
  const tally = new Tally();
  const patience = new Patience(ms);
  let printed = '';
  let began = performance.now();
  const ended = await engine.run(
    job,
    (event) => {
      on(event);
      patience.hear(event);
      if (event.type === 'progress') began = performance.now(); // what runs it was not there yet
      if (event.type === 'output') printed += event.text;
      if (event.type === 'test') tally.add(event.result);
    },
    AbortSignal.any([signal, patience.signal]),
  );
  const took = performance.now() - began;
  patience.end();
  const outcome: Outcome = patience.signal.aborted ? { type: 'limit', which: 'time' } : ended;
  const limits = limitsInWords(job, printed.length);
  return { job, outcome, printed, took, tally, limits, testing: patience.testing };
}
