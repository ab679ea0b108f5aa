import type { Coroutine } from './coroutine.ts';
import { Task } from './task.ts';

/**
 * Makes a generator function into one that runs: each call starts a task and returns
 * it. What `async` does for a function of JavaScript.
 */
export function asyncHelper<A extends unknown[], T>(
  coroutineFunction: (...args: A) => Coroutine<T>,
): (...args: A) => Task<T> {
  return (...args) => new Task(coroutineFunction(...args));
}
