import { TaskLoop, type Clock, type Coroutine } from '../../src/index.ts';

/**
 * `run`, but when main has ended, what's left has `graceMs` milliseconds to clean up. Then
 * the loop is closed in any case, and tells of those that are still at work.
 */
export function runWithGrace<T>(
  main: Coroutine<T>,
  graceMs: number,
  options: { clock: Clock },
): T {
  const loop = new TaskLoop(options);
  try {
    return loop.runUntilComplete(main);
  } finally {
    const left = loop.allTasks();
    for (const task of left) {
      task.cancel();
      task.addDoneCallback(() => {
        left.delete(task);
        if (left.size === 0) loop.stop();
      });
    }
    loop.callLater(graceMs, () => loop.stop());
    if (left.size > 0) loop.runForever();
    loop.close();
  }
}
