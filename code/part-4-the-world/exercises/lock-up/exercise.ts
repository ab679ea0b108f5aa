import type { TaskLoop } from '../../src/index.ts';

/**
 * Cancels the tasks that are left and lets the loop run until all of them have ended.
 * They clean up side by side. An error in a clean-up is for the loop's exception handler:
 * it's told once, and lockUp doesn't throw it.
 */
export function lockUp(loop: TaskLoop): void {
  for (const task of loop.allTasks()) {
    task.cancel();
    loop.runUntilComplete(task);
  }
}
