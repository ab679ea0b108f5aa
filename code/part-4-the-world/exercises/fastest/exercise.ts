import { getRunningLoop, transformFuture } from '../../src/index.ts';
import type { Coroutine } from '../../src/index.ts';

/** Asks a mirror of a site, as `fetch` would, until the signal aborts. */
export type Mirror<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Asks all mirrors at once and returns the first result. A mirror that fails does not
 * count, unless all of them do. When this ends, however it ends, the signal of each
 * mirror that has not answered aborts.
 * @throws the error of one of them, if all fail.
 */
export function* fastest<T>(mirrors: readonly Mirror<T>[]): Coroutine<T> {
  const { signal } = new AbortController();
  const race = Promise.race(mirrors.map((mirror) => mirror(signal)));
  return yield* transformFuture(race, getRunningLoop());
}
