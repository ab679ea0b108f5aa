import { Future } from '../../src/index.ts';

/**
 * A future that ends as the work does: with its result, its error, or cancelled. To
 * cancel this future gives up this wait and leaves the work alone.
 */
export function shield<T>(work: Future<T>): Future<T> {
  const outer = new Future<T>(work.loop);
  work.addDoneCallback(() => {
    if (outer.done()) return; // it was cancelled, and the work went on
    if (work.cancelled()) return outer.cancel();
    const error = work.exception();
    if (error === undefined) outer.setResult(work.result());
    else outer.setException(error);
  });
  return outer;
}
