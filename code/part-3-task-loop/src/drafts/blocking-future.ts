import { waitUntil } from '../threads/bell.ts';
import { Future } from '../future.ts';

/** Part 2's way to wait, in a loop: who calls `result` keeps the loop from turning. */
export class BlockingFuture<T> extends Future<T> {
  /** @param timeoutMs How long to wait at most, in milliseconds. */
  override result(timeoutMs?: number): T {
    if (!waitUntil(() => this.done(), timeoutMs))
      throw new Error(`no result within ${timeoutMs} ms`);
    return super.result();
  }
}
