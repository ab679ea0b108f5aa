import { contextManager } from './context-manager.ts';
import { FutureTimeoutError, LoopStateError } from '../errors.ts';
import { Interruption } from './interruption.ts';
import { getRunningLoop } from '../task-loop.ts';

/**
 * Limits how long the body of a `within` may take. When the time is over, the task is
 * cancelled; at the end of the body that becomes an error which can be caught.
 * asyncio's `timeout`.
 * @param delayMs In milliseconds, from this call on. `null` for no limit yet.
 * @throws {LoopStateError} if no loop is running; on entering, if no task is.
 * @throws {FutureTimeoutError} on leaving, if the task was cancelled for this limit
 *   and for nothing else.
 */
export const timeout = contextManager((delayMs: number | null) =>
  Timeout.until(delayMs === null ? null : getRunningLoop().time() + delayMs),
);

/** `timeout`, up to a moment of the loop's `time()`. asyncio's `timeout_at`. */
export const timeoutAt = contextManager((when: number | null) => Timeout.until(when));

/** The limit that a body has. asyncio's `Timeout`. */
export class Timeout {
  readonly #interruption = new Interruption();
  #when: number | null = null;
  #timer: { cancel(): void } | undefined;
  #hasEnded = false;

  /** For the context managers. */
  static *until(when: number | null): Generator<Timeout, void, undefined> {
    const limit = new Timeout();
    limit.reschedule(when);
    try {
      yield limit;
    } catch (error) {
      if (limit.#end(error))
        throw new FutureTimeoutError('the time for this is over', { cause: error });
      throw error;
    }
    limit.#end();
  }

  #end(error?: unknown): boolean {
    this.#hasEnded = true;
    this.#timer?.cancel();
    return this.#interruption.takeBack(error);
  }

  /** The moment at which the time is over; `null` if there is none. */
  when(): number | null {
    return this.#when;
  }

  /** True if the time was over before the body was. */
  expired(): boolean {
    return this.#interruption.isMade;
  }

  /**
   * @param when Another moment of the loop's `time()`; `null` for no limit.
   * @throws {LoopStateError} if the time is over, or the body is.
   */
  reschedule(when: number | null): void {
    if (this.expired()) throw new LoopStateError('the time of this timeout is over');
    if (this.#hasEnded) throw new LoopStateError('the body of this timeout has ended');
    this.#when = when;
    this.#timer?.cancel();
    if (when === null) return;
    const loop = getRunningLoop();
    const expire = (): void => this.#interruption.make();
    this.#timer =
      when <= loop.time() ? loop.callSoon(expire) : loop.callAt(when, expire);
  }
}
