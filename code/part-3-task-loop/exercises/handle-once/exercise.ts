import { InvalidStateError } from '../../src/index.ts';

/** One call that a loop has promised to make, once. Until then it can be taken back. */
export class Handle<A extends unknown[]> {
  readonly #callback: (...args: A) => void;
  readonly #args: A;
  #cancelled = false;

  constructor(callback: (...args: A) => void, ...args: A) {
    this.#callback = callback;
    this.#args = args;
  }

  /** Makes the call, unless it was made or taken back before: repair this. */
  run(): void {
    this.#callback(...this.#args);
  }

  /** Takes the promise back. It is never a mistake to say so: repair this. */
  cancel(): void {
    if (this.#cancelled) throw new InvalidStateError('it is cancelled already');
    this.#cancelled = true;
  }

  /** True once `cancel` was called, even if that was too late. */
  cancelled(): boolean {
    return this.#cancelled;
  }
}
