import { ReadyQueue } from '../ready-queue.ts';
import type { Runnable } from '../scheduler.ts';

/**
 * A ready queue that asks which of its entries goes next. It says that there is one where
 * there are more: so a loop's turn is one step, and whoever that wakes may be next.
 */
export class ChoosingQueue extends ReadyQueue<Runnable> {
  readonly #entries: Runnable[] = [];
  readonly #next: (ready: readonly Runnable[]) => number;

  /** @param next Gets all that is ready, the oldest first, and returns a place in it. */
  constructor(next: (ready: readonly Runnable[]) => number) {
    super();
    this.#next = next;
  }

  override get length(): number {
    return Math.min(1, this.#entries.length);
  }

  override push(entry: Runnable): void {
    this.#entries.push(entry);
  }

  override shift(): Runnable | undefined {
    return this.#entries.splice(this.#next(this.#entries), 1)[0];
  }

  override clear(): void {
    this.#entries.length = 0;
  }
}
