import { Future, type Coroutine, type Task } from '../../src/index.ts';

/**
 * Waits until the first of the tasks is done, and returns its result or throws its
 * error. The others are cancelled before that; one that refuses is left alone. If the
 * race itself is cancelled, so are all of them.
 */
export function* race<T>(...tasks: Task<T>[]): Coroutine<T> {
  const first = new Future<Task<T>>();
  for (const task of tasks)
    task.addDoneCallback(() => {
      if (!first.done()) first.setResult(task);
    });
  if (tasks.length === 0) throw new RangeError('a race needs a task');
  try {
    const winner = yield* first;
    return winner.result();
  } finally {
    for (const task of tasks) task.cancel();
  }
}
