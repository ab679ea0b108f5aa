import type { Coroutine } from '../coroutine.ts';
import { LoopStateError } from '../errors.ts';
import { TaskLoop } from '../task-loop.ts';

/** One loop for all threads: whether it runs stands in memory that all of them share. */
export class SharedLoop {
  readonly #loop = new TaskLoop();
  readonly #running: Int32Array;

  /** @param running A word of shared memory: 1 while the loop runs. */
  constructor(running: Int32Array) {
    this.#running = running;
  }

  runUntilComplete<T>(coroutine: Coroutine<T>): T {
    if (Atomics.exchange(this.#running, 0, 1) === 1)
      throw new LoopStateError('this event loop is already running');
    try {
      return this.#loop.runUntilComplete(coroutine);
    } finally {
      Atomics.store(this.#running, 0, 0);
    }
  }
}
