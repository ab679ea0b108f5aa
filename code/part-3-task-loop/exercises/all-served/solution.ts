import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * Has the loop call `callback`, once, when all of these futures are done, however each
 * of them ends: soon after the last one, and soon if all are done already, or if there
 * are none.
 * @param futures Futures of this loop.
 */
export function whenDone(
  loop: TaskLoop,
  futures: readonly Future<unknown>[],
  callback: () => void,
): void {
  let left = futures.length;
  if (left === 0) loop.callSoon(callback);
  for (const future of futures)
    future.addDoneCallback(() => {
      if (--left === 0) callback();
    });
}
