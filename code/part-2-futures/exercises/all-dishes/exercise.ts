import { Future } from '../../src/index.ts';

/**
 * Returns a future of all results, in the order of the futures. It fails as soon as one
 * of them fails, with the same error, and is cancelled as soon as one of them is
 * cancelled. If it is cancelled itself, the futures are left alone.
 */
export function all<T>(futures: Future<T>[]): Future<T[]> {
  const every = new Future<T[]>();
  const results: T[] = [];
  for (const future of futures)
    future.addDoneCallback((done) => {
      results.push(done.result());
      if (results.length === futures.length) every.setResult(results);
    });
  return every;
}
