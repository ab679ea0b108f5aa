import { expect, test, vi } from 'vitest';
import {
  getRunningLoop,
  NetworkError,
  openConnection,
  type Coroutine,
  type TaskLoop,
} from '../../src/index.ts';
import { Connection } from '../../src/net/connection.ts';
import { order } from '../../src/net/messages.ts';
import { selectorOf } from '../../src/net/selector.ts';
import { StreamWriter } from '../../src/net/stream-writer.ts';
import { outcome } from '../kit.ts';
import { begin, errorFrom, outcomeOf } from '../kit-time.ts';
import { bytes, FarSide, HERE, onNetwork, text, until } from '../kit-net.ts';

/** A connection to a far side. */
function* connected(options?: { limit: number }) {
  const far = yield* FarSide.listen();
  const [reader, writer] = yield* openConnection(HERE, far.port, options);
  yield* until(() => far.heard.length > 0);
  return { far, reader, writer };
}

/** A writer on its own, and what its connection is ordered. */
function alone() {
  const orders: [what: number, detail?: unknown][] = [];
  const loop = getRunningLoop() as TaskLoop;
  const selector = selectorOf(loop);
  const adds = vi.spyOn(selector, 'add');
  const connection = new Connection(loop, { host: 'there', port: 7 }, 100);
  selector.remove(adds.mock.results[0]!.value as number); // no driver knows of it
  adds.mockRestore();
  connection.order = (...given: [number, unknown?]) => void orders.push(given);
  return { writer: new StreamWriter(connection), connection, orders };
}

test('what is written arrives, and what is said back can be read', () => {
  const { came, open } = onNetwork(function* () {
    const { far, reader, writer } = yield* connected();
    writer.write('Which platform? ');
    writer.write(bytes('café'));
    far.write('two');
    const answer = text(yield* reader.read(10));
    yield* until(() => far.heard.length > 2);
    return [answer, far.heard.slice(1), writer.peer.port === far.port];
  });
  expect(came).toEqual(['two', ['data: Which platform? ', 'data: café'], true]);
  expect(open, 'loops with sockets, after theirs was closed').toBe(0);
});

test('drain makes a task wait that writes faster than the other side reads', () => {
  const { came } = onNetwork(function* () {
    const { far, writer } = yield* connected();
    far.do('pause');
    let pages = 0;
    const sending = yield* begin(
      (function* () {
        for (; pages < 100; pages++) {
          writer.write('x'.repeat(2 ** 14));
          yield* writer.drain();
        }
      })(),
    );
    for (let turns = 0; turns < 100; turns++) yield;
    const before = pages;
    far.do('resume');
    yield* sending;
    return [before, pages];
  });
  expect(came).toEqual([4, 100]);
});

test('it waits with more than 64 KiB on their way, until no more than 16 are', () => {
  const { came } = onNetwork(function* () {
    const { writer, connection } = alone();
    writer.write(new Uint8Array(2 ** 16));
    const few = yield* begin(writer.drain());
    writer.write('x');
    const many = yield* begin(writer.drain());
    const seen = [few.done(), many.done()];
    for (const left of [2 ** 16, 2 ** 14 + 1, 2 ** 14]) {
      connection.onTheirWay = left;
      connection.drainers.wakeAll();
      yield;
      yield;
      seen.push(many.done());
    }
    return seen;
  });
  expect(came).toEqual([true, false, false, false, true]);
});

test('text is sent as UTF-8, and what is empty is not sent', () => {
  const { came } = onNetwork(function* () {
    const { writer, connection, orders } = alone();
    for (const data of ['ä', '', new Uint8Array(), new Uint8Array([1])])
      writer.write(data);
    return [orders, connection.onTheirWay];
  });
  expect(came).toEqual([
    [
      [order.write, new Uint8Array([0xc3, 0xa4])],
      [order.write, new Uint8Array([1])],
    ],
    3,
  ]);
});

test('writeEof ends one direction, and the answer can still be read', () => {
  const { came } = onNetwork(function* () {
    const { far, reader, writer } = yield* connected();
    writer.write('that is all');
    writer.writeEof();
    yield* until(() => far.heard.includes('the end'));
    far.write('thank you');
    far.do('end');
    return [far.heard.slice(1, 3), text(yield* reader.read()), writer.isClosing()];
  });
  expect(came).toEqual([['data: that is all', 'the end'], 'thank you', true]);
});

