import { expect, test } from 'vitest';
import { Loop } from './exercise.ts';

/** Some numbers that can't be foreseen. */
const numbers = (): number[] => Array.from({ length: 5 }, () => Math.random());

/** Calls what waits, but no more than 50 callbacks. */
function runAll(loop: Loop): void {
  for (let calls = 0; loop.totalTasks() > 0 && calls < 50; calls++) loop.runOnce();
}

test('what was added first is called first, and with its own arguments', () => {
  const loop = new Loop();
  const seen: number[][] = [];
  const added = numbers().map((number) => [number, -number]);
  for (const [a, b] of added)
    loop.callSoon((...args: number[]) => seen.push(args), a!, b!);
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual(added);
});

test('one function may wait several times', () => {
  const loop = new Loop();
  const seen: string[] = [];
  const see = (letter: string): void => void seen.push(letter);
  for (const letter of ['a', 'b', 'c', 'a']) loop.callSoon(see, letter);
  runAll(loop);
  expect(seen).toEqual(['a', 'b', 'c', 'a']);
});

test('runOnce calls one callback, and the others still wait', () => {
  const loop = new Loop();
  const seen: number[] = [];
  const added = numbers();
  for (const number of added) loop.callSoon(() => seen.push(number));
  expect(loop.totalTasks()).toBe(5);
  loop.runOnce();
  expect([seen, loop.totalTasks()]).toEqual([[added[0]], 4]);
});

test('two callbacks that come back take turns', () => {
  const loop = new Loop();
  let seen = '';
  for (const letter of 'ab') {
    const again = (): void => {
      seen += letter;
      if (seen.length < 20) loop.callSoon(again);
    };
    loop.callSoon(again);
  }
  for (let calls = 0; calls < 6; calls++) loop.runOnce();
  expect(seen).toBe('ababab');
});

test('a callback that’s being called doesn’t wait any more', () => {
  const loop = new Loop();
  const waiting: number[] = [];
  for (let n = 0; n < 3; n++) loop.callSoon(() => waiting.push(loop.totalTasks()));
  runAll(loop);
  expect(waiting).toEqual([2, 1, 0]);
});

test('a callback that calls runOnce has the next one called, and not itself', () => {
  const loop = new Loop();
  const seen: string[] = [];
  loop.callSoon(() => {
    seen.push('a');
    if (seen.length < 5) loop.runOnce();
    seen.push('a goes on');
  });
  loop.callSoon(() => seen.push('b'));
  runAll(loop);
  expect(seen).toEqual(['a', 'b', 'a goes on']);
});

test('what a callback throws is thrown, and the callback is not called again', () => {
  const loop = new Loop();
  const seen: string[] = [];
  const error = new RangeError(`no ${Math.random()}`);
  loop.callSoon(() => {
    seen.push('throws');
    throw error;
  });
  loop.callSoon(() => seen.push('next'));
  expect(() => loop.runOnce()).toThrow(error);
  expect([seen, loop.totalTasks()]).toEqual([['throws'], 1]);
  runAll(loop);
  expect(seen).toEqual(['throws', 'next']);
});

test('if nothing waits, runOnce does nothing', () => {
  const loop = new Loop();
  loop.runOnce();
  expect(loop.totalTasks()).toBe(0);
});
