import type { Coroutine } from '../../src/index.ts';

/**
 * Runs `work()`, and if it throws, runs it again, `tries` times at most. Returns what the
 * first run returns that does not throw.
 * @param tries At least 1.
 * @throws what the last run throws.
 */
export function* retry<T>(work: () => Coroutine<T>, tries: number): Coroutine<T> {
  for (let left = tries; left > 1; left--)
    try {
      return yield* work();
    } catch {
      // try again
    }
  return yield* work();
}
