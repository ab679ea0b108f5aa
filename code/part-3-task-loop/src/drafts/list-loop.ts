/** A first loop: a list of callbacks, each of which is called later. */
export class ListLoop {
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
