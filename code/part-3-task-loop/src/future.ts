import { FutureCancelledError, InvalidStateError } from './errors.ts';
import type { TaskLoop } from './task-loop.ts';

export type DoneCallback<T> = (future: Future<T>) => unknown;
type Outcome<T> = { value: T } | { error: unknown } | 'cancelled';

/** A result that is not there yet. asyncio's `Future`. */
export class Future<T> {
  readonly loop: TaskLoop;
  #outcome: Outcome<T> | undefined;
  #callbacks: DoneCallback<T>[] = [];

  /** @param loop The loop that will make this future's done callbacks. */
  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  /** True once there is a result, an error, or a cancellation. */
  done(): boolean {
    return this.#outcome !== undefined;
  }

  cancelled(): boolean {
    return this.#outcome === 'cancelled';
  }

  /**
   * The result. Never waits: inside a task write `yield* future`.
   * @throws {InvalidStateError} if it is not there yet.
   * @throws {FutureCancelledError} if the future was cancelled.
   * @throws whatever `setException` was given.
   */
  result(): T {
    const outcome = this.#settled('result');
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  /**
   * What `setException` was given, `undefined` if there is a result instead.
   * @throws {InvalidStateError} if the future is not done yet.
   * @throws {FutureCancelledError} if the future was cancelled.
   */
  exception(): unknown {
    const outcome = this.#settled('exception');
    return 'error' in outcome ? outcome.error : undefined;
  }

  #settled(what: string): Exclude<Outcome<T>, 'cancelled'> {
    if (this.#outcome === undefined)
      throw new InvalidStateError(
        `the ${what} is not there yet: write "yield* future" in a task to wait for it`,
      );
    if (this.#outcome === 'cancelled')
      throw new FutureCancelledError('the future was cancelled');
    return this.#outcome;
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setResult(value: T): void {
    this.#settle({ value });
  }

  /** @throws {InvalidStateError} if the future is done already. */
  setException(error: unknown): void {
    this.#settle({ error });
  }

  /** Gives the result up. Returns false if the future was done already. */
  cancel(): boolean {
    if (this.done()) return false;
    this.#settle('cancelled');
    return true;
  }

  #settle(outcome: Outcome<T>): void {
    if (this.done())
      throw new InvalidStateError(
        'the future is done already: it cannot get another result',
      );
    this.#outcome = outcome;
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) this.loop.callSoon(callback, this);
  }

  /**
   * Has the loop call `callback(future)` soon after the future is done; soon after now
   * if it is done already.
   */
  addDoneCallback(callback: DoneCallback<T>): void {
    if (this.done()) this.loop.callSoon(callback, this);
    else this.#callbacks.push(callback);
  }

  /** Returns how many entries of this callback it took off the list. */
  removeDoneCallback(callback: DoneCallback<T>): number {
    const kept = this.#callbacks.filter((other) => other !== callback);
    const removed = this.#callbacks.length - kept.length;
    this.#callbacks = kept;
    return removed;
  }

  /**
   * `const value = yield* future`: parks the task until there is a result, which has
   * the future's type. asyncio's `__await__`.
   */
  *[Symbol.iterator](): Generator<Future<T>, T, unknown> {
    if (!this.done()) yield this;
    return this.result();
  }
}
