import type { Coroutine } from '../coroutine.ts';
import { IncompleteReadError, LimitOverrunError, LoopStateError } from '../errors.ts';
import type { Future } from '../future.ts';
import { getRunningLoop } from '../task-loop.ts';
import { ByteQueue } from './byte-queue.ts';
import { NOTHING } from './messages.ts';

/** How to have the other side wait, and go on. */
export interface Flow {
  pause(): void;
  resume(): void;
}

const NO_FLOW: Flow = { pause() {}, resume() {} };
const NEWLINE = new Uint8Array([10]);

/** @throws {RangeError} for what no limit can be. */
export function checkLimit(limit: number): void {
  if (!(limit > 0)) throw new RangeError(`a limit is a number of bytes, not ${limit}`);
}

/**
 * Bytes that come in from elsewhere, for a task that waits for as many as it needs.
 * asyncio's `StreamReader`.
 */
export class StreamReader {
  readonly #bytes = new ByteQueue();
  readonly #limit: number;
  readonly #flow: Flow;
  #waiter: Future<void> | undefined;
  #isPaused = false;
  #isOver = false;
  #failure: { error: unknown } | undefined;

  /**
   * @param options.limit The longest line, in bytes. When twice as many wait here, the
   *   other side has to wait, too.
   */
  constructor({
    limit = 2 ** 16,
    flow = NO_FLOW,
  }: { limit?: number; flow?: Flow } = {}) {
    checkLimit(limit);
    this.#limit = limit;
    this.#flow = flow;
  }

  /** For whoever brings them: more bytes. */
  feedData(bytes: Uint8Array): void {
    this.#bytes.push(bytes);
    if (!this.#isPaused && this.#bytes.length > 2 * this.#limit) {
      this.#isPaused = true;
      this.#flow.pause();
    }
    this.#wake();
  }

  /** No more will come. */
  feedEof(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Whoever reads now, or will, gets this error. */
  setException(error: unknown): void {
    this.#failure ??= { error };
    this.#wake();
  }

  /** What `setException` was given. */
  exception(): unknown {
    return this.#failure?.error;
  }

  /** True if all was read, and no more will come. */
  atEof(): boolean {
    return this.#isOver && this.#bytes.length === 0;
  }

  /**
   * What is there, as soon as there is anything; nothing at the end of the stream.
   * @param n At most so many bytes; `-1` for all up to the end.
   */
  *read(n = -1): Coroutine<Uint8Array> {
    this.#checkSound();
    if (n === 0) return NOTHING;
    if (n < 0) {
      while (!this.#isOver) yield* this.#more('read');
      return this.#take(this.#bytes.length);
    }
    while (this.#bytes.length === 0 && !this.#isOver) yield* this.#more('read');
    return this.#take(Math.min(n, this.#bytes.length));
  }

  /**
   * @param n So many bytes, a whole number.
   * @throws {IncompleteReadError} if the stream ends before.
   */
  *readExactly(n: number): Coroutine<Uint8Array> {
    if (!Number.isInteger(n) || n < 0)
      throw new RangeError(`readExactly: a whole number of bytes, not ${n}`);
    this.#checkSound();
    while (this.#bytes.length < n) {
      if (this.#isOver)
        throw new IncompleteReadError(
          this.#take(this.#bytes.length),
          `all ${n} were there`,
        );
      yield* this.#more('readExactly');
    }
    return this.#take(n);
  }

  /**
   * Up to the separator, and with it.
   * @throws {IncompleteReadError} if the stream ends before.
   * @throws {LimitOverrunError} if that is more than the limit; all stays there.
   */
  *readUntil(separator: Uint8Array = NEWLINE): Coroutine<Uint8Array> {
    if (separator.length === 0) throw new RangeError('readUntil: an empty separator');
    this.#checkSound();
    for (let searched = 0; ;) {
      const at = this.#bytes.indexOf(separator, searched);
      if (at > this.#limit) throw new LimitOverrunError(at, this.#limit);
      if (at >= 0) return this.#take(at + separator.length);
      searched = Math.max(0, this.#bytes.length - separator.length + 1);
      if (searched > this.#limit) throw new LimitOverrunError(searched, this.#limit);
      if (this.#isOver)
        throw new IncompleteReadError(this.#take(this.#bytes.length), 'the separator');
      yield* this.#more('readUntil');
    }
  }

  /**
   * A line with its newline; at the end of the stream what is left, which may be
   * nothing.
   * @throws {LimitOverrunError} if the line is longer than the limit; what came of it
   *   is dropped. (In asyncio that is a `ValueError`.)
   */
  *readLine(): Coroutine<Uint8Array> {
    try {
      return yield* this.readUntil();
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      if (error instanceof LimitOverrunError) this.#dropLine(error.consumed);
      throw error;
    }
  }

  /** @param end Where its newline is, if it is there. */
  #dropLine(end: number): void {
    const hasEnd = this.#bytes.indexOf(NEWLINE, end) === end;
    this.#take(hasEnd ? end + 1 : this.#bytes.length);
  }

  #take(n: number): Uint8Array {
    const taken = this.#bytes.shift(n);
    if (this.#bytes.length <= this.#limit) this.#resume();
    return taken;
  }

  #resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#flow.resume();
  }

  /** Waits until there is more, or the end. */
  *#more(method: string): Coroutine<void> {
    if (this.#waiter)
      throw new LoopStateError(
        `${method}: another task reads from this stream already`,
      );
    this.#resume(); // it may want more than the limit
    this.#waiter = getRunningLoop().createFuture<void>();
    try {
      yield* this.#waiter;
    } finally {
      this.#waiter = undefined;
    }
    this.#checkSound();
  }

  #wake(): void {
    if (this.#waiter?.done() === false) this.#waiter.setResult();
  }

  #checkSound(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
