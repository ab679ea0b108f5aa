import { Event } from '../../src/index.ts';
import type { Coroutine } from '../../src/index.ts';

/**
 * Tasks wait here until there are enough of them: then all of them go on together, and
 * the next ones wait for each other anew. A task that is cancelled while it waits is
 * not counted any more. asyncio's `Barrier`.
 */
export class Barrier {
  readonly #parties: number;
  readonly #together = new Event();
  #waiting = 0;

  /** @param parties How many tasks go on together. */
  constructor(parties: number) {
    this.#parties = parties;
  }

  *wait(): Coroutine<void> {
    this.#waiting++;
    if (this.#waiting === this.#parties) this.#together.set();
    yield* this.#together.wait();
  }
}
