// Work with a limit of time.
import { expect, test } from 'vitest';
import {
  getCurrentTask,
  getRunningLoop,
  sleep,
  waitFor,
  type Coroutine,
} from '../src/index.ts';
import { boom, inTime, outcomeOf, waiter, failsAfter } from './watched-loop.ts';

test.each<[string, number | null, () => Coroutine<unknown>, unknown, number]>([
  ['ends in time', 20, () => sleep(10, 'done'), 'done', 10],
  ['ends too late', 20, () => sleep(30), 'threw FutureTimeoutError', 20],
  ['may take as long as it takes', null, () => sleep(1e9, 'done'), 'done', 1e9],
  ['throws', 20, () => failsAfter(10), 'threw RangeError', 10],
  ['has no time', 0, () => sleep(30), 'threw FutureTimeoutError', 0],
  ['has less than none', -1, () => sleep(30), 'threw FutureTimeoutError', 0],
  [
    'cleans up',
    20,
    function* () {
      try {
        yield* sleep(1000);
      } finally {
        yield* sleep(5);
      }
    },
    'threw FutureTimeoutError',
    25,
  ],
])('waitFor work that %s', (_, ms, work, came, at) => {
  const futures: [string, (loop: any) => any][] = [
    ['a coroutine', work],
    ['a task', (loop) => loop.addTask(work())],
  ];
  for (const [, make] of futures) {
    const result = inTime(function* () {
      const end = yield* outcomeOf(waitFor(make(getRunningLoop()), ms));
      return [end, getCurrentTask().cancelling()];
    });
    expect(result).toEqual({ came: [came, 0], at, told: [] });
  }
});

test('waitFor with no time does not begin the work, but takes what is done', () => {
  const seen: string[] = [];
  const { came } = inTime(function* () {
    const begun = (function* () {
      seen.push('begun');
    })();
    const end = yield* outcomeOf(waitFor(begun, 0));
    const done = getRunningLoop().createFuture<string>();
    done.setResult('done');
    const failed = getRunningLoop().createFuture<string>();
    failed.setException(boom);
    return [end, yield* waitFor(done, 0), yield* outcomeOf(waitFor(failed, 0))];
  });
  expect([came, seen]).toEqual([
    ['threw FutureTimeoutError', 'done', 'threw RangeError'],
    [],
  ]);
});

test('who is cancelled in a waitFor is cancelled, and so is the work', () => {
  const { came } = inTime(function* () {
    const loop = getRunningLoop();
    const work = loop.addTask(sleep(1000));
    const task = loop.addTask(waitFor(work, 500));
    yield* sleep(10);
    task.cancel();
    return [yield* outcomeOf(waiter(task)), task.cancelled(), work.cancelled()];
  });
  expect(came).toEqual(['threw FutureCancelledError', true, true]);
});
