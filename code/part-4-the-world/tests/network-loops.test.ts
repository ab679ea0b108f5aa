import { expect, test } from 'vitest';
import {
  DeadlockError,
  gather,
  getRunningLoop,
  HostedLoop,
  openConnection,
  Queue,
  run,
  sleep,
  startServer,
  TaskLoop,
  VirtualClock,
  wait,
  type Coroutine,
  type Server,
  type StreamReader,
  type StreamWriter,
} from '../src/index.ts';
import { useLoopback } from '../src/net/driver.ts';
import { sources } from '../src/threads/bell.ts';
import {
  bytes,
  connectTo,
  echo,
  errorOf,
  HERE,
  NETWORKS,
  serve,
  text,
} from './networks.ts';
import { runModule, testInNode } from './run-module.ts';

/** The test on Node's sockets, and on the network in memory. */
function testOnBoth(name: string, body: () => unknown): void {
  test.each(NETWORKS)(`${name} ($name)`, async ({ isLocal }) => {
    const leave = isLocal ? useLoopback() : undefined;
    try {
      await body();
    } finally {
      leave?.();
    }
    expect(sources.size).toBe(0);
  });
}

function* askEcho(port: number, word: string): Coroutine<string> {
  const [reader, writer] = yield* openConnection(HERE, port);
  writer.write(word);
  writer.writeEof();
  return text(yield* reader.read());
}

function* echoOnce(): Coroutine<string> {
  return yield* askEcho((yield* serve(echo)).address().port, 'hello');
}

testOnBoth(
  'two runs, one after the other in one thread, know nothing of each other',
  () => {
    for (let times = 0; times < 3; times++) expect(run(echoOnce())).toBe('hello');
  },
);

testOnBoth('at the end of a run its port is free, whatever was open on it', () => {
  let port = 0;
  for (let times = 0; times < 5; times++) {
    run(
      (function* () {
        const server = yield* startServer(echo, HERE, port);
        port = server.address().port;
        const pairs = yield* gather(
          Array.from({ length: 10 }, () => connectTo(server)),
        );
        for (const [, writer] of pairs) writer.write(new Uint8Array(2 ** 16));
      })(),
    );
  }
});

testOnBoth(
  'two loops take turns in one thread, and each hears of its own sockets',
  () => {
    const [serving, asking] = [new TaskLoop(), new TaskLoop()];
    const { port } = serving.runUntilComplete(serve(echo)).address();
    const asked = asking.addTask(askEcho(port, 'from another loop'));
    while (!asked.done()) {
      for (const loop of [asking, serving]) loop.runUntilComplete(sleep(1));
    }
    expect(asked.result()).toBe('from another loop');
    serving.close();
    expect(() => asking.runUntilComplete(askEcho(port, 'again'))).toThrow(
      'ECONNREFUSED',
    );
    asking.close();
  },
);

testOnBoth(
  'a loop that is closed takes its connections along, and those of no other',
  () => {
    const [first, second] = [new TaskLoop(), new TaskLoop()];
    for (const loop of [first, second]) loop.setExceptionHandler(() => {}); // tasks are left
    const [one, other] = [first, second].map((loop) => {
      const server = loop.runUntilComplete(serve(echo));
      return loop.runUntilComplete(connectTo(server));
    }) as [[StreamReader, StreamWriter], [StreamReader, StreamWriter]];
    first.close();
    first.close();
    expect(one[1].isClosing()).toBe(true);
    expect(other[1].isClosing()).toBe(false);
    other[1].write('still here');
    expect(text(second.runUntilComplete(other[0].readExactly(10)))).toBe('still here');
    second.close();
    expect(other[1].isClosing()).toBe(true);
  },
);

testOnBoth('a client that is let in while the loop closes is sent away', () => {
  for (let turns = 1; turns <= 20; turns++) {
    const [serving, asking] = [new TaskLoop(), new TaskLoop()];
    const server: Server = serving.runUntilComplete(serve(echo));
    const ask = function* (): Coroutine<void> {
      const [reader] = yield* connectTo(server);
      yield* reader.read();
    };
    const clients = Array.from({ length: 5 }, () => asking.addTask(ask()));
    for (let n = 0; n < turns; n++) asking.runUntilComplete(sleep(0));
    serving.close(); // nobody has served them yet
    const timeoutMs = 60_000; // only who was forgotten waits so long
    const { pending } = asking.runUntilComplete(wait(clients, { timeoutMs }));
    expect(pending.size).toBe(0);
    for (const client of clients) client.exception();
    asking.close();
  }
});

