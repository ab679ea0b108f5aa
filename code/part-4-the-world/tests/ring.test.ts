import { expect, test } from 'vitest';
import { Ring } from '../src/net/ring.ts';
import { testInNode } from './run-module.ts';

type Item = [what: number, whom: number, bytes: number[]];

const put = (ring: Ring, [what, whom, bytes]: Item): boolean =>
  ring.put(what, whom, new Uint8Array(bytes));

function takeAll(ring: Ring): { items: Item[]; hasMadeRoom: boolean } {
  const items: Item[] = [];
  const hasMadeRoom = ring.takeAll((...[what, whom, bytes]) =>
    items.push([what, whom, [...bytes]]),
  );
  return { items, hasMadeRoom };
}

test('what goes in comes out, in order, at the other end', () => {
  const memory = Ring.memory(64);
  const items: Item[] = [
    [1, 2, [3, 4, 5]],
    [-1, 2 ** 31 - 1, []],
    [0, 0, [255]],
  ];
  for (const item of items) expect(put(new Ring(memory), item)).toBe(true);
  expect(takeAll(new Ring(memory)).items).toEqual(items);
  expect(takeAll(new Ring(memory)).items).toEqual([]);
});

test('records go round the end of the memory, whatever their length', () => {
  for (let length = 0; length <= 52; length++) {
    const ring = new Ring(Ring.memory(64));
    for (let round = 0; round < 100; round++) {
      const item: Item = [round, length, Array.from({ length }, (_, n) => n + round)];
      expect(put(ring, item)).toBe(true);
      expect(takeAll(ring).items).toEqual([item]);
    }
  }
});

test('it takes as many records as fit to the last byte, and no more', () => {
  const ring = new Ring(Ring.memory(64));
  const item: Item = [1, 2, [1, 2, 3, 4]]; // 16 bytes with what is before them
  expect([1, 2, 3, 4].map(() => put(ring, item))).toEqual([true, true, true, true]);
  expect(put(ring, [9, 9, []])).toBe(false);
  expect(takeAll(ring).items).toEqual([item, item, item, item]);
});

test('a writer that found no room is told of once when there is some', () => {
  const ring = new Ring(Ring.memory(32));
  put(ring, [1, 1, [1, 2, 3, 4]]);
  expect(takeAll(ring).hasMadeRoom).toBe(false);
  put(ring, [1, 1, [1, 2, 3, 4]]);
  put(ring, [1, 1, [1, 2, 3, 4]]);
  expect(put(ring, [1, 1, [1]])).toBe(false);
  expect(takeAll(ring).hasMadeRoom).toBe(true);
  expect(takeAll(ring).hasMadeRoom).toBe(false);
});

test('it goes on where its counts go round, as integers do', () => {
  for (const start of [2 ** 31 - 8, -8]) {
    const memory = Ring.memory(64);
    new Int32Array(memory, 0, 2).fill(start);
    const ring = new Ring(memory);
    for (let round = 0; round < 10; round++) {
      const items: Item[] = [
        [round, 1, [1, 2, 3]],
        [round, 2, [4, 5, 6, 7, 8]],
      ];
      for (const item of items) expect(put(ring, item)).toBe(true);
      expect(takeAll(ring).items).toEqual(items);
    }
  }
});

test('what is put in while it is emptied waits for the next time', () => {
  const ring = new Ring(Ring.memory(64));
  put(ring, [1, 0, []]);
  const seen: number[] = [];
  const tell = (what: number): void => {
    seen.push(what);
    if (seen.length === 1) put(ring, [2, 0, []]);
  };
  ring.takeAll(tell);
  expect(seen).toEqual([1]);
  ring.takeAll(tell);
  expect(seen).toEqual([1, 2]);
});

test('what was taken stays as it is when its place is used again', () => {
  const ring = new Ring(Ring.memory(32));
  let taken = new Uint8Array();
  put(ring, [1, 1, [1, 2, 3]]);
  ring.takeAll((_what, _whom, bytes) => (taken = bytes as typeof taken));
  for (let round = 0; round < 4; round++) {
    put(ring, [1, 1, [9, 9, 9, 9, 9]]);
    takeAll(ring);
  }
  expect([...taken]).toEqual([1, 2, 3]);
});

test('an error of the one who is told loses no other record', () => {
  const ring = new Ring(Ring.memory(64));
  for (const what of [1, 2, 3]) put(ring, [what, 0, []]);
  const fail = (): void => {
    throw new Error('of the teller');
  };
  expect(() => ring.takeAll(fail)).toThrow('of the teller');
  expect(takeAll(ring).items.map(([what]) => what)).toEqual([2, 3]);
});

testInNode('two threads pass 50,000 records and lose none', () => {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const memory = Ring.memory(2 ** 12);
  const bell = new Int32Array(new SharedArrayBuffer(8)); // for the reader, for the writer
  const file = new URL('../src/net/ring.ts', import.meta.url).href;
  const source = `
    const { workerData: { memory, bell } } = require('node:worker_threads');
    import(${JSON.stringify(file)}).then(({ Ring }) => {
      const ring = new Ring(memory);
      for (let n = 0; n < 50_000; n++) {
        const bytes = new Uint8Array(n % 97).fill(n);
        for (;;) {
          const heard = Atomics.load(bell, 1);
          if (ring.put(n, -n, bytes)) break;
          Atomics.wait(bell, 1, heard);
        }
        Atomics.add(bell, 0, 1);
        Atomics.notify(bell, 0);
      }
    });`;
  const writer = new Worker(source, { eval: true, workerData: { memory, bell } });
  const ring = new Ring(memory);
  let next = 0;
  const wrong: unknown[] = [];
  const check = (what: number, whom: number, bytes: Uint8Array): void => {
    const isRight =
      what === next &&
      whom === -next &&
      bytes.length === next % 97 &&
      bytes.every((byte) => byte === next % 256);
    if (!isRight) wrong.push([next, what, whom, bytes]);
    next++;
  };
  while (next < 50_000) {
    const heard = Atomics.load(bell, 0);
    if (ring.takeAll(check)) {
      Atomics.add(bell, 1, 1);
      Atomics.notify(bell, 1);
    }
    if (next < 50_000) Atomics.wait(bell, 0, heard);
  }
  expect(wrong).toEqual([]);
  return writer.terminate();
});

test('a writer that finds no room sees the room that is made just then', () => {
  const memory = Ring.memory(32);
  const [near, far] = [new Ring(memory), new Ring(memory)];
  put(near, [1, 1, [1, 2, 3, 4]]);
  put(near, [1, 1, [1, 2, 3, 4]]);
  const { store } = Atomics;
  Atomics.store = ((words: Int32Array, at: number, value: number) => {
    if (at === 2) takeAll(far); // before the writer could say that it waits
    return store(words, at, value);
  }) as typeof store;
  try {
    expect(put(near, [2, 2, []])).toBe(true);
  } finally {
    Atomics.store = store;
  }
});
