// The thread that owns the sockets, in Node. It does what it is ordered to, and tells what
// happened; the loop's thread starts this file.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { ring } from '../threads/bell.ts';
import { decode, encode, news, NOTHING, order, wholePieces } from './messages.ts';
import type { Address } from './messages.ts';
import { Outbox } from './outbox.ts';
import { Ring } from './ring.ts';

/** What the loop's thread shares with this one. */
export interface Shared {
  orders: SharedArrayBuffer;
  news: SharedArrayBuffer;
  /** Rung when there is news. */
  bell: Int32Array;
  /** One word: 1 while a message is on its way that says to look for orders. */
  called: Int32Array;
}

const shared: Shared = workerData;
const orders = new Ring(shared.orders);
const outbox = new Outbox(new Ring(shared.news));
const servers = new Map<number, Server>();
const sockets = new Map<number, Socket>();
const paused = new Set<Socket>(); // by the loop, which has enough of these for now
let lastId = -1; // odd ones are ours, even ones the loop's

let willRing = false;

/** Rings once for all that comes in together: to wake the loop costs more than a piece. */
function tell(what: number, id: number, bytes = NOTHING, sent?: () => void): void {
  outbox.put(what, id, bytes, sent);
  if (willRing) return;
  willRing = true;
  setImmediate(() => {
    willRing = false;
    ring(shared.bell);
  });
}

const tellFailure = (id: number, { code, message }: NodeJS.ErrnoException): void =>
  tell(news.failed, id, encode({ code, message }));

function open(id: number, socket: Socket): void {
  sockets.set(id, socket);
  socket.on('data', (bytes) => {
    tell(news.data, id, bytes, () => {
      if (!paused.has(socket)) socket.resume();
    });
    if (outbox.isFull) socket.pause(); // whoever sends has to wait
  });
  socket.on('end', () => tell(news.end, id));
  socket.on('error', (error) => tellFailure(id, error));
  socket.on('close', () => {
    sockets.delete(id);
    paused.delete(socket);
    tell(news.closed, id);
  });
}

function listen(id: number, { host, port }: Address): void {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    lastId += 2;
    tell(
      news.accepted,
      id,
      encode({ id: lastId, host: socket.remoteAddress, port: socket.remotePort }),
    );
    open(lastId, socket);
  });
  servers.set(id, server);
  const close = (): void => {
    if (servers.delete(id)) tell(news.closed, id);
  };
  server.on('error', (error) => {
    tellFailure(id, error);
    close();
  });
  server.on('listening', () => {
    const { address, port } = server.address() as import('node:net').AddressInfo;
    tell(news.listening, id, encode({ host: address, port }));
  });
  server.listen({ host, port, backlog: 4096 });
}

function startToConnect(id: number, { host, port }: Address): void {
  const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
  socket.on('connect', () =>
    tell(
      news.connected,
      id,
      encode({ host: socket.remoteAddress, port: socket.remotePort }),
    ),
  );
  open(id, socket);
}

const unacknowledged = new WeakMap<Socket, number>();

function write(id: number, socket: Socket, bytes: Uint8Array): void {
  socket.write(bytes, () => {
    const count = (unacknowledged.get(socket) ?? 0) + bytes.length;
    const whole = wholePieces(count);
    unacknowledged.set(socket, count - whole);
    if (whole > 0) tell(news.sent, id, encode(whole));
  });
}

function obey(what: number, id: number, bytes: Uint8Array): void {
  if (what === order.listen) return listen(id, decode(bytes));
  if (what === order.connect) return startToConnect(id, decode(bytes));
  const server = servers.get(id);
  if (server && servers.delete(id)) {
    server.close();
    return tell(news.closed, id);
  }
  const socket = sockets.get(id);
  if (!socket) return; // it has ended meanwhile
  if (what === order.write) write(id, socket, bytes);
  else if (what === order.end) socket.end();
  else if (what === order.close) socket.destroySoon();
  else if (what === order.abort) socket.destroy();
  else if (what === order.pause) {
    paused.add(socket);
    socket.pause();
  } else if (what === order.resume) {
    paused.delete(socket);
    socket.resume();
  }
}

/** What Node refuses at once, it throws: a host that can't be one. */
function tryTo(what: number, id: number, bytes: Uint8Array): void {
  try {
    obey(what, id, bytes);
  } catch (error) {
    tellFailure(id, error as NodeJS.ErrnoException);
    servers.delete(id);
    tell(news.closed, id);
  }
}

parentPort!.on('message', () => {
  Atomics.store(shared.called, 0, 0); // before looking: what is ordered later, calls again
  if (orders.takeAll(tryTo)) ring(shared.bell);
  if (outbox.catchUp()) ring(shared.bell);
});
