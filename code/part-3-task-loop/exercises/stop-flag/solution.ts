/** A small loop. It does not sleep: it leaves as soon as nothing is ready. */
export class Loop {
  readonly #ready: (() => void)[] = [];
  #stopping = false;

  callSoon(callback: () => void): void {
    this.#ready.push(callback);
  }

  /**
   * Takes turns until `stop`, or until nothing is ready. A turn runs what was ready
   * when it began; what is added meanwhile waits for the next.
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
   * Has the loop leave at the end of this turn; if it is not running, after the first
   * turn of its next run. Each run forgets it in the end.
   */
  stop(): void {
    this.#stopping = true;
  }
}
