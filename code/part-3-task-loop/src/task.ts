import { isCoroutine, type Coroutine } from './coroutine.ts';
import {
  BadYieldError,
  FutureCancelledError,
  LoopMismatchError,
  LoopStateError,
} from './errors.ts';
import { Future } from './future.ts';
import type { TaskLoop } from './task-loop.ts';

/**
 * What a step sends into the generator: the value of its `yield`, or an error thrown
 * there.
 */
type Input = { value: unknown } | { error: unknown };

/**
 * Drives a coroutine, one step a turn of the loop. It is a future too: of what the
 * coroutine returns. asyncio's `Task`.
 */
export class Task<T> extends Future<T> {
  readonly #coroutine: Coroutine<T>;
  #waitingFor: Future<unknown> | undefined;
  #cancelRequested = false;

  constructor(coroutine: Coroutine<T>, loop: TaskLoop) {
    super(loop);
    this.#coroutine = coroutine;
    this.#stepSoon({ value: undefined });
  }

  #stepSoon(input: Input): void {
    this.loop.callSoon(() => this.#step(input));
  }

  #step(input: Input): void {
    if (this.#cancelRequested) {
      input = { error: new FutureCancelledError('the task was cancelled') };
      this.#cancelRequested = false;
    }
    this.#waitingFor = undefined;
    try {
      const { done, value } =
        'error' in input
          ? this.#coroutine.throw(input.error)
          : this.#coroutine.next(input.value);
      if (!done) this.#parkOn(value);
      else if (this.#cancelRequested) super.cancel();
      else super.setResult(value);
    } catch (error) {
      if (error instanceof FutureCancelledError) super.cancel();
      else super.setException(error);
    }
  }

  #parkOn(yielded: unknown): void {
    if (yielded === undefined) return this.#stepSoon({ value: undefined });
    const mistake = this.#mistake(yielded);
    if (mistake) return this.#stepSoon({ error: mistake });
    this.#waitingFor = yielded as Future<unknown>;
    this.#waitingFor.addDoneCallback(this.#wakeUp);
    if (this.#cancelRequested && this.#waitingFor.cancel())
      this.#cancelRequested = false;
  }

  #mistake(yielded: unknown): Error | undefined {
    if (isCoroutine(yielded))
      return new BadYieldError(
        'a task yielded a generator: write "yield*" to run it inside this task',
      );
    if (!(yielded instanceof Future))
      return new BadYieldError(
        `a task may yield a Future or nothing, and not ${describe(yielded)}`,
      );
    if (yielded === (this as unknown))
      return new BadYieldError('a task cannot wait for itself');
    if (yielded.loop !== this.loop)
      return new LoopMismatchError('a task yielded a future of another loop');
    return undefined;
  }

  #wakeUp = (future: Future<unknown>): void => {
    let input: Input;
    try {
      input = { value: future.result() };
    } catch (error) {
      input = { error };
    }
    this.#step(input);
  };

  /**
   * Asks the coroutine to end: `FutureCancelledError` is thrown into it, at its current
   * `yield`, in a coming turn. It may clean up, and it may refuse by catching the
   * error. Returns false if the task was done already.
   */
  override cancel(): boolean {
    if (this.done()) return false;
    if (!this.#waitingFor?.cancel()) this.#cancelRequested = true;
    return true;
  }

  /** @throws {LoopStateError} always: a task's result is what its coroutine returns. */
  override setResult(): never {
    throw new LoopStateError(
      'a task gets its result from its coroutine, not from setResult',
    );
  }

  /** @throws {LoopStateError} always: a task's error is what its coroutine throws. */
  override setException(): never {
    throw new LoopStateError(
      'a task gets its error from its coroutine, not from setException',
    );
  }
}

function describe(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`;
  if (typeof value === 'object' && value !== null)
    return `an object of class ${value.constructor?.name ?? 'null'}`;
  return `${typeof value} ${String(value)}`;
}
