import { NOTHING } from './messages.ts';

/** Bytes, first in, first out. What it gives out it never writes to again. */
export class ByteQueue {
  #bytes = NOTHING;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(bytes: Uint8Array): void {
    if (this.length === 0) {
      this.#bytes = bytes;
      this.#start = 0;
      this.#end = bytes.length;
      return;
    }
    if (this.#bytes.length - this.#end < bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** To twice as much as is needed, else many small pieces would be copied again and again. */
  #grow(by: number): void {
    const grown = new Uint8Array(2 * (this.length + by));
    grown.set(this.#bytes.subarray(this.#start, this.#end));
    this.#end = this.length;
    this.#start = 0;
    this.#bytes = grown;
  }

  /** @param n How many, if there are so many. */
  shift(n: number): Uint8Array {
    const end = Math.min(this.#start + n, this.#end);
    const taken = this.#bytes.subarray(this.#start, end);
    this.#start += taken.length;
    if (this.length === 0) {
      this.#bytes = NOTHING; // or an idle connection would keep what it once read
      this.#start = this.#end = 0;
    }
    return taken;
  }

  /** Where the others stand in it, at `from` or behind; -1 if they don't. */
  indexOf(others: Uint8Array, from = 0): number {
    const [first] = others;
    const last = this.#end - others.length;
    let at = this.#start + from - 1;
    for (;;) {
      at = this.#bytes.indexOf(first!, at + 1);
      if (at < 0 || at > last) return -1;
      let n = 1;
      while (n < others.length && this.#bytes[at + n] === others[n]) n++;
      if (n === others.length) return at - this.#start;
    }
  }
}
