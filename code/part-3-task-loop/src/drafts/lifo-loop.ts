/**
 * A first try at a loop: calls go in at the end of the list, and come out of the same
 * end.
 */
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
