/** A callback with its arguments, which is called once, or never once cancelled. */
export class Handle<A extends unknown[]> {
  #callback: ((...args: A) => void) | undefined;
  readonly #args: A;
  #cancelled = false;

  constructor(callback: (...args: A) => void, ...args: A) {
    this.#callback = callback;
    this.#args = args;
  }

  /** Calls the callback, unless it was called or cancelled. Throws what it throws. */
  run(): void {
    const callback = this.#callback;
    this.#callback = undefined;
    callback?.(...this.#args);
  }

  /** From now on it isn't called. Never an error, neither twice nor too late. */
  cancel(): void {
    this.#callback = undefined;
    this.#cancelled = true;
  }

  /** True once `cancel` was called, even if that was too late. */
  cancelled(): boolean {
    return this.#cancelled;
  }
}
