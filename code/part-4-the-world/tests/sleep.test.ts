import { expect, test } from 'vitest';
import {
  getRunningLoop,
  LoopStateError,
  sleep,
  VirtualClock,
  type Coroutine,
} from '../src/index.ts';
import { inTime, newDiary, runAll, watchedLoop } from './watched-loop.ts';

test.each<[number, unknown, number]>([
  [5, 'slept', 5],
  [0.5, 'slept', 0.5],
  [0, 'slept', 0],
  [-1, 'slept', 0],
  [-Infinity, 'slept', 0],
  [NaN, 'threw RangeError', 0],
  [Infinity, 'threw InvalidStateError', 0],
])('a sleep of %s ms', (ms, came, at) => {
  const slept = inTime(() => sleep(ms, 'slept'));
  expect([slept.came, slept.at]).toEqual([came, at]);
});

test('a sleep that was given nothing returns nothing', () => {
  expect(inTime(() => sleep(5))).toEqual({ came: undefined, at: 5, told: [] });
  expect(inTime(() => sleep(0))).toEqual({ came: undefined, at: 0, told: [] });
});

test('sleepers sleep at once, and each wakes at its moment', () => {
  const { pages, note } = newDiary();
  function* sleeper(ms: number): Coroutine<void> {
    yield* sleep(ms);
    note(`slept ${ms}`);
  }
  inTime(function* () {
    for (const ms of [30, 10, 20, 10]) getRunningLoop().addTask(sleeper(ms));
  });
  expect(pages).toEqual(['10 slept 10', '10 slept 10', '20 slept 20', '30 slept 30']);
});

test('a sleep of no time gives way for one turn', () => {
  const { loop } = watchedLoop();
  const seen: string[] = [];
  function* twice(name: string): Coroutine<void> {
    seen.push(name);
    yield* sleep(0);
    seen.push(name);
  }
  for (const name of 'ab') loop.addTask(twice(name));
  runAll(loop);
  expect(seen).toEqual(['a', 'b', 'a', 'b']);
});

test('a sleep that is cancelled leaves no alarm behind', () => {
  const { loop, told } = watchedLoop({ clock: new VirtualClock() });
  const sleeper = loop.addTask(sleep(1_000_000));
  loop.callLater(10, () => sleeper.cancel());
  runAll(loop);
  expect([sleeper.cancelled(), loop.time(), told]).toEqual([true, 10, []]);
});

test.each([
  ['before', 0],
  ['after', 1],
])('a sleep that is cancelled in its last turn, %s its alarm', (_, at) => {
  const { loop, told } = watchedLoop({ clock: new VirtualClock() });
  const cancel = (): void => void sleeper.cancel();
  if (at === 0) loop.callAt(10, cancel);
  const sleeper = loop.addTask(sleep(10));
  loop.runOnce();
  if (at === 1) loop.callAt(10, cancel);
  runAll(loop);
  expect([sleeper.cancelled(), loop.time(), told]).toEqual([true, 10, []]);
});

test('only where a loop runs can one sleep', () => {
  expect(() => sleep(5).next()).toThrow(LoopStateError);
});
