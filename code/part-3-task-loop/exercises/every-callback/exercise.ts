import { InvalidStateError, type TaskLoop } from '../../src/index.ts';

type DoneCallback<T> = (future: Future<T>) => void;

/**
 * A result that is not there yet. Its loop calls everyone who wants to know of it: each
 * soon, none at once, and all in the order in which they came.
 */
export class Future<T> {
  readonly loop: TaskLoop;
  readonly #callbacks: DoneCallback<T>[] = [];
  #outcome: { value: T } | undefined;

  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  result(): T {
    if (!this.#outcome) throw new InvalidStateError('no result yet');
    return this.#outcome.value;
  }

  setResult(value: T): void {
    if (this.#outcome) throw new InvalidStateError('there is a result already');
    this.#outcome = { value };
    for (const callback of this.#callbacks) callback(this); // repair this
  }

  addDoneCallback(callback: DoneCallback<T>): void {
    if (this.#outcome)
      callback(this); // and this
    else this.#callbacks.push(callback);
  }
}
