import { Handle } from '../handle.ts';
import type { Ignored, Scheduler } from '../scheduler.ts';
import * as own from '../scheduler.ts';

let made = 0;

/** A call that a loop makes at a moment, or soon after. asyncio's `TimerHandle`. */
export class TimerHandle<A extends unknown[] = any[]> extends Handle<A> {
  readonly #when: number;
  readonly [own.order] = made++;

  constructor(
    callback: (...args: A) => Ignored,
    loop: Scheduler,
    args: A,
    when: number,
  ) {
    super(callback, loop, args);
    this.#when = when;
  }

  /** The moment, in milliseconds of the loop's `time()`. */
  when(): number {
    return this.#when;
  }
}
