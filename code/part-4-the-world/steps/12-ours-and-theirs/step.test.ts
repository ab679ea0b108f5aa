import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  FutureTimeoutError,
  getCurrentTask,
  sleep,
  timeout,
  within,
  type Coroutine,
  type Task,
} from '../../src/index.ts';
import { inTime, outcome, outcomeOf } from '../kit.ts';

const LATE = 'threw FutureTimeoutError';
const CANCELLED = 'threw FutureCancelledError';

function* returns<T>(value: T): Coroutine<T> {
  return value;
}
function* throws(error: unknown): Coroutine<never> {
  throw error;
}
/** A body that carries on, whatever comes. */
function* refuses<T>(then: () => Coroutine<T>): Coroutine<T> {
  yield* outcomeOf(sleep(1000));
  return yield* then();
}

test.each<[string, number, () => Coroutine<unknown>, unknown, number]>([
  ['ends in time', 20, () => sleep(10, 'done'), 'done', 10],
  ['takes longer', 20, () => sleep(30, 'done'), LATE, 20],
  ['has all the time there is', Infinity, () => sleep(30, 'done'), 'done', 30],
  ['has no time, and needs none', 0, () => returns('done'), 'done', 0],
  ['has no time, and waits', 0, () => sleep(10), LATE, 0],
  ['throws in time', 20, () => throws(new RangeError('no')), 'threw RangeError', 0],
  [
    'throws when it’s cancelled',
    20,
    () => refuses(() => throws(new RangeError('no'))),
    'threw RangeError',
    20,
  ],
  ['carries on and returns', 20, () => refuses(() => sleep(30, 'done')), 'done', 50],
  [
    'cleans up, which takes some time',
    20,
    function* () {
      try {
        yield* sleep(30);
      } finally {
        yield* sleep(5);
      }
    },
    LATE,
    25,
  ],
])('a body that %s', (_, ms, body, came, at) => {
  const result = inTime(function* () {
    const end = yield* outcomeOf(within(timeout(ms), body));
    const open = getCurrentTask().cancelling();
    yield* sleep(0); // it can wait again
    return [end, open];
  });
  expect([result.came, result.at, result.told]).toEqual([[came, 0], at, []]);
});

test('the error says what it came from', () => {
  const seen: unknown[] = [];
  inTime(function* () {
    try {
      yield* within(timeout(5), () => sleep(10));
    } catch (error) {
      seen.push(error instanceof FutureTimeoutError, (error as Error).cause);
    }
  });
  expect(seen).toEqual([true, expect.any(FutureCancelledError)]);
});

test('of two limits that are over at once, the outer one is the error', () => {
  const { pages, came } = inTime(function* ({ note }) {
    const search = (): Coroutine<unknown> =>
      within(timeout(20), function* () {
        try {
          yield* within(timeout(20), () => sleep(1000));
        } catch (error) {
          note(`inner: ${(error as Error).name}`);
          throw error;
        }
      });
    note(`outer: ${String(yield* outcomeOf(search()))}`);
    return getCurrentTask().cancelling();
  });
  expect([pages, came]).toEqual([
    ['20 inner: FutureCancelledError', `20 outer: ${LATE}`],
    0,
  ]);
});

test('an inner limit that is over does not end the outer one', () => {
  const { pages } = inTime(function* ({ note }) {
    yield* within(timeout(50), function* () {
      note(String(yield* outcomeOf(within(timeout(20), () => sleep(1000)))));
      yield* sleep(10);
      note('and on');
    });
  });
  expect(pages).toEqual([`20 ${LATE}`, '30 and on']);
});

test.each([
  ['before', [10]],
  ['in the turn in which its time is over', [20]],
  ['twice before', [10, 10]],
])('a task that others cancel %s is cancelled, and not late', (_, moments) => {
  const { came, told } = inTime(function* ({ loop }) {
    for (const at of moments) loop.callAt(at, () => void task.cancel());
    const open: number[] = [];
    function* work(): Coroutine<unknown> {
      try {
        return yield* within(timeout(20), () => sleep(1000));
      } finally {
        open.push(getCurrentTask().cancelling());
      }
    }
    const task: Task<unknown> = loop.addTask(work());
    return [yield* outcomeOf(task), ...open];
  });
  expect([came, told]).toEqual([[CANCELLED, moments.length], []]);
});

test('a task that was cancelled before it was limited can be late', () => {
  const { came } = inTime(function* ({ loop }) {
    function* cleansUp(): Coroutine<unknown> {
      yield* outcomeOf(sleep(1000));
      const receipt = yield* outcomeOf(within(timeout(20), () => sleep(1000)));
      return [receipt, getCurrentTask().cancelling()];
    }
    const task = loop.addTask(cleansUp());
    loop.callLater(5, () => void task.cancel());
    return yield* task;
  });
  expect(came).toEqual([LATE, 1]);
});

test('the time counts from entering on, and a limit is entered once', () => {
  const limit = timeout(20);
  const { came, at } = inTime(function* () {
    yield* sleep(30);
    const end = yield* within(limit, () => sleep(15, 'done'));
    return [end, yield* outcomeOf(within(limit, () => sleep(1)))];
  });
  expect([came, at]).toEqual([['done', 'threw ContextManagerError'], 45]);
});

test('where no task runs there is nothing to limit, and NaN is no time', () => {
  const seen: unknown[] = [];
  const { came } = inTime(function* ({ loop }) {
    loop.callSoon(() => void seen.push(outcome(() => timeout(5).enter())));
    yield;
    return yield* outcomeOf(within(timeout(NaN), () => sleep(1)));
  });
  expect([seen, came]).toEqual([['threw LoopStateError'], 'threw RangeError']);
});
