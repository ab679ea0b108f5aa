import type { Driver } from './driver.ts';
import { decode, encode, news, NOTHING, order, wholePieces } from './messages.ts';
import type { Address } from './messages.ts';
import type { Tell } from './ring.ts';

/** The only machine on this network, and what it is called. */
const MACHINE = '127.0.0.1';
const NAMES: readonly string[] = [MACHINE, 'localhost', '::1', '0.0.0.0', '::'];

/** One end of a connection. */
class End {
  readonly id: number;
  peer: End | undefined; // until that is closed
  readonly incoming: Uint8Array[] = []; // written by the peer, and not told yet
  isPaused = false;
  hasEnded = false; // it will write nothing more
  hasHeardEnd = false; // it knows that nothing more comes in
  unacknowledged = 0;

  constructor(id: number) {
    this.id = id;
  }
}

/**
 * A network that exists only in this thread: the same orders, the same news, and no
 * wire. For a browser, which has no sockets, and for tests.
 */
export class LoopbackDriver implements Driver {
  readonly isLocal = true;
  readonly #servers = new Map<number, number>(); // their ids by port
  readonly #ends = new Map<number, End>();
  #news: Parameters<Tell>[] = [];
  #lastId = -1;
  #lastPort = 49_151;

  keepAlive(): void {
    // there is no thread that could
  }

  exchange(tell: Tell): void {
    const news = this.#news;
    this.#news = [];
    for (const one of news) tell(...one);
  }

  #say(what: number, id: number, bytes = NOTHING): void {
    this.#news.push([what, id, bytes]);
  }

  #fail(id: number, code: string, what: string): void {
    this.#say(news.failed, id, encode({ code, message: `${what} ${code}` }));
    this.#say(news.closed, id);
  }

  order(what: number, id: number, bytes: Uint8Array): void {
    if (what === order.listen) return this.#listen(id, decode(bytes));
    if (what === order.connect) return this.#connect(id, decode(bytes));
    const end = this.#ends.get(id);
    if (!end) return this.#closeServer(id);
    if (what === order.write) this.#write(end, bytes);
    else if (what === order.end) this.#end(end);
    else if (what === order.close || what === order.abort) this.#close(end);
    else if (what === order.pause) end.isPaused = true;
    else if (what === order.resume) {
      end.isPaused = false;
      this.#deliver(end);
    }
  }

  #listen(id: number, { host, port }: Address): void {
    if (!NAMES.includes(host)) return this.#fail(id, 'EADDRNOTAVAIL', 'listen');
    const own = port || this.#freePort();
    if (this.#servers.has(own)) return this.#fail(id, 'EADDRINUSE', 'listen');
    this.#servers.set(own, id);
    this.#say(news.listening, id, encode({ host: MACHINE, port: own }));
  }

  /** The next of those that are for everybody; no server has it. */
  #freePort(): number {
    do this.#lastPort = this.#lastPort < 65_535 ? this.#lastPort + 1 : 49_152;
    while (this.#servers.has(this.#lastPort));
    return this.#lastPort;
  }

  #closeServer(id: number): void {
    for (const [port, server] of this.#servers) {
      if (server !== id) continue;
      this.#servers.delete(port);
      this.#say(news.closed, id);
    }
  }

  #connect(id: number, { host, port }: Address): void {
    if (!NAMES.includes(host))
      return this.#fail(id, 'ENOTFOUND', `getaddrinfo ${host}`);
    const server = this.#servers.get(port);
    if (server === undefined) return this.#fail(id, 'ECONNREFUSED', 'connect');
    const near = new End(id);
    const far = new End((this.#lastId += 2));
    near.peer = far;
    far.peer = near;
    for (const end of [near, far]) this.#ends.set(end.id, end);
    const from = { id: far.id, host: MACHINE, port: this.#freePort() };
    this.#say(news.accepted, server, encode(from));
    this.#say(news.connected, id, encode({ host: MACHINE, port }));
  }

  #write(end: End, bytes: Uint8Array): void {
    if (!end.peer) return this.#reset(end, 'write');
    end.peer.incoming.push(new Uint8Array(bytes));
    this.#deliver(end.peer);
  }

  #deliver(end: End): void {
    while (!end.isPaused && end.incoming.length > 0) {
      const bytes = end.incoming.shift()!;
      this.#say(news.data, end.id, bytes);
      if (end.peer) this.#acknowledge(end.peer, bytes.length);
    }
    this.#tellEnd(end);
  }

  #acknowledge(writer: End, count: number): void {
    writer.unacknowledged += count;
    const whole = wholePieces(writer.unacknowledged);
    writer.unacknowledged -= whole;
    if (whole > 0) this.#say(news.sent, writer.id, encode(whole));
  }

  #end(end: End): void {
    end.hasEnded = true;
    if (end.peer) this.#tellEnd(end.peer);
    if (end.hasHeardEnd) this.#close(end);
  }

  #tellEnd(end: End): void {
    const isOver = !end.peer || end.peer.hasEnded;
    if (!isOver || end.hasHeardEnd || end.incoming.length > 0) return;
    end.hasHeardEnd = true;
    this.#say(news.end, end.id);
    if (end.hasEnded) this.#close(end);
  }

  #close(end: End): void {
    if (!this.#ends.delete(end.id)) return;
    this.#say(news.closed, end.id);
    const { peer } = end;
    end.peer = undefined;
    if (!peer) return;
    peer.peer = undefined;
    if (end.incoming.length > 0) this.#reset(peer, 'read');
    else this.#tellEnd(peer);
  }

  /** What it wrote is not wanted any more. */
  #reset(end: End, what: string): void {
    this.#ends.delete(end.id);
    this.#fail(end.id, 'ECONNRESET', what);
  }
}
