import { sources } from '../threads/bell.ts';
import { Future } from '../future.ts';
import type { Job } from '../threads/executor.ts';
import { Thread } from '../threads/thread.ts';

/** A first executor: a new thread for every job. */
export class FirstExecutor {
  readonly #working = new Map<Thread, Future<any>>();

  submit<F extends Job>(fn: F, ...args: Parameters<F>): Future<ReturnType<F>> {
    const thread = new Thread();
    const future = new Future<ReturnType<F>>();
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
