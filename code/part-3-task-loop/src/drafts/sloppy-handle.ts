/** A first handle: it takes notes of what happens to it, and never looks at them. */
export class SloppyHandle {
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
      console.error(String(error));
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
