/** A callback for a certain time. */
export interface Timer {
  /** It won't be called any more. */
  cancel(): void;
}

/** Callbacks for certain times, as numbers on whatever clock. */
export class Timers {
  #timers: { when: number; callback: () => void }[] = [];

  callAt(when: number, callback: () => void): Timer {
    const timer = { when, callback };
    const later = this.#timers.findIndex((other) => other.when > when);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer);
    return { cancel: () => void this.#remove(timer) };
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
    for (const timer of this.#timers.filter(({ when }) => when <= now))
      if (this.#remove(timer)) timer.callback();
  }

  /** Returns whether it was there: a callback may have cancelled it. */
  #remove(timer: object): boolean {
    const before = this.#timers.length;
    this.#timers = this.#timers.filter((other) => other !== timer);
    return this.#timers.length < before;
  }
}
