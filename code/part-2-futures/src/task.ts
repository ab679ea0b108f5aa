import { describe, isCoroutine, type Coroutine } from './coroutine.ts';
import { BadYieldError, FutureCancelledError, InvalidStateError } from './errors.ts';
import { Future } from './future.ts';

/**
 * How the coroutine goes on: with a value at its `yield`, or with an error thrown
 * there.
 */
type Step = { value: unknown } | { error: unknown };

/**
 * Drives a coroutine from one future to the next, and is itself a future: of what the
 * coroutine returns. It begins at once, and goes on whenever the future that it waits
 * for is done. asyncio's `Task`, without a loop.
 */
export class Task<T> extends Future<T> {
  readonly #coroutine: Coroutine<T>;
  #waitingFor: Future<unknown> | undefined;

  /** @throws {TypeError} if this is no generator, but the function that makes one. */
  constructor(coroutine: Coroutine<T>) {
    super();
    if (!isCoroutine(coroutine))
      throw new TypeError('a task takes a generator: call the function*, as in work()');
    this.#coroutine = coroutine;
    this.#run({ value: undefined });
  }

  /** Takes one step after the other until there is something to wait for. */
  #run(step: Step | undefined): void {
    while (step && !this.done()) {
      try {
        const { done, value } =
          'error' in step
            ? this.#coroutine.throw(step.error)
            : this.#coroutine.next(step.value);
        if (done) return super.setResult(value);
        step = this.#stepAfter(value);
      } catch (error) {
        if (error instanceof FutureCancelledError) super.cancel();
        else super.setException(error);
      }
    }
  }

  /** The next step, if it need not wait. */
  #stepAfter(yielded: unknown): Step | undefined {
    if (yielded === undefined) return { value: undefined };
    if (!(yielded instanceof Future)) return { error: mistake(yielded) };
    if (yielded.done()) return outcomeOf(yielded);
    this.#waitingFor = yielded;
    yielded.addDoneCallback(this.#wakeUp);
    return undefined;
  }

  #wakeUp = (future: Future<unknown>): void => {
    if (future !== this.#waitingFor) return; // cancelled while it was to be woken
    this.#waitingFor = undefined;
    this.#run(outcomeOf(future));
  };

  /**
   * Throws `FutureCancelledError` into the coroutine, at the `yield` where it waits. It
   * may clean up, and it may refuse by catching the error.
   * @returns True if the task is cancelled now.
   */
  override cancel(): boolean {
    const waitingFor = this.#waitingFor;
    if (!waitingFor) return this.cancelled();
    this.#waitingFor = undefined;
    waitingFor.removeDoneCallback(this.#wakeUp);
    waitingFor.cancel();
    this.#run({ error: new FutureCancelledError('the task was cancelled') });
    return this.cancelled();
  }

  /** @throws {InvalidStateError} always: what a task is, its coroutine says. */
  override setRunningOrNotifyCancel(): never {
    throw new InvalidStateError('a task has begun when it is made');
  }

  /** @throws {InvalidStateError} always: a task gets its result from its coroutine. */
  override setResult(): never {
    throw new InvalidStateError('a task gets its result from its coroutine');
  }

  /** @throws {InvalidStateError} always: a task gets its error from its coroutine. */
  override setException(): never {
    throw new InvalidStateError('a task gets its error from its coroutine');
  }
}

function outcomeOf(future: Future<unknown>): Step {
  try {
    return { value: future.result() };
  } catch (error) {
    return { error };
  }
}

function mistake(yielded: unknown): BadYieldError {
  if (isCoroutine(yielded))
    return new BadYieldError(
      'a task yielded a generator: write "yield*" to run it here',
    );
  return new BadYieldError(
    `a task may yield a Future or nothing, not ${describe(yielded)}`,
  );
}
