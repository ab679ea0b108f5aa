import type { TaskLoop } from '../../src/index.ts';

/**
 * Has the loop call `callback` one period from now, two periods from now and so on, as
 * soon after each of these moments as it can. A moment that has passed before the
 * callback returned is left out. One that throws is called again like any other, and its error is told.
 * @returns What ends it. The callback may do so, too.
 */
export function every(
  loop: TaskLoop,
  periodMs: number,
  callback: () => void,
): { cancel(): void } {
  let isOver = false;
  const again = (): void => {
    try {
      callback();
    } finally {
      if (!isOver) {
        let next = timer.when() + periodMs;
        while (next <= loop.time()) next += periodMs;
        timer = loop.callAt(next, again);
      }
    }
  };
  let timer = loop.callLater(periodMs, again);
  return {
    cancel() {
      isOver = true;
      timer.cancel();
    },
  };
}
