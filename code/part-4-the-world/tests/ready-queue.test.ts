import { expect, test } from 'vitest';
import { ReadyQueue } from '../src/ready-queue.ts';

test('gives back what was put in, oldest first', () => {
  const queue = new ReadyQueue<string>();
  for (const item of 'abc') queue.push(item);
  expect([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([
    'a',
    'b',
    'c',
    undefined,
  ]);
});

test('keeps the order while it grows with its head in the middle of the ring', () => {
  const queue = new ReadyQueue<number>();
  const out: (number | undefined)[] = [];
  let next = 0;
  for (let round = 0; round < 50; round++) {
    for (let i = 0; i < 7; i++) queue.push(next++);
    for (let i = 0; i < 3; i++) out.push(queue.shift());
  }
  expect(queue.length).toBe(50 * 4);
  while (queue.length) out.push(queue.shift());
  expect(out).toEqual(Array.from({ length: next }, (_, i) => i));
});

test('is empty after clear, and can be used again', () => {
  const queue = new ReadyQueue<number>();
  for (let i = 0; i < 20; i++) queue.push(i);
  queue.clear();
  expect(queue.length).toBe(0);
  queue.push(7);
  expect([queue.shift(), queue.shift()]).toEqual([7, undefined]);
});
