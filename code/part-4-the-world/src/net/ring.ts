import { NOTHING } from './messages.ts';

const HEADER = 12; // of a record: how many bytes, what happened, and to whom

// Words of shared memory in front of the records.
const WRITTEN = 0; // how many bytes were ever put in
const TAKEN = 1; // and taken out
const IS_FULL = 2; // 1 if the writer waits for room
const HANDS = 16; // bytes that these take

const SHARED = 2 ** 13; // bytes of memory that small records share

/** Told of each record, in order. */
export type Tell = (what: number, whom: number, bytes: Uint8Array) => void;

/**
 * Records in a circle of shared memory, from one thread to one other. Each moves only
 * its own hand, so neither waits for the other.
 */
export class Ring {
  readonly #hands: Int32Array;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  #shared = NOTHING; // by small records that were taken out, up to `#used`
  #used = SHARED;

  /** @param memory From `Ring.memory`; the other thread makes its own ring of it. */
  constructor(memory: SharedArrayBuffer) {
    this.#hands = new Int32Array(memory, 0, HANDS / 4);
    this.#words = new Int32Array(memory, HANDS);
    this.#bytes = new Uint8Array(memory, HANDS);
  }

  /** @param capacity In bytes: a power of two. */
  static memory(capacity = 2 ** 20): SharedArrayBuffer {
    return new SharedArrayBuffer(HANDS + capacity);
  }

  /** The most bytes that one record should have. */
  get largest(): number {
    return this.#bytes.length / 8;
  }

  /** @returns False if there is no room now. */
  put(what: number, whom: number, bytes: Uint8Array): boolean {
    const at = this.#hands[WRITTEN]!;
    const next = after(at, bytes.length);
    if (!this.#hasRoomUpTo(next)) return false;
    this.#words[this.#word(at, 0)] = bytes.length;
    this.#words[this.#word(at, 1)] = what;
    this.#words[this.#word(at, 2)] = whom;
    const from = (at + HEADER) & (this.#bytes.length - 1);
    const untilEnd = this.#bytes.length - from;
    this.#bytes.set(bytes.subarray(0, untilEnd), from);
    if (bytes.length > untilEnd) this.#bytes.set(bytes.subarray(untilEnd), 0);
    Atomics.store(this.#hands, WRITTEN, next); // only now may the other thread look
    return true;
  }

  #hasRoomUpTo(next: number): boolean {
    if (this.#fits(next)) return true;
    Atomics.store(this.#hands, IS_FULL, 1);
    return this.#fits(next); // the other may have made room before it could see that
  }

  #fits(next: number): boolean {
    const used = (next - Atomics.load(this.#hands, TAKEN)) | 0;
    return used <= this.#bytes.length;
  }

  /** @returns True if the writer waits for the room that was made. */
  takeAll(tell: Tell): boolean {
    const end = Atomics.load(this.#hands, WRITTEN);
    for (let at = this.#hands[TAKEN]!; at !== end;) {
      const length = this.#words[this.#word(at, 0)]!;
      const what = this.#words[this.#word(at, 1)]!;
      const whom = this.#words[this.#word(at, 2)]!;
      const bytes = this.#copy((at + HEADER) & (this.#bytes.length - 1), length);
      at = after(at, length);
      Atomics.store(this.#hands, TAKEN, at);
      tell(what, whom, bytes);
    }
    return Atomics.exchange(this.#hands, IS_FULL, 0) === 1;
  }

  #copy(from: number, length: number): Uint8Array {
    const bytes = this.#memoryFor(length);
    const untilEnd = this.#bytes.length - from;
    bytes.set(this.#bytes.subarray(from, from + Math.min(length, untilEnd)));
    if (length > untilEnd)
      bytes.set(this.#bytes.subarray(0, length - untilEnd), untilEnd);
    return bytes;
  }

  /** Small records share theirs: to ask for memory takes longer than to fill so little. */
  #memoryFor(length: number): Uint8Array {
    if (length > SHARED / 8) return new Uint8Array(length);
    if (this.#used + length > SHARED) {
      this.#shared = new Uint8Array(SHARED);
      this.#used = 0;
    }
    return this.#shared.subarray(this.#used, (this.#used += length));
  }

  #word(at: number, n: number): number {
    return ((at >>> 2) + n) & (this.#words.length - 1);
  }
}

/** Where the next record begins: at a whole word. The count may go round, as integers do. */
const after = (at: number, length: number): number =>
  (at + ((HEADER + length + 3) & ~3)) | 0;
