import { contextManager } from '../scopes/context-manager.ts';
import { Interruption } from '../scopes/interruption.ts';

/**
 * Cancels the body of a `within` when the signal aborts, for work that is stopped by
 * what the web uses for that.
 * @throws on leaving, the signal's reason, if the body was cancelled for it; on
 *   entering, if it has aborted already.
 */
export const cancelledBy = contextManager(function* (signal: AbortSignal) {
  signal.throwIfAborted();
  const interruption = new Interruption();
  const interrupt = (): void => interruption.make();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    yield;
  } catch (error) {
    throw interruption.takeBack(error) ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
  interruption.takeBack();
});

/**
 * Gives the body of a `within` a signal that aborts if the body ends with an error, a
 * cancellation above all: `fetch(url, { signal })` stops then, too.
 */
export const abortSignal = contextManager(function* () {
  const controller = new AbortController();
  try {
    yield controller.signal;
  } catch (error) {
    controller.abort(error);
    throw error;
  }
});
