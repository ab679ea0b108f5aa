import type { State } from '../future.ts';

/** A first future: what comes last is its result, whatever came before. */
export class FirstFuture<T> {
  state: State = 'pending';
  value: T | undefined;
  error: unknown;
  readonly #callbacks: ((future: this) => void)[] = [];

  done(): boolean {
    return this.state !== 'pending';
  }

  setResult(value: T): void {
    this.value = value;
    this.#finish('finished');
  }

  setException(error: unknown): void {
    this.error = error;
    this.#finish('finished');
  }

  cancel(): boolean {
    if (this.state === 'finished') return false;
    this.#finish('cancelled');
    return true;
  }

  addDoneCallback(callback: (future: this) => void): void {
    if (this.done()) callback(this);
    else this.#callbacks.push(callback);
  }

  #finish(state: State): void {
    this.state = state;
    for (const callback of this.#callbacks) callback(this);
  }
}
