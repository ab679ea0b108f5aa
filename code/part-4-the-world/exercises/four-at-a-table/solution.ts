import { Event } from '../../src/index.ts';
import type { Coroutine } from '../../src/index.ts';

/**
 * Tasks wait here until there are enough of them: then all of them go on together, and
 * the next ones wait for each other anew. A task that is cancelled while it waits is
 * not counted any more. asyncio's `Barrier`.
 */
export class Barrier {
  readonly #parties: number;
  #together = new Event(); // another one for each party
  #waiting = 0;

  /** @param parties How many tasks go on together. */
  constructor(parties: number) {
    this.#parties = parties;
  }

  *wait(): Coroutine<void> {
    const together = this.#together;
    this.#waiting++;
    if (this.#waiting === this.#parties) {
      this.#waiting = 0;
      this.#together = new Event();
      together.set();
    }
    try {
      yield* together.wait();
    } catch (error) {
      if (!together.isSet()) this.#waiting--; // else its party has gone on already
      throw error;
    }
  }
}
