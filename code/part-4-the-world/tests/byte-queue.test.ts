import { expect, test } from 'vitest';
import { ByteQueue } from '../src/net/byte-queue.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function queueOf(...pieces: string[]): ByteQueue {
  const queue = new ByteQueue();
  for (const piece of pieces) queue.push(bytes(piece));
  return queue;
}

test('bytes come out first in, first out, whatever the pieces were', () => {
  const queue = queueOf('ab', '', 'cde', 'f');
  expect(queue.length).toBe(6);
  expect([4, 0, 2].map((n) => text(queue.shift(n)))).toEqual(['abcd', '', 'ef']);
  expect(queue.length).toBe(0);
});

test('asked for more than there is, it gives what there is', () => {
  const queue = queueOf('ab');
  expect(text(queue.shift(5))).toBe('ab');
  expect(text(queue.shift(5))).toBe('');
  queue.push(bytes('c'));
  expect(text(queue.shift(5))).toBe('c');
});

test('what it gave out, it never writes to again', () => {
  const queue = queueOf('abc', 'def');
  const taken = queue.shift(4);
  for (let n = 0; n < 50; n++) queue.push(bytes('xyz'));
  expect(text(taken)).toBe('abcd');
  expect(text(queue.shift(5))).toBe('efxyz');
});

test('it never writes to what it was given', () => {
  const whole = bytes('abcdef');
  const queue = new ByteQueue();
  queue.push(whole.subarray(0, 3));
  queue.push(bytes('xyz'));
  expect(text(whole)).toBe('abcdef');
});

test.each([
  ['abc', 'a', 0, 0],
  ['abc', 'c', 0, 2],
  ['abc', 'd', 0, -1],
  ['abcabc', 'abc', 1, 3],
  ['aab', 'ab', 0, 1], // a false start
  ['ab', 'abc', 0, -1], // its end has not come yet
  ['abc', 'c', 3, -1],
  ['', 'a', 0, -1],
])('in %j, %j from %i on is at %i', (all, others, from, at) => {
  expect(queueOf(all).indexOf(bytes(others), from)).toBe(at);
  const inPieces = queueOf('__', ...all);
  inPieces.shift(2);
  expect(inPieces.indexOf(bytes(others), from)).toBe(at);
});

test('it does not find what was there before, or is not there yet', () => {
  const queue = queueOf('abc', 'def');
  queue.shift(3);
  expect(queue.indexOf(bytes('a'))).toBe(-1);
  expect(queue.indexOf(bytes('f\0'))).toBe(-1); // behind the end there may be zeros
  expect(queue.indexOf(bytes('\0'))).toBe(-1);
});

test('it does what a plain string does, in 2,000 random steps', () => {
  let seed = 1;
  const random = (below: number): number =>
    (seed = (seed * 48_271) % 2_147_483_647) % below;
  const queue = new ByteQueue();
  let model = '';
  for (let step = 0; step < 2000; step++) {
    if (random(3) > 0) {
      const piece = 'abcdefgh'.repeat(random(4)).slice(random(8));
      queue.push(bytes(piece));
      model += piece;
    } else {
      const n = random(40);
      expect(text(queue.shift(n))).toBe(model.slice(0, n));
      model = model.slice(n);
    }
    expect(queue.length).toBe(model.length);
    const from = random(model.length + 1);
    expect(queue.indexOf(bytes('ha'), from)).toBe(model.indexOf('ha', from));
  }
});
