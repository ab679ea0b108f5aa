import type { Coroutine } from './coroutine.ts';
import { Task } from './task.ts';

/**
 * Makes a generator function into one that runs: each call starts a task and returns
 * it. What `async` does for a function of JavaScript.
 */
export function asyncHelper<This, A extends unknown[], T>(
  coroutineFunction: (this: This, ...args: A) => Coroutine<T>,
): (this: This, ...args: A) => Task<T> {
  return function (...args) {
    return new Task(coroutineFunction.apply(this, args));
  };
}
