import type { Coroutine } from '../coroutine.ts';
import { getRunningLoop } from '../task-loop.ts';

/**
 * Lets at least `delayMs` milliseconds pass while others run; with none of them, it
 * gives way for a turn. asyncio's `sleep`, which counts in seconds.
 * @param result What it returns then.
 * @throws {RangeError} if the delay is no number.
 */
export function sleep(delayMs: number): Coroutine<void>;
export function sleep<T>(delayMs: number, result: T): Coroutine<T>;
export function* sleep(delayMs: number, result?: unknown): Coroutine<unknown> {
  if (delayMs <= 0) {
    yield;
    return result;
  }
  const loop = getRunningLoop();
  const morning = loop.createFuture<unknown>();
  const alarm = loop.callLater(delayMs, () => {
    if (!morning.done()) morning.setResult(result); // cancelled at the same moment
  });
  try {
    return yield* morning;
  } finally {
    alarm.cancel();
  }
}
