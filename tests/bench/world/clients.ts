// The clients of the benchmark.
import { connect, type Socket } from 'node:net';

/** What came of a load: answers a second, and how long one took, in milliseconds. */
export interface Load {
  rate: number;
  p50: number;
  p99: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

const connected = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });

export const connections = (port: number, count: number): Promise<Socket[]> =>
  Promise.all(Array.from({ length: count }, () => connected(port)));

/** Each connection sends a message when the last one has come back. */
export async function echoLoad(port: number, count: number, seconds: number): Promise<Load> {
  const message = Buffer.alloc(64, 'x');
  const sockets = await connections(port, count);
  const took: number[] = [];
  let isCounted = false;
  for (const socket of sockets) {
    let missing = message.length;
    let began = performance.now();
    socket.on('data', ({ length }) => {
      missing -= length;
      if (missing > 0) return;
      if (isCounted) took.push(performance.now() - began);
      missing = message.length;
      began = performance.now();
      socket.write(message);
    });
    socket.write(message);
  }
  await new Promise((resolve) => setTimeout(resolve, 500)); // until it is warm
  isCounted = true;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1e3));
  isCounted = false;
  for (const socket of sockets) socket.destroy();
  took.sort((a, b) => a - b);
  return { rate: took.length / seconds, p50: at(took, 0.5), p99: at(took, 0.99) };
}

/** Sends so many bytes and takes them back slowly: a piece, a pause. */
export async function slowReader(port: number, bytes: number): Promise<void> {
  const [socket] = (await connections(port, 1)) as [Socket];
  const piece = Buffer.alloc(2 ** 20, 'x');
  let received = 0;
  const isOver = new Promise<void>((resolve) => {
    socket.on('data', ({ length }) => {
      received += length;
      if (received >= bytes) return resolve();
      socket.pause();
      setImmediate(() => socket.resume());
    });
  });
  for (let sent = 0; sent < bytes; sent += piece.length)
    if (!socket.write(piece))
      await new Promise((resolve) => socket.once('drain', () => resolve(undefined)));
  await isOver;
  socket.destroy();
}
