/** A small loop: calls to make, in the order in which it was asked to. */
export class Loop {
  readonly #ready: (() => void)[] = [];

  callSoon(callback: () => void): void {
    this.#ready.push(callback);
  }

  /** How many calls wait. */
  totalTasks(): number {
    return this.#ready.length;
  }

  /** Makes one call, if one waits: the one that has waited longest. */
  runOnce(): void {
    this.#ready.pop()?.(); // is it? repair this
  }
}
