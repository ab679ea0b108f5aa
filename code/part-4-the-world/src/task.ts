import { describe, isCoroutine, type Coroutine } from './coroutine.ts';
import { BadYieldError, FutureCancelledError, LoopStateError } from './errors.ts';
import { Future } from './future.ts';
import type { Listed, Runnable, Scheduler } from './scheduler.ts';
import * as own from './scheduler.ts';

/** What one step gives: what the coroutine yields, or what it returns. */
type Step<T> = ReturnType<Coroutine<T>['next']>;

export interface TaskOptions {
  name?: string | undefined;
}

let made = 0;

/**
 * Drives a coroutine, one step a turn of the loop, and is itself a future: of what the
 * coroutine returns. asyncio's `Task`.
 */
export class Task<T> extends Future<T> implements Runnable, Listed {
  [own.place] = -1;
  readonly #coroutine: Coroutine<T>;
  #name: string;
  #waitingFor: Future<unknown> | undefined;
  #cancelRequest: { message: string | undefined } | undefined;
  #cancelling = 0;

  /**
   * @throws {TypeError} if this is no generator, but the function that makes one.
   * @throws {LoopStateError} if the loop is closed.
   */
  constructor(coroutine: Coroutine<T>, loop: Scheduler, { name }: TaskOptions = {}) {
    super(loop);
    if (!isCoroutine(coroutine))
      throw new TypeError('a task takes a generator: call the function*, as in work()');
    this.#coroutine = coroutine;
    this.#name = name ?? `Task-${++made}`;
    loop[own.schedule](this);
    loop[own.taskBegins](this);
  }

  /** Takes one step: from one `yield` of the coroutine to the next. */
  [own.run](): void {
    let step: Step<T>;
    try {
      step = this.#resume();
    } catch (error) {
      return this.#end(
        error instanceof FutureCancelledError ? 'cancelled' : 'failed',
        error,
      );
    }
    if (!step.done) return this.#park(step.value);
    if (this.#cancelRequest) this.#end('cancelled', this.#cancelRequest.message);
    else this.#end('finished', step.value);
  }

  #park(yielded: unknown): void {
    try {
      this.#wait(yielded);
    } catch (error) {
      this.#end('failed', error); // of a future that is none of ours in all it does
    }
  }

  #end(state: 'cancelled' | 'failed' | 'finished', outcome: unknown): void {
    this.loop[own.taskEnds](this);
    this[own.settle](state, outcome);
  }

  #resume(): Step<T> {
    const waitedFor = this.#waitingFor;
    const request = this.#cancelRequest;
    this.#waitingFor = undefined;
    this.#cancelRequest = undefined;
    if (request && !(waitedFor && bringsCancellation(waitedFor)))
      return this.#coroutine.throw(new FutureCancelledError(request.message));
    return waitedFor ? waitedFor[own.resume](this.#coroutine) : this.#coroutine.next();
  }

  /**
   * Parks the task on the future that it yielded; if it yielded nothing, only for a
   * turn. A mistake is a future that has failed: its error is thrown at the `yield`.
   */
  #wait(yielded: unknown): void {
    if (yielded === undefined) return this.loop[own.schedule](this);
    const mistake = this.#mistakeIn(yielded);
    const future = mistake ? new Future(this.loop) : (yielded as Future<unknown>);
    if (mistake) future.setException(new BadYieldError(`a task yielded ${mistake}`));
    this.#waitingFor = future;
    future[own.wakeUp](this);
    if (this.#cancelRequest && future.cancel(this.#cancelRequest.message))
      this.#cancelRequest = undefined;
  }

  #mistakeIn(yielded: unknown): string | undefined {
    if (yielded instanceof Future) {
      if (yielded.loop !== this.loop) return 'a future of another loop';
      return yielded === (this as unknown)
        ? 'itself: it would wait for ever'
        : undefined;
    }
    if (isCoroutine(yielded)) return 'a generator: write "yield*" to run it here';
    return `${describe(yielded)}, which is no Future`;
  }

  /**
   * Asks the coroutine to end: `FutureCancelledError` is thrown into it where it waits,
   * in a coming turn. It may clean up, and it may refuse by catching the error.
   * @param message For the error that is thrown.
   * @returns False if the task was done already.
   */
  override cancel(message?: string): boolean {
    if (this.done()) return false;
    this.#cancelling++;
    if (!this.#waitingFor?.cancel(message)) this.#cancelRequest = { message };
    return true;
  }

  /** What it is called in messages. asyncio's `get_name`. */
  getName(): string {
    return this.#name;
  }

  /** asyncio's `set_name`. */
  setName(name: string): void {
    this.#name = name;
  }

  override [own.title](): string {
    return this.#name;
  }

  /** How many requests to cancel are not taken back. asyncio's `cancelling`. */
  cancelling(): number {
    return this.#cancelling;
  }

  /**
   * For whoever asked the task to end, and has seen that it heard: takes one request
   * back. When none is left, none is thrown any more. asyncio's `uncancel`.
   * @returns How many are left.
   */
  uncancel(): number {
    if (this.#cancelling > 0) this.#cancelling--;
    if (this.#cancelling === 0) this.#cancelRequest = undefined;
    return this.#cancelling;
  }

  /**
   * @throws {LoopStateError} always: the result of a task is what its coroutine
   *   returns.
   */
  override setResult(): never {
    throw new LoopStateError('a task gets its result from its coroutine');
  }

  /**
   * @throws {LoopStateError} always: the error of a task is what its coroutine throws.
   */
  override setException(): never {
    throw new LoopStateError('a task gets its error from its coroutine');
  }
}

const bringsCancellation = (future: Future<unknown>): boolean =>
  future.cancelled() || future.exception() instanceof FutureCancelledError;
