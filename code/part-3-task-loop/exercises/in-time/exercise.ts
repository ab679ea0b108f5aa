/** A callback for a certain time. */
export interface Timer {
  /** It won't be called any more. */
  cancel(): void;
}

/** Callbacks for certain times, as numbers on whatever clock. */
export class Timers {
  #timers: { when: number; callback: () => void }[] = [];

  callAt(when: number, callback: () => void): Timer {
    this.#timers.push({ when, callback });
    return { cancel() {} };
  }

  /** When the next callback is due, `Infinity` if there is none. */
  next(): number {
    return this.#timers[0]?.when ?? Infinity;
  }

  /**
   * Calls what is due: earlier ones first, and those of the same time in the order in
   * which they came. What a callback adds has to wait for the next time. One that throws
   * has been called like any other, and those behind it are called now or the next time.
   */
  runDue(now: number): void {
    for (const { when, callback } of this.#timers) if (when <= now) callback();
    this.#timers = this.#timers.filter(({ when }) => when > now);
  }
}
