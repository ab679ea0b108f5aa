import { describe } from './coroutine.ts';
import { NotRegularFunctionError, StopLoop } from './errors.ts';
import type { Ignored, Runnable, Scheduler } from './scheduler.ts';
import * as own from './scheduler.ts';

const NO_ARGS: any = []; // one for all calls without arguments, of which there are many

/**
 * A callback and its arguments, to be called once: what `callSoon` returns. asyncio's
 * `Handle`.
 */
export class Handle<A extends unknown[] = any[]> implements Runnable {
  #callback: ((...args: A) => Ignored) | undefined;
  readonly #loop: Scheduler;
  readonly #args: A;
  #cancelled = false;

  constructor(callback: (...args: A) => Ignored, loop: Scheduler, args: A) {
    this.#callback = callback;
    this.#loop = loop;
    this.#args = args.length > 0 ? args : NO_ARGS;
  }

  /**
   * Calls the callback, once. Its error goes to the loop's exception handler, because
   * one bad callback must not end the loop.
   */
  run(): void {
    const callback = this.#callback;
    if (!callback) return;
    this.#callback = undefined;
    try {
      callback(...this.#args);
    } catch (exception) {
      if (exception instanceof StopLoop) return this.#loop.stop();
      const message = `Error in callback ${callback.name || '(anonymous)'}`;
      this.#loop.callExceptionHandler({ message, exception });
    }
  }

  /** As its loop says it. */
  [own.run](): void {
    this.run();
  }

  /** Prevents the call. It is no error to say so twice, or too late. */
  cancel(): void {
    this.#callback = undefined;
    this.#cancelled = true;
  }

  /** True once `cancel` was called, even if that was too late. */
  cancelled(): boolean {
    return this.#cancelled;
  }
}

/** @throws {NotRegularFunctionError} for what a loop cannot simply call. */
export function checkRegular(callback: unknown): void {
  if (typeof callback === 'function' && callback.constructor === Function) return;
  throw new NotRegularFunctionError(
    `a callback is a regular function, and not ${describe(callback)}`,
  );
}
