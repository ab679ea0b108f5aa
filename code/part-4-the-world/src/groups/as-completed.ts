import type { Future } from '../future.ts';
import { FutureTimeoutError } from '../errors.ts';
import * as own from '../scheduler.ts';
import { getRunningLoop } from '../task-loop.ts';
import { transformFuture, type Work } from '../transform-future.ts';

/**
 * Has all of the work done at once, and gives as many futures: the first one has the
 * outcome of what is done first, and so on. asyncio's `as_completed`.
 * @param options.timeoutMs In milliseconds, for all together; `null` for no limit. What
 *   is not done then goes on, and the futures that are left fail.
 */
export function asCompleted<T>(
  works: Iterable<Work<T>>,
  { timeoutMs = null }: { timeoutMs?: number | null } = {},
): Future<T>[] {
  const loop = getRunningLoop();
  const futures = [...new Set(works)].map((work) => transformFuture(work, loop));
  const results = futures.map(() => loop.createFuture<T>());
  const left = [...results];
  const pass = (future: Future<T>): void => {
    const next = left.shift();
    if (next && !next.done()) future[own.passTo](next);
    if (left.length === 0) timer?.cancel();
  };
  for (const future of futures) future.addDoneCallback(pass);
  const timer =
    timeoutMs === null
      ? undefined
      : loop.callLater(timeoutMs, () => {
          for (const future of futures) future.removeDoneCallback(pass);
          for (const next of left.splice(0))
            if (!next.done())
              next.setException(new FutureTimeoutError('not all was done in time'));
        });
  return results;
}
