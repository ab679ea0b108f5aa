import { Task, type Coroutine } from '../../src/index.ts';

/**
 * Makes a generator function into one that starts a task at each call and returns it. At
 * most `limit` of them are at work at the same time; the others wait for their turn, in
 * the order of the calls.
 */
export function limited<A extends unknown[], T>(
  limit: number,
  work: (...args: A) => Coroutine<T>,
): (...args: A) => Task<T> {
  let free = limit;
  function* inTurn(...args: A): Coroutine<T> {
    if (free > 0) free--; // and if none is?
    const result = yield* work(...args);
    free++;
    return result;
  }
  return (...args) => new Task(inTurn(...args));
}
