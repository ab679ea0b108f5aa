import { Future } from '../../src/index.ts';

/**
 * Runs jobs when it is told to, one after the other. The future of each job gets what
 * the job returns, or what it throws.
 */
export class Executor {
  readonly #jobs: (() => void)[] = [];

  submit<T>(fn: () => T): Future<T> {
    const future = new Future<T>();
    this.#jobs.push(() => {
      if (!future.setRunningOrNotifyCancel()) return; // it was cancelled
      try {
        future.setResult(fn());
      } catch {
        // and the future?
      }
    });
    return future;
  }

  runAll(): void {
    for (const job of this.#jobs.splice(0)) job();
  }
}
