/** A first try at a loop: a list of calls to make. */
export class LifoLoop {
  readonly #ready: (() => void)[] = [];

  callSoon(callback: () => void): void {
    this.#ready.push(callback);
  }

  totalTasks(): number {
    return this.#ready.length;
  }

  runOnce(): void {
    this.#ready.pop()?.();
  }
}
