// What keeps a program running after its last line, as in Node: timers, ports and threads to
// which it listens.

import { SafeSet } from '../primordials.ts';

export interface KeepAlive {
  /** True while something could make more of the program run. */
  busy(): boolean;
  /** Counts it, or no longer, among what keeps the program running. */
  hold(holder: unknown): void;
  release(holder: unknown): void;
  holds(holder: unknown): boolean;
  /** Called when there is something again after there was nothing. */
  onBusy?: () => void;
}

/** @param onIdle Called when the last holder is gone. */
export function keepAlive(onIdle: () => void): KeepAlive {
  const holders = new SafeSet<unknown>();
  const alive: KeepAlive = {
    busy: () => holders.size > 0,
    holds: (holder) => holders.has(holder),
    hold(holder) {
      const wasIdle = holders.size === 0;
      holders.add(holder);
      if (wasIdle) alive.onBusy?.();
    },
    release(holder) {
      if (holders.delete(holder) && holders.size === 0) onIdle();
    },
  };

  return alive;
}
