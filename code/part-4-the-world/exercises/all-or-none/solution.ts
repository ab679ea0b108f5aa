import { getRunningLoop, wait, type Coroutine } from '../../src/index.ts';

/**
 * Has all of it done at once, and returns the results, in the order of the work. As
 * soon as one fails the others are cancelled, and when they have ended its error is
 * thrown. If this task is cancelled, so are they, and that too waits for their end.
 */
export function* allOrNone<T>(works: Coroutine<T>[]): Coroutine<T[]> {
  const loop = getRunningLoop();
  const tasks = works.map((work) => loop.addTask(work));
  if (tasks.length === 0) return [];
  try {
    const { done } = yield* wait(tasks, { returnWhen: 'FIRST_EXCEPTION' });
    for (const task of done) if (!task.cancelled()) task.result(); // throws its error
  } finally {
    for (const task of tasks) task.cancel();
    yield* wait(tasks);
  }
  return tasks.map((task) => task.result());
}
