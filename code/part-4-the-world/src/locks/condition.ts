import type { Coroutine } from '../coroutine.ts';
import { FutureCancelledError, LoopStateError } from '../errors.ts';
import { Lock } from './lock.ts';
import { Waiters } from './waiters.ts';
import type { Scope } from '../scopes/within.ts';

/**
 * A lock, and news about what it guards: `within(condition, …)` takes the lock, and
 * inside of that one may wait for news, and bring some. asyncio's `Condition`.
 */
export class Condition implements Scope<void> {
  readonly #lock: Lock;
  readonly #waiters = new Waiters();

  /** @param lock The lock, if it guards more than this. */
  constructor(lock = new Lock()) {
    this.#lock = lock;
  }

  locked(): boolean {
    return this.#lock.locked();
  }

  acquire(): Coroutine<void> {
    return this.#lock.acquire();
  }

  release(): void {
    this.#lock.release();
  }

  /**
   * Lets the lock go, waits to be notified, and takes the lock again before it goes on,
   * even if it was cancelled.
   * @throws {LoopStateError} if nobody has the lock.
   */
  *wait(): Coroutine<void> {
    this.#checkLocked('wait');
    this.#lock.release();
    try {
      try {
        yield* this.#waiters.wait();
      } finally {
        yield* this.#lockAgain();
      }
    } catch (error) {
      this.#waiters.wakeNext(); // in case the news had been for this one
      throw error;
    }
  }

  /** @throws at the end what it was cancelled with meanwhile. */
  *#lockAgain(): Coroutine<void> {
    let cancellation: unknown;
    for (;;) {
      try {
        yield* this.#lock.acquire();
        break;
      } catch (error) {
        if (!(error instanceof FutureCancelledError)) throw error;
        cancellation = error;
      }
    }
    if (cancellation) throw cancellation;
  }

  /** Waits until the predicate holds: it may have ceased to when one gets the lock. */
  *waitFor(predicate: () => boolean): Coroutine<void> {
    while (!predicate()) yield* this.wait();
  }

  /**
   * Wakes those who have waited longest; they go on when they get the lock.
   * @param n How many.
   * @throws {LoopStateError} if nobody has the lock.
   */
  notify(n = 1): void {
    this.#checkLocked('notify');
    for (let left = n; left > 0 && this.#waiters.wakeNext(); left--);
  }

  notifyAll(): void {
    this.notify(Infinity);
  }

  #checkLocked(method: string): void {
    if (!this.locked()) throw new LoopStateError(`take the lock before you ${method}`);
  }

  enter(): Coroutine<void> {
    return this.acquire();
  }

  exit(): boolean {
    this.release();
    return false;
  }
}
