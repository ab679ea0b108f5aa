// Stands in for the library's: of what can run it asks who is next. What else is queued goes first in,
// first out.
import { choose, knownOf } from './asked.ts';
import { come, isReply, withReplies } from './threads.ts';

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
      for (;;) {
        const options = withReplies(this.#items.slice(this.#head) as object[]);
        const next = options[choose(options)]!;
        if (!isReply(next)) return this.#items.splice(this.#items.indexOf(next as T), 1)[0];
        const before = this.#items.length;
        come(next);
        // it's a call of the loop's now, unless it was another loop's
        if (this.#items.length > before) return this.#items.pop();
      }
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
