import { expect, test } from 'vitest';
import {
  getRunningLoop,
  openConnection,
  run,
  sleep,
  startServer,
  waitFor,
  type ClientHandler,
  type Coroutine,
  type Future,
  type Server,
  type StreamReader,
  type StreamWriter,
  type Task,
} from '../src/index.ts';
import { useLoopback } from '../src/net/driver.ts';
import { sources } from '../src/threads/bell.ts';

export const HERE = '127.0.0.1';
const ONLY_A_HANG_MS = 120_000;

export const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(text);
export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export interface Network {
  name: 'sockets' | 'memory';
  isLocal: boolean;
}

/** A page has no sockets. */
const hasSockets =
  globalThis.process?.getBuiltinModule?.('node:worker_threads') !== undefined;
export const NETWORKS: Network[] = [
  ...(hasSockets ? [{ name: 'sockets', isLocal: false } as const] : []),
  { name: 'memory', isLocal: true },
];

/** What the exception handler was told in the run that goes on. */
export let told: { message: string; exception?: unknown }[] = [];

/**
 * Runs a program on one of the two networks, to its end: all sockets are closed then,
 * and nothing was told to the exception handler but what the program took from `told`.
 */
export function runOn<T>(network: Network, main: () => Coroutine<T>): T {
  told = [];
  function* whole(): Coroutine<T> {
    getRunningLoop().setExceptionHandler((_, context) => void told.push(context));
    // On the network in memory a hang is a DeadlockError.
    return yield* network.isLocal ? main() : waitFor(main(), ONLY_A_HANG_MS);
  }
  const leave = network.isLocal ? useLoopback() : undefined;
  try {
    const result = run(whole());
    expect(told).toEqual([]);
    expect(sources.size).toBe(0);
    return result;
  } finally {
    leave?.();
  }
}

/** The same test on Node's sockets and on the network in memory. */
export function testOnBoth(
  name: string,
  main: (network: Network) => Coroutine<unknown>,
): void {
  test.each(NETWORKS)(`${name} ($name)`, (network) => {
    runOn(network, () => main(network));
  });
}

/** Two ends of one connection. The one of the server stays open until the run ends. */
export interface Pair {
  reader: StreamReader;
  writer: StreamWriter;
  /** Those of the server. */
  far: { reader: StreamReader; writer: StreamWriter };
  server: Server;
}

export function* connectPair(options?: { limit: number }): Coroutine<Pair> {
  const loop = getRunningLoop();
  const accepted = loop.createFuture<Pair['far']>();
  const server = yield* startServer(
    function* (reader, writer) {
      accepted.setResult({ reader, writer });
      yield* loop.createFuture(); // until it is cancelled
    },
    HERE,
    0,
    options,
  );
  const { port } = server.address();
  const [reader, writer] = yield* openConnection(HERE, port, options);
  return { reader, writer, far: yield* accepted, server };
}

/** A server for the time of a run. */
export function* serve(handler: ClientHandler): Coroutine<Server> {
  return yield* startServer(handler, HERE, 0);
}

export const connectTo = (
  server: Server,
  options?: { limit: number },
): Coroutine<[StreamReader, StreamWriter]> =>
  openConnection(HERE, server.address().port, options);

export function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (;;) {
    const piece = yield* reader.read(2 ** 16);
    if (piece.length === 0) return;
    writer.write(piece);
    yield* writer.drain();
  }
}

/** What it throws. */
export function* errorOf(work: Coroutine<unknown> | Future<unknown>): Coroutine<any> {
  try {
    yield* work as Future<unknown>;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Starts it, and lets it come to where it waits. */
export function* begin<T>(work: Coroutine<T>): Coroutine<Task<T>> {
  const task = getRunningLoop().addTask(work);
  yield;
  return task;
}

/** Waits until a condition holds, however long that takes. */
export function* waitUntil(holds: () => boolean): Coroutine<void> {
  while (!holds()) yield* sleep(1);
}
