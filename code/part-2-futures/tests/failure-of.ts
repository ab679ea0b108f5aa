import type { Executor } from '../src/index.ts';

/** The error that a job fails with. */
export const failureOf = (executor: Executor, job: () => number | object): Error =>
  executor.submit(job).exception() as Error;
