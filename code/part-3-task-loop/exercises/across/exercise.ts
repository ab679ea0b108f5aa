import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * A future of the loop `here` that ends as `work` does, which is a future of the loop
 * `there`. Imagine that each loop runs on a thread of its own: a future is touched by
 * its own loop only, in a turn, and a loop may be asleep. If the future here is
 * cancelled, the work is cancelled over there. If the loop here has been closed, what
 * becomes of the work doesn't matter any more.
 */
export function bring<T>(work: Future<T>, there: TaskLoop, here: TaskLoop): Future<T> {
  void there;
  const copy = here.createFuture<T>();
  work.addDoneCallback(() => copy.setResult(work.result()));
  return copy;
}