test('close closes both directions, and waitClosed waits for it', () => {
  const { came, told } = onNetwork(function* () {
    const { far, reader, writer } = yield* connected();
    const before = writer.isClosing();
    writer.write('goodbye');
    writer.close();
    const during = writer.isClosing();
    yield* writer.waitClosed();
    const left = text(yield* reader.read());
    yield* until(() => far.heard.includes('the end'));
    return [before, during, left, far.heard.slice(1)];
  });
  expect([came, told]).toEqual([[false, true, '', ['data: goodbye', 'the end']], []]);
});

test('an end and a close are ordered once, and after them nothing can be written', () => {
  const { came } = onNetwork(function* () {
    const one = alone();
    one.writer.writeEof();
    one.writer.writeEof();
    const refused = [outcome(() => one.writer.write('more'))];
    one.writer.close();
    one.writer.close();
    one.writer.writeEof();
    const other = alone();
    other.writer.close();
    refused.push(outcome(() => other.writer.write('more')));
    other.writer.abort();
    return [refused, one.orders, other.orders];
  });
  expect(came).toEqual([
    ['threw LoopStateError', 'threw LoopStateError'],
    [[order.end], [order.close]],
    [[order.close], [order.abort]],
  ]);
});

test('drain throws when the connection is lost, whether it waits or not', () => {
  const { came } = onNetwork(function* () {
    const { far, writer } = yield* connected();
    far.do('pause');
    writer.write('x'.repeat(2 ** 17));
    const waiting = yield* begin(errorFrom(writer.drain()));
    far.do('abort');
    const errors = [yield* waiting, yield* errorFrom(writer.drain())];
    errors.push(yield* errorFrom(writer.waitClosed()));
    return errors.map((error) => error instanceof NetworkError && error.code);
  });
  expect(came).toEqual(['ECONNRESET', 'ECONNRESET', 'ECONNRESET']);
});

test('a drain that waits ends when the connection is closed', () => {
  const { came } = onNetwork(function* () {
    const { far, writer } = yield* connected();
    far.do('pause');
    writer.write('x'.repeat(2 ** 17));
    const waiting = yield* begin(outcomeOf(writer.drain()));
    writer.abort();
    return yield* waiting;
  });
  expect(came).toBe(undefined);
});

test('where no server listens, and where there is no such host, it says so', () => {
  const { came } = onNetwork(function* () {
    const errors = [
      yield* errorFrom(openConnection(HERE, 7)),
      yield* errorFrom(openConnection('nowhere.invalid', 7)),
    ];
    return errors.map((error) => error instanceof NetworkError && error.code);
  });
  expect(came).toEqual(['ECONNREFUSED', 'ENOTFOUND']);
});

test('what can be no port, and what can be no limit, is refused', () => {
  const { came, open } = onNetwork(function* () {
    const seen: unknown[] = [];
    for (const port of [-1, 65_536, 1.5, NaN])
      seen.push(yield* outcomeOf(openConnection(HERE, port)));
    seen.push(yield* outcomeOf(openConnection(HERE, 7, { limit: 0 })));
    return seen;
  });
  expect([came, open]).toEqual([Array(5).fill('threw RangeError'), 0]);
});

test('an openConnection that is cancelled leaves no socket behind', () => {
  const { came } = onNetwork(function* (loop) {
    const far = yield* FarSide.listen();
    const task = loop.addTask(openConnection(HERE, far.port) as Coroutine<unknown>);
    loop.callSoon(() => void task.cancel());
    yield* outcomeOf(
      (function* () {
        yield* task;
      })(),
    );
    yield* until(() => far.heard.length > 1);
    return [task.cancelled(), [...far.heard]];
  });
  expect(came).toEqual([true, ['a visitor', 'the end']]);
});

test('the limit is that of the reader', () => {
  const { came } = onNetwork(function* () {
    const { far, reader } = yield* connected({ limit: 4 });
    far.write('too long\n');
    return yield* outcomeOf(reader.readLine());
  });
  expect(came).toBe('threw LimitOverrunError');
});

test('an error of the network says what it is', () => {
  const error = new NetworkError('ECONNREFUSED', 'connect ECONNREFUSED');
  expect([error.name, error.code, error.message, error instanceof Error]).toEqual([
    'NetworkError',
    'ECONNREFUSED',
    'connect ECONNREFUSED',
    true,
  ]);
});
