import { Future } from '../../src/index.ts';

/** Drives a generator, and is a future of what the generator returns. */
export class Task<T> extends Future<T> {
  readonly #generator: Generator<Future<any>, T, any>;

  constructor(generator: Generator<Future<any>, T, any>) {
    super();
    this.#generator = generator;
    this.#step(undefined);
  }

  #step(sent: any): void {
    const { done, value } = this.#generator.next(sent);
    if (done) this.setResult(value);
    else value.addDoneCallback((future: Future<any>) => this.#step(future.result()));
  }
}
