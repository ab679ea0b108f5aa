import { describe, isCoroutine, type Coroutine } from '../coroutine.ts';
import { BadYieldError } from '../errors.ts';
import { Future } from '../future.ts';
import type { Scheduler } from '../scheduler.ts';

/** A task whose `cancel` is the future's: nothing here overrides it. */
export class TaskWithoutCancel<T> extends Future<T> {
  readonly #coroutine: Coroutine<T>;
  #waitingFor: Future<unknown> | undefined;

  constructor(coroutine: Coroutine<T>, loop: Scheduler) {
    super(loop);
    this.#coroutine = coroutine;
    loop.callSoon(this.#step);
  }

  /** Takes one step: from one `yield` of the coroutine to the next. */
  readonly #step = (): void => {
    let step: ReturnType<Coroutine<T>['next']>;
    try {
      step = this.#resume();
    } catch (error) {
      return this.setException(error);
    }
    if (step.done) this.setResult(step.value);
    else this.#wait(step.value);
  };

  #resume(): ReturnType<Coroutine<T>['next']> {
    const waitedFor = this.#waitingFor;
    this.#waitingFor = undefined;
    if (!waitedFor) return this.#coroutine.next();
    let result: unknown;
    try {
      result = waitedFor.result();
    } catch (error) {
      return this.#coroutine.throw(error);
    }
    return this.#coroutine.next(result);
  }

  /**
   * Parks the task on the future that it yielded; if it yielded nothing, only for a
   * turn. A mistake is a future that has failed: its error is thrown at the `yield`.
   */
  #wait(yielded: unknown): void {
    if (yielded === undefined) return void this.loop.callSoon(this.#step);
    const mistake = this.#mistakeIn(yielded);
    const future = mistake ? new Future(this.loop) : (yielded as Future<unknown>);
    if (mistake) future.setException(new BadYieldError(`a task yielded ${mistake}`));
    this.#waitingFor = future;
    future.addDoneCallback(this.#step);
  }

  #mistakeIn(yielded: unknown): string | undefined {
    if (isCoroutine(yielded)) return 'a generator: write "yield*" to run it here';
    if (yielded instanceof Future && yielded.loop === this.loop) return undefined;
    return describe(yielded);
  }
}
