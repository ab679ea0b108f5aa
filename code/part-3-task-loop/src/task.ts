import { describe, isCoroutine, type Coroutine } from './coroutine.ts';
import { BadYieldError, FutureCancelledError, LoopStateError } from './errors.ts';
import { Future } from './future.ts';
import type { Runnable } from './handle.ts';
import type { TaskLoop } from './task-loop.ts';

/** What one step gives: what the coroutine yields, or what it returns. */
type Step<T> = ReturnType<Coroutine<T>['next']>;

/**
 * Drives a coroutine, one step a turn of the loop, and is itself a future: of what the
 * coroutine returns. asyncio's `Task`.
 */
export class Task<T> extends Future<T> implements Runnable {
  /** Where the loop's list of tasks has this one; the loop keeps it. */
  place = -1;
  readonly #coroutine: Coroutine<T>;
  #waitingFor: Future<unknown> | undefined;
  #cancelRequest: { message: string | undefined } | undefined;

  /** @throws {TypeError} if this is no generator, but the function that makes one. */
  constructor(coroutine: Coroutine<T>, loop: TaskLoop) {
    super(loop);
    if (!isCoroutine(coroutine))
      throw new TypeError('a task takes a generator: call the function*, as in work()');
    this.#coroutine = coroutine;
    loop.taskBegins(this);
    loop.schedule(this);
  }

  /**
   * Takes one step: from one `yield` of the coroutine to the next. The loop calls this.
   */
  run(): void {
    let step: Step<T>;
    try {
      step = this.#resume();
    } catch (error) {
      this.loop.taskEnds(this);
      if (error instanceof FutureCancelledError) super.cancel(error.message);
      else super.setException(error);
      return;
    }
    if (!step.done) return this.#wait(step.value);
    this.loop.taskEnds(this);
    if (this.#cancelRequest) super.cancel(this.#cancelRequest.message);
    else super.setResult(step.value);
  }

  #resume(): Step<T> {
    const waitedFor = this.#waitingFor;
    const request = this.#cancelRequest;
    this.#waitingFor = undefined;
    this.#cancelRequest = undefined;
    if (request && !waitedFor?.cancelled())
      return this.#coroutine.throw(new FutureCancelledError(request.message));
    return waitedFor ? waitedFor.resume(this.#coroutine) : this.#coroutine.next();
  }

  /**
   * Parks the task on the future that it yielded; if it yielded nothing, only for a
   * turn. A mistake is a future that has failed: its error is thrown at the `yield`.
   */
  #wait(yielded: unknown): void {
    if (yielded === undefined) return this.loop.schedule(this);
    const mistake = this.#mistakeIn(yielded);
    const future = mistake ? this.loop.createFuture() : (yielded as Future<unknown>);
    if (mistake) future.setException(new BadYieldError(`a task yielded ${mistake}`));
    this.#waitingFor = future;
    future.addDoneCallback(this);
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
    if (!this.#waitingFor?.cancel(message)) this.#cancelRequest = { message };
    return true;
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
