import type { Coroutine } from '../coroutine.ts';
import { getRunningLoop } from '../task-loop.ts';

/** Has all of it done at once, and returns the results, in the order of the work. */
export function* allOf<T>(works: Iterable<Coroutine<T>>): Coroutine<T[]> {
  const loop = getRunningLoop();
  const tasks = [...works].map((work) => loop.addTask(work));
  const results: T[] = [];
  for (const task of tasks) results.push(yield* task);
  return results;
}
