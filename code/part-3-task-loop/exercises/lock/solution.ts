import type { Coroutine, Future, TaskLoop } from '../../src/index.ts';

/** A key that one task at a time can have. Tasks get it in the order of their asking. */
export class Lock {
  readonly loop: TaskLoop;
  readonly #waiting: Future<void>[] = [];
  #isTaken = false;

  constructor(loop: TaskLoop) {
    this.loop = loop;
  }

  /** `yield* lock.acquire()` takes the key, as soon as it's this task's turn. */
  *acquire(): Coroutine<void> {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return;
    }
    const key = this.loop.createFuture<void>();
    this.#waiting.push(key);
    try {
      yield* key;
    } catch (error) {
      if (!key.cancelled()) this.release(); // it was on the table, and the bus came
      throw error;
    }
  }

  /**
   * Gives the key back.
   * @throws {Error} if no task has it.
   */
  release(): void {
    if (!this.#isTaken) throw new Error('the lock is free already');
    let next = this.#waiting.shift();
    while (next?.cancelled()) next = this.#waiting.shift();
    if (next) next.setResult();
    else this.#isTaken = false;
  }
}
