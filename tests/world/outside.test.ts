// Clients and servers that are none of ours: Node's own sockets, in another thread, because a loop
// that blocks leaves its thread no time for them.
import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import {
  getRunningLoop,
  IncompleteReadError,
  NetworkError,
  openConnection,
  sleep,
  startServer,
  type Coroutine,
  type StreamReader,
} from '../../code/part-4-the-world/src/index.ts';
import {
  bytes,
  errorOf,
  HERE,
  runOn,
  serve,
  text,
  waitUntil,
} from '../../code/part-4-the-world/tests/networks.ts';

/** A thread that does what it is told, and rings when it has done it. */
const done = new Int32Array(new SharedArrayBuffer(4));
const result = new Uint8Array(new SharedArrayBuffer(2 ** 16));
const helper = new Worker(
  `
  const net = require('node:net');
  const { parentPort, workerData: { done, result } } = require('node:worker_threads');
  parentPort.on('message', async ({ source, args }) => {
    let text;
    try {
      text = JSON.stringify((await eval(source)(net, ...args)) ?? null);
    } catch (error) {
      text = JSON.stringify(String(error));
    }
    const bytes = new TextEncoder().encode(text);
    result.set(bytes);
    Atomics.store(done, 0, bytes.length);
  });`,
  { eval: true, workerData: { done, result }, execArgv: [] },
);
afterAll(() => helper.terminate());

type Net = typeof import('node:net');

/** Has another thread call this function, which sees nothing but its arguments. */
function* outside<A extends unknown[], T>(
  work: (net: Net, ...args: A) => Promise<T> | T,
  ...args: A
): Coroutine<T> {
  begin(work, ...args);
  yield* waitUntil(() => Atomics.load(done, 0) > 0);
  return resultOf();
}

function begin<A extends unknown[]>(work: (net: Net, ...args: A) => unknown, ...args: A): void {
  Atomics.store(done, 0, 0);
  helper.postMessage({ source: `(${work})`, args });
}

const resultOf = (): any => JSON.parse(text(result.slice(0, Atomics.load(done, 0))));

const onSockets = (main: () => Coroutine<unknown>): unknown =>
  runOn({ name: 'sockets', isLocal: false }, main);

/** Connects, sends, ends, and gives all that comes back. */
const talk = (net: Net, port: number, word: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.setEncoding('utf8');
    socket.on('data', (piece) => (answer += piece));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code}`));
    socket.on('end', () => resolve(answer));
    socket.end(word);
  });

test('a raw HTTP request is answered', () => {
  onSockets(function* () {
    const server = yield* serve(function* (reader, writer) {
      const [method, path] = text(yield* reader.readLine()).split(' ');
      const headers = new Map<string, string>();
      for (;;) {
        const line = text(yield* reader.readLine()).trim();
        if (line === '') break;
        const colon = line.indexOf(':');
        headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
      }
      const body = yield* reader.readExactly(Number(headers.get('content-length') ?? 0));
      const answer = `${method} ${path} ${text(body)}`;
      writer.write(`HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\n`);
      writer.write(`Connection: close\r\n\r\n${answer}`);
    });
    const { port } = server.address();
    const ask = async (_: Net, port: number): Promise<unknown> => {
      const url = `http://127.0.0.1:${port}/path`;
      const answers = [fetch(url), fetch(url, { method: 'POST', body: 'the body' })];
      return Promise.all(answers.map(async (answer) => (await answer).text()));
    };
    expect(yield* outside(ask, port)).toEqual(['GET /path ', 'POST /path the body']);
  });
});

test('we talk to a server of Node', () => {
  onSockets(function* () {
    const port = yield* outside(
      (net) =>
        new Promise<number>((resolve) => {
          const server = net.createServer({ allowHalfOpen: true }, (socket) => {
            socket.on('data', (bytes) => socket.write(bytes));
            socket.on('end', () => {
              socket.end('!');
              server.close();
            });
          });
          server.listen(0, '127.0.0.1', () => resolve((server.address() as any).port));
        }),
    );
    const [reader, writer] = yield* openConnection(HERE, port);
    writer.write('hello\n');
    expect(text(yield* reader.readLine())).toBe('hello\n');
    writer.writeEof();
    expect(text(yield* reader.read())).toBe('!');
    yield* writer.waitClosed();
  });
});

