import { describe } from './coroutine.ts';
import { NotRegularFunctionError, StopLoop } from './errors.ts';
import type { TaskLoop } from './task-loop.ts';

const NO_ARGS: any = []; // one for all calls without arguments, of which there are many
/** What waits in a loop's ready queue. */
export interface Runnable {
  run(): void;
}

/**
 * One call that a loop has promised to make: what `callSoon` returns. asyncio's
 * `Handle`.
 */
export class Handle<A extends unknown[] = any[]> implements Runnable {
  #callback: ((...args: A) => unknown) | undefined;
  readonly #loop: TaskLoop;
  readonly #args: A;
  #cancelled = false;

  constructor(callback: (...args: A) => unknown, loop: TaskLoop, args: A) {
    this.#callback = callback;
    this.#loop = loop;
    this.#args = args.length > 0 ? args : NO_ARGS;
  }

  /**
   * Makes the call, once. Its error goes to the loop's exception handler, since one bad
   * callback must not end the loop.
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

  /** Takes the promise back. What was done is done; saying so twice is no mistake. */
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
  if ((callback as object | undefined)?.constructor === Function) return;
  throw new NotRegularFunctionError(
    `a callback is a regular function, and not ${describe(callback)}`,
  );
}
