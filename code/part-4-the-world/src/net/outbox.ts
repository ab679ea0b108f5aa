import type { Ring } from './ring.ts';

/** One record that waits for room. */
interface Late {
  what: number;
  whom: number;
  bytes: Uint8Array;
  sent: (() => void) | undefined;
}

/** The end of a ring into which one writes, and what did not fit into it yet. */
export class Outbox {
  readonly #ring: Ring;
  #late: Late[] = [];

  constructor(ring: Ring) {
    this.#ring = ring;
  }

  /** True while something waits for room. */
  get isFull(): boolean {
    return this.#late.length > 0;
  }

  /**
   * Puts a record in, or keeps it until there is room. Longer ones are cut.
   * @param sent Called when a record that had to wait has gone.
   */
  put(what: number, whom: number, bytes: Uint8Array, sent?: () => void): void {
    const { largest } = this.#ring;
    while (bytes.length > largest) {
      this.#putOne(what, whom, bytes.subarray(0, largest));
      bytes = bytes.subarray(largest);
    }
    this.#putOne(what, whom, bytes, sent);
  }

  #putOne(what: number, whom: number, bytes: Uint8Array, sent?: () => void): void {
    if (!this.isFull && this.#ring.put(what, whom, bytes)) return;
    const copy = new Uint8Array(bytes); // whose they are may write over them meanwhile
    this.#late.push({ what, whom, bytes: copy, sent });
  }

  /** Once there is room again. @returns True if something went. */
  catchUp(): boolean {
    const late = this.#late;
    let gone = 0;
    for (const { what, whom, bytes } of late) {
      if (!this.#ring.put(what, whom, bytes)) break;
      gone++;
    }
    this.#late = late.slice(gone);
    for (const { sent } of late.slice(0, gone)) sent?.();
    return gone > 0;
  }
}
