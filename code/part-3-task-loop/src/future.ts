import type { Coroutine } from './coroutine.ts';
import { FutureCancelledError, InvalidStateError } from './errors.ts';
import { checkRegular, type Runnable } from './handle.ts';
import type { TaskLoop } from './task-loop.ts';

export type DoneCallback<T> = (future: Future<T>) => unknown;

/**
 * Who wants to know: a callback, or something that goes into the ready queue itself.
 */
type Waiter<T> = DoneCallback<T> | Runnable;

/** A result that is not there yet, and that a loop tells of. asyncio's `Future`. */
export class Future<T> {
  readonly loop: TaskLoop;
  #state: 'pending' | 'cancelled' | 'failed' | 'finished' = 'pending';
  #outcome: unknown; // the result, the error, or what `cancel` was told
  #waiters: Waiter<any> | Waiter<any>[] | undefined; // mostly there is one

  /** @param loop The loop that will make this future's done callbacks. */
  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  /** True once there is a result, an error, or a cancellation. */
  done(): boolean {
    return this.#state !== 'pending';
  }

  cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /**
   * The result. It never waits: inside a task write `yield* future`.
   * @throws {InvalidStateError} if there is none yet.
   * @throws {FutureCancelledError} if the future was cancelled.
   * @throws whatever `setException` was given.
   */
  result(): T {
    if (this.#state === 'finished') return this.#outcome as T;
    throw this.exception();
  }

  /**
   * What the future failed with, `undefined` if it did not fail.
   * @throws {InvalidStateError} if it is not done yet.
   * @throws {FutureCancelledError} if it was cancelled.
   */
  exception(): unknown {
    if (this.#state === 'pending')
      throw new InvalidStateError('no result yet: wait with "yield* future" in a task');
    if (this.#state === 'cancelled') throw cancellation(this.#outcome);
    return this.#state === 'failed' ? this.#outcome : undefined;
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setResult(value: T): void {
    this.#settle('finished', value);
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setException(error: unknown): void {
    this.#settle('failed', error);
  }

  /**
   * Gives the result up.
   * @param message For the `FutureCancelledError` that this leads to.
   * @returns False if the future was done already.
   */
  cancel(message?: string): boolean {
    if (this.done()) return false;
    this.#settle('cancelled', message);
    return true;
  }

  #settle(state: 'cancelled' | 'failed' | 'finished', outcome: unknown): void {
    if (this.done())
      throw new InvalidStateError(`the future is already ${this.#state}`);
    this.#state = state;
    this.#outcome = outcome;
    const waiters = this.#waiters;
    this.#waiters = undefined;
    if (Array.isArray(waiters)) for (const waiter of waiters) this.#tell(waiter);
    else if (waiters) this.#tell(waiters);
  }

  #tell(waiter: Waiter<T>): void {
    if (typeof waiter === 'function') this.loop.callSoon(waiter, this);
    else this.loop.schedule(waiter);
  }

  /**
   * Has the loop call `callback(future)` soon after the future is done, which may be
   * now. A task that waits is put into the ready queue itself.
   * @throws {NotRegularFunctionError} for what the loop could not call.
   */
  addDoneCallback(callback: Waiter<T>): void {
    if (typeof callback === 'function' || !callback?.run) checkRegular(callback);
    if (this.done()) this.#tell(callback);
    else if (!this.#waiters) this.#waiters = callback;
    else if (Array.isArray(this.#waiters)) this.#waiters.push(callback);
    else this.#waiters = [this.#waiters, callback];
  }

  /** Returns how many entries of this callback it took off the list. */
  removeDoneCallback(callback: Waiter<T>): number {
    const waiters = this.#waiters ? [this.#waiters].flat() : [];
    const kept = waiters.filter((waiter) => waiter !== callback);
    this.#waiters = kept.length > 0 ? kept : undefined;
    return waiters.length - kept.length;
  }

  /**
   * Lets a coroutine that waited go on: with the result, or with the error thrown into
   * it.
   */
  resume<R>(coroutine: Coroutine<R>): ReturnType<Coroutine<R>['next']> {
    if (this.#state === 'finished') return coroutine.next(this.#outcome);
    const failed = this.#state === 'failed';
    return coroutine.throw(failed ? this.#outcome : cancellation(this.#outcome));
  }

  /**
   * `yield* future` waits for the result, which has the future's type: the future is
   * its own iterator. Until it is done it gives itself, and then it returns its result.
   * asyncio's `__await__`.
   */
  [Symbol.iterator](): Iterator<Future<T>, T, unknown> {
    return this;
  }

  next(): IteratorResult<Future<T>, T> {
    if (!this.done()) return { done: false, value: this };
    return { done: true, value: this.result() };
  }

  throw(error: unknown): never {
    throw error;
  }
}

const cancellation = (message: unknown): FutureCancelledError =>
  new FutureCancelledError(message as string | undefined);
