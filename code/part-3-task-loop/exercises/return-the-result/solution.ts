import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * Runs a loop until the future is done. Returns its result, or throws its
 * error. If the loop is stopped before that there's no result, and it throws,
 * too. In any case it leaves nothing behind that ends a later run.
 */
export function runUntilDone<T>(loop: TaskLoop, future: Future<T>): T {
  let isOver = false;
  const stop = (): void => {
    if (!isOver) loop.stop();
  };
  future.addDoneCallback(stop);
  try {
    loop.runForever();
  } finally {
    isOver = true;
    future.removeDoneCallback(stop);
  }
  return future.result();
}
