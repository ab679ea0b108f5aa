import type { Coroutine, Future, TaskLoop } from '../../src/index.ts';

/** The work has taken too long. */
export class TimeIsUp extends Error {
  override name = 'TimeIsUp';
}

/**
 * Does the work in a task, and returns its result or throws its error. If the alarm is
 * done first, the work is cancelled, and when it has ended by that, `TimeIsUp` is
 * thrown. Work that refuses to end may still bring a result. If this task is cancelled
 * itself, so is the work, and that's no `TimeIsUp`. An alarm that isn't needed any more
 * is cancelled.
 */
export function* within<T>(
  loop: TaskLoop,
  work: () => Coroutine<T>,
  alarm: Future<void>,
): Coroutine<T> {
  const task = loop.addTask(work());
  let isLate = false;
  alarm.addDoneCallback(() => {
    if (!alarm.cancelled()) isLate = task.cancel();
  });
  try {
    return yield* task;
  } catch (error) {
    const isOurs = isLate && task.cancelled() && task.cancelling() === 1;
    throw isOurs ? new TimeIsUp('the work has taken too long') : error;
  } finally {
    alarm.cancel();
  }
}
