import type { Strip } from '../../props/strip.ts';

/** First in, first out, on a strip of memory that's only this queue's. */
export class Queue<T> {
  readonly #strip: Strip<T>;
  #length = 0;

  constructor(strip: Strip<T>) {
    this.#strip = strip;
  }

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    this.#strip.write(this.#length++, item);
  }

  /** Takes the oldest item out, `undefined` where there is none. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#strip.read(0);
    for (let slot = 1; slot < this.#length; slot++)
      this.#strip.write(slot - 1, this.#strip.read(slot));
    this.#strip.write(--this.#length, undefined);
    return item;
  }
}
