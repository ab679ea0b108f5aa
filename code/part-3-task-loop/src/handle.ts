import type { TaskLoop } from './task-loop.ts';

/**
 * One call that a loop has promised to make: what `callSoon` returns. asyncio's
 * `Handle`.
 */
export class Handle<A extends unknown[] = any[]> {
  readonly #callback: (...args: A) => unknown;
  readonly #loop: TaskLoop;
  readonly #args: A;
  #finished = false;
  #cancelled = false;

  constructor(callback: (...args: A) => unknown, loop: TaskLoop, args: A) {
    this.#callback = callback;
    this.#loop = loop;
    this.#args = args;
  }

  /**
   * Makes the call, once. Its error goes to the loop's exception handler: one bad
   * callback must not end the loop.
   */
  run(): void {
    if (this.#finished || this.#cancelled) return;
    this.#finished = true;
    try {
      this.#callback(...this.#args);
    } catch (exception) {
      this.#loop.callExceptionHandler({
        message: `Error in callback ${this.#callback.name || '(anonymous)'}`,
        exception,
      });
    }
  }

  /**
   * Takes the promise back: the call will not be made. What has been done cannot be
   * undone; saying so twice is no mistake.
   */
  cancel(): void {
    this.#cancelled = true;
  }

  /** True once `cancel` was called, even if that was too late. */
  cancelled(): boolean {
    return this.#cancelled;
  }
}
