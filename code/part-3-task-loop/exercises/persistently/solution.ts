import { FutureCancelledError, type Coroutine } from '../../src/index.ts';

/**
 * Does the work, and if it fails, does it again in the next turn, for at most so many
 * times. What it fails with the last time is thrown.
 */
export function* persistently<T>(
  work: () => Coroutine<T>,
  times: number,
): Coroutine<T> {
  for (let left = times - 1; ; left--) {
    try {
      return yield* work();
    } catch (error) {
      if (left <= 0 || error instanceof FutureCancelledError) throw error;
    }
    yield;
  }
}
