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
    try {
      outer.setResult(work.result());
    } catch (error) {
      outer.setException(error); // also one that is `undefined`
    }
  });
  return outer;
}
