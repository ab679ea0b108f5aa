import { expect, test } from 'vitest';
import {
  getRunningLoop,
  NetworkError,
  openConnection,
  run,
  sleep,
  startServer,
  type Coroutine,
} from '../src/index.ts';
import {
  begin,
  bytes,
  connectPair,
  connectTo,
  echo,
  errorOf,
  HERE,
  NETWORKS,
  runOn,
  serve,
  testOnBoth,
  text,
  waitUntil,
  type Pair,
} from './networks.ts';

testOnBoth('what is written comes back from an echo', function* () {
  const [reader, writer] = yield* connectTo(yield* serve(echo));
  for (const word of ['one', 'zwölf', '\0\n']) {
    writer.write(word);
    const answer = yield* reader.readExactly(bytes(word).length);
    expect(text(answer)).toBe(word);
  }
  writer.writeEof();
  expect(yield* reader.read()).toEqual(bytes(''));
});

testOnBoth('both sides know whom they talk to', function* () {
  const { writer, far, server } = yield* connectPair();
  expect(writer.peer).toEqual(server.address());
  expect(far.writer.peer.host).toBe(HERE);
  expect(far.writer.peer.port).toBeGreaterThan(0);
});

testOnBoth('each side can end, and read on', function* () {
  const { reader, writer, far } = yield* connectPair();
  writer.write('question');
  writer.writeEof();
  expect(text(yield* far.reader.read())).toBe('question');
  expect(writer.isClosing()).toBe(false);
  far.writer.write('answer');
  far.writer.writeEof();
  expect(text(yield* reader.read())).toBe('answer');
  yield* writer.waitClosed(); // nothing more can happen to it
  yield* far.writer.waitClosed();
});

testOnBoth('the side that was connected to can end first', function* () {
  const { reader, writer, far } = yield* connectPair();
  far.writer.write('welcome');
  far.writer.writeEof();
  expect(text(yield* reader.read())).toBe('welcome');
  expect(far.writer.isClosing()).toBe(false);
  writer.write('thanks');
  writer.close();
  expect(text(yield* far.reader.read())).toBe('thanks');
  yield* far.writer.waitClosed();
});

testOnBoth('many small writes arrive whole and in order', function* () {
  const { writer, far } = yield* connectPair();
  let all = '';
  for (let n = 0; n < 20_000; n++) {
    writer.write(`${n},`);
    all += `${n},`;
    if (n % 1000 === 0) yield* writer.drain();
  }
  writer.writeEof();
  expect(text(yield* far.reader.read())).toBe(all);
});

const pattern = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).map((_, n) => (n * 31 + (n >> 8)) & 255);

const isPattern = (piece: Uint8Array, from: number): boolean =>
  piece.every((byte, n) => byte === (((from + n) * 31 + ((from + n) >> 8)) & 255));

testOnBoth('several megabytes are written at once and arrive whole', function* () {
  const { writer, far } = yield* connectPair();
  const whole = pattern(5 * 2 ** 20 + 7);
  writer.write(whole);
  whole.fill(0); // it was taken: that changes nothing any more
  writer.writeEof();
  const arrived = yield* far.reader.read();
  expect(arrived.length).toBe(whole.length);
  expect(isPattern(arrived, 0)).toBe(true);
});

test.each(NETWORKS.flatMap((network) => [true, false].map((up) => ({ network, up }))))(
  'through a slow reader much arrives whole, and little is on its way ($network.name, $up)',
  ({ network, up }) => {
    const PIECE = 2 ** 16;
    const TOTAL = (network.isLocal ? 400 : 1200) * PIECE;
    function* main(): Coroutine<void> {
      const pair = yield* connectPair();
      const from = up ? pair.writer : pair.far.writer;
      const to = up ? pair.far.reader : pair.reader;
      let written = 0;
      let taken = 0;
      let most = 0;
      const whole = pattern(TOTAL);
      const sending = getRunningLoop().addTask(
        (function* () {
          while (written < TOTAL) {
            from.write(whole.subarray(written, written + PIECE));
            written += PIECE;
            most = Math.max(most, written - taken);
            yield* from.drain();
          }
          from.writeEof();
        })(),
      );
      let isWhole = true;
      for (;;) {
        for (let turns = 0; turns < 3; turns++) yield; // it is slow
        const piece = yield* to.read(PIECE);
        if (piece.length === 0) break;
        isWhole &&= isPattern(piece, taken);
        taken += piece.length;
      }
      yield* sending;
      expect([isWhole, taken]).toEqual([true, TOTAL]);
      // In memory there is only what we keep; the host's sockets keep some
      // megabytes themselves, and more of them where the machine is busy.
      expect(most).toBeLessThan(network.isLocal ? 6 * PIECE : TOTAL / 2);
    }
    runOn(network, main);
  },
);

