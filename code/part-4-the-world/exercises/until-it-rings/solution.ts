import {
  contextManager,
  FutureCancelledError,
  getCurrentTask,
  type Future,
} from '../../src/index.ts';

/** The bell has rung, and the body of the scope has ended for that. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
}

/**
 * A scope, for `within`. When the bell is done, in whatever way, the task is cancelled,
 * and if the body ends for that and for nothing else, `InterruptedError` is thrown. A
 * bell that's done after the body does no harm. The bell itself is left alone.
 */
export const untilItRings = contextManager(function* (
  bell: Future<unknown>,
): Generator<void, void, undefined> {
  const task = getCurrentTask();
  const requestsBefore = task.cancelling();
  let hasRung = false;
  let isOurs = false;
  const ring = (): void => {
    hasRung = true;
    task.cancel();
  };
  let whenDone: (() => void) | undefined = ring;
  bell.addDoneCallback(() => whenDone?.());
  try {
    try {
      yield;
    } finally {
      whenDone = undefined; // it may be in the ready queue already
      if (hasRung) isOurs = task.uncancel() <= requestsBefore;
    }
  } catch (error) {
    if (!isOurs || !(error instanceof FutureCancelledError)) throw error;
    throw new InterruptedError('the bell has rung', { cause: error });
  }
});
