import { Future, type TaskLoop } from '../../src/index.ts';

/** Drives a generator, one step a turn of the loop. */
export class Task {
  readonly #coroutine: Generator<any, unknown, any>;
  readonly #loop: TaskLoop;

  constructor(coroutine: Generator<any, unknown, any>, loop: TaskLoop) {
    this.#coroutine = coroutine;
    this.#loop = loop;
    loop.callSoon(() => this.#step(() => coroutine.next()));
  }

  /**
   * Takes a step by `resume`, and looks at what the generator has yielded: a
   * future to wait for, or `undefined` to let others have a turn. Anything else
   * is a mistake, and in a coming turn a `BadYieldError` is thrown at the `yield`.
   */
  #step(resume: () => IteratorResult<unknown>): void {
    const { done, value } = resume();
    if (done) return;
    if (value instanceof Future)
      value.addDoneCallback(() =>
        this.#step(() => outcomeInto(this.#coroutine, value)),
      );
    else if (value === undefined)
      this.#loop.callSoon(() => this.#step(() => this.#coroutine.next()));
    // and anything else?
  }
}

/** Resumes a generator that waited: with the result, or with the error. */
function outcomeInto(
  coroutine: Generator<any, unknown, any>,
  future: Future<unknown>,
): IteratorResult<unknown> {
  let result: unknown;
  try {
    result = future.result();
  } catch (error) {
    return coroutine.throw(error);
  }
  return coroutine.next(result);
}