test('300 clients of 64 KiB each lose nothing to a loop that is busy for a while', () => {
  const [CLIENTS, LENGTH] = [300, 2 ** 16];
  onSockets(function* () {
    let count = 0;
    const wrong: unknown[] = [];
    const server = yield* serve(function* (reader, writer) {
      const all = yield* reader.readExactly(LENGTH);
      count++;
      if (!all.every((byte) => byte === all[0])) wrong.push(all);
      writer.write(all);
    });
    const all = async (net: Net, port: number, clients: number, length: number) => {
      const one = (_: unknown, n: number): Promise<number> =>
        new Promise((resolve) => {
          let [count, wrong] = [0, 0];
          const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
          socket.on('data', (bytes) => {
            count += bytes.length;
            wrong += bytes.filter((byte) => byte !== n % 256).length;
          });
          socket.on('error', () => resolve(-1));
          socket.on('end', () => resolve(wrong === 0 ? count : -2));
          socket.end(new Uint8Array(length).fill(n));
        });
      const counts = await Promise.all(Array.from({ length: clients }, one));
      return [...new Set(counts)];
    };
    begin(all, server.address().port, CLIENTS, LENGTH);
    const busyUntil = performance.now() + 500;
    while (performance.now() < busyUntil); // deaf to all of them
    yield* waitUntil(() => Atomics.load(done, 0) > 0);
    expect(resultOf()).toEqual([LENGTH]);
    expect([count, wrong]).toEqual([CLIENTS, []]);
  });
});

test('while the loop is deaf its senders have to wait, and nothing is lost', () => {
  const LENGTH = 2 ** 26;
  onSockets(function* () {
    const arrived = getRunningLoop().createFuture<number>();
    function* count(reader: StreamReader): Coroutine<void> {
      let count = 0;
      for (;;) {
        const piece = yield* reader.read(2 ** 16);
        if (piece.length === 0) return arrived.setResult(count);
        count += piece.length;
      }
    }
    const limit = 2 ** 30; // so that the reader has nobody wait
    const server = yield* startServer(count, HERE, 0, { limit });
    begin(
      (net, port: number, length: number) =>
        new Promise<void>((resolve) => {
          const sent = new Int32Array(result.buffer, 0, 1); // the thread's own `result`
          const socket = net.connect(port, '127.0.0.1');
          const write = (left: number): void => {
            Atomics.store(sent, 0, length - left);
            if (left > 0) socket.write(new Uint8Array(2 ** 16), () => write(left - 2 ** 16));
            else socket.end(resolve);
          };
          write(length);
        }),
      server.address().port,
      LENGTH,
    );
    const sent = new Int32Array(result.buffer, 0, 1);
    const never = new Int32Array(new SharedArrayBuffer(4));
    let last = 0;
    for (let still = 0; still < 5;) {
      Atomics.wait(never, 0, 0, 200); // deaf until no more goes
      still = last > 0 && last === Atomics.load(sent, 0) ? still + 1 : 0;
      last = Atomics.load(sent, 0);
    }
    expect(last).toBeLessThan(LENGTH / 2);
    expect(yield* arrived).toBe(LENGTH);
  });
});

test('what a handler wrote last arrives when the run ends after waitClosed', async () => {
  onSockets(function* () {
    const accepted = getRunningLoop().createFuture<void>();
    const server = yield* serve(function* (_reader, writer) {
      accepted.setResult();
      writer.write(new Uint8Array(2 ** 24));
    });
    begin(
      (net, port) =>
        new Promise<number | string>((resolve) => {
          let count = 0;
          const socket = net.connect(port, '127.0.0.1', () => {
            socket.pause();
            setTimeout(() => socket.resume(), 100); // it is slow
          });
          socket.on('data', (bytes) => (count += bytes.length));
          socket.on('error', (error) => resolve(error.message));
          socket.on('end', () => resolve(count));
        }),
      server.address().port,
    );
    yield* accepted;
    server.close();
    yield* server.waitClosed();
  });
  await expect.poll(() => Atomics.load(done, 0)).toBeGreaterThan(0);
  expect(resultOf()).toBe(2 ** 24);
});