testOnBoth('a reader that is not asked stops its sender, until it is', function* () {
  const { writer, far } = yield* connectPair({ limit: 1000 });
  let written = 0;
  const sending = getRunningLoop().addTask(
    (function* () {
      for (; written < 2 ** 25; written += 2 ** 16) {
        writer.write(new Uint8Array(2 ** 16));
        yield* writer.drain();
      }
      writer.writeEof();
    })(),
  );
  for (let last = -1; last < written;) {
    last = written;
    yield* sleep(30); // that it goes on meanwhile would make this longer, not wrong
  }
  expect(sending.done()).toBe(false);
  expect((yield* far.reader.read()).length).toBe(2 ** 25);
});

testOnBoth('a line longer than the limit of its connection is refused', function* () {
  const { writer, far } = yield* connectPair({ limit: 10 });
  writer.write('12345678901\nnext\n');
  expect((yield* errorOf(far.reader.readLine())).name).toBe('LimitOverrunError');
  expect(text(yield* far.reader.readLine())).toBe('next\n');
});

// ---- what fails ----

testOnBoth('where nobody listens, the connection is refused', function* () {
  const server = yield* serve(echo);
  const { port } = server.address();
  server.close();
  yield* server.waitClosed();
  const error = yield* errorOf(openConnection(HERE, port));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error.code).toBe('ECONNREFUSED');
  expect(error.message).toContain('ECONNREFUSED');
});

testOnBoth('a name that is not known is not found', function* () {
  const error = yield* errorOf(openConnection('nowhere.invalid', 80));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/); // the second without a resolver
  expect(error.message).toContain('nowhere.invalid');
});

testOnBoth(
  'a name that cannot be one fails, and costs no other connection',
  function* () {
    const { writer, far } = yield* connectPair();
    const error = yield* errorOf(openConnection('no\0where', 80));
    expect(error).toBeInstanceOf(NetworkError);
    expect(yield* errorOf(startServer(echo, 'no\0where', 0))).toBeInstanceOf(
      NetworkError,
    );
    writer.write('still here');
    expect(text(yield* far.reader.read(20))).toBe('still here');
  },
);

test.each(
  NETWORKS.flatMap((network) =>
    [-1, 65_536, 1.5, NaN].map((port) => ({ network, port })),
  ),
)('$port is no port ($network.name)', ({ network, port }) => {
  runOn(network, function* () {
    for (const work of [openConnection(HERE, port), startServer(echo, HERE, port)]) {
      const error = yield* errorOf(work);
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toBe(
        `a port is a whole number from 0 to 65535, not ${port}`,
      );
    }
  });
});

/** Has the far side go away, and the near one find out. */
function* reset({ writer, reader, far }: Pair): Coroutine<void> {
  far.writer.close();
  yield* far.writer.waitClosed();
  while (reader.exception() === undefined) {
    writer.write('too late');
    yield* sleep(1);
  }
}

const LOST = /^(ECONNRESET|EPIPE)$/; // by what came first, the other's word or our own write

testOnBoth('who writes to a side that has gone is told so', function* () {
  const pair = yield* connectPair();
  yield* reset(pair);
  const works = [pair.reader.read(1), pair.writer.drain(), pair.writer.waitClosed()];
  for (const work of works) {
    const error = yield* errorOf(work);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.code).toMatch(LOST);
  }
});

testOnBoth(
  'a task that waits in drain hears that the connection is lost',
  function* () {
    const { writer, far } = yield* connectPair();
    const draining = yield* begin(
      errorOf(
        (function* () {
          for (;;) {
            writer.write(new Uint8Array(2 ** 18));
            yield* writer.drain();
          }
        })(),
      ),
    );
    yield* sleep(20); // by then it waits, or it will
    far.writer.abort();
    expect((yield* draining).code).toMatch(LOST);
  },
);

