import { TaskLoop, type Clock, type Coroutine } from '../index.ts';

/** Runs a program: a main task, on a loop of its own. */
export function firstRun<T>(main: Coroutine<T>, options: { clock: Clock }): T {
  const loop = new TaskLoop(options);
  return loop.runUntilComplete(main);
}
