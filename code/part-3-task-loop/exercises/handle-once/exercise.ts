/** A callback with its arguments, which is called once, or never once cancelled. */
export class Handle<A extends unknown[]> {
  readonly #callback: (...args: A) => void;
  readonly #args: A;
  #cancelled = false;
  #finished = false;

  constructor(callback: (...args: A) => void, ...args: A) {
    this.#callback = callback;
    this.#args = args;
  }

  /** Calls the callback, unless it was called or cancelled. Throws what it throws. */
  run(): void {
    this.#callback(...this.#args);
    this.#finished = true;
  }

  /** From now on it isn't called. Never an error, neither twice nor too late. */
  cancel(): void {
    if (this.#finished) throw new Error('too late: it has run');
    if (this.#cancelled) throw new Error('it is cancelled already');
    this.#cancelled = true;
  }

  /** True once `cancel` was called, even if that was too late. */
  cancelled(): boolean {
    return this.#cancelled;
  }
}