// ---- what is cancelled ----

testOnBoth('a cancelled openConnection leaves no connection behind', function* () {
  let ended = 0;
  const server = yield* serve(function* (reader) {
    yield* reader.read();
    ended++;
  });
  for (let turns = 0; turns < 6; turns++) {
    const task = getRunningLoop().addTask(connectTo(server));
    for (let n = 0; n < turns; n++) yield;
    if (task.cancel()) expect((yield* errorOf(task)).name).toBe('FutureCancelledError');
    else (yield* task)[1].close(); // it was there already
  }
  server.close();
  yield* server.waitClosed(); // so those that came to it are over
  expect(ended).toBeLessThanOrEqual(6);
});

testOnBoth('a cancelled read loses nothing', function* () {
  const { reader, far } = yield* connectPair();
  const task = yield* begin(reader.readExactly(6));
  far.writer.write('abc');
  yield* sleep(5);
  task.cancel();
  expect((yield* errorOf(task)).name).toBe('FutureCancelledError');
  far.writer.write('def');
  expect(text(yield* reader.readExactly(6))).toBe('abcdef');
});

testOnBoth('a cancelled drain leaves what was written on its way', function* () {
  const { writer, far } = yield* connectPair();
  const LENGTH = 2 ** 23;
  writer.write(new Uint8Array(LENGTH)); // with that the other side has enough for now
  yield* sleep(1);
  writer.write(new Uint8Array(LENGTH));
  const task = yield* begin(writer.drain());
  task.cancel();
  expect((yield* errorOf(task)).name).toBe('FutureCancelledError');
  yield* begin(writer.drain()); // another one can wait, now and beside others
  writer.writeEof();
  expect((yield* far.reader.read()).length).toBe(2 * LENGTH);
  yield* writer.drain();
});

// ---- each method in each state ----

type State =
  | 'open'
  | 'peer ended'
  | 'we ended'
  | 'both ended'
  | 'closing'
  | 'closed'
  | 'aborted'
  | 'failed';

const enter: Record<State, (pair: Pair) => Coroutine<void>> = {
  *open() {},
  *'peer ended'({ reader, far }) {
    far.writer.writeEof();
    yield* waitUntil(() => reader.atEof());
  },
  *'we ended'({ writer, far }) {
    writer.writeEof();
    yield* far.reader.read();
  },
  *'both ended'(pair) {
    yield* enter['peer ended'](pair);
    pair.writer.writeEof();
    yield* pair.writer.waitClosed();
  },
  *closing({ writer }) {
    writer.write(new Uint8Array(2 ** 24)); // nobody reads that
    writer.close();
  },
  *closed({ writer }) {
    writer.close();
    yield* writer.waitClosed();
  },
  *aborted({ writer }) {
    writer.abort();
    yield* writer.waitClosed();
  },
  failed: reset,
};

const methods = {
  read: ({ reader }) => reader.read(1),
  readExactly: ({ reader }) => reader.readExactly(1),
  readLine: ({ reader }) => reader.readLine(),
  atEof: ({ reader }) => reader.atEof(),
  write: ({ writer }) => writer.write('x'),
  drain: ({ writer }) => writer.drain(),
  writeEof: ({ writer }) => writer.writeEof(),
  close: ({ writer }) => writer.close(),
  abort: ({ writer }) => writer.abort(),
  isClosing: ({ writer }) => writer.isClosing(),
  waitClosed: ({ writer }) => writer.waitClosed(),
} satisfies Record<string, (pair: Pair) => unknown>;

const isCoroutine = (value: unknown): value is Coroutine<unknown> =>
  typeof (value as Coroutine<unknown> | undefined)?.next === 'function';

/** In a few words. `waits` is believed after a while in which nothing happened. */
function* outcomeOf(work: () => unknown, expected: string): Coroutine<string> {
  try {
    let value = work();
    if (isCoroutine(value)) {
      const task = getRunningLoop().addTask(value);
      if (expected === 'waits') {
        yield* sleep(20);
        if (!task.done()) {
          task.cancel();
          return 'waits';
        }
      }
      value = yield* task;
    }
    if (value instanceof Uint8Array) return value.length > 0 ? text(value) : 'nothing';
    return String(value ?? 'ok');
  } catch (error) {
    return (error as Error).name;
  }
}

