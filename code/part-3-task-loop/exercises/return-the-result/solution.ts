import {
  transformFuture,
  type Coroutine,
  type Future,
  type TaskLoop,
} from '../../src/index.ts';

/**
 * Runs a loop until the work is done. Returns its result, or throws its error; if the
 * loop was stopped before, there is no result, and it throws too.
 */
export function runUntilComplete<T>(loop: TaskLoop, work: Future<T> | Coroutine<T>): T {
  const future = transformFuture(work, loop);
  future.addDoneCallback(() => loop.stop());
  loop.runForever();
  return future.result();
}
