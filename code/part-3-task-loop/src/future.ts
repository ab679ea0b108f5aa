import type { Coroutine } from './coroutine.ts';
import { FutureCancelledError, InvalidStateError } from './errors.ts';
import { addAwaitedBy } from './awaited-by.ts';
import { checkRegular } from './handle.ts';
import type { Ignored, Runnable, Scheduler } from './scheduler.ts';
import * as own from './scheduler.ts';

export type DoneCallback<T> = (future: Future<T>) => Ignored;

/** Who wants to know: a callback, or a task, which goes into the ready queue itself. */
type Waiter = DoneCallback<any> | Runnable;

type State = 'pending' | 'cancelled' | 'failed' | 'finished';

/** A result that is not there yet, and that a loop tells of. asyncio's `Future`. */
export class Future<T> {
  readonly loop: Scheduler;
  #state: State = 'pending';
  #outcome: unknown; // the result, the error, or what `cancel` was told
  #waiters: Waiter | Waiter[] | undefined; // mostly there is one

  /**
   * @param loop The loop that will make this future's done callbacks.
   * @throws {TypeError} if there is none.
   */
  constructor(loop: Scheduler) {
    if (!loop) throw new TypeError('a future belongs to a loop: loop.createFuture()');
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
   * What the future failed with. `undefined` if it did not fail, or if that was thrown.
   * @throws {InvalidStateError} if it is not done yet.
   * @throws {FutureCancelledError} if it was cancelled.
   */
  exception(): unknown {
    if (this.#state === 'pending')
      throw new InvalidStateError('no result yet: wait with "yield* future" in a task');
    if (this.#state === 'cancelled') throw cancellation(this.#outcome);
    if (this.#state === 'finished') return undefined;
    this.loop[own.heard](this);
    return this.#outcome;
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setResult(value: T): void {
    this[own.settle]('finished', value);
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setException(error: unknown): void {
    this[own.settle]('failed', error);
  }

  /**
   * Gives the result up.
   * @param message For the `FutureCancelledError` that this leads to.
   * @returns False if the future was done already.
   */
  cancel(message?: string): boolean {
    if (this.done()) return false;
    this[own.settle]('cancelled', message);
    return true;
  }

  /** For tasks, too: they end as their coroutine does. */
  [own.settle](state: State, outcome: unknown): void {
    if (this.done())
      throw new InvalidStateError(`the future is already ${this.#state}`);
    this.#state = state;
    this.#outcome = outcome;
    if (state === 'failed') this.#tellIfUnheard(outcome);
    const waiters = this.#waiters;
    this.#waiters = undefined;
    if (Array.isArray(waiters)) for (const waiter of waiters) this.#tell(waiter);
    else if (waiters) this.#tell(waiters);
  }

  #tellIfUnheard(exception: unknown): void {
    const message = `Nobody asked a ${this.constructor.name} for its error`;
    this.loop[own.unheard](this, { message, exception });
  }

  #tell(waiter: Waiter): void {
    if (typeof waiter === 'function') this.loop.callSoon(waiter, this);
    else this.loop[own.schedule](waiter);
  }

  /**
   * Has the loop call `callback(future)` soon after the future is done, which may be
   * now.
   * @throws {NotRegularFunctionError} for what the loop could not call.
   */
  addDoneCallback(callback: DoneCallback<T>): void {
    checkRegular(callback);
    this[own.wakeUp](callback);
  }

  /** For tasks: the loop runs them when the future is done. */
  [own.wakeUp](waiter: Waiter): void {
    if (this.done()) this.#tell(waiter);
    else if (!this.#waiters) this.#waiters = waiter;
    else if (Array.isArray(this.#waiters)) this.#waiters.push(waiter);
    else this.#waiters = [this.#waiters, waiter];
  }

  /** Returns how many entries of this callback it took off the list. */
  removeDoneCallback(callback: DoneCallback<T>): number {
    if (typeof callback !== 'function') return 0;
    const waiters = this.#waiters ? [this.#waiters].flat() : [];
    const kept = waiters.filter((waiter) => waiter !== callback);
    this.#waiters = kept.length > 0 ? kept : undefined;
    return waiters.length - kept.length;
  }

  /**
   * For tasks: lets a coroutine that waited go on, with the result, or with the error
   * thrown into it.
   */
  [own.resume]<R>(coroutine: Coroutine<R>): ReturnType<Coroutine<R>['next']> {
    if (this.#state === 'finished') return coroutine.next(this.#outcome);
    return coroutine.throw(
      this.cancelled() ? cancellation(this.#outcome) : this.exception(),
    );
  }

  /**
   * `yield* future` waits for the result, which has the future's type. asyncio's
   * `__await__`.
   */
  [Symbol.iterator](): Iterator<Future<T>, T, Sent> {
    return new Wait(this);
  }
}

/** What a task sends where it goes on. A `for` loop sends nothing, so it won't compile. */
declare const sent: unique symbol;
type Sent = typeof sent;

/** One wait for a future: gives the future, and when that is done, returns its result. */
class Wait<T> implements Iterator<Future<T>, T, Sent> {
  readonly #future: Future<T>;
  #given = false;

  constructor(future: Future<T>) {
    this.#future = future;
  }

  next(): IteratorResult<Future<T>, T> {
    const future = this.#future;
    if (!future.done() && !this.#given) {
      this.#given = true;
      return { done: false, value: future };
    }
    try {
      return { done: true, value: future.result() };
    } catch (error) {
      return this.throw(error);
    }
  }

  /** @throws what the future failed with, and says where that goes on. */
  throw(error: unknown): never {
    addAwaitedBy(error);
    throw error;
  }
}

const cancellation = (reason: unknown): FutureCancelledError =>
  reason instanceof FutureCancelledError
    ? reason
    : new FutureCancelledError(reason as string | undefined);
