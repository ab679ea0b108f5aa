import type { Future } from '../future.ts';
import type { TaskLoop } from '../task-loop.ts';

/** Turns a loop until the work is done, and lets promises go on between two turns. */
export async function drive<T>(loop: TaskLoop, work: Future<T>): Promise<T> {
  while (!work.done()) {
    for (let left = loop.totalTasks(); left > 0; left--) loop.runOnce();
    await null;
  }
  return work.result();
}
