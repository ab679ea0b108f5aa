import { bell, poll } from '../threads/bell.ts';
import { FutureTimeoutError } from '../errors.ts';
import { FirstFuture } from './first-future.ts';

/** A first future that can be waited for: it forgets to throw, and to look again. */
export class FirstWaitingFuture<T> extends FirstFuture<T> {
  result(timeoutMs = Infinity): T | FutureTimeoutError | undefined {
    if (!this.done()) {
      Atomics.wait(bell, 0, bell[0]!, timeoutMs); // until something has happened
      poll();
    }
    if (!this.done()) return new FutureTimeoutError(`no result in ${timeoutMs} ms`);
    return this.value;
  }
}
