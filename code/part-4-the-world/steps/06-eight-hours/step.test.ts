import { expect, expectTypeOf, test } from 'vitest';
import {
  getRunningLoop,
  sleep,
  TaskLoop,
  type Coroutine,
  type Task,
} from '../../src/index.ts';
import { inTime, outcome, runAll, timedLoop } from '../kit.ts';

test('a task sleeps, and others run meanwhile', () => {
  const { pages } = inTime(function* ({ loop, note }) {
    function* sleeper(ms: number): Coroutine<void> {
      yield* sleep(ms);
      note(`slept ${ms}`);
    }
    for (const ms of [30, 10, 20, 10]) loop.addTask(sleeper(ms));
  });
  expect(pages).toEqual(['10 slept 10', '10 slept 10', '20 slept 20', '30 slept 30']);
});

test('a sleeper that is cancelled takes its alarm along', () => {
  const { loop, told } = timedLoop();
  const sleeper: Task<void> = loop.addTask(sleep(28_800_000));
  loop.callLater(10, () => void sleeper.cancel());
  runAll(loop);
  expect([sleeper.cancelled(), loop.time(), told]).toEqual([true, 10, []]);
});

test.each([
  ['before its alarm goes off', 0],
  ['after it', 1],
])('a sleeper that is cancelled in its last turn, %s', (_, at) => {
  const { loop, told } = timedLoop();
  const cancel = (): void => void sleeper.cancel();
  if (at === 0) loop.callAt(10, cancel);
  const sleeper: Task<void> = loop.addTask(sleep(10));
  loop.runOnce();
  if (at === 1) loop.callAt(10, cancel);
  runAll(loop);
  expect([sleeper.cancelled(), loop.time(), told]).toEqual([true, 10, []]);
});

test.each<[string, number, unknown, number]>([
  ['five milliseconds', 5, 'slept', 5],
  ['half a millisecond', 0.5, 'slept', 0.5],
  ['no time', 0, 'slept', 0],
  ['less than no time', -1, 'slept', 0],
  ['NaN milliseconds', NaN, 'threw RangeError', 0],
])('a sleep of %s', (_, ms, came, at) => {
  const slept = inTime(() => sleep(ms, 'slept'));
  expect([slept.came, slept.at]).toEqual([came, at]);
});

test('a sleep that was given no result returns undefined', () => {
  expectTypeOf(sleep(5)).toEqualTypeOf<Coroutine<void>>();
  expectTypeOf(sleep(5, 'slept')).toEqualTypeOf<Coroutine<string>>();
  for (const ms of [5, 0]) expect(inTime(() => sleep(ms)).came).toBe(undefined);
});

test('a sleep of no time gives way for one turn', () => {
  const { loop } = timedLoop();
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

test('getRunningLoop finds the loop that runs, and throws where none does', () => {
  const { loop } = timedLoop();
  const seen: boolean[] = [];
  const look = (): void => void seen.push(getRunningLoop() === loop);
  new TaskLoop().callSoon(look); // it never runs
  loop.callSoon(look);
  runAll(loop);
  expect(seen).toEqual([true]);
  expect(outcome(() => getRunningLoop())).toBe('threw LoopStateError');
  expect(outcome(() => sleep(5).next())).toBe('threw LoopStateError');
});
