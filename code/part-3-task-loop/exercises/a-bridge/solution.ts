import type { Future, TaskLoop } from '../../src/index.ts';

/**
 * A future of `loop` that ends as `future` does, which belongs to another loop: with
 * its result, its error, or cancelled. If it's cancelled before that, it stays so, and
 * `future` isn't touched.
 */
export function bridge<T>(future: Future<T>, loop: TaskLoop): Future<T> {
  const ours = loop.createFuture<T>();
  future.addDoneCallback(() => {
    if (ours.done()) return;
    if (future.cancelled()) return void ours.cancel();
    let result: T;
    try {
      result = future.result();
    } catch (error) {
      return ours.setException(error);
    }
    ours.setResult(result);
  });
  return ours;
}
