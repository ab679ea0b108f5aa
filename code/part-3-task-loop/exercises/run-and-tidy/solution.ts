import { TaskLoop, type Coroutine } from '../../src/index.ts';

/**
 * Makes a loop, runs `main` on it, and returns its result or throws its error. Before
 * that it asks all tasks that are left to end, those that are begun meanwhile too, waits
 * until all of them have, and closes the loop.
 */
export function runAndTidy<T>(main: (loop: TaskLoop) => Coroutine<T>): T {
  const loop = new TaskLoop();
  try {
    return loop.runUntilComplete(main(loop));
  } finally {
    while (loop.allTasks().size > 0) {
      for (const task of loop.allTasks()) task.cancel();
      loop.runForever({ untilIdle: true });
    }
    loop.close();
  }
}
