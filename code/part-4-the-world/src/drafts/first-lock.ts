import type { Coroutine } from '../coroutine.ts';
import type { Future } from '../future.ts';
import type { Scope } from '../scopes/within.ts';
import { getRunningLoop } from '../task-loop.ts';

/** A first lock: lets one task in at a time, in the order in which they came. */
export class FirstLock implements Scope<void> {
  readonly #waiting: Future<void>[] = [];
  #isTaken = false;

  *enter(): Coroutine<void> {
    if (this.#isTaken) {
      const turn = getRunningLoop().createFuture<void>();
      this.#waiting.push(turn);
      yield* turn;
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
