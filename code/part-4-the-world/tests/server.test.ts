import { expect } from 'vitest';
import {
  gather,
  getRunningLoop,
  NetworkError,
  openConnection,
  sleep,
  startServer,
  wait,
  type Coroutine,
  type Server,
  type StreamReader,
  type StreamWriter,
} from '../src/index.ts';
import { sources } from '../src/threads/bell.ts';
import {
  begin,
  bytes,
  connectTo,
  echo,
  errorOf,
  HERE,
  serve,
  testOnBoth,
  text,
  told,
} from './networks.ts';

/** Sends a word, says that this was all, and gives what comes back. */
function* ask(server: Server, word: string): Coroutine<string> {
  const [reader, writer] = yield* connectTo(server);
  writer.write(word);
  writer.writeEof();
  return text(yield* reader.read());
}

/** Says what was asked in capitals, once all of it is there. */
function* shout(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  writer.write(text(yield* reader.read()).toUpperCase());
}

testOnBoth('each client has a task of its own', function* () {
  const server = yield* serve(shout);
  const words = Array.from({ length: 50 }, (_, n) => `word ${n}`);
  const answers = yield* gather(words.map((word) => ask(server, word)));
  expect(answers).toEqual(words.map((word) => word.toUpperCase()));
});

testOnBoth('port 0 is any that is free, and another one each time', function* () {
  const servers = [yield* serve(echo), yield* serve(echo)];
  const ports = servers.map((server) => server.address().port);
  expect(new Set(ports).size).toBe(2);
  for (const port of ports) expect(port).toBeGreaterThan(0);
  expect(servers[0]!.address().host).toBe(HERE);
});

testOnBoth('an address in use is refused, and its server goes on', function* () {
  const server = yield* serve(shout);
  const error = yield* errorOf(startServer(shout, HERE, server.address().port));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error.code).toBe('EADDRINUSE');
  expect(yield* ask(server, 'still')).toBe('STILL');
});

testOnBoth('an address of another machine is refused', function* () {
  const error = yield* errorOf(startServer(shout, '192.0.2.1', 0));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error.code).toBe('EADDRNOTAVAIL');
});

testOnBoth(
  'a handler that throws loses its connection only, and is told of once',
  function* () {
    const failure = new Error('of the handler');
    const server = yield* serve(function* (reader, writer) {
      const word = text(yield* reader.read());
      if (word === 'bad') throw failure;
      writer.write(word);
    });
    const [good, bad, late] = yield* gather(
      ['good', 'bad', 'late'].map((word) => ask(server, word)),
    );
    expect([good, bad, late]).toEqual(['good', '', 'late']);
    expect(told.splice(0)).toEqual([
      { message: 'Error in the handler of a client', exception: failure },
    ]);
  },
);

testOnBoth('a handler that is no generator function is told of', function* () {
  const server = yield* serve((() => undefined) as any);
  const [reader] = yield* connectTo(server);
  expect(yield* reader.read()).toEqual(bytes(''));
  expect(told.splice(0).map(({ exception }) => exception)).toEqual([
    expect.any(TypeError),
  ]);
});

testOnBoth(
  'a handler that is cancelled loses its connection, and nobody is told',
  function* () {
    const server = yield* serve(function* (_reader, writer) {
      writer.write('hello');
      yield* sleep(1e9);
    });
    const [reader] = yield* connectTo(server);
    expect(text(yield* reader.readExactly(5))).toBe('hello');
    const me = getRunningLoop().currentTask();
    for (const task of getRunningLoop().allTasks()) if (task !== me) task.cancel();
    expect(yield* reader.read()).toEqual(bytes(''));
  },
);

testOnBoth('a connection that its handler has closed itself is closed', function* () {
  const server = yield* serve(function* (_reader, writer) {
    writer.write('bye');
    writer.close();
    yield* writer.waitClosed();
  });
  expect(yield* ask(server, '')).toBe('bye');
  server.close();
  yield* server.waitClosed();
});

testOnBoth(
  'a server that closes refuses new clients and serves those it has',
  function* () {
    const server = yield* serve(echo);
    const { port } = server.address();
    const [reader, writer] = yield* connectTo(server);
    writer.write('a');
    yield* reader.readExactly(1);
    server.close();
    server.close();
    const closed = yield* begin(server.waitClosed());
    expect((yield* errorOf(openConnection(HERE, port))).code).toBe('ECONNREFUSED');
    writer.write('b');
    expect(text(yield* reader.readExactly(1))).toBe('b');
    expect(closed.done()).toBe(false);
    writer.writeEof();
    expect(yield* reader.read()).toEqual(bytes(''));
    yield* closed;
    yield* server.waitClosed(); // and again
  },
);

