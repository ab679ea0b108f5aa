import type { Strip } from '../../props/strip.ts';

/** First in, first out, on a strip of memory that's only this queue's. */
export class Queue<T> {
  readonly #strip: Strip<T>;
  #head = 0;
  #length = 0;

  constructor(strip: Strip<T>) {
    this.#strip = strip;
  }

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    this.#strip.write(this.#head + this.#length++, item);
  }

  /** Takes the oldest item out, `undefined` where there is none. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#take(this.#head++);
    if (--this.#length < this.#head) this.#moveToFront();
    return item;
  }

  #take(slot: number): T | undefined {
    const item = this.#strip.read(slot);
    this.#strip.write(slot, undefined);
    return item;
  }

  /** There's more room in front than there are items: each of them moves once. */
  #moveToFront(): void {
    for (let at = 0; at < this.#length; at++)
      this.#strip.write(at, this.#take(this.#head + at));
    this.#head = 0;
  }
}
