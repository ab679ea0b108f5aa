// The clients of the benchmark.
import { connect, type Socket } from 'node:net';

/**
 * What came of a load: answers a second, how long one took in milliseconds, and what it cost the
 * server, in microseconds of processor time.
 */
export interface Load {
  rate: number;
  p50: number;
  p99: number;
  cpu: number;
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

/** How long an answer is, in bytes: all answers of a server are alike. */
async function lengthOfAnswer(port: number, message: string): Promise<number> {
  const socket = await connected(port);
  let length = 0;
  socket.on('data', (bytes) => (length += bytes.length));
  socket.write(message);
  while (length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  return length;
}

/**
 * Each connection sends the message when the last one has been answered. A client that looks at
 * answers would take longer over them than the servers do.
 * @param cpu Tells what the server's processor time is by now, in microseconds.
 */
export async function load(
  port: number,
  message: string,
  count: number,
  seconds: number,
  cpu: () => number,
): Promise<Load> {
  const length = await lengthOfAnswer(port, message);
  const bytes = Buffer.from(message);
  const sockets = await connections(port, count);
  const took: number[] = [];
  let isCounted = false;
  for (const socket of sockets) {
    let missing = length;
    let began = performance.now();
    socket.on('data', (piece) => {
      missing -= piece.length;
      if (missing > 0) return;
      if (isCounted) took.push(performance.now() - began);
      missing = length;
      began = performance.now();
      socket.write(bytes);
    });
    socket.write(bytes);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000)); // until it is warm
  const cpuBefore = cpu();
  const began = performance.now();
  isCounted = true;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1e3));
  isCounted = false;
  const rate = took.length / ((performance.now() - began) / 1e3);
  const cpuEach = (cpu() - cpuBefore) / took.length;
  for (const socket of sockets) socket.destroy();
  took.sort((a, b) => a - b);
  return { rate, p50: at(took, 0.5), p99: at(took, 0.99), cpu: cpuEach };
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
