import { expect, test } from 'vitest';
import { Outbox } from '../src/net/outbox.ts';
import { Ring } from '../src/net/ring.ts';

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

/** An outbox, and who empties its ring. */
function setUp(capacity = 64) {
  const memory = Ring.memory(capacity);
  const [near, far] = [new Ring(memory), new Ring(memory)];
  const arrived: [number, number, number[]][] = [];
  const take = (): boolean =>
    far.takeAll((what, whom, bytes) => arrived.push([what, whom, [...bytes]]));
  return { outbox: new Outbox(near), arrived, take, largest: near.largest };
}

test('a record goes at once while there is room', () => {
  const { outbox, arrived, take } = setUp();
  outbox.put(1, 2, bytes(3));
  expect(outbox.isFull).toBe(false);
  take();
  expect(arrived).toEqual([[1, 2, [3]]]);
});

test('what finds no room waits, and goes in order once there is some', () => {
  const { outbox, arrived, take } = setUp();
  for (let n = 0; n < 30; n++) outbox.put(n, 0, bytes(n));
  expect(outbox.isFull).toBe(true);
  for (let rounds = 0; outbox.isFull && rounds < 30; rounds++) {
    expect(take()).toBe(true); // it waits for room
    expect(outbox.catchUp()).toBe(true);
  }
  take();
  expect(arrived.map(([what]) => what)).toEqual([...Array(30).keys()]);
});

test('nothing overtakes what waits, however small it is', () => {
  const { outbox, arrived, take } = setUp();
  for (const what of [1, 2, 3, 4]) outbox.put(what, 0, bytes(1, 2, 3, 4, 5, 6, 7, 8));
  take(); // there is room, and the outbox does not know of it
  outbox.put(5, 0, bytes());
  outbox.catchUp();
  take();
  expect(arrived.map(([what]) => what)).toEqual([1, 2, 3, 4, 5]);
});

test('catching up without room moves nothing, and keeps waiting for room', () => {
  const { outbox, take } = setUp();
  for (let n = 0; n < 6; n++) outbox.put(n, 0, bytes(1, 2, 3, 4));
  expect(outbox.catchUp()).toBe(false);
  expect(outbox.isFull).toBe(true);
  expect(take()).toBe(true);
});

test('long records are cut, and come out whole as one after the other', () => {
  const { outbox, arrived, take, largest } = setUp(128);
  const long = new Uint8Array(100).map((_, n) => n);
  outbox.put(7, 8, long);
  while (outbox.isFull) {
    take();
    outbox.catchUp();
  }
  take();
  expect(arrived.every(([what, whom]) => what === 7 && whom === 8)).toBe(true);
  expect(Math.max(...arrived.map(([, , piece]) => piece.length))).toBe(largest);
  expect(arrived.flatMap(([, , piece]) => piece)).toEqual([...long]);
});

test('what waits stays as it was when its bytes are written over', () => {
  const { outbox, arrived, take } = setUp();
  const buffer = Buffer.alloc(8, 1); // whose own `slice` does not copy
  for (let n = 0; n < 4; n++) outbox.put(n, 0, buffer);
  expect(outbox.isFull).toBe(true);
  buffer.fill(9);
  take();
  outbox.catchUp();
  take();
  expect(arrived.map(([, , bytes]) => bytes)).toEqual(Array(4).fill(Array(8).fill(1)));
});

test('a record that had to wait tells when it has gone; one that had not, does not', () => {
  const { outbox, take } = setUp();
  const gone: string[] = [];
  outbox.put(1, 0, bytes(...Array(8).fill(0)), () => gone.push('at once'));
  for (const name of ['first', 'second', 'third', 'fourth'])
    outbox.put(1, 0, bytes(...Array(8).fill(0)), () => gone.push(name));
  expect(gone).toEqual([]);
  take();
  outbox.catchUp();
  expect(gone).toEqual(['third', 'fourth']);
});

test('the last piece of a long record tells, and only that', () => {
  const { outbox, take } = setUp();
  let told = 0;
  outbox.put(1, 0, new Uint8Array(50), () => told++);
  for (let rounds = 0; outbox.isFull; rounds++) {
    expect(told).toBe(0);
    take();
    outbox.catchUp();
  }
  expect(told).toBe(1);
});
