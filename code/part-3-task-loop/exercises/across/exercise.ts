import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * A future of the loop `here` that ends as `work` does, which is a future of the loop
 * `there`. Imagine that each loop runs on a thread of its own, and that `bring` is
 * called in a turn of `here`. A future is touched in a turn of its own loop only, even
 * if it's done. Of the other loop, which may be asleep, you may call
 * `callSoonThreadsafe` and `isClosed`. If the future here is cancelled, the work is
 * cancelled over there. If the loop here has been closed, what becomes of the work
 * doesn't matter any more.
 */
export function bring<T>(work: Future<T>, there: TaskLoop, here: TaskLoop): Future<T> {
  void there;
  const copy = here.createFuture<T>();
  work.addDoneCallback(() => copy.setResult(work.result()));
  return copy;
}
