import { LoopStateError } from '../../src/index.ts';

/**
 * Knows which loop runs in which thread: one at a time in each, and as many at once as
 * there are threads. A thread and a loop can be any object here.
 */
export class Running {
  readonly #loops = new Map<object, object>(); // the loop of each thread that runs one

  /**
   * Runs a loop in a thread: takes its turns, and yields after each, so that other
   * threads run meanwhile. The thread is free again when the run ends, in whatever way.
   * @throws {LoopStateError} if a loop is running in this thread.
   */
  *run<T>(thread: object, loop: object, turns: Iterable<T>): Generator<T, void> {
    if (this.#loops.has(thread)) throw new LoopStateError('a loop is running already');
    this.#loops.set(thread, loop);
    try {
      yield* turns;
    } finally {
      this.#loops.delete(thread);
    }
  }

  /** The loop that runs in a thread, if one does. */
  runningIn(thread: object): object | undefined {
    return this.#loops.get(thread);
  }
}
