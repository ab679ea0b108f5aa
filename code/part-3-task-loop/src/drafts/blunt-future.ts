/** A first future: whoever brings the result makes the done callbacks, there and then. */
export class BluntFuture<T> {
  value: T | undefined;
  error: unknown;
  #done = false;
  readonly #callbacks: ((future: this) => void)[] = [];

  done(): boolean {
    return this.#done;
  }

  setResult(value: T): void {
    this.value = value;
    this.#finish();
  }

  setException(error: unknown): void {
    this.error = error;
    this.#finish();
  }

  addDoneCallback(callback: (future: this) => void): void {
    if (this.#done) callback(this);
    else this.#callbacks.push(callback);
  }

  #finish(): void {
    this.#done = true;
    for (const callback of this.#callbacks) callback(this);
  }
}
