import type { Coroutine, TaskLoop } from '../../src/index.ts';

/** A key that one task at a time can have. Tasks get it in the order of their asking. */
export class Lock {
  readonly loop: TaskLoop;
  #isTaken = false;

  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  /** `yield* lock.acquire()` takes the key, as soon as it's this task's turn. */
  *acquire(): Coroutine<void> {
    while (this.#isTaken) yield;
    this.#isTaken = true;
  }

  /**
   * Gives the key back.
   * @throws {Error} if no task has it.
   */
  release(): void {
    this.#isTaken = false;
  }
}
