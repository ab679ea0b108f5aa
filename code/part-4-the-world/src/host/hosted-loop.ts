import type { Future } from '../future.ts';
import type { Ignored, Runnable } from '../scheduler.ts';
import * as own from '../scheduler.ts';
import { TaskLoop } from '../task-loop.ts';
import { bell, canShare, poll, ring } from '../threads/bell.ts';
import type { TimerHandle } from '../time/timer-handle.ts';
import { transformFuture, type Work } from '../transform-future.ts';

/** A host's timers take what is longer for no delay at all. */
const LONGEST_NAP = 2 ** 31 - 1;

/** A way to have the host call back, in a turn of its own, after all that waits there. */
interface Turns extends MessagePort {
  ref?(): void;
  unref?(): void;
}

/**
 * A loop that never blocks: whenever there is something to do, the host, which has a
 * loop of its own, gives it one of its turns, and all of our turn fits into that. So a
 * page stays alive beside it, and promises go on.
 */
export class HostedLoop extends TaskLoop {
  readonly #asks: MessagePort;
  readonly #turns: Turns;
  #hasAsked = false;
  #alarm: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#asks = port1;
    this.#turns = port2;
    this.#turns.onmessage = () => this.#takeTurn();
    this.#turns.unref?.();
    this[own.closesWith](() => {
      clearTimeout(this.#alarm);
      this.#turns.close();
      ring(bell); // who hears it sees that there is nothing more to hear
    });
    if (canShare) void this.#hear();
  }

  /** Other threads ring, and this one is not asleep. */
  async #hear(): Promise<void> {
    while (!this.isClosed()) {
      const heard = Atomics.load(bell, 0); // read before asking: no ring can be missed
      poll();
      await Atomics.waitAsync?.(bell, 0, heard).value;
    }
  }

  /** Has the work done in turns of the host, and is a promise of its result. */
  run<T>(work: Work<T>): Promise<T> {
    const future: Future<T> = transformFuture(work, this);
    return new Promise((resolve, reject) => void future.then(resolve, reject));
  }

  override [own.schedule](entry: Runnable): void {
    super[own.schedule](entry);
    this.#ask();
  }

  override callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => Ignored,
    ...args: A
  ): TimerHandle<A> {
    const timer = super.callAt(when, callback, ...args);
    this.#setAlarm();
    return timer;
  }

  #ask(): void {
    if (this.#hasAsked) return;
    this.#hasAsked = true;
    this.#turns.ref?.(); // a program is not finished while there is something to do
    this.#asks.postMessage(undefined);
  }

  #takeTurn(): void {
    this.#hasAsked = false;
    this.#turns.unref?.();
    if (this.isClosed()) return;
    this[own.takeTurn]();
    this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const due = this[own.nextDue]();
    if (due === Infinity) return;
    if (due === -Infinity) return this.#ask();
    const delay = Math.min(Math.max(0, due - this.time()), LONGEST_NAP);
    this.#alarm = setTimeout(() => this.#ask(), delay);
  }
}
