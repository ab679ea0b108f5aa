import { Task, type Coroutine } from '../../src/index.ts';

/**
 * Starts all of them as tasks and returns their results, in order. If one fails, the
 * others are cancelled at once, and when they have cleaned up, which may take them a
 * while, its error is thrown.
 */
export function* runTogether<T>(...works: (() => Coroutine<T>)[]): Coroutine<T[]> {
  const tasks = works.map((work) => new Task(work()));
  const results: T[] = [];
  for (const task of tasks) results.push(yield* task);
  return results;
}