testOnBoth(
  'a hosted loop serves while the timers and promises of its host go on',
  async () => {
    const loop = new HostedLoop();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const server = await loop.run(serve(echo));
    const words = Array.from({ length: 20 }, (_, n) => `word ${n}`);
    const answers = await Promise.all(
      words.map(async (word) => {
        const [reader, writer] = await loop.run(connectTo(server));
        writer.write(word);
        const answer = await loop.run(reader.readExactly(bytes(word).length));
        await new Promise((resolve) => setTimeout(resolve, 1)); // of the host
        writer.close();
        await loop.run(writer.waitClosed());
        return text(answer);
      }),
    );
    clearInterval(timer);
    expect(answers).toEqual(words);
    expect(ticks).toBeGreaterThan(0);
    server.close();
    await loop.run(server.waitClosed());
    loop.close();
  },
);

testOnBoth('a hosted loop can be closed with sockets open', async () => {
  const loop = new HostedLoop();
  loop.setExceptionHandler(() => {}); // tasks are left
  const server = await loop.run(serve(echo));
  const [, writer] = await loop.run(connectTo(server));
  writer.write('hello');
  loop.close();
  expect(writer.isClosing()).toBe(true);
});

testInNode('two threads have a network each, and talk to each other', async () => {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const library = new URL('../src/index.ts', import.meta.url).href;
  const source = `
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(library)}).then(({ run, startServer }) => run((function* () {
      const server = yield* startServer(function* (reader, writer) {
        writer.write(yield* reader.read());
        server.close();
      }, '${HERE}', 0);
      parentPort.postMessage(server.address().port);
      yield* server.waitClosed();
    })()));`;
  const thread = new Worker(source, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  expect(run(askEcho(port, 'across threads'))).toBe('across threads');
  await new Promise((resolve) => thread.once('exit', resolve));
});

// ---- what only the network in memory can do ----

function inMemory<T>(work: () => Coroutine<T>, clock?: VirtualClock): T {
  const leave = useLoopback();
  try {
    return run(work(), clock ? { clock } : {});
  } finally {
    leave();
  }
}

test('in memory, ten seconds of a slow client pass at once', () => {
  function* main(): Coroutine<[string, number]> {
    const server = yield* serve(function* (reader, writer) {
      for (;;) {
        const line = yield* reader.readLine();
        if (line.length === 0) return;
        yield* sleep(1000);
        writer.write(line);
      }
    });
    const [reader, writer] = yield* connectTo(server);
    for (const word of ['one\n', 'two\n', 'three\n', 'four\n', 'five\n']) {
      yield* sleep(1000);
      writer.write(word);
      yield* reader.readLine();
    }
    return ['done', getRunningLoop().time()];
  }
  expect(inMemory(main, new VirtualClock())).toEqual(['done', 10_000]);
});

test.each<[string, (server: Server) => Coroutine<unknown>]>([
  [
    'two sides that both read',
    function* (server) {
      const [reader] = yield* connectTo(server);
      yield* reader.read(1);
    },
  ],
  [
    'a write into a side that never reads',
    function* (server) {
      const [, writer] = yield* connectTo(server);
      for (;;) {
        writer.write(new Uint8Array(2 ** 16));
        yield* writer.drain();
      }
    },
  ],
  ['a server without clients', (server) => server.serveForever()],
  [
    'a server that never closes',
    function* (server) {
      yield* server.waitClosed();
    },
  ],
])('in memory, %s wait for ever, and that is a DeadlockError', (_, wait) => {
  function* main(): Coroutine<unknown> {
    const server = yield* serve(function* (reader) {
      yield* new Queue<never>().get();
      yield* reader.read();
    });
    return yield* wait(server);
  }
  expect(() => inMemory(main)).toThrow(DeadlockError);
  expect(() => inMemory(main, new VirtualClock())).toThrow(DeadlockError);
});

test('in memory all runs the same way each time', () => {
  function* main(): Coroutine<string[]> {
    const seen: string[] = [];
    const server = yield* serve(function* (reader, writer) {
      seen.push(`served ${text(yield* reader.readLine())}`);
      writer.write('answer');
    });
    function* client(n: number): Coroutine<void> {
      yield* sleep((n * 7) % 5);
      const [reader, writer] = yield* connectTo(server);
      writer.write(`${n}\n`);
      seen.push(`${n} got ${text(yield* reader.read())}`);
    }
    yield* gather(Array.from({ length: 9 }, (_, n) => client(n)));
    return seen;
  }
  const once = inMemory(main, new VirtualClock());
  expect(once.length).toBe(18);
  expect(inMemory(main, new VirtualClock())).toEqual(once);
});

// ---- whole programs ----

const PROGRAM = `
  import { gather, HostedLoop, openConnection, run, sleep, startServer } from LIBRARY;
  function* hold(reader) { yield* reader.read(); }
`;

testInNode('a program ends when its run does, with sockets open', () => {
  const printed = runModule(`${PROGRAM}
    run((function* () {
      const server = yield* startServer(hold, '${HERE}', 0);
      const { port } = server.address();
      for (let n = 0; n < 10; n++) {
        const [, writer] = yield* openConnection('${HERE}', port);
        writer.write(new Uint8Array(2 ** 20));
      }
      console.log('end of main');
    })());
    console.log('end of program');`);
  expect(printed).toBe('end of main\nend of program\n');
});

testInNode(
  'a program lives while its hosted loop has a socket open, and ends then',
  () => {
    const printed = runModule(`${PROGRAM}
    const loop = new HostedLoop();
    const server = await loop.run(startServer(hold, '${HERE}', 0));
    setTimeout(() => {
      console.log('closing');
      server.close();
    }, 50).unref(); // so only the server keeps the program alive
    process.on('exit', () => console.log('end'));`);
    expect(printed).toBe('closing\nend\n');
  },
);

testInNode(
  'the last words before the end of a run arrive, if they are waited for',
  () => {
    const printed = runModule(`${PROGRAM}
    const { Worker } = await import('node:worker_threads');
    const listener = new Worker(\`
      const { parentPort } = require('node:worker_threads');
      require('node:net').createServer((socket) => {
        let count = 0;
        socket.on('data', (bytes) => (count += bytes.length));
        socket.on('end', () => { parentPort.postMessage(count); parentPort.close(); });
      }).listen(0, '${HERE}', function () { parentPort.postMessage(this.address().port); });
    \`, { eval: true, execArgv: [] });
    const port = await new Promise((resolve) => listener.once('message', resolve));
    listener.once('message', (count) => { console.log(count); process.exit(); });
    run((function* () {
      const [, writer] = yield* openConnection('${HERE}', port);
      writer.write(new Uint8Array(3_000_000));
      writer.write('last words');
      writer.close();
      yield* writer.waitClosed();
    })());`);
    expect(printed).toBe('3000010\n');
  },
);

testInNode(
  'a run that wrote more than fits on the way is over at its end, for others too',
  () => {
    const printed = runModule(`${PROGRAM}
    
    const { Worker } = await import('node:worker_threads');
    const listener = new Worker(\`
      const { parentPort } = require('node:worker_threads');
      require('node:net').createServer((socket) => {
        socket.on('error', () => {});
        socket.on('close', () => parentPort.postMessage('closed'));
        setTimeout(() => socket.resume(), 100);
      }).listen(0, '${HERE}', function () { parentPort.postMessage(this.address().port); });
    \`, { eval: true, execArgv: [] });
    const port = await new Promise((resolve) => listener.once('message', resolve));
    run((function* () {
      const [, writer] = yield* openConnection('${HERE}', port);
      writer.write(new Uint8Array(2 ** 25)); // many times what fits into the ring
    })());
    // The program goes on. The other side must hear that this connection is over.
    listener.once('message', (what) => { console.log(what); process.exit(); });
  `);
    expect(printed).toBe('closed\n');
  },
);

test('what fails while it connects fails in the order in which it was begun', () => {
  function* main(): Coroutine<unknown[]> {
    const errors = [];
    for (const port of [1, 2, 3])
      errors.push(yield* errorOf(openConnection(HERE, port)));
    return errors.map((error) => error.code);
  }
  expect(inMemory(main)).toEqual(Array(3).fill('ECONNREFUSED'));
});
