import { expect, test } from 'vitest';
import { Event, run, type Coroutine } from '../src/index.ts';
import { Waiters } from '../src/locks/waiters.ts';
import type { Connection } from '../src/net/connection.ts';
import { order } from '../src/net/messages.ts';
import { StreamWriter } from '../src/net/stream-writer.ts';
import { begin } from './networks.ts';

/** A writer, and a connection that only writes down what it is ordered. */
function setUp() {
  const orders: [what: number, detail?: unknown][] = [];
  const connection = {
    onTheirWay: 0,
    closed: new Event(),
    drainers: new Waiters(),
    order: (...order: [number, unknown?]) => void orders.push(order),
  };
  const writer = new StreamWriter(connection as unknown as Connection);
  return { writer, connection, orders };
}

test('drain waits with more than 64 KiB on their way, until 16 KiB are left', () => {
  function* main(): Coroutine<void> {
    const { writer, connection } = setUp();
    writer.write(new Uint8Array(2 ** 16));
    yield* writer.drain();
    writer.write('x');
    const draining = yield* begin(writer.drain());
    for (const [left, isOver] of [
      [2 ** 16, false],
      [2 ** 14 + 1, false],
      [2 ** 14, true],
    ] as const) {
      connection.onTheirWay = left;
      connection.drainers.wakeAll();
      yield;
      yield;
      expect(draining.done()).toBe(isOver);
    }
  }
  run(main());
});

test('text is sent as UTF-8, and what is empty is not sent', () => {
  const { writer, orders } = setUp();
  for (const data of ['ä', '', new Uint8Array(), new Uint8Array([1])])
    writer.write(data);
  expect(orders).toEqual([
    [order.write, new Uint8Array([0xc3, 0xa4])],
    [order.write, new Uint8Array([1])],
  ]);
});

test.each<[string, unknown]>([
  ['a number', 5],
  ['nothing', undefined],
  ['a list', [104, 105]],
  ['memory that nobody looks at', new ArrayBuffer(2)],
])('%s is refused, and nothing is on its way', (_, data) => {
  const { writer, connection, orders } = setUp();
  expect(() => writer.write(data as Uint8Array)).toThrow(
    /^write takes bytes or text, not /,
  );
  expect([connection.onTheirWay, orders]).toEqual([0, []]);
});

test('an end and a close are ordered once; after a close there is no end', () => {
  const { writer, orders } = setUp();
  writer.writeEof();
  writer.writeEof();
  writer.close();
  writer.close();
  writer.writeEof();
  expect(orders).toEqual([[order.end], [order.close]]);
});
