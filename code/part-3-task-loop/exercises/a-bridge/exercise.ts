import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * A future of `loop` that ends as `future` does, which belongs to another loop: with
 * its result, its error, or cancelled. If it's cancelled before that, it stays so, and
 * `future` isn't touched.
 */
export function bridge<T>(future: Future<T>, loop: TaskLoop): Future<T> {
  const ours = loop.createFuture<T>();
  future.addDoneCallback(() => {
    if (future.exception()) ours.setException(future.exception());
    else ours.setResult(future.result());
  });
  return ours;
}
