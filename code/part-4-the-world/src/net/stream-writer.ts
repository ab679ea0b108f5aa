import { describe, type Coroutine } from '../coroutine.ts';
import { LoopStateError, NetworkError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { order, type Address } from './messages.ts';

const HIGH = 2 ** 16; // bytes on their way: with more than these `drain` waits
const LOW = 2 ** 14; // until there are no more than these
const utf8 = new TextEncoder();

/** What goes out by a connection. asyncio's `StreamWriter`. */
export class StreamWriter {
  readonly #connection: Connection;
  #hasEnded = false;
  #isClosing = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Whom it goes to. asyncio's `get_extra_info('peername')`. */
  get peer(): Address {
    return this.#connection.peer;
  }

  /**
   * Takes bytes to be sent, and comes back at once: `yield* drain()` after it waits
   * where that is too fast. What the other side does not want any more is dropped.
   * @param data Text is sent as UTF-8.
   * @throws {LoopStateError} after `writeEof` or `close`.
   * @throws {TypeError} for what is neither bytes nor text.
   */
  write(data: Uint8Array | string): void {
    if (this.#hasEnded || this.#isClosing)
      throw new LoopStateError('nothing can be written after writeEof or close');
    const bytes = typeof data === 'string' ? utf8.encode(data) : data;
    if (!(bytes instanceof Uint8Array))
      throw new TypeError(`write takes bytes or text, not ${describe(bytes)}`);
    if (bytes.length === 0) return;
    this.#connection.onTheirWay += bytes.length;
    this.#connection.order(order.write, bytes);
  }

  /**
   * Waits while more is on its way than the other side takes.
   * @throws {NetworkError} if the connection is lost.
   */
  *drain(): Coroutine<void> {
    const connection = this.#connection;
    if (connection.onTheirWay > HIGH)
      while (connection.onTheirWay > LOW && !connection.closed.isSet())
        yield* connection.drainers.wait();
    if (connection.error) throw connection.error;
    if (connection.closed.isSet() && !this.#isClosing && !this.#hasEnded)
      throw new NetworkError('ECONNRESET', 'the connection was lost');
  }

  /** Says that nothing more will be written. What comes in can still be read. */
  writeEof(): void {
    if (this.#hasEnded || this.#isClosing) return;
    this.#hasEnded = true;
    this.#connection.order(order.end);
  }

  /** Closes the connection when all is sent, in both directions. */
  close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#connection.order(order.close);
  }

  /** Closes it now. What is not sent yet is lost. */
  abort(): void {
    this.#isClosing = true;
    this.#connection.order(order.abort);
  }

  /** True if it is closed, or will be. */
  isClosing(): boolean {
    return this.#isClosing || this.#connection.closed.isSet();
  }

  /**
   * Waits until it is closed.
   * @throws {NetworkError} if it failed before.
   */
  *waitClosed(): Coroutine<void> {
    yield* this.#connection.closed.wait();
    if (this.#connection.error) throw this.#connection.error;
  }
}
