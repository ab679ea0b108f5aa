import { Future } from '../future.ts';
import * as own from '../scheduler.ts';
import { getRunningLoop } from '../task-loop.ts';
import { transformFuture, type Work } from '../transform-future.ts';

/**
 * A future with the outcome of the work. To cancel it is to stop waiting: the work goes
 * on. asyncio's `shield`.
 */
export function shield<T>(work: Work<T>): Future<T> {
  const loop = work instanceof Future ? work.loop : getRunningLoop();
  const inner = transformFuture(work, loop);
  if (inner.done()) return inner;
  const outer = new Future<T>(loop);
  const pass = (): void => {
    if (!outer.done()) inner[own.passTo](outer);
  };
  inner.addDoneCallback(pass);
  outer.addDoneCallback(() => inner.removeDoneCallback(pass));
  return outer;
}
