import { FirstTask } from './first-task.ts';

/** A first helper: each call starts a task, and keeps it to itself. */
export function firstHelper<A extends unknown[]>(
  coroutineFunction: (...args: A) => Generator<any, unknown, any>,
): (...args: A) => void {
  return (...args) => {
    new FirstTask(coroutineFunction(...args));
  };
}
