/** A small loop: what was added first is called first. */
export class Loop {
  readonly #ready: (() => void)[] = [];

  /** Keeps a callback and its arguments, and returns at once. */
  callSoon<A extends unknown[]>(callback: (...args: A) => void, ...args: A): void {
    this.#ready.push(() => callback(...args));
  }

  /** How many callbacks wait. */
  totalTasks(): number {
    return this.#ready.length;
  }

  /** Calls the callback that has waited longest, if one waits. Throws what it throws. */
  runOnce(): void {
    this.#ready.shift()?.();
  }
}
