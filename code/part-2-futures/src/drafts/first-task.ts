import type { Future } from '../future.ts';

/** A first task: drives a generator from future to future, and that is all. */
export class FirstTask {
  readonly #generator: Generator<any, unknown, any>;

  constructor(generator: Generator<any, unknown, any>) {
    this.#generator = generator;
    this.#step();
  }

  #step(value?: unknown, error?: unknown): void {
    if (error) {
      this.#generator.throw(error);
      return;
    }
    const { done, value: future } = this.#generator.next(value);
    if (!done) future.addDoneCallback(this.#wakeUp);
  }

  #wakeUp = (future: Future<unknown>): void => {
    const error = future.exception();
    if (error) this.#step(undefined, error);
    else this.#step(future.result());
  };
}
