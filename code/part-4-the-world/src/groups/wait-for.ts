import { isCoroutine, type Coroutine } from '../coroutine.ts';
import { FutureCancelledError, FutureTimeoutError } from '../errors.ts';
import { getRunningLoop } from '../task-loop.ts';
import { timeout } from '../scopes/timeout.ts';
import { transformFuture, type Work } from '../transform-future.ts';
import { wait } from './wait.ts';
import { within } from '../scopes/within.ts';

/**
 * Waits for the work, and cancels it if that takes longer than `timeoutMs`. asyncio's
 * `wait_for`.
 * @param timeoutMs In milliseconds; `null` to wait as long as it takes.
 * @throws {FutureTimeoutError} if it took longer. With no time at all, work that is not
 *   done already is not even begun.
 */
export function* waitFor<T>(work: Work<T>, timeoutMs: number | null): Coroutine<T> {
  if (timeoutMs === null || timeoutMs > 0)
    return (yield* within(timeout(timeoutMs), () => here(work))) as T;
  const future = transformFuture(work, getRunningLoop());
  if (!future.done()) {
    future.cancel();
    yield* wait([future]);
  }
  try {
    return future.result();
  } catch (error) {
    if (!(error instanceof FutureCancelledError)) throw error;
    throw new FutureTimeoutError('there was no time for this', { cause: error });
  }
}

/** A generator needs no task of its own. */
function* here<T>(work: Work<T>): Coroutine<T> {
  return yield* isCoroutine(work)
    ? (work as Coroutine<T>)
    : transformFuture(work, getRunningLoop());
}
