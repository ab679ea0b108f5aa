import { hostClock, type Clock } from './time/clock.ts';
import type { Coroutine } from './coroutine.ts';
import { TaskLoop } from './task-loop.ts';
import { wait } from './groups/wait.ts';

/**
 * Runs a whole program: `main`, on a loop of its own. At the end whoever is still at
 * work is cancelled and cleans up, and the loop is closed with all that is open on it.
 * asyncio's `run`.
 * @param main Finds its loop by `getRunningLoop()`.
 * @returns What `main` returns.
 * @throws whatever `main` throws.
 */
export function run<T>(
  main: Coroutine<T>,
  { clock = hostClock }: { clock?: Clock } = {},
): T {
  const loop = new TaskLoop({ clock });
  try {
    return loop.runUntilComplete(main);
  } finally {
    try {
      cancelAll(loop);
    } finally {
      loop.close();
    }
  }
}

function cancelAll(loop: TaskLoop): void {
  const left = loop.allTasks();
  if (left.size === 0) return;
  for (const task of left) task.cancel();
  loop.runUntilComplete(wait(left));
  for (const task of left) {
    try {
      if (!task.cancelled()) task.result();
    } catch (exception) {
      const message = `${task.getName()} failed while it was cancelled at the end of run`;
      loop.callExceptionHandler({ message, exception, future: task });
    }
  }
}
