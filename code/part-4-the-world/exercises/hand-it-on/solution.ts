import { getRunningLoop } from '../../src/index.ts';
import type { Coroutine, Future, Scope } from '../../src/index.ts';

/** Lets one task in at a time, in the order in which they came. */
export class HandedLock implements Scope<void> {
  readonly #waiting: Future<void>[] = [];
  #isTaken = false;

  *enter(): Coroutine<void> {
    if (this.#isTaken) {
      const turn = getRunningLoop().createFuture<void>();
      this.#waiting.push(turn);
      try {
        yield* turn;
      } catch (error) {
        if (!turn.cancelled()) this.exit(); // the lock was this task's already
        throw error;
      }
    }
    this.#isTaken = true;
  }

  exit(): boolean {
    let next = this.#waiting.shift();
    while (next?.cancelled()) next = this.#waiting.shift();
    if (next)
      next.setResult(); // it stays taken, so no other task gets in first
    else this.#isTaken = false;
    return false;
  }
}
