import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * Called when a value has come from another thread: the loop, which may be asleep, is
 * to give it to the future, in its own time. Whoever waited for the future may have
 * cancelled it by then, and that is no mistake.
 */
export function deliver<T>(loop: TaskLoop, future: Future<T>, value: T): void {
  if (future.loop !== loop) throw new RangeError('the future belongs to another loop');
  future.setResult(value); // here and now? repair this
}
