import { expect, test } from 'vitest';
import { LoopbackDriver } from '../src/net/loopback.ts';
import { decode, encode, news, NOTHING, order } from '../src/net/messages.ts';

const nameOf = (what: number): string =>
  Object.entries(news).find(([, number]) => number === what)![0];

/** Gives orders, and returns the news that there is then, in order. */
function setUp() {
  const driver = new LoopbackDriver();
  return (...orders: [what: number, id: number, detail?: unknown][]): string[] => {
    for (const [what, id, detail] of orders)
      driver.order(
        what,
        id,
        detail instanceof Uint8Array ? detail : detail ? encode(detail) : NOTHING,
      );
    const told: string[] = [];
    driver.exchange((what, id, bytes) => {
      const about = what === news.data ? [...bytes].join() : '';
      told.push([id, nameOf(what), about].join(' ').trim());
    });
    return told;
  };
}

const [SERVER, NEAR, FAR] = [2, 4, 1];
const at = (port: number, host = 'localhost') => ({ host, port });

function connected() {
  const give = setUp();
  give([order.listen, SERVER, at(80)], [order.connect, NEAR, at(80)]);
  return give;
}

test('a connection is told of at both ends, the server first', () => {
  const give = setUp();
  expect(give([order.listen, SERVER, at(80)])).toEqual(['2 listening']);
  expect(give([order.connect, NEAR, at(80)])).toEqual(['2 accepted', '4 connected']);
  expect(give()).toEqual([]);
});

test.each<[string, [number, number, unknown?][], string[]]>([
  ['data', [[order.write, NEAR, new Uint8Array([1, 2])]], ['1 data 1,2']],
  ['an end', [[order.end, NEAR]], ['1 end']],
  [
    'both ends',
    [
      [order.end, NEAR],
      [order.end, FAR],
    ],
    ['1 end', '4 end', '4 closed', '1 closed'],
  ],
  ['a close', [[order.close, NEAR]], ['4 closed', '1 end']],
  ['an abort', [[order.abort, FAR]], ['1 closed', '4 end']],
  [
    'data and a close',
    [
      [order.write, NEAR, new Uint8Array([1])],
      [order.close, NEAR],
    ],
    ['1 data 1', '4 closed', '1 end'],
  ],
  [
    'a write to who has gone',
    [
      [order.close, FAR],
      [order.write, NEAR, new Uint8Array([1])],
    ],
    ['1 closed', '4 end', '4 failed', '4 closed'],
  ],
  [
    'a close with something unread',
    [
      [order.pause, FAR],
      [order.write, NEAR, new Uint8Array([1])],
      [order.close, FAR],
    ],
    ['1 closed', '4 failed', '4 closed'],
  ],
  [
    'a pause',
    [
      [order.pause, FAR],
      [order.write, NEAR, new Uint8Array([1])],
      [order.end, NEAR],
    ],
    [],
  ],
  [
    'a pause and a resume',
    [
      [order.pause, FAR],
      [order.write, NEAR, new Uint8Array([1])],
      [order.end, NEAR],
      [order.resume, FAR],
    ],
    ['1 data 1', '1 end'],
  ],
  ['a server that closes', [[order.close, SERVER]], ['2 closed']],
  [
    'closing twice',
    [
      [order.close, NEAR],
      [order.abort, NEAR],
      [order.end, NEAR],
      [order.write, NEAR, new Uint8Array([1])],
    ],
    ['4 closed', '1 end'],
  ],
])('of %s it tells in this order', (_, orders, told) => {
  expect(connected()(...orders)).toEqual(told);
});

test('after a server has closed, its port is free and nobody is let in', () => {
  const give = connected();
  give([order.close, SERVER]);
  expect(give([order.connect, 6, at(80)])).toEqual(['6 failed', '6 closed']);
  expect(give([order.listen, 8, at(80)])).toEqual(['8 listening']);
});

test('what is written is acknowledged when the other side is told of it', () => {
  const give = connected();
  give([order.pause, FAR]);
  expect(give([order.write, NEAR, new Uint8Array(2 ** 15)])).toEqual([]);
  const told = give([order.resume, FAR]).map((line) => line.slice(0, 6));
  expect(told).toEqual(['1 data', '4 sent']);
});

test('what was written stays as it was, whoever wrote it over', () => {
  const give = connected();
  const buffer = Buffer.from([1, 2, 3]); // whose own `slice` does not copy
  give([order.pause, FAR], [order.write, NEAR, buffer]);
  buffer.fill(9);
  expect(give([order.resume, FAR])).toEqual(['1 data 1,2,3']);
});

test('ports that it chooses are ports, and in use by no server', () => {
  const driver = new LoopbackDriver();
  const chosen: number[] = [];
  const tell = (what: number, _id: number, bytes: Uint8Array): void => {
    if (what === news.accepted || what === news.listening)
      chosen.push(decode(bytes).port);
    expect(nameOf(what)).not.toBe('failed');
  };
  driver.order(order.listen, 2, encode(at(50_000)));
  for (let id = 4; id < 40_000; id += 2) {
    driver.order(order.connect, id, encode(at(50_000)));
    driver.exchange(tell);
    driver.order(order.abort, id, NOTHING);
  }
  driver.order(order.listen, 40_000, encode(at(0)));
  driver.exchange(tell);
  const [first, ...others] = chosen;
  expect(first).toBe(50_000);
  expect(others).not.toContain(50_000);
  expect(Math.max(...others)).toBeLessThan(65_536);
});
