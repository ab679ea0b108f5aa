import type { Future, TaskLoop } from '../../src/index.ts';
import { sources } from '../../src/threads/bell.ts';

/**
 * Other threads put letters in: each adds one to a word of shared memory and
 * rings the bell. The letters are numbered from 1, and each goes to one future,
 * in the order in which the futures were asked for. A future that's cancelled
 * gets none, and costs none.
 */
export class Letterbox {
  readonly loop: TaskLoop;
  readonly #arrived: Int32Array;
  #given = 0;
  #waiting: Future<number>[] = [];

  /** @param arrived A word of shared memory: how many letters have been put in. */
  constructor(loop: TaskLoop, arrived: Int32Array) {
    this.loop = loop;
    this.#arrived = arrived;
  }

  /** A future of the number on the next letter. */
  next(): Future<number> {
    const future = this.loop.createFuture<number>();
    this.#waiting.push(future);
    sources.add(this); // so that poll is called, for as long as it's in there
    return future;
  }

  /** Called by the loop when there may be news, between two callbacks or inside one. */
  poll(): void {
    while (this.#given < Atomics.load(this.#arrived, 0)) {
      const future = this.#waiting.shift();
      if (!future) break;
      future.setResult(++this.#given); // now, and whatever has become of it?
    }
    if (this.#waiting.length === 0) sources.delete(this);
  }
}
