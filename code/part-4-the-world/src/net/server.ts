import type { Coroutine } from '../coroutine.ts';
import { FutureCancelledError, NetworkError } from '../errors.ts';
import { Event } from '../locks/event.ts';
import { getRunningLoop, type TaskLoop } from '../task-loop.ts';
import type { Task } from '../task.ts';
import { wait } from '../groups/wait.ts';
import { Connection } from './connection.ts';
import {
  checkPort,
  decode,
  news,
  order,
  type Accepted,
  type Address,
  type Failure,
} from './messages.ts';
import { LIMIT } from './open-connection.ts';
import { selectorOf, type Selector } from './selector.ts';
import { checkLimit, type StreamReader } from './stream-reader.ts';
import { StreamWriter } from './stream-writer.ts';

/** Serves one connection, which is closed when this ends. */
export type ClientHandler = (
  reader: StreamReader,
  writer: StreamWriter,
) => Coroutine<unknown>;

/**
 * Has `serve` run as a task for each connection that comes in. asyncio's
 * `start_server`.
 * @param port Zero for any that is free: see `address()`.
 * @param options.limit Of the readers: see there.
 * @throws {RangeError} if the port or the limit is none.
 * @throws {NetworkError} if the address is not ours, or in use.
 */
export function* startServer(
  serve: ClientHandler,
  host: string,
  port: number,
  { limit = LIMIT }: { limit?: number } = {},
): Coroutine<Server> {
  checkPort(port);
  checkLimit(limit); // each client would fail by it
  return yield* Server.start(serve, getRunningLoop(), { host, port }, limit);
}

/** asyncio's `Server`. */
export class Server {
  readonly #serve: ClientHandler;
  readonly #loop: TaskLoop;
  readonly #limit: number;
  readonly #selector: Selector;
  readonly #id: number;
  readonly #tasks = new Set<Task<unknown>>();
  readonly #answered = new Event(); // listening, or failed
  readonly #closed = new Event();
  #address: Address;
  #error: NetworkError | undefined;

  private constructor(
    serve: ClientHandler,
    loop: TaskLoop,
    address: Address,
    limit: number,
  ) {
    this.#serve = serve;
    this.#loop = loop;
    this.#limit = limit;
    this.#address = address;
    this.#selector = selectorOf(loop);
    this.#id = this.#selector.add((what, bytes) => this.#happened(what, bytes));
  }

  /** For `startServer`. */
  static *start(
    serve: ClientHandler,
    loop: TaskLoop,
    address: Address,
    limit: number,
  ): Coroutine<Server> {
    const server = new Server(serve, loop, address, limit);
    server.#selector.order(order.listen, server.#id, address);
    try {
      yield* server.#answered.wait();
    } catch (error) {
      server.close();
      throw error;
    }
    if (server.#error) throw server.#error;
    return server;
  }

  #happened(what: number, bytes: Uint8Array): void {
    if (what === news.accepted) return this.#accept(decode(bytes));
    if (what === news.listening) this.#address = decode(bytes);
    if (what === news.failed) {
      const { code, message }: Failure = decode(bytes);
      this.#error = new NetworkError(code, message);
    }
    if (what === news.closed) {
      this.#selector.remove(this.#id);
      this.#closed.set();
    }
    this.#answered.set();
  }

  #accept({ id, host, port }: Accepted): void {
    const connection = new Connection(this.#loop, { host, port }, this.#limit, id);
    const task = this.#loop.addTask(this.#handle(connection));
    this.#tasks.add(task);
    task.addDoneCallback(() => this.#tasks.delete(task));
  }

  *#handle(connection: Connection): Coroutine<void> {
    const writer = new StreamWriter(connection);
    try {
      yield* this.#serve(connection.reader, writer);
      writer.close();
      yield* connection.closed.wait(); // what it wrote last may still be on its way
    } catch (exception) {
      writer.abort();
      if (exception instanceof FutureCancelledError) throw exception;
      if (exception && exception === connection.error) return; // the client is gone
      const message = 'Error in the handler of a client';
      this.#loop.callExceptionHandler({ message, exception });
    }
  }

  /** Where it listens. */
  address(): Address {
    return this.#address;
  }

  /** Takes no more connections; those that there are go on. */
  close(): void {
    this.#selector.order(order.close, this.#id);
  }

  /** Waits until it is closed, and all that it served has ended. */
  *waitClosed(): Coroutine<void> {
    yield* this.#closed.wait();
    if (this.#tasks.size > 0) yield* wait(this.#tasks);
  }

  /** Waits until the task is cancelled, and closes the server then. */
  *serveForever(): Coroutine<never> {
    try {
      for (;;) yield* this.#loop.createFuture<void>();
    } finally {
      this.close();
    }
  }
}
