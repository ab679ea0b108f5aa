import { abortSignal, getRunningLoop } from '../../src/index.ts';
import { transformFuture, wait, within } from '../../src/index.ts';
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
  const loop = getRunningLoop();
  const asks = mirrors.map((mirror) => loop.addTask(ask(mirror)));
  try {
    let left = new Set(asks);
    let error: unknown;
    while (left.size > 0) {
      const { done, pending } = yield* wait(left, { returnWhen: 'FIRST_COMPLETED' });
      for (const task of done)
        try {
          return task.result();
        } catch (thrown) {
          error = thrown;
        }
      left = pending;
    }
    throw error;
  } finally {
    for (const task of asks) task.cancel();
  }
}

/** The signal aborts if the task is cancelled while it waits. */
function* ask<T>(mirror: Mirror<T>): Coroutine<T> {
  const answer = within(abortSignal(), function* (signal) {
    return yield* transformFuture(mirror(signal), getRunningLoop());
  });
  return (yield* answer) as T;
}