// What the methods come to, in the order above.
const [OK, NO] = ['ok', 'LoopStateError'];
const [SHORT, LOSS] = ['IncompleteReadError', 'NetworkError'];
const table: Record<State, string[]> = {
  // prettier-ignore
  open:         ['waits',   'waits', 'waits',   'false', OK, OK,      OK, OK, OK, 'false', 'waits'],
  // prettier-ignore
  'peer ended': ['nothing', SHORT,   'nothing', 'true',  OK, OK,      OK, OK, OK, 'false', 'waits'],
  // prettier-ignore
  'we ended':   ['waits',   'waits', 'waits',   'false', NO, OK,      OK, OK, OK, 'false', 'waits'],
  // prettier-ignore
  'both ended': ['nothing', SHORT,   'nothing', 'true',  NO, OK,      OK, OK, OK, 'true',  OK],
  // prettier-ignore
  closing:      ['waits',   'waits', 'waits',   'false', NO, 'waits', OK, OK, OK, 'true',  'waits'],
  // prettier-ignore
  closed:       ['nothing', SHORT,   'nothing', 'true',  NO, OK,      OK, OK, OK, 'true',  OK],
  // prettier-ignore
  aborted:      ['nothing', SHORT,   'nothing', 'true',  NO, OK,      OK, OK, OK, 'true',  OK],
  // prettier-ignore
  failed:       [LOSS,      LOSS,    LOSS,      'true',  OK, LOSS,    OK, OK, OK, 'true',  LOSS],
};

// In memory nothing is under way: a connection that closes is closed at the next look.
const inMemory: typeof table = { ...table, closing: table.closed.with(3, 'false') };

const cases = NETWORKS.flatMap((network) =>
  (Object.keys(table) as State[]).map((state) => ({ network, state })),
);
test.each(cases)('each method does what it should: $state ($network.name)', (one) => {
  const { network, state } = one;
  const row = (network.isLocal ? inMemory : table)[state];
  const seen: Record<string, string> = {};
  const expected: Record<string, string> = {};
  Object.entries(methods).forEach(([name, method], column) => {
    expected[name] = row[column]!;
    runOn(network, function* () {
      const pair = yield* connectPair();
      yield* enter[state](pair);
      seen[name] = yield* outcomeOf(() => method(pair), row[column]!);
    });
  });
  expect(seen).toEqual(expected);
});

test.each(cases)(
  'closing again and again changes nothing: $state ($network.name)',
  (one) => {
    runOn(one.network, function* () {
      const pair = yield* connectPair();
      const { writer } = pair;
      yield* enter[one.state](pair);
      for (let times = 0; times < 2; times++) {
        writer.writeEof();
        writer.close();
        writer.abort();
      }
      expect(writer.isClosing()).toBe(true);
      const closed = yield* outcomeOf(() => writer.waitClosed(), OK);
      expect(closed).toBe(one.state === 'failed' ? LOSS : OK);
    });
  },
);

test.each(NETWORKS)('when its loop is closed, a connection is ($name)', (network) => {
  let pair: Pair | undefined;
  runOn(network, function* () {
    pair = yield* connectPair();
  });
  const { reader, writer } = pair!;
  expect(writer.isClosing()).toBe(true);
  writer.write('to nobody');
  writer.close();
  expect(text(run(reader.read()))).toBe('');
  run(writer.waitClosed());
});

test.each(NETWORKS)(
  'a limit that is none is refused before anything begins ($name)',
  (network) => {
    runOn(network, function* () {
      const server = yield* serve(echo);
      for (const limit of [0, -1, NaN]) {
        const error = yield* errorOf(connectTo(server, { limit }));
        expect(error.message).toContain('a limit is a number of bytes');
        expect(yield* errorOf(startServer(echo, HERE, 0, { limit }))).toEqual(error);
      }
    });
  },
);

testOnBoth('a run that ends while its host is still looked up is over', function* () {
  getRunningLoop().addTask(errorOf(openConnection('nowhere.invalid', 80)));
  yield;
});
