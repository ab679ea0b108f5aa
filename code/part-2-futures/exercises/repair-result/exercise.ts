import { waitUntil } from '../../src/threads/bell.ts';
import { FutureTimeoutError } from '../../src/index.ts';

/** A future whose `result` waits, and then gives the value or throws the error. */
export class Future<T> {
  #outcome: { value: T } | { error: unknown } | undefined;

  setResult(value: T): void {
    this.#outcome = { value };
  }

  setException(error: unknown): void {
    this.#outcome = { error };
  }

  /**
   * Nothing but a result may be returned from here.
   * @param timeoutMs How long to wait at most, in milliseconds.
   */
  result(timeoutMs?: number): T {
    if (!waitUntil(() => this.#outcome !== undefined, timeoutMs))
      return new FutureTimeoutError(`no result within ${timeoutMs} ms`) as any;
    return (this.#outcome as any).value;
  }
}
