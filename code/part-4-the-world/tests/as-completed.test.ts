// Results in the order in which they come.
import { expect, test } from 'vitest';
import { asCompleted, getRunningLoop, sleep } from '../src/index.ts';
import {
  inTime,
  newDiary,
  outcomeOf,
  returns,
  waiter,
  failsAfter,
} from './watched-loop.ts';

test('asCompleted gives what is done first, first; its errors, too', () => {
  const { pages, note } = newDiary();
  const { told } = inTime(function* () {
    for (const next of asCompleted<unknown>([
      sleep(30, 'c'),
      failsAfter(20),
      sleep(10, 'a'),
    ]))
      note(String(yield* outcomeOf(waiter(next))));
  });
  expect([pages, told]).toEqual([['10 a', '20 threw RangeError', '30 c'], []]);
});

test.each<[number | null, unknown[], number]>([
  [null, ['a', 'b'], 20],
  [1000, ['a', 'b'], 20],
  [15, ['a', 'threw FutureTimeoutError'], 20],
  [0, ['threw FutureTimeoutError', 'threw FutureTimeoutError'], 20],
])('asCompleted within %s ms: what is late goes on', (timeoutMs, came, at) => {
  const result = inTime(function* () {
    const all: unknown[] = [];
    for (const next of asCompleted([sleep(10, 'a'), sleep(20, 'b')], { timeoutMs }))
      all.push(yield* outcomeOf(waiter(next)));
    return all;
  });
  expect(result).toEqual({ came, at, told: [] });
});

test('asCompleted: one that is not waited for any more disturbs nobody', () => {
  const { came, told } = inTime(function* () {
    const [first, second] = asCompleted([sleep(10, 'a'), sleep(20, 'b')]);
    first!.cancel();
    return yield* second!;
  });
  expect([came, told]).toEqual(['b', []]);
});

test('asCompleted: the same work twice is one result, and no work none', () => {
  const { came } = inTime(function* () {
    const work = getRunningLoop().addTask(returns(1));
    return [asCompleted([work, work]).length, asCompleted([]).length];
  });
  expect(came).toEqual([1, 0]);
});
