import { InvalidStateError } from '../errors.ts';
import type { Scheduler } from '../scheduler.ts';

type DoneCallback<T> = (future: PlainFuture<T>) => void;

/** A future whose loop makes the calls, and that keeps a list of them. */
export class PlainFuture<T> {
  readonly loop: Scheduler;
  #state: 'pending' | 'finished' | 'failed' = 'pending';
  #outcome: unknown;
  #callbacks: DoneCallback<any>[] = [];

  constructor(loop: Scheduler) {
    this.loop = loop;
  }

  done(): boolean {
    return this.#state !== 'pending';
  }

  result(): T {
    if (!this.done()) throw new InvalidStateError('no result yet');
    if (this.#state === 'failed') throw this.#outcome;
    return this.#outcome as T;
  }

  setResult(value: T): void {
    this.#settle('finished', value);
  }

  setException(error: unknown): void {
    this.#settle('failed', error);
  }

  addDoneCallback(callback: DoneCallback<T>): void {
    if (this.done()) this.loop.callSoon(callback, this);
    else this.#callbacks.push(callback);
  }

  #settle(state: 'finished' | 'failed', outcome: unknown): void {
    if (this.done())
      throw new InvalidStateError(`the future is already ${this.#state}`);
    this.#state = state;
    this.#outcome = outcome;
    for (const callback of this.#callbacks.splice(0))
      this.loop.callSoon(callback, this);
  }
}
