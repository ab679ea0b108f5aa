import type { Coroutine, Future, TaskLoop } from '../../src/index.ts';

/**
 * A lock that one task can hold at a time. A task that wants it meanwhile is
 * parked, and the tasks get it in the order in which they asked for it.
 */
export class Lock {
  readonly loop: TaskLoop;
  #isHeld = false;
  readonly #line: Future<void>[] = [];

  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  /** After `yield* lock.acquire()` the task holds the lock. */
  *acquire(): Coroutine<void> {
    if (!this.#isHeld) {
      this.#isHeld = true;
      return;
    }
    const turn = this.loop.createFuture<void>();
    this.#line.push(turn);
    yield* turn;
  }

  /** @throws {Error} if no task holds the lock. */
  release(): void {
    if (!this.#isHeld) throw new Error('no task holds this lock');
    const next = this.#line.shift();
    if (next)
      next.setResult(); // it stays held, by the next in line
    else this.#isHeld = false;
  }
}
