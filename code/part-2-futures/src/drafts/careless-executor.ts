import { sources } from '../bell.ts';
import { Future } from '../future.ts';
import { Thread } from '../thread.ts';

/** A first executor: a new thread for every job, and no thought of what may fail. */
export class CarelessExecutor {
  readonly #working = new Map<Thread, Future<any>>();

  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<R> {
    const thread = new Thread();
    const future = new Future<R>();
    this.#working.set(thread, future);
    sources.add(this);
    thread.run(String(fn), args);
    return future;
  }

  poll(): void {
    for (const [thread, future] of this.#working) {
      const reply = thread.take();
      if (reply && !('error' in reply)) future.setResult(reply.value);
    }
  }
}
