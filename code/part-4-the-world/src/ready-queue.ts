/**
 * First in, first out. The items go round in a ring of slots, so that `push` and
 * `shift` cost the same however many items wait: `Array.prototype.shift` would move all
 * of them. asyncio uses a `deque`.
 */
export class ReadyQueue<T> {
  #slots: (T | undefined)[] = new Array(16); // the length is always a power of two
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#length) & (this.#slots.length - 1)] = item;
    this.#length++;
  }

  /** Takes the oldest item out, `undefined` where there is none. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#length--;
    return item;
  }

  clear(): void {
    this.#slots = new Array(16);
    this.#head = this.#length = 0;
  }

  /** Twice as many slots: what had gone round the end moves behind the rest. */
  #grow(): void {
    const slots = this.#slots;
    const before = slots.length;
    slots.length = 2 * before;
    for (let at = 0; at < this.#head; at++) {
      slots[before + at] = slots[at];
      slots[at] = undefined;
    }
  }
}
