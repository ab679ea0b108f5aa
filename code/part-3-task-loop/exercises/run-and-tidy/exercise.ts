import { TaskLoop, type Coroutine } from '../../src/index.ts';

/**
 * Makes a loop, runs `main` on it, and returns its result or throws its error. Before
 * that it asks all tasks that are left to end, those that are begun meanwhile too, waits
 * until all of them have, and closes the loop.
 */
export function runAndTidy<T>(main: (loop: TaskLoop) => Coroutine<T>): T {
  const loop = new TaskLoop();
  const result = loop.runUntilComplete(main(loop));
  loop.close();
  return result;
}
