import {
  FutureCancelledError,
  FutureTimeoutError,
  getCurrentTask,
  getRunningLoop,
  type Coroutine,
} from '../../src/index.ts';

/**
 * Does the work, in this task, for so many milliseconds at most. When they're over the
 * task is cancelled, and if it ended for that and for nothing else, that becomes a
 * `FutureTimeoutError`. Afterwards as many requests are open as others have made.
 */
export function* atMost<T>(delayMs: number, work: Coroutine<T>): Coroutine<T> {
  const task = getCurrentTask();
  const requestsBefore = task.cancelling();
  let isOver = false;
  const alarm = getRunningLoop().callLater(delayMs, () => {
    isOver = true;
    task.cancel();
  });
  let isOurs = false;
  try {
    try {
      return yield* work;
    } finally {
      alarm.cancel();
      if (isOver) isOurs = task.uncancel() <= requestsBefore;
    }
  } catch (error) {
    if (!isOurs || !(error instanceof FutureCancelledError)) throw error;
    throw new FutureTimeoutError('the time is over', { cause: error });
  }
}
