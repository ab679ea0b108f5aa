import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * Called when a value has come from another thread. The loop, which may be
 * asleep, gives it to the future in a turn. The future may be done by then,
 * cancelled for instance, and that's no mistake. The future of another loop is
 * one, and is refused.
 */
export function deliver<T>(loop: TaskLoop, future: Future<T>, value: T): void {
  if (future.loop !== loop) throw new RangeError('the future belongs to another loop');
  loop.callSoonThreadsafe(() => {
    if (!future.done()) future.setResult(value);
  });
}
