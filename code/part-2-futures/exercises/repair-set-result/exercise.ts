import { InvalidStateError } from '../../src/index.ts';

export type State = 'pending' | 'cancelled' | 'finished';

/**
 * A result that is not there yet. Once it is done, it stays as it is: what would
 * change it throws `InvalidStateError`, and each callback is called once.
 */
export class Future<T> {
  state: State = 'pending';
  value: T | undefined;
  error: unknown;
  readonly #callbacks: (() => void)[] = [];

  setResult(value: T): void {
    this.value = value;
    this.#finish('finished');
  }

  setException(error: unknown): void {
    if (this.state !== 'pending')
      throw new InvalidStateError(`the future already is ${this.state}`);
    this.error = error;
    this.#finish('finished');
  }

  /** Says whether the future is cancelled now. */
  cancel(): boolean {
    if (this.state === 'finished') return false;
    this.#finish('cancelled');
    return true;
  }

  addDoneCallback(callback: () => void): void {
    if (this.state === 'pending') this.#callbacks.push(callback);
    else callback();
  }

  #finish(state: State): void {
    this.state = state;
    for (const callback of this.#callbacks) callback();
  }
}
