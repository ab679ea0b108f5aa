import { expect, test } from 'vitest';
import { Strip } from '../../props/strip.ts';
import { Queue } from './exercise.ts';

/** So many uses of a slot a push or shift may cost, on the average. */
const FEW = 8;

function newQueue() {
  const strip = new Strip<object>();
  return { strip, queue: new Queue(strip) };
}
const items = (count: number): object[] =>
  Array.from({ length: count }, (_, at) => ({ at }));

test('the first that came is the first to leave', () => {
  const { queue } = newQueue();
  const all = items(40);
  for (const item of all) queue.push(item);
  expect(queue.length).toBe(40);
  for (const item of all) expect(queue.shift()).toBe(item);
  expect([queue.length, queue.shift(), queue.length]).toEqual([0, undefined, 0]);
});

test('a thousand items don’t all move because one leaves', () => {
  const { strip, queue } = newQueue();
  for (const item of items(1000)) queue.push(item);
  const before = strip.uses;
  for (let at = 0; at < 1000; at++) queue.shift();
  expect((strip.uses - before) / 1000).toBeLessThan(FEW);
});

test('nor while others come', () => {
  const { strip, queue } = newQueue();
  for (const item of items(500)) queue.push(item);
  const before = strip.uses;
  for (const item of items(3000)) {
    queue.push(item);
    queue.shift();
  }
  expect((strip.uses - before) / 6000).toBeLessThan(FEW);
});

test('the strip has room for what waits, and not for all that ever came', () => {
  for (const waiting of [0, 1, 10, 100]) {
    const { strip, queue } = newQueue();
    for (const item of items(waiting)) queue.push(item);
    for (const item of items(2000)) {
      queue.push(item);
      queue.shift();
    }
    expect(strip.length).toBeLessThanOrEqual(2 * (waiting + 1) + 16);
  }
});

test('an item that has left isn’t held any more', () => {
  const { strip, queue } = newQueue();
  for (const item of items(60)) queue.push(item);
  for (let left = 59; left >= 0; left--) {
    queue.shift();
    expect(strip.held).toBe(left);
  }
});

test('it keeps its order, whatever comes and goes', () => {
  const { strip, queue } = newQueue();
  const model: object[] = [];
  let dice = 7;
  for (const item of items(4000)) {
    dice = (dice * 75 + 74) % 65537; // the same in each run
    if (dice % 11 < (model.length < 60 ? 7 : 4)) {
      queue.push(item);
      model.push(item);
    } else if (queue.shift() !== model.shift()) throw new Error('out of order');
    if (queue.length !== model.length) throw new Error('a wrong length');
  }
  expect(strip.held).toBe(model.length);
  while (model.length > 0) expect(queue.shift() === model.shift()).toBe(true);
});
