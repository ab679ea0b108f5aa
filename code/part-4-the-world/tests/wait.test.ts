// Waiting for some of several.
import { expect, test } from 'vitest';
import { getRunningLoop, sleep, wait } from '../src/index.ts';
import {
  boom,
  inTime,
  outcome,
  outcomeOf,
  throws,
  waiter,
  failsAfter,
  cancelsItself,
} from './watched-loop.ts';

type Ends = [done: number[], pending: number[]];
const WAITS: [string, object, (number | null)[], Ends, number][] = [
  ['for all', {}, [10, 20], [[0, 1], []], 20],
  ['for the first', { returnWhen: 'FIRST_COMPLETED' }, [20, 10, 30], [[1], [0, 2]], 10],
  [
    'for the first error',
    { returnWhen: 'FIRST_EXCEPTION' },
    [10, -20, 30],
    [[0, 1], [2]],
    20,
  ],
  [
    'for an error that never comes',
    { returnWhen: 'FIRST_EXCEPTION' },
    [10, 20],
    [[0, 1], []],
    20,
  ],
  ['no longer than', { timeoutMs: 15 }, [10, 20], [[0], [1]], 15],
  [
    'no longer than a moment that was asked for later',
    { timeoutMs: 10 },
    [10, 20],
    [[], [0, 1]],
    10,
  ],
  ['no time at all', { timeoutMs: 0 }, [10], [[], [0]], 0],
  ['for all, and has time', { timeoutMs: 1000 }, [10, 20], [[0, 1], []], 20],
  [
    'for an error, one is cancelled',
    { returnWhen: 'FIRST_EXCEPTION' },
    [null, 20],
    [[0, 1], []],
    20,
  ],
];
test.each(WAITS)('wait %s', (_, options, moments, ends, at) => {
  const { came, told } = inTime(function* () {
    const loop = getRunningLoop();
    const tasks = moments.map((ms) =>
      loop.addTask(
        ms === null ? cancelsItself() : ms < 0 ? failsAfter(-ms) : sleep(ms),
      ),
    );
    const { done, pending } = yield* wait(tasks, options);
    const places = (some: Set<unknown>): number[] =>
      tasks.flatMap((task, place) => (some.has(task) ? [place] : []));
    const now = loop.time();
    yield* wait(tasks);
    for (const task of tasks) outcome(() => task.result());
    return [places(done), places(pending), now];
  });
  expect([came, told]).toEqual([[...ends, at], []]);
});

test('wait throws no error, so that it is told, if nobody asks for it', () => {
  const { told } = inTime(function* () {
    yield* wait([getRunningLoop().addTask(throws(boom), { name: 'failed' })]);
  });
  expect(told).toEqual(['Nobody asked failed for its error']);
});

test('wait needs something to wait for', () => {
  expect(() => wait([]).next()).toThrow(RangeError);
});

test('a wait that is cancelled cancels none of them, and leaves nothing behind', () => {
  const { came, at } = inTime(function* () {
    const loop = getRunningLoop();
    const future = loop.createFuture<void>();
    const task = loop.addTask(wait([future], { timeoutMs: 10_000 }));
    yield* sleep(10);
    task.cancel();
    yield* outcomeOf(waiter(task));
    return [task.cancelled(), future.done()];
  });
  expect([came, at]).toEqual([[true, false], 10]);
});
