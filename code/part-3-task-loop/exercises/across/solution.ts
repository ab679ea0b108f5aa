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
  const copy = here.createFuture<T>();
  const settle = (howItEnded: () => void): void => {
    if (!copy.done()) howItEnded();
  };
  const tell = (): void => {
    if (!here.isClosed()) here.callSoonThreadsafe(settle, ending(work, copy));
  };
  there.callSoonThreadsafe(() => work.addDoneCallback(tell));
  copy.addDoneCallback(() => {
    if (copy.cancelled() && !there.isClosed())
      there.callSoonThreadsafe(() => work.cancel());
  });
  return copy;
}

/** Asks `work` how it ended, and returns what has `copy` end so as well. */
function ending<T>(work: Future<T>, copy: Future<T>): () => void {
  if (work.cancelled()) return () => copy.cancel();
  try {
    const result = work.result();
    return () => copy.setResult(result);
  } catch (error) {
    return () => copy.setException(error);
  }
}
