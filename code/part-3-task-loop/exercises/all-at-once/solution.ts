import {
  transformFuture,
  type Coroutine,
  type Future,
  type TaskLoop,
} from '../../src/index.ts';

/**
 * Runs a loop until all works are done, and returns their results in the order
 * of the works. They begin together and take turns. As soon as one fails its
 * error is thrown; the others are left as they are, for a later run.
 */
export function runAllUntilComplete<T>(
  loop: TaskLoop,
  works: (Future<T> | Coroutine<T>)[],
): T[] {
  const futures = works.map((work) => transformFuture(work, loop));
  const all = loop.createFuture<T[]>();
  let left = futures.length;
  const settle = (future?: Future<T>): void => {
    if (future) left--;
    if (all.done()) return; // another one has failed
    try {
      future?.result();
      if (left === 0) all.setResult(futures.map((one) => one.result()));
    } catch (error) {
      all.setException(error);
    }
  };
  if (left === 0) settle();
  for (const future of futures) future.addDoneCallback(settle);
  return loop.runUntilComplete(all);
}
