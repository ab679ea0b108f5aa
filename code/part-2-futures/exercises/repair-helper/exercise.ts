import { Task, type Coroutine } from '../../src/index.ts';

/** Makes a generator function into one that starts a task at each call, and returns it. */
export function asyncHelper<A extends unknown[], T>(
  coroutineFunction: (...args: A) => Coroutine<T>,
): (...args: A) => Task<T> {
  return ((...args: A) => {
    new Task(coroutineFunction(...args)); // and who gets it? repair this
  }) as any;
}
