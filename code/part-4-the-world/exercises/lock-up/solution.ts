import type { TaskLoop } from '../../src/index.ts';

/**
 * Cancels the tasks that are left and lets the loop run until all of them have ended.
 * They clean up side by side. An error in a clean-up is for the loop's exception handler:
 * it's told once, and lockUp doesn't throw it.
 */
export function lockUp(loop: TaskLoop): void {
  const left = loop.allTasks();
  for (const task of left) task.cancel();
  for (const task of left) {
    try {
      loop.runUntilComplete(task);
    } catch (exception) {
      if (task.cancelled()) continue;
      loop.callExceptionHandler({ message: 'Error in a clean-up', exception });
    }
  }
}
