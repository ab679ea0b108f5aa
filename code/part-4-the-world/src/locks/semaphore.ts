import type { Coroutine } from '../coroutine.ts';
import { Waiters } from './waiters.ts';
import type { Scope } from '../scopes/within.ts';

/** Lets so many tasks in at a time: `within(semaphore, …)`. asyncio's `Semaphore`. */
export class Semaphore implements Scope<void> {
  readonly #waiters = new Waiters();
  #free: number;

  /**
   * @param free How many may come in now.
   * @throws {RangeError} if that is not a whole number from 0 on.
   */
  constructor(free = 1) {
    if (!Number.isInteger(free) || free < 0)
      throw new RangeError(`a semaphore lets a whole number in, not ${free}`);
    this.#free = free;
  }

  /** True if whoever wants in now has to wait. */
  locked(): boolean {
    return this.#free === 0 || this.#waiters.areThere;
  }

  /** Waits until there is room for one more. */
  *acquire(): Coroutine<void> {
    if (!this.locked()) {
      this.#free--;
      return;
    }
    yield* this.#waiters.wait((wasWoken) => {
      if (wasWoken) this.release(); // it had a place, which goes to the next
    });
    this.#fill();
  }

  /** One leaves. Nobody checks that it was in. */
  release(): void {
    this.#free++;
    this.#fill();
  }

  /** The place is taken for whoever is woken: nobody else can come before it. */
  #fill(): void {
    while (this.#free > 0 && this.#waiters.wakeNext()) this.#free--;
  }

  enter(): Coroutine<void> {
    return this.acquire();
  }

  exit(): boolean {
    this.release();
    return false;
  }
}
