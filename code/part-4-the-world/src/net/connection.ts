import { NetworkError } from '../errors.ts';
import { Event } from '../locks/event.ts';
import type { TaskLoop } from '../task-loop.ts';
import { Waiters } from '../locks/waiters.ts';
import { decode, news, order, type Address, type Failure } from './messages.ts';
import { selectorOf, type Selector } from './selector.ts';
import { StreamReader } from './stream-reader.ts';

/** One socket that is connected, or about to be: what its reader and its writer share. */
export class Connection {
  readonly reader: StreamReader;
  readonly opened = new Event();
  readonly closed = new Event();
  /** Those who wait until more bytes are on their way. */
  readonly drainers = new Waiters();
  readonly #selector: Selector;
  readonly #id: number;
  peer: Address;
  error: NetworkError | undefined;
  /** How many bytes were written that are not known to be sent. */
  onTheirWay = 0;

  /** @param id Of one that is there already. */
  constructor(loop: TaskLoop, peer: Address, limit: number, id?: number) {
    this.peer = peer;
    this.#selector = selectorOf(loop);
    this.reader = new StreamReader({
      limit,
      flow: {
        pause: () => this.order(order.pause),
        resume: () => this.order(order.resume),
      },
    });
    this.#id = this.#selector.add((what, bytes) => this.#happened(what, bytes), id);
  }

  order(what: number, detail?: unknown): void {
    this.#selector.order(what, this.#id, detail);
  }

  #happened(what: number, bytes: Uint8Array): void {
    if (what === news.data) this.reader.feedData(bytes);
    else if (what === news.end) this.reader.feedEof();
    else if (what === news.sent) this.#haveGone(decode(bytes));
    else if (what === news.connected) this.#isConnected(decode(bytes));
    else if (what === news.failed) this.#hasFailed(decode(bytes));
    else if (what === news.closed) this.#isClosed();
  }

  #haveGone(count: number): void {
    this.onTheirWay -= count;
    this.drainers.wakeAll();
  }

  #isConnected(peer: Address): void {
    this.peer = peer;
    this.opened.set();
  }

  #hasFailed({ code, message }: Failure): void {
    this.error = new NetworkError(code, message);
    this.reader.setException(this.error);
  }

  #isClosed(): void {
    this.#selector.remove(this.#id);
    this.reader.feedEof();
    this.closed.set();
    this.opened.set();
    this.drainers.wakeAll();
  }
}
