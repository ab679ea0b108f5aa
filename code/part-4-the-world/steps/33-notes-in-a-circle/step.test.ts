import { expect, test } from 'vitest';
import { Ring } from '../../src/net/ring.ts';
import { outcome } from '../kit.ts';

type Item = [what: number, whom: number, bytes: number[]];

const put = (ring: Ring, [what, whom, bytes]: Item): boolean =>
  ring.put(what, whom, new Uint8Array(bytes));

function takeAll(ring: Ring): { items: Item[]; writerWaits: boolean } {
  const items: Item[] = [];
  const writerWaits = ring.takeAll((...[what, whom, bytes]) => {
    items.push([what, whom, [...bytes]]);
    if (items.length > 100) throw new Error('the run of records does not end');
  });
  return { items, writerWaits };
}

test('what goes in comes out, in order, at the other end', () => {
  const memory = Ring.memory(64);
  const items: Item[] = [
    [1, 2, [3, 4, 5]],
    [-1, 2 ** 31 - 1, []],
    [0, 0, [255]],
  ];
  const near = new Ring(memory);
  expect(items.map((item) => put(near, item))).toEqual([true, true, true]);
  const far = new Ring(memory);
  expect([takeAll(far).items, takeAll(far).items]).toEqual([items, []]);
});

test('it takes as many records as fit to the last byte, and then says no', () => {
  const ring = new Ring(Ring.memory(64));
  const item: Item = [1, 2, [1, 2, 3, 4]]; // 16 bytes with what is before them
  const fits = Array.from({ length: 4 }, () => put(ring, item));
  expect([fits, put(ring, [9, 9, []])]).toEqual([[true, true, true, true], false]);
  expect(takeAll(ring).items).toEqual([item, item, item, item]);
});

test('records go across the end of the memory, whatever their length', () => {
  for (let length = 0; length <= 52; length++) {
    const ring = new Ring(Ring.memory(64));
    for (let round = 0; round < 40; round++) {
      const item: Item = [round, length, Array.from({ length }, (_, n) => n + round)];
      const isIn = put(ring, item);
      expect([isIn, takeAll(ring).items], `${length} bytes, round ${round}`).toEqual([
        true,
        [item],
      ]);
    }
  }
});

test('a writer that was refused is told of once, when there is room', () => {
  const ring = new Ring(Ring.memory(32));
  const item: Item = [1, 1, [1, 2, 3, 4]];
  put(ring, item);
  expect(takeAll(ring).writerWaits, 'none was refused').toBe(false);
  put(ring, item);
  put(ring, item);
  expect(put(ring, item)).toBe(false);
  expect([takeAll(ring).writerWaits, takeAll(ring).writerWaits]).toEqual([true, false]);
});

test('bytes that were taken stay as they are when their place is used again', () => {
  const ring = new Ring(Ring.memory(32));
  let taken: Uint8Array = new Uint8Array();
  put(ring, [1, 1, [1, 2, 3]]);
  ring.takeAll((_what, _whom, bytes) => void (taken = bytes));
  for (let round = 0; round < 4; round++) {
    put(ring, [1, 1, [9, 9, 9, 9, 9]]);
    takeAll(ring);
  }
  expect([...taken]).toEqual([1, 2, 3]);
});

test('what is put in while it is emptied waits for the next time', () => {
  const ring = new Ring(Ring.memory(64));
  put(ring, [1, 0, []]);
  const seen: number[] = [];
  const tell = (what: number): void => {
    seen.push(what);
    if (seen.length < 5) put(ring, [what + 1, 0, []]);
  };
  ring.takeAll(tell);
  expect(seen).toEqual([1]);
  ring.takeAll(tell);
  expect(seen).toEqual([1, 2]);
});

test('an error of the one that is told loses no other record', () => {
  const ring = new Ring(Ring.memory(64));
  for (const what of [1, 2, 3]) put(ring, [what, 0, []]);
  const fails = (): void => {
    throw new RangeError('of the one that is told');
  };
  expect(outcome(() => ring.takeAll(fails))).toBe('threw RangeError');
  expect(takeAll(ring).items.map(([what]) => what)).toEqual([2, 3]);
});

