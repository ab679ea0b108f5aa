import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * Turns a loop until the work is done, a whole turn at a time, and gives the host a turn
 * of its own after each of them.
 */
export async function drive<T>(loop: TaskLoop, work: Future<T>): Promise<T> {
  while (!work.done()) {
    for (let left = loop.totalTasks(); left > 0; left--) loop.runOnce();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return work.result();
}
