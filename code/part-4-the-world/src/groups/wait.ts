import type { Coroutine } from '../coroutine.ts';
import type { Future } from '../future.ts';
import { getRunningLoop } from '../task-loop.ts';

/** When a `wait` is over. All of them are over, too, when all is done. */
export type ReturnWhen = 'ALL_COMPLETED' | 'FIRST_COMPLETED' | 'FIRST_EXCEPTION';

export interface WaitOptions {
  returnWhen?: ReturnWhen;
  /** In milliseconds; `null` to wait as long as it takes. */
  timeoutMs?: number | null;
}

/**
 * Waits until enough of the futures are done or the time is over, and says which are.
 * It throws none of their errors, and cancels none of them. asyncio's `wait`.
 * @throws {RangeError} if there is nothing to wait for.
 */
export function* wait<F extends Future<any>>(
  futures: Iterable<F>,
  { returnWhen = 'ALL_COMPLETED', timeoutMs = null }: WaitOptions = {},
): Coroutine<{ done: Set<F>; pending: Set<F> }> {
  const all = new Set(futures);
  if (all.size === 0) throw new RangeError('wait: there is nothing to wait for');
  const loop = getRunningLoop();
  const enough = loop.createFuture<void>();
  const finish = (): void => {
    if (!enough.done()) enough.setResult();
  };
  let left = all.size;
  const countDown = (future: Future<any>): void => {
    left--;
    const isLast = left === 0 || returnWhen === 'FIRST_COMPLETED';
    if (isLast || (returnWhen === 'FIRST_EXCEPTION' && hasFailed(future))) finish();
  };
  for (const future of all) future.addDoneCallback(countDown);
  const timer = timeoutMs === null ? undefined : loop.callLater(timeoutMs, finish);
  try {
    yield* enough;
  } finally {
    timer?.cancel();
    for (const future of all) future.removeDoneCallback(countDown);
  }
  const done = new Set([...all].filter((future) => future.done()));
  return { done, pending: new Set([...all].filter((future) => !done.has(future))) };
}

function hasFailed(future: Future<any>): boolean {
  try {
    if (!future.cancelled()) future.result();
    return false;
  } catch {
    return true; // whatever was thrown: it may be `undefined`
  }
}