test('a record may have an eighth of the memory, which is a megabyte if none is said', () => {
  expect(
    [new Ring(Ring.memory(64)), new Ring(Ring.memory())].map((r) => r.largest),
  ).toEqual([8, 2 ** 17]);
});

const ATOMIC = [
  'add',
  'and',
  'compareExchange',
  'exchange',
  'load',
  'or',
  'store',
  'sub',
] as const;

/** Does `work`, and `between` once: in the middle, at the nth step by which it looks at shared words or writes one. */
function interrupted(n: number, work: () => void, between: () => void): boolean {
  const before = ATOMIC.map((name) => Atomics[name] as (...given: any[]) => unknown);
  const now = Atomics as unknown as Record<string, unknown>;
  let steps = 0;
  let isInside = false;
  const step = (): void => {
    if (isInside || steps++ !== n) return;
    isInside = true;
    between();
    isInside = false;
  };
  ATOMIC.forEach((name, at) => {
    now[name] = (...given: unknown[]) => {
      step();
      const result = before[at]!(...given);
      step();
      return result;
    };
  });
  try {
    work();
  } finally {
    ATOMIC.forEach((name, at) => (now[name] = before[at]));
  }
  return steps > n;
}

const FULL: Item = [1, 1, [1, 2, 3, 4]];
const NEW: Item = [7, 8, [9, 10]];
function fullRing(): { near: Ring; far: Ring } {
  const memory = Ring.memory(32);
  const [near, far] = [new Ring(memory), new Ring(memory)];
  put(near, FULL);
  put(near, FULL);
  return { near, far };
}

test('whenever the reader comes while the writer writes, it sees whole records', () => {
  for (let n = 0; ; n++) {
    const memory = Ring.memory(64);
    const [near, far] = [new Ring(memory), new Ring(memory)];
    const seen: Item[] = [];
    const hasCome = interrupted(
      n,
      () => put(near, NEW),
      () => seen.push(...takeAll(far).items),
    );
    seen.push(...takeAll(far).items);
    expect(seen, `at step ${n}`).toEqual([NEW]);
    if (!hasCome) break;
  }
});

test('whenever the reader makes room, a writer that is refused is told of it', () => {
  for (let n = 0; ; n++) {
    const { near, far } = fullRing();
    let [isIn, writerWaits] = [false, false];
    const hasCome = interrupted(
      n,
      () => (isIn = put(near, NEW)),
      () => ({ writerWaits } = takeAll(far)),
    );
    if (!hasCome) break;
    expect(isIn || writerWaits, `the reader came at step ${n}`).toBe(true);
  }
});

test('and whenever the writer comes while the reader takes', () => {
  for (let n = 0; ; n++) {
    const { near, far } = fullRing();
    let [isIn, writerWaits] = [false, false];
    const hasCome = interrupted(
      n,
      () => ({ writerWaits } = takeAll(far)),
      () => (isIn = put(near, NEW)),
    );
    if (!hasCome) break;
    expect(isIn || writerWaits, `the writer came at step ${n}`).toBe(true);
  }
});

test('it carries on where its counts go round, as integers do', (context) => {
  const memory = Ring.memory(64);
  const ring = new Ring(memory);
  const counts = new Int32Array(memory, 0, 2);
  put(ring, FULL);
  takeAll(ring);
  // a ring that keeps its counts elsewhere would have to take four gigabytes for this
  if (counts.some((count) => count !== 16)) return context.skip();
  for (const start of [2 ** 31 - 8, -8]) {
    counts.fill(start);
    for (let round = 0; round < 10; round++) {
      const items: Item[] = [
        [round, 1, [1, 2, 3]],
        [round, 2, [4, 5, 6, 7, 8]],
      ];
      const fits = items.map((item) => put(ring, item));
      expect([fits, takeAll(ring).items]).toEqual([[true, true], items]);
    }
  }
});
