import { DeadlockError } from '../errors.ts';

/**
 * What other threads have finished, as seen from this one: asked whenever it may have.
 */
export interface Source {
  /** The loop that it brings results to, if it belongs to one. */
  readonly loop?: unknown;

  /** Moves what has been finished into this thread, and runs the callbacks here. */
  poll(): void;
}

/**
 * False on a web page that is not cross-origin isolated: no other thread can reach it.
 */
export const canShare = typeof SharedArrayBuffer === 'function';

/** This thread sleeps on this word of shared memory; other threads ring it. */
export const bell = new Int32Array(
  canShare ? new SharedArrayBuffer(4) : new ArrayBuffer(4),
);

/** Whom to ask for what other threads have finished. */
export const sources = new Set<Source>();

export function poll(): void {
  if (sources.size > 0) for (const source of sources) source.poll();
}

/** Wakes the thread that sleeps on this bell, or keeps it from falling asleep. */
export function ring(bell: Int32Array): void {
  Atomics.add(bell, 0, 1);
  Atomics.notify(bell, 0);
}

/**
 * Blocks this thread until `ready()`; it sleeps while there is nothing to do.
 * @param timeoutMs How long to wait at most, in milliseconds.
 * @param loop The loop that waits: what others wait for does not help it.
 * @returns False if the time was over first.
 * @throws {DeadlockError} where waiting would never end: nobody is there to ask.
 */
export function waitUntil(
  ready: () => boolean,
  timeoutMs = Infinity,
  loop?: unknown,
): boolean {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const heard = Atomics.load(bell, 0); // read before asking: no ring can be missed
    poll();
    if (ready()) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    if (left === Infinity && !isAnyoneAtWork(loop))
      throw new DeadlockError(
        'nothing can wake this thread: no other one works for it',
      );
    if (canShare) Atomics.wait(bell, 0, heard, left);
  }
}

/** True if another thread works for this loop, or for nobody in particular. */
export const isAnyoneAtWork = (loop: unknown): boolean =>
  [...sources].some((source) => source.loop === undefined || source.loop === loop);
