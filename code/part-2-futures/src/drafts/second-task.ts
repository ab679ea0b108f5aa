import { Future } from '../future.ts';

/** A second task: a future, which takes what was sent last for the result. */
export class SecondTask<T> extends Future<T> {
  readonly #generator: Generator<unknown, T, any>;

  constructor(generator: Generator<unknown, T, any>) {
    super();
    this.#generator = generator;
    this.#step(() => generator.next());
  }

  #step(resume: () => IteratorResult<unknown, T>, sent?: any): void {
    try {
      const { done, value } = resume();
      if (done) this.setResult(sent);
      else if (value instanceof Future) value.addDoneCallback(this.#wakeUp);
    } catch (error) {
      this.setException(error);
    }
  }

  #wakeUp = (future: Future<unknown>): void => {
    let value: unknown;
    try {
      value = future.result();
    } catch (error) {
      return this.#step(() => this.#generator.throw(error));
    }
    this.#step(() => this.#generator.next(value), value);
  };
}
