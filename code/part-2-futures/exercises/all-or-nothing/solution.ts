import { Future } from '../../src/index.ts';

/** A job that has not been submitted yet: calling it submits it. */
export type Submit<T> = () => Future<T>;

/**
 * Submits all jobs and returns their results, in order. If a job fails, the jobs that
 * have not begun are cancelled, and the error is thrown at once, without waiting for
 * those that have.
 */
export function runAll<T>(jobs: Submit<T>[]): T[] {
  const futures = jobs.map((submit) => submit());
  const end = new Future<void>();
  let missing = futures.length;
  if (missing === 0) return [];
  for (const future of futures)
    future.addDoneCallback((done) => {
      if (end.done()) return;
      try {
        done.result();
        if (--missing === 0) end.setResult();
      } catch (error) {
        end.setException(error);
      }
    });
  try {
    end.result();
  } catch (error) {
    for (const future of futures) future.cancel();
    throw error;
  }
  return futures.map((future) => future.result());
}
