/** A small loop. It doesn't sleep: it leaves as soon as nothing is ready. */
export class Loop {
  readonly #ready: (() => void)[] = [];
  #stopping = false;

  callSoon(callback: () => void): void {
    this.#ready.push(callback);
  }

  /**
   * Takes turns until `stop`, or until nothing is ready. A turn calls what was ready
   * when it began; what is added meanwhile waits for the next. Throws what a callback
   * throws, and what's still in the queue then stays there.
   */
  runForever(): void {
    try {
      while (this.#ready.length > 0) {
        for (let left = this.#ready.length; left > 0; left--) this.#ready.shift()!();
        if (this.#stopping) break;
      }
    } finally {
      this.#stopping = false;
    }
  }

  /**
   * Asks the loop to leave at the end of this turn or, if it isn't running, after the
   * first turn of its next run. Each run forgets that when it ends.
   */
  stop(): void {
    this.#stopping = true;
  }
}
