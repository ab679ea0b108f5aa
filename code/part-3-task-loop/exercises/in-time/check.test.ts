import { expect, test } from 'vitest';
import { Timers } from './exercise.ts';

function clock() {
  const timers = new Timers();
  const seen: string[] = [];
  const at = (when: number, name = `${when}`) =>
    timers.callAt(when, () => void seen.push(name));
  return { timers, seen, at };
}

test('earlier ones are called earlier, whenever they came', () => {
  const { timers, seen, at } = clock();
  for (const when of [30, 10, 20, 40]) at(when);
  timers.runDue(35);
  expect(seen).toEqual(['10', '20', '30']);
  timers.runDue(100);
  expect(seen).toEqual(['10', '20', '30', '40']);
  timers.runDue(200);
  expect(seen.length).toBe(4);
});

test('those of the same time are called in the order in which they came', () => {
  const { timers, seen, at } = clock();
  for (const name of 'abc') at(10, name);
  at(5, 'first');
  for (const name of 'de') at(10, name);
  timers.runDue(10);
  expect(seen.join(' ')).toBe('first a b c d e');
});

test('the next one is the earliest', () => {
  const { timers, at } = clock();
  expect(timers.next()).toBe(Infinity);
  at(30);
  const first = at(10);
  at(20);
  expect(timers.next()).toBe(10);
  first.cancel();
  expect(timers.next()).toBe(20);
  timers.runDue(25);
  expect(timers.next()).toBe(30);
  timers.runDue(30);
  expect(timers.next()).toBe(Infinity);
});

test('one that is cancelled is not called, and no other is meant', () => {
  const { timers, seen, at } = clock();
  at(10, 'a');
  const b = at(10, 'b');
  at(10, 'c');
  b.cancel();
  b.cancel();
  timers.runDue(10);
  b.cancel();
  expect(seen).toEqual(['a', 'c']);
});

test('one and the same callback may be there twice', () => {
  const { timers } = clock();
  let calls = 0;
  const callback = (): void => void calls++;
  timers.callAt(10, callback).cancel();
  timers.callAt(10, callback);
  timers.callAt(10, callback);
  timers.runDue(10);
  expect(calls).toBe(2);
});

test('what a callback adds waits, even if it is due', () => {
  const { timers, seen } = clock();
  const again = (): void => {
    seen.push('again');
    if (seen.length < 10) timers.callAt(5, again);
  };
  timers.callAt(10, again);
  timers.runDue(10);
  expect([seen.length, timers.next()]).toEqual([1, 5]);
  timers.runDue(10);
  expect(seen.length).toBe(2);
});

test('a callback may cancel one that is due as well', () => {
  const { timers, seen, at } = clock();
  timers.callAt(10, () => {
    seen.push('a');
    b.cancel();
  });
  const b = at(10, 'b');
  at(10, 'c');
  timers.runDue(10);
  expect(seen).toEqual(['a', 'c']);
});

test('one that throws is called once, and costs no other its call', () => {
  const { timers, seen, at } = clock();
  at(5);
  timers.callAt(10, () => {
    seen.push('throws');
    throw new Error('not on time');
  });
  at(10);
  at(20);
  const run = (): void => {
    try {
      timers.runDue(15);
    } catch {
      // that's for the caller of runDue to know
    }
  };
  run();
  run();
  expect([seen, timers.next()]).toEqual([['5', 'throws', '10'], 20]);
});
