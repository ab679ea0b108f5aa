import type { TaskLoop } from '../index.ts';

/** Timers for a loop that has none: each looks at the clock until its time has come. */
export class BusyTimers {
  readonly #loop: TaskLoop;
  readonly #now: () => number;

  constructor(loop: TaskLoop, now: () => number) {
    this.#loop = loop;
    this.#now = now;
  }

  callLater(delay: number, callback: () => void): void {
    const when = this.#now() + delay;
    const look = (): void => {
      if (this.#now() < when) this.#loop.callSoon(look);
      else callback();
    };
    this.#loop.callSoon(look);
  }
}
