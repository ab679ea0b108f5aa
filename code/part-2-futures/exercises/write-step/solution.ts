import type { Future } from '../../src/index.ts';

type Resume = () => IteratorResult<Future<any>, unknown>;

/** Drives a generator: each future that it yields is waited for. */
export class Task {
  readonly #generator: Generator<Future<any>, unknown, any>;

  constructor(generator: Generator<Future<any>, unknown, any>) {
    this.#generator = generator;
    this.#step(() => this.#generator.next());
  }

  /**
   * Has the generator go on by `resume`. If it is not done then, it has yielded a
   * future: when that is done, the next step sends its result into the generator, or
   * throws its error there.
   */
  #step(resume: Resume): void {
    const { done, value } = resume();
    if (done) return;
    value.addDoneCallback((future: Future<any>) => {
      let next: Resume;
      try {
        const result = future.result();
        next = () => this.#generator.next(result);
      } catch (error) {
        next = () => this.#generator.throw(error);
      }
      this.#step(next);
    });
  }
}
