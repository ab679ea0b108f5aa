import { expect, test } from 'vitest';
import { Loop } from './exercise.ts';

/** Some numbers, which nobody knows before. */
const numbers = (): number[] => Array.from({ length: 5 }, () => Math.random());

function runAll(loop: Loop): void {
  for (let turns = 0; turns < 20; turns++) loop.runOnce();
}

test('what was asked for first is called first', () => {
  const loop = new Loop();
  const seen: number[] = [];
  const asked = numbers();
  for (const number of asked) loop.callSoon(() => seen.push(number));
  runAll(loop);
  expect(seen).toEqual(asked);
});

test('runOnce makes one call, and the others still wait', () => {
  const loop = new Loop();
  const seen: number[] = [];
  const asked = numbers();
  for (const number of asked) loop.callSoon(() => seen.push(number));
  expect([seen, loop.totalTasks()]).toEqual([[], 5]);
  loop.runOnce();
  expect([seen, loop.totalTasks()]).toEqual([[asked[0]], 4]);
});

test('what a callback asks for waits behind what waits already', () => {
  const loop = new Loop();
  const seen: string[] = [];
  loop.callSoon(() => {
    seen.push('first');
    loop.callSoon(() => seen.push('asked for by the first'));
  });
  loop.callSoon(() => seen.push('second'));
  runAll(loop);
  expect(seen).toEqual(['first', 'second', 'asked for by the first']);
});

test('two callbacks that ask for themselves again take turns', () => {
  const loop = new Loop();
  let seen = '';
  for (const letter of 'ab') {
    const again = (): void => {
      seen += letter;
      loop.callSoon(again);
    };
    loop.callSoon(again);
  }
  for (let turns = 0; turns < 6; turns++) loop.runOnce();
  expect(seen).toBe('ababab');
});

test('where nothing waits, runOnce does nothing', () => {
  const loop = new Loop();
  loop.runOnce();
  expect(loop.totalTasks()).toBe(0);
});
