import type { Coroutine } from '../coroutine.ts';
import { LoopStateError } from '../errors.ts';
import { Waiters } from './waiters.ts';
import type { Scope } from '../scopes/within.ts';

/**
 * Lets one task in at a time, in the order in which they came: `within(lock, …)`.
 * asyncio's `Lock`.
 */
export class Lock implements Scope<void> {
  readonly #waiters = new Waiters();
  #isLocked = false;

  locked(): boolean {
    return this.#isLocked;
  }

  /** Waits until nobody else has the lock, and takes it. */
  *acquire(): Coroutine<void> {
    if (this.#isLocked || this.#waiters.areThere)
      yield* this.#waiters.wait(() => {
        if (!this.#isLocked) this.#waiters.wakeFirst();
      });
    this.#isLocked = true;
  }

  /** @throws {LoopStateError} if nobody has it. */
  release(): void {
    if (!this.#isLocked) throw new LoopStateError('this lock is not locked');
    this.#isLocked = false;
    this.#waiters.wakeFirst();
  }

  enter(): Coroutine<void> {
    return this.acquire();
  }

  exit(): boolean {
    this.release();
    return false;
  }
}