testOnBoth(
  'waitClosed waits until what the handlers wrote last has gone',
  function* () {
    const LENGTH = 2 ** 23;
    const server = yield* serve(function* (_reader, writer) {
      writer.write(new Uint8Array(LENGTH));
    });
    const [reader] = yield* connectTo(server);
    const reading = yield* begin(reader.read());
    server.close();
    yield* server.waitClosed();
    // Now the run could end. What is not here yet is in this thread, or the host's.
    expect((yield* reading).length).toBe(LENGTH);
  },
);

testOnBoth('a port can be used again as soon as its server is closed', function* () {
  let server = yield* serve(shout);
  const { port } = server.address();
  for (let times = 0; times < 5; times++) {
    expect(yield* ask(server, `time ${times}`)).toBe(`TIME ${times}`);
    server.close();
    yield* server.waitClosed();
    server = yield* startServer(shout, HERE, port);
  }
});

testOnBoth(
  'serveForever serves until it is cancelled, and closes the server then',
  function* () {
    const server = yield* serve(shout);
    const serving = yield* begin(server.serveForever());
    expect(yield* ask(server, 'a')).toBe('A');
    expect(serving.done()).toBe(false);
    serving.cancel();
    yield* wait([serving]);
    expect(serving.cancelled()).toBe(true);
    yield* server.waitClosed();
    const { port } = server.address();
    expect((yield* errorOf(openConnection(HERE, port))).code).toBe('ECONNREFUSED');
  },
);

testOnBoth('a startServer that is cancelled leaves its port free', function* () {
  const server = yield* serve(shout);
  const { port } = server.address();
  server.close();
  yield* server.waitClosed();
  for (let turns = 0; turns < 6; turns++) {
    const task = getRunningLoop().addTask(startServer(shout, HERE, port));
    for (let n = 0; n < turns; n++) yield;
    if (task.cancel()) yield* errorOf(task);
    else {
      const early = yield* task;
      early.close();
      yield* early.waitClosed();
    }
    const next = yield* startServer(shout, HERE, port);
    next.close();
    yield* next.waitClosed();
  }
});

testOnBoth('a thousand idle connections cost the loop no turn', function* () {
  const server = yield* serve(echo);
  const writers: StreamWriter[] = [];
  const readers: StreamReader[] = [];
  for (let n = 0; n < 20; n++) {
    const pairs = yield* gather(Array.from({ length: 50 }, () => connectTo(server)));
    for (const [reader, writer] of pairs) {
      readers.push(reader);
      writers.push(writer);
    }
  }
  let polled = 0;
  const counter = { poll: () => void polled++ };
  sources.add(counter);
  try {
    let least = Infinity;
    for (let times = 0; least > 10 && times < 100; times++) {
      polled = 0;
      yield* sleep(20); // the first times, the last clients are still being let in
      least = Math.min(least, polled);
    }
    expect(least).toBeLessThanOrEqual(10); // busy waiting would ask some thousand times
  } finally {
    sources.delete(counter);
  }
  for (const n of [0, 500, 999]) {
    writers[n]!.write('hi');
    expect(text(yield* readers[n]!.readExactly(2))).toBe('hi');
  }
});

testOnBoth(
  'clients that come and go at every point leave the others whole',
  function* () {
    const server = yield* serve(function* (reader, writer) {
      try {
        yield* echo(reader, writer);
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error; // the client has gone
      }
    });
    let seed = 7;
    const random = (below: number): number =>
      (seed = (seed * 48_271) % 2_147_483_647) % below;
    let served = 0;
    function* client(): Coroutine<void> {
      const [reader, writer] = yield* connectTo(server);
      const [rounds, size, end] = [random(5), 1 + random(30_000), random(5)];
      for (let n = 0; n < rounds; n++) {
        writer.write(new Uint8Array(size).fill(n));
        if (end === 0 && n === 2) return writer.abort();
        if (end === 1 && n === 2) return writer.close();
        const back = yield* reader.readExactly(size);
        expect(back.every((byte) => byte === n)).toBe(true);
      }
      served++;
      if (end === 2) writer.writeEof();
      else if (end === 3) writer.abort();
      else if (end === 4) {
        writer.writeEof();
        expect((yield* reader.read()).length).toBe(0);
      } // else it stays open until the run ends
    }
    const loop = getRunningLoop();
    const clients = Array.from({ length: 150 }, () => loop.addTask(client()));
    for (const one of clients)
      if (random(6) === 0) loop.callLater(random(20), () => void one.cancel());
    yield* wait(clients);
    for (const one of clients) if (!one.cancelled()) one.result(); // throws what it threw
    expect(served).toBeGreaterThan(50);
    expect(yield* ask(server, 'still here')).toBe('still here');
  },
);
