import type { TaskLoop } from '../../src/index.ts';

/**
 * Has the loop take so many turns. If a callback stops it before, that turn is the
 * last. Afterwards nothing of this does anything any more, though a handle that was
 * cancelled may wait in the queue for its turn.
 * @param turns At least 1.
 * @returns How many turns were taken.
 */
export function runTurns(loop: TaskLoop, turns: number): number {
  let taken = 0;
  const count = (): void => {
    taken++;
    if (taken === turns) loop.stop();
    else next = loop.callSoon(count);
  };
  let next = loop.callSoon(count);
  try {
    loop.runForever();
  } finally {
    next.cancel();
  }
  return taken;
}
