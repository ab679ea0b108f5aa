/** One call that a loop has promised to make, once. Until then it can be taken back. */
export class Handle<A extends unknown[]> {
  #callback: ((...args: A) => void) | undefined;
  readonly #args: A;
  #cancelled = false;

  constructor(callback: (...args: A) => void, ...args: A) {
    this.#callback = callback;
    this.#args = args;
  }

  /** Makes the call, unless it was made or taken back before. */
  run(): void {
    const callback = this.#callback;
    this.#callback = undefined;
    callback?.(...this.#args);
  }

  /** Takes the promise back. It is never a mistake to say so. */
  cancel(): void {
    this.#callback = undefined;
    this.#cancelled = true;
  }

  /** True once `cancel` was called, even if that was too late. */
  cancelled(): boolean {
    return this.#cancelled;
  }
}
