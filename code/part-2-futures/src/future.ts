import { waitUntil } from './bell.ts';
import {
  FutureCancelledError,
  FutureTimeoutError,
  InvalidStateError,
} from './errors.ts';

export type State = 'pending' | 'running' | 'cancelled' | 'finished';
export type DoneCallback<T> = (future: Future<T>) => unknown;
type Outcome<T> = { value: T } | { error: unknown };

/** A result that is not there yet. `concurrent.futures`' `Future`. */
export class Future<T> {
  #state: State = 'pending';
  #outcome: Outcome<T> | undefined;
  #callbacks: DoneCallback<T>[] = [];

  get state(): State {
    return this.#state;
  }

  /** True while somebody works on it: it can no longer be cancelled. */
  running(): boolean {
    return this.#state === 'running';
  }

  cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** True once there is a result, an error, or a cancellation. */
  done(): boolean {
    return this.#state === 'cancelled' || this.#state === 'finished';
  }

  /**
   * The result. Blocks the thread until it is there.
   * @param timeoutMs How long to wait at most, in milliseconds.
   * @throws {FutureTimeoutError} if the time was over first.
   * @throws {FutureCancelledError} if the future was cancelled.
   * @throws whatever `setException` was given.
   */
  result(timeoutMs?: number): T {
    const outcome = this.#wait(timeoutMs);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  /**
   * What the work failed with, `undefined` if it did not fail. Blocks like `result`.
   * @param timeoutMs How long to wait at most, in milliseconds.
   * @throws {FutureTimeoutError} if the time was over first.
   * @throws {FutureCancelledError} if the future was cancelled.
   */
  exception(timeoutMs?: number): unknown {
    const outcome = this.#wait(timeoutMs);
    return 'error' in outcome ? outcome.error : undefined;
  }

  #wait(timeoutMs?: number): Outcome<T> {
    if (!this.done() && !waitUntil(() => this.done(), timeoutMs))
      throw new FutureTimeoutError(`no result within ${timeoutMs} ms`);
    if (!this.#outcome) throw new FutureCancelledError('the future was cancelled');
    return this.#outcome;
  }

  /**
   * Whoever does the work says that it begins. False if the future was cancelled
   * meanwhile: then there is nothing to do.
   * @throws {InvalidStateError} if the work had begun before.
   */
  setRunningOrNotifyCancel(): boolean {
    if (this.#state === 'cancelled') return false;
    if (this.#state !== 'pending')
      throw new InvalidStateError(`the work cannot begin: it is ${this.#state}`);
    this.#state = 'running';
    return true;
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setResult(value: T): void {
    this.#finish('finished', { value });
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setException(error: unknown): void {
    this.#finish('finished', { error });
  }

  /** Gives the work up. False if it has begun, or has finished. */
  cancel(): boolean {
    if (this.#state === 'pending') this.#finish('cancelled', undefined);
    return this.#state === 'cancelled';
  }

  #finish(state: State, outcome: Outcome<T> | undefined): void {
    if (this.done())
      throw new InvalidStateError(`the future already is ${this.#state}`);
    this.#state = state;
    this.#outcome = outcome;
    for (const callback of this.#callbacks.splice(0)) this.#call(callback);
  }

  /**
   * Calls `callback(future)` when the future is done; at once if it is done already.
   */
  addDoneCallback(callback: DoneCallback<T>): void {
    if (this.done()) this.#call(callback);
    else this.#callbacks.push(callback);
  }

  /** Returns how many entries of this callback it took off the list. */
  removeDoneCallback(callback: DoneCallback<T>): number {
    const kept = this.#callbacks.filter((other) => other !== callback);
    const removed = this.#callbacks.length - kept.length;
    this.#callbacks = kept;
    return removed;
  }

  #call(callback: DoneCallback<T>): void {
    try {
      callback(this);
    } catch (error) {
      console.error('Error in a done callback:', error); // the next one is still called
    }
  }

  /**
   * `const value = yield* future`: a task waits here. The value has the future's type.
   */
  *[Symbol.iterator](): Generator<Future<T>, T, unknown> {
    if (!this.done()) yield this;
    return this.result();
  }
}
