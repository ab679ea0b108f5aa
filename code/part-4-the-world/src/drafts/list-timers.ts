import type { TimerHandle } from '../index.ts';

/** Timers in a list. The first due is in front. */
export class ListTimers {
  readonly #list: TimerHandle[] = [];

  push(timer: TimerHandle): void {
    const later = this.#list.findIndex((other) => other.when() > timer.when());
    this.#list.splice(later < 0 ? this.#list.length : later, 0, timer);
  }

  shiftDue(now: number): TimerHandle | undefined {
    const first = this.#list[0];
    return first && first.when() <= now ? this.#list.shift() : undefined;
  }
}
