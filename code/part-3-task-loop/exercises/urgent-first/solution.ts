/** A loop with two ways in, an ordinary and an urgent one. */
export class Loop {
  readonly #ready: (() => void)[] = [];
  readonly #urgent: (() => void)[] = [];
  #urgentInARow = 0;

  /** Adds an ordinary callback. These are called in the order in which they came. */
  callSoon(callback: () => void): void {
    this.#ready.push(callback);
  }

  /**
   * Adds an urgent callback. Those, too, are called in the order in which they were
   * added, and before all ordinary ones. But after two urgent callbacks in a row, an
   * ordinary one is called, if one waits.
   */
  callUrgent(callback: () => void): void {
    this.#urgent.push(callback);
  }

  /** How many callbacks wait, of either kind. */
  totalTasks(): number {
    return this.#ready.length + this.#urgent.length;
  }

  /** Calls one callback, if one waits. */
  runOnce(): void {
    const isTurnOfOrdinary = this.#urgentInARow >= 2 && this.#ready.length > 0;
    const urgent = isTurnOfOrdinary ? undefined : this.#urgent.shift();
    this.#urgentInARow = urgent ? this.#urgentInARow + 1 : 0;
    (urgent ?? this.#ready.shift())?.();
  }
}
