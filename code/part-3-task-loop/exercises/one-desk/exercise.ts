import { LoopStateError, type Coroutine } from '../../src/index.ts';

/**
 * A desk for one work at a time. If another one is at work there, a work is
 * refused with a `LoopStateError`, and hasn't begun. A work is at the desk from
 * its first step until it ends, however it ends.
 */
export class Desk {
  #isTaken = false;

  /** `yield* desk.alone(work())` does the work and returns its result. */
  *alone<T>(work: Coroutine<T>): Coroutine<T> {
    if (this.#isTaken) throw new LoopStateError('the desk is taken');
    this.#isTaken = true;
    const result = yield* work;
    this.#isTaken = false;
    return result;
  }
}
