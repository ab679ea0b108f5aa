import { Future } from '../future.ts';
import type { TaskLoop } from '../task-loop.ts';

/** A first task that rides the loop: it waits for whatever it is told to wait for. */
export class PatientTask<T> extends Future<T> {
  readonly #generator: Generator<unknown, T, any>;

  constructor(generator: Generator<unknown, T, any>, loop: TaskLoop) {
    super(loop);
    this.#generator = generator;
    loop.callSoon(() => this.#step());
  }

  #step(sent?: unknown): void {
    const { done, value } = this.#generator.next(sent);
    if (done) this.setResult(value);
    else if (value === undefined) this.loop.callSoon(() => this.#step());
    else if (value instanceof Future)
      value.addDoneCallback((future) => this.#step(future.result()));
  }
}
