import { expect, test, vi } from 'vitest';
import { gather, NetworkError, sleep, startServer } from '../../src/index.ts';
import { LoopbackDriver } from '../../src/net/loopback.ts';
import { order } from '../../src/net/messages.ts';
import { errorFrom, outcomeOf } from '../kit-time.ts';
import { HERE, onNetwork, text } from '../kit-net.ts';
import { ask, connectTo, serve, shout } from '../kit-server.ts';

const codeOf = (error: unknown): unknown => error instanceof NetworkError && error.code;

test('each client is served by a task of its own, and the slow ones hold up none', () => {
  const { came, told, open, at } = onNetwork(function* () {
    const server = yield* serve(function* (reader, writer) {
      const word = text(yield* reader.read());
      yield* sleep(word === 'slow' ? 50 : 10);
      writer.write(word.toUpperCase());
    });
    const words = ['slow', 'a', 'b', 'c'];
    const seen: string[] = [];
    yield* gather(
      words.map(function* (word) {
        seen.push(yield* ask(server, word));
      }),
    );
    return seen;
  });
  expect([came, told, open]).toEqual([['A', 'B', 'C', 'SLOW'], [], 0]);
  expect(at).toBe(50);
});

test('a connection is closed when its handler has ended, with all that it wrote', () => {
  const LENGTH = 2 ** 20;
  const ordered = vi.spyOn(LoopbackDriver.prototype, 'order');
  const { came } = onNetwork(function* () {
    const server = yield* serve(function* (_reader, writer) {
      writer.write(new Uint8Array(LENGTH));
    });
    const [reader] = yield* connectTo(server);
    const { length } = yield* reader.read();
    const aborts = ordered.mock.calls.filter(([what]) => what === order.abort);
    return [length, aborts.length];
  });
  ordered.mockRestore();
  expect(came, 'how much came, and how often something was aborted').toEqual([
    LENGTH,
    0,
  ]);
});

test('a handler that throws loses its own connection, and that is told once', () => {
  const { came, told } = onNetwork(function* () {
    const server = yield* serve(function* (reader, writer) {
      const word = text(yield* reader.read());
      if (word === 'bad') throw new RangeError('of the handler');
      writer.write(word);
    });
    const answers: string[] = [];
    for (const word of ['good', 'bad', 'late']) answers.push(yield* ask(server, word));
    return answers;
  });
  expect(came).toEqual(['good', '', 'late']);
  expect(told).toHaveLength(1);
});

test('a client that is gone is no mistake of the handler', () => {
  const { came, told } = onNetwork(function* () {
    const server = yield* serve(function* (_reader, writer) {
      for (;;) {
        writer.write('x'.repeat(2 ** 16));
        yield* writer.drain();
      }
    });
    const [reader, writer] = yield* connectTo(server);
    yield* reader.readExactly(10);
    writer.abort();
    yield* sleep(10);
    return 'gone';
  });
  expect([came, told]).toEqual(['gone', []]);
});

test('a handler that is cancelled loses its connection, and nothing is told', () => {
  const { came, told } = onNetwork(function* (loop) {
    const server = yield* serve(function* (_reader, writer) {
      writer.write('hello');
      yield* sleep(1e9);
    });
    const [reader] = yield* connectTo(server);
    const hello = text(yield* reader.readExactly(5));
    const me = loop.currentTask();
    for (const task of loop.allTasks()) if (task !== me) task.cancel();
    return [hello, text(yield* reader.read())];
  });
  expect([came, told]).toEqual([['hello', ''], []]);
});

test('port 0 is any that is free, and an address that is taken or not ours is refused', () => {
  const { came } = onNetwork(function* () {
    const servers = [yield* serve(shout), yield* serve(shout)];
    const ports = servers.map((server) => server.address().port);
    const taken = yield* errorFrom(startServer(shout, HERE, ports[0]!));
    const foreign = yield* errorFrom(startServer(shout, '192.0.2.1', 0));
    return [
      new Set(ports).size,
      ports.every((port) => port > 0),
      codeOf(taken),
      codeOf(foreign),
      yield* ask(servers[0]!, 'still'),
    ];
  });
  expect(came).toEqual([2, true, 'EADDRINUSE', 'EADDRNOTAVAIL', 'STILL']);
});

test('what can be no port, and what can be no limit, is refused', () => {
  const { came, open } = onNetwork(function* () {
    const seen: unknown[] = [];
    for (const port of [-1, 65_536, 1.5, NaN])
      seen.push(yield* outcomeOf(startServer(shout, HERE, port)));
    seen.push(yield* outcomeOf(startServer(shout, HERE, 0, { limit: 0 })));
    return seen;
  });
  expect([came, open]).toEqual([Array(5).fill('threw RangeError'), 0]);
});

test('the limit is that of its readers', () => {
  const { came } = onNetwork(function* () {
    const server = yield* startServer(
      function* (reader, writer) {
        writer.write(String(yield* outcomeOf(reader.readLine())));
      },
      HERE,
      0,
      { limit: 4 },
    );
    return yield* ask(server, 'too long\n');
  });
  expect(came).toBe('threw LimitOverrunError');
});
