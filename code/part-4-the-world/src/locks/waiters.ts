import type { Coroutine } from '../coroutine.ts';
import type { Future } from '../future.ts';
import { getRunningLoop } from '../task-loop.ts';

/** Tasks that wait for something, in the order in which they came. */
export class Waiters {
  readonly #turns = new Set<Future<void>>();

  /** True if a task waits, or was woken and has not resumed yet. */
  get areThere(): boolean {
    for (const turn of this.#turns) if (!turn.cancelled()) return true;
    return false;
  }

  /**
   * Waits until one of the methods below wakes it.
   * @param cancelled Told if the task was cancelled instead, or even after it had been
   *   woken: then the next may want what it was woken for.
   */
  *wait(cancelled?: (wasWoken: boolean) => void): Coroutine<void> {
    const turn = getRunningLoop().createFuture<void>();
    this.#turns.add(turn);
    try {
      yield* turn;
    } catch (error) {
      this.#turns.delete(turn);
      cancelled?.(!turn.cancelled());
      throw error;
    }
    this.#turns.delete(turn);
  }

  /** Wakes the task that has waited longest, unless it was woken or cancelled. */
  wakeFirst(): void {
    const [first] = this.#turns;
    if (first && !first.done()) first.setResult();
  }

  /** Wakes the first task that still waits. False if there is none. */
  wakeNext(): boolean {
    for (const turn of this.#turns) {
      if (turn.done()) continue;
      turn.setResult();
      return true;
    }
    return false;
  }

  wakeAll(): void {
    while (this.wakeNext());
  }
}
