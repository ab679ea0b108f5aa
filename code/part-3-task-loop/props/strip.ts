/** A strip of memory, slot by slot, that counts how often it's used. */
export class Strip<T> {
  readonly #slots: (T | undefined)[] = [];
  #uses = 0;

  read(slot: number): T | undefined {
    this.#uses++;
    return this.#slots[slot];
  }

  write(slot: number, item: T | undefined): void {
    this.#uses++;
    this.#slots[slot] = item;
  }

  /** How often a slot was read or written. */
  get uses(): number {
    return this.#uses;
  }

  /** How many slots there are, up to the last that was ever written. */
  get length(): number {
    return this.#slots.length;
  }

  /** How many slots hold an item. */
  get held(): number {
    return this.#slots.filter((item) => item !== undefined).length;
  }
}
