import { describe, type Coroutine } from '../coroutine.ts';
import { BadYieldError } from '../errors.ts';
import { Future } from '../future.ts';
import type { Scheduler } from '../scheduler.ts';
import * as own from '../scheduler.ts';

/** A task that can do everything but be cancelled. Each step is a call like any other. */
export class PlainTask<T> extends Future<T> {
  readonly #coroutine: Coroutine<T>;
  #waitingFor: Future<unknown> | undefined;

  constructor(coroutine: Coroutine<T>, loop: Scheduler) {
    super(loop);
    this.#coroutine = coroutine;
    loop.callSoon(this.#step);
  }

  /** Takes one step: from one `yield` of the coroutine to the next. */
  #step = (): void => {
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
    return waitedFor ? waitedFor[own.resume](this.#coroutine) : this.#coroutine.next();
  }

  /**
   * Parks the task on the future that it yielded; if it yielded nothing, only for a
   * turn. A mistake is a future that has failed: its error is thrown at the `yield`.
   */
  #wait(yielded: unknown): void {
    if (yielded === undefined) return void this.loop.callSoon(this.#step);
    const isFuture = yielded instanceof Future && yielded.loop === this.loop;
    const future = isFuture ? yielded : new Future(this.loop);
    if (!isFuture)
      future.setException(new BadYieldError(`a task yielded ${describe(yielded)}`));
    this.#waitingFor = future;
    future.addDoneCallback(this.#step);
  }
}
