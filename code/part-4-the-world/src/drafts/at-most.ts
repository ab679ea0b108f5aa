import type { Coroutine } from '../coroutine.ts';
import { FutureCancelledError, FutureTimeoutError } from '../errors.ts';
import { getCurrentTask, getRunningLoop } from '../task-loop.ts';

/** Does the work, in this task, for so many milliseconds at most. */
export function* atMost<T>(delayMs: number, work: Coroutine<T>): Coroutine<T> {
  const task = getCurrentTask();
  const alarm = getRunningLoop().callLater(delayMs, () => task.cancel());
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof FutureCancelledError)) throw error;
    throw new FutureTimeoutError('the time is over', { cause: error });
  } finally {
    alarm.cancel();
  }
}