test('a client that is reset is lost to its handler alone', () => {
  onSockets(function* () {
    const errors: unknown[] = [];
    const server = yield* serve(function* (reader, writer) {
      try {
        writer.write(yield* reader.read());
      } catch (error) {
        errors.push(error);
      }
    });
    const { port } = server.address();
    yield* outside(
      (net, port) =>
        new Promise<void>((resolve) => {
          const socket = net.connect(port, '127.0.0.1', () => {
            socket.write('half a', () => socket.resetAndDestroy());
          });
          socket.on('close', () => resolve());
        }),
      port,
    );
    yield* waitUntil(() => errors.length > 0);
    expect(errors).toEqual([expect.any(NetworkError)]);
    expect((errors[0] as NetworkError).code).toBe('ECONNRESET');
    expect(yield* outside(talk, port, 'whole')).toBe('whole');
  });
});

test('a client that goes in the middle of a line is no client any more', () => {
  onSockets(function* () {
    const errors: any[] = [];
    const server = yield* serve(function* (reader) {
      errors.push(yield* errorOf(reader.readUntil()));
    });
    expect(yield* outside(talk, server.address().port, 'no newline')).toBe('');
    yield* waitUntil(() => errors.length > 0);
    expect(errors[0]).toBeInstanceOf(IncompleteReadError);
    expect(errors[0].partial).toEqual(bytes('no newline'));
  });
});

test('a peer that does not read is waited for, by as much as its host keeps', () => {
  onSockets(function* () {
    let written = 0;
    const server = yield* serve(function* (_reader, writer) {
      for (; written < 2 ** 26; written += 2 ** 16) {
        writer.write(new Uint8Array(2 ** 16));
        yield* writer.drain();
      }
    });
    const port = server.address().port;
    yield* outside(
      (net, port) =>
        new Promise<void>((resolve) => {
          const socket = net.connect(port, '127.0.0.1', resolve as () => void);
          socket.pause();
          (globalThis as any).unread = socket;
        }),
      port,
    );
    for (let last = -1; last < written || written === 0;) {
      last = written;
      yield* sleep(30);
    }
    expect(written).toBeLessThan(2 ** 25);
    const read = yield* outside(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          const socket = (globalThis as any).unread;
          socket.on('data', (bytes: Uint8Array) => (count += bytes.length));
          socket.on('end', () => resolve(count));
          socket.resume();
        }),
    );
    expect(read).toBe(2 ** 26);
  });
});

test('clients that do all they can think of leave the server serving', () => {
  onSockets(function* () {
    const loop = getRunningLoop();
    const server = yield* serve(function* (reader, writer) {
      try {
        for (;;) {
          const line = yield* reader.readLine();
          if (line.length === 0) return;
          writer.write(line);
          yield* writer.drain();
        }
      } catch (error) {
        const { name } = error as Error;
        if (!/^(NetworkError|LimitOverrunError)$/.test(name)) throw error;
      }
    });
    const { port } = server.address();
    const attack = async (net: Net, port: number): Promise<void> => {
      let seed = 3;
      const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
      const waitFor = (ms: number): Promise<void> =>
        new Promise((resolve) => setTimeout(resolve, ms));
      const one = async (): Promise<void> => {
        const socket = net.connect({
          port,
          host: '127.0.0.1',
          allowHalfOpen: random(2) === 0,
        });
        socket.on('error', () => {});
        if (random(2) === 0) socket.resume();
        for (let steps = random(6); steps > 0 && !socket.destroyed; steps--) {
          const what = random(7);
          if (what === 0) socket.destroy();
          else if (what === 1) await waitFor(random(5));
          else if (socket.connecting || socket.writableEnded)
            continue; // in Node 24 a reset after the end keeps the thread alive for ever
          else if (what === 2) socket.resetAndDestroy();
          else if (what === 3) socket.end();
          else socket.write('x'.repeat(random(2) * random(100_000)) + '\n'.repeat(random(3)));
        }
        await waitFor(random(10));
        socket.destroy();
      };
      for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 30 }, one));
    };
    yield* outside(attack, port);
    expect(yield* outside(talk, port, 'still\nhere\n')).toBe('still\nhere\n');
    server.close();
    yield* server.waitClosed(); // so no handler is left behind
    expect(loop.allTasks().size).toBe(1);
  });
});
