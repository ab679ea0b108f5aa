import { getRunningLoop, wait, type Coroutine } from '../../src/index.ts';

/**
 * Has all of it begun at once, and returns the first result. Work that fails is no
 * answer: the others are waited for. Whatever comes of it, no work is left running:
 * what isn't needed any more is cancelled and has ended before this returns or throws.
 * @throws {AggregateError} with all errors, in the order of the work, if all fail.
 */
export function* firstAnswer<T>(works: Coroutine<T>[]): Coroutine<T> {
  const loop = getRunningLoop();
  const tasks = works.map((work) => loop.addTask(work));
  let left = new Set(tasks);
  try {
    while (left.size > 0) {
      const { done, pending } = yield* wait(left, { returnWhen: 'FIRST_COMPLETED' });
      for (const task of done)
        try {
          return task.result();
        } catch {
          continue; // it was no answer
        }
      left = pending;
    }
  } finally {
    for (const task of left) task.cancel();
    if (left.size > 0) yield* wait(left);
  }
  throw new AggregateError(
    tasks.map((task) => (task.cancelled() ? undefined : task.exception())),
    'no answer',
  );
}
