import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * A future of the loop `here` that ends as `work` does, which is a future of the loop
 * `there`. Imagine that each loop runs on a thread of its own: a future is touched by
 * its own loop only, in a turn, and a loop may be asleep. If the future here is
 * cancelled, the work is cancelled over there. If the loop here has been closed, what
 * becomes of the work doesn't matter any more.
 */
export function bring<T>(work: Future<T>, there: TaskLoop, here: TaskLoop): Future<T> {
  const copy = here.createFuture<T>();
  const settle = (isCancelled: boolean, error: unknown, result?: T): void => {
    if (copy.done()) return;
    if (isCancelled) copy.cancel();
    else if (error === undefined) copy.setResult(result as T);
    else copy.setException(error);
  };
  work.addDoneCallback(() => {
    if (here.isClosed()) return;
    const isCancelled = work.cancelled();
    const error = isCancelled ? undefined : work.exception();
    const result = isCancelled || error !== undefined ? undefined : work.result();
    here.callSoonThreadsafe(settle, isCancelled, error, result);
  });
  copy.addDoneCallback(() => {
    if (copy.cancelled() && !there.isClosed())
      there.callSoonThreadsafe(() => work.cancel());
  });
  return copy;
}
