/** A first handle: a callback, and what has happened to it so far. */
export class FirstHandle {
  readonly #callback: () => void;
  #cancelled = false;
  #finished = false;

  constructor(callback: () => void) {
    this.#callback = callback;
  }

  run(): void {
    try {
      this.#callback();
    } catch (error) {
      this.#finished = true;
      console.log(String(error));
    }
  }

  cancel(): void {
    if (this.#cancelled) throw new Error('it is cancelled already');
    this.#cancelled = !this.#finished;
  }

  cancelled(): boolean {
    return this.#cancelled;
  }
}
