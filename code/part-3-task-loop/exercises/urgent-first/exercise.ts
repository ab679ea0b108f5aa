/** A loop with two ways in, an ordinary and an urgent one. */
export class Loop {
  readonly #ready: (() => void)[] = [];

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
    this.#ready.unshift(callback);
  }

  /** How many callbacks wait, of either kind. */
  totalTasks(): number {
    return this.#ready.length;
  }

  /** Calls one callback, if one waits. */
  runOnce(): void {
    this.#ready.shift()?.();
  }
}
