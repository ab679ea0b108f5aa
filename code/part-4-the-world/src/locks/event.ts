import type { Coroutine } from '../coroutine.ts';
import { Waiters } from './waiters.ts';

/** Something that happens once, and that many may wait for. asyncio's `Event`. */
export class Event {
  readonly #waiters = new Waiters();
  #isSet = false;

  isSet(): boolean {
    return this.#isSet;
  }

  /** It has happened: all who wait go on, and nobody waits any more. */
  set(): void {
    this.#isSet = true;
    this.#waiters.wakeAll();
  }

  /** It has not happened: whoever asks now, waits. */
  clear(): void {
    this.#isSet = false;
  }

  *wait(): Coroutine<void> {
    if (!this.#isSet) yield* this.#waiters.wait();
  }
}
