// Stands in for the library's: of what can run it asks who is next. What else is queued goes first in,
// first out.
import { choose, knownOf } from './asked.ts';

export class AskedQueue<T> {
  readonly #run: symbol | undefined;
  #items: T[] = [];
  #head = 0;

  /** @param run The method of what can run, where the library has a name for it. */
  constructor(run: symbol | undefined) {
    this.#run = run;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
    if (canRun(item, this.#run)) knownOf(item as object);
  }

  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const first = this.#items[this.#head];
    if (canRun(first, this.#run)) {
      const ready = this.#items.slice(this.#head) as object[];
      const [entry] = this.#items.splice(this.#head + choose(ready), 1);
      return entry;
    }
    this.#head++;
    if (this.#head > 1_000 && this.#head > this.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return first;
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }
}

const canRun = (item: unknown, run: symbol | undefined): boolean =>
  typeof item === 'object' && item !== null && run !== undefined && run in item;
