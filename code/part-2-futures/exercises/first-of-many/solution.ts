import type { Future } from '../../src/index.ts';
import { waitUntil } from '../../src/threads/bell.ts';

/**
 * Blocks until at least one of the futures is done, and returns all that are done then,
 * in their order.
 * @param timeoutMs How long to wait at most, in milliseconds. If none is done by then,
 *   the list is empty.
 */
export function waitForFirst<T>(
  futures: Future<T>[],
  timeoutMs = Infinity,
): Future<T>[] {
  waitUntil(() => futures.some((future) => future.done()), timeoutMs);
  return futures.filter((future) => future.done());
}
