import type { Future } from '../../src/index.ts';

/**
 * A future that ends as the work does: with its result, its error, or cancelled. To
 * cancel this future gives up this wait and leaves the work alone.
 */
export function shield<T>(work: Future<T>): Future<T> {
  return work;
}
