import { Future } from '../../src/index.ts';

/**
 * Returns a future of all results, in the order of the futures. It fails as soon as one
 * of them fails, with the same error, and is cancelled as soon as one of them is
 * cancelled. If it is cancelled itself, the futures are left alone.
 */
export function all<T>(futures: Future<T>[]): Future<T[]> {
  const every = new Future<T[]>();
  const results: T[] = [];
  let missing = futures.length;
  if (missing === 0) every.setResult(results);
  for (const [place, future] of futures.entries())
    future.addDoneCallback((done) => {
      if (every.done()) return;
      if (done.cancelled()) return void every.cancel();
      try {
        results[place] = done.result();
      } catch (error) {
        return every.setException(error);
      }
      if (--missing === 0) every.setResult(results);
    });
  return every;
}
