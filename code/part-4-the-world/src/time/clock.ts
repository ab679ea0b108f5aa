import { isAnyoneAtWork, poll, waitUntil } from '../threads/bell.ts';

/** Where a loop has its time from, and how it lets time pass. */
export interface Clock {
  /** Milliseconds since some moment. It never goes back. */
  now(): number;

  /**
   * Blocks this thread until `ready()`, but not beyond a moment of this clock.
   * @param loop The loop that waits.
   * @throws {DeadlockError} if there is no such moment, and nobody to wake the thread.
   */
  waitUntil(ready: () => boolean, moment: number, loop: unknown): void;
}

/** The host's clock. Whoever waits for it sleeps. */
export const hostClock: Clock = {
  now: () => performance.now(),
  waitUntil: (ready, moment, loop) =>
    void waitUntil(ready, moment - performance.now(), loop),
};

/**
 * A clock that jumps: where everybody would only sleep, it is at once as late as the
 * first of them waits for. For tests, and for pictures of slow things. While another
 * thread works it goes as the host's does, because that work takes real time.
 */
export class VirtualClock implements Clock {
  #now = 0;

  now(): number {
    return this.#now;
  }

  waitUntil(ready: () => boolean, moment: number, loop: unknown): void {
    poll();
    if (ready()) return;
    const began = performance.now();
    const limit = isAnyoneAtWork(loop) || moment === Infinity ? moment - this.#now : 0;
    const isReady = waitUntil(ready, limit, loop);
    const later = isReady ? this.#now + performance.now() - began : moment;
    this.#now = Math.max(this.#now, Math.min(moment, later));
  }
}
