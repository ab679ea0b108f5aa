// Limits of time: each of their states, and who else wants the task cancelled.
import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  FutureTimeoutError,
  getCurrentTask,
  getRunningLoop,
  sleep,
  timeout,
  timeoutAt,
  within,
  type Coroutine,
  type Task,
  type Timeout,
} from '../src/index.ts';
import {
  boom,
  inTime,
  newDiary,
  outcome,
  outcomeOf,
  returns,
  throws,
} from './watched-loop.ts';

const LATE = 'threw FutureTimeoutError';
const CANCELLED = 'threw FutureCancelledError';

function* swallowed(work: Coroutine<unknown>): Coroutine<void> {
  try {
    yield* work;
  } catch {
    // it goes on all the same
  }
}

// ---- a body and a limit

test.each<[string, number | null, () => Coroutine<unknown>, unknown, number]>([
  ['ends before', 20, () => sleep(10, 'done'), 'done', 10],
  ['takes longer', 20, () => sleep(30, 'done'), LATE, 20],
  ['ends in the very turn', 20, () => sleep(20, 'done'), LATE, 20],
  ['has no limit', null, () => sleep(1e9, 'done'), 'done', 1e9],
  ['has all the time there is', Infinity, () => sleep(1e9, 'done'), 'done', 1e9],
  ['has no time, and needs none', 0, () => returns('done'), 'done', 0],
  ['has no time, and waits', 0, () => sleep(10), LATE, 0],
  ['has less than no time, and waits', -5, () => sleep(10), LATE, 0],
  ['throws before', 20, () => throws(boom), 'threw RangeError', 0],
  [
    'throws instead of being cancelled',
    20,
    function* () {
      yield* swallowed(sleep(30));
      throw boom;
    },
    'threw RangeError',
    20,
  ],
  [
    'returns instead of being cancelled',
    20,
    function* () {
      yield* swallowed(sleep(30));
      return yield* sleep(30, 'done');
    },
    'done',
    50,
  ],
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
    const after = yield* sleep(0, getCurrentTask().cancelling()); // it can wait again
    return [end, after];
  });
  expect(result).toEqual({ came: [came, 0], at, told: [] });
});

test('what is thrown says what it came from', () => {
  let thrown: unknown;
  inTime(function* () {
    try {
      yield* within(timeout(5), () => sleep(10));
    } catch (error) {
      thrown = error;
    }
  });
  expect(thrown).toBeInstanceOf(FutureTimeoutError);
  expect((thrown as Error).message).toBe('the time for this is over');
  expect((thrown as Error).cause).toBeInstanceOf(FutureCancelledError);
});

test('a limit may be a moment', () => {
  const { pages, note } = newDiary();
  inTime(function* () {
    yield* sleep(10);
    for (const when of [15, 5, null])
      note(String(yield* outcomeOf(within(timeoutAt(when), () => sleep(10, when)))));
  });
  expect(pages).toEqual([`15 ${LATE}`, `15 ${LATE}`, '25 null']);
});

test('where no task runs there is nothing to limit', () => {
  expect(outcome(() => timeoutAt(5).enter())).toBe('threw LoopStateError');
  expect(outcome(() => timeout(5).enter())).toBe('threw LoopStateError');
  const seen: unknown[] = [];
  inTime(function* () {
    getRunningLoop().callSoon(() => void seen.push(outcome(() => timeout(5).enter())));
    yield* sleep(1);
  });
  expect(seen).toEqual(['threw LoopStateError']);
});

test('the time counts from entering on, and not from when the limit was made', () => {
  const limit = timeout(20);
  const { came, at } = inTime(function* () {
    yield* sleep(30);
    return yield* within(limit, () => sleep(15, 'done'));
  });
  expect([came, at]).toEqual(['done', 45]);
});

test('NaN is no time', () => {
  expect(inTime(() => within(timeout(NaN), () => sleep(1))).came).toBe(
    'threw RangeError',
  );
});

test('a limit is entered once', () => {
  const limit = timeout(50);
  const { came } = inTime(function* () {
    yield* within(limit, () => sleep(10));
    yield* within(limit, () => sleep(10));
  });
  expect(came).toBe('threw ContextManagerError');
});

// ---- each state, each method

type State = 'without an end' | 'running' | 'over' | 'left in time' | 'left too late';
function inState(state: State, call: (limit: Timeout) => unknown): unknown {
  let came: unknown;
  inTime(function* () {
    let limit: Timeout | undefined;
    yield* swallowed(
      within(timeout(state === 'without an end' ? null : 20), function* (entered) {
        limit = entered;
        if (state === 'over') yield* swallowed(sleep(30));
        if (state === 'left too late') yield* sleep(30);
        if (!state.startsWith('left')) came = outcome(() => call(entered));
      }),
    );
    if (state.startsWith('left')) came = outcome(() => call(limit!));
  });
  return came;
}
const refused = 'threw LoopStateError';
const METHODS: [string, (limit: Timeout) => unknown, Record<State, unknown>][] = [
  [
    'when',
    (limit) => limit.when(),
    {
      'without an end': null,
      running: 20,
      over: 20,
      'left in time': 20,
      'left too late': 20,
    },
  ],
  [
    'expired',
    (limit) => limit.expired(),
    {
      'without an end': false,
      running: false,
      over: true,
      'left in time': false,
      'left too late': true,
    },
  ],
  ...[50, null, -1].map((when): (typeof METHODS)[number] => [
    `reschedule(${when})`,
    (limit) => {
      limit.reschedule(when);
      return limit.when();
    },
    {
      'without an end': when,
      running: when,
      over: refused,
      'left in time': refused,
      'left too late': refused,
    },
  ]),
];
test.each(
  METHODS.flatMap(([name, call, expected]) =>
    (Object.keys(expected) as State[]).map(
      (state) => [name, state, call, expected[state]] as const,
    ),
  ),
)('%s of a limit that is %s', (_, state, call, expected) => {
  expect(inState(state, call)).toBe(expected);
});

test.each<[string, number | null, number | null, unknown, number]>([
  ['later', 20, 40, LATE, 40],
  ['sooner', 20, 15, LATE, 15],
  ['into the past', 20, 5, LATE, 10],
  ['to now', 20, 10, LATE, 10],
  ['to none', 20, null, 'done', 110],
  ['from none', null, 40, LATE, 40],
])('a limit that is moved %s', (_, first, then, came, at) => {
  const result = inTime(() =>
    within(timeout(first), function* (limit) {
      yield* sleep(10);
      limit.reschedule(then);
      return yield* sleep(100, 'done');
    }),
  );
  expect(result).toEqual({ came, at, told: [] });
});

test('a limit that was moved again and again leaves no alarm behind', () => {
  const { came, at } = inTime(() =>
    within(timeout(1000), function* (limit) {
      for (const when of [2000, 500, 3000, null, 4000]) limit.reschedule(when);
      return yield* sleep(5, 'done');
    }),
  );
  expect([came, at]).toEqual(['done', 5]);
});

// ---- limits in limits

test.each<[string, number, number, string[]]>([
  ['the inner one is sooner', 50, 20, ['20 inner: late', '20 outer: went on']],
  ['the outer one is sooner', 20, 50, ['20 inner: cancelled', '20 outer: late']],
  ['both are over at once', 20, 20, ['20 inner: cancelled', '20 outer: late']],
])('of two limits %s', (_, outer, inner, expected) => {
  const { pages, note } = newDiary();
  const { came } = inTime(function* () {
    try {
      yield* within(timeout(outer), function* () {
        try {
          yield* within(timeout(inner), () => sleep(1000));
        } catch (error) {
          note(`inner: ${error instanceof FutureTimeoutError ? 'late' : 'cancelled'}`);
          if (!(error instanceof FutureTimeoutError)) throw error;
        }
        note('outer: went on');
      });
    } catch (error) {
      note(`outer: ${error instanceof FutureTimeoutError ? 'late' : 'cancelled'}`);
    }
    return getCurrentTask().cancelling();
  });
  expect([pages, came]).toEqual([expected, 0]);
});

test('the outer limit of two is over while the inner one’s body cleans up', () => {
  const { pages, note } = newDiary();
  const { came, at } = inTime(function* () {
    const end = yield* outcomeOf(
      within(timeout(20), function* () {
        yield* within(timeout(10), function* () {
          try {
            yield* sleep(1000);
          } finally {
            note('cleans up');
            yield* sleep(1000);
          }
        });
      }),
    );
    return [end, getCurrentTask().cancelling()];
  });
  expect([pages, came, at]).toEqual([['10 cleans up'], [LATE, 0], 20]);
});

// ---- somebody else cancels the task

test.each<[string, number[], unknown]>([
  ['before the limit', [10], CANCELLED],
  ['in the turn of the limit, before it', [20], CANCELLED],
  ['in the turn of the limit, after it', [20.0], CANCELLED],
  ['twice', [10, 10], CANCELLED],
])('a task that is cancelled %s is cancelled, and not late', (name, moments, end) => {
  const { came, told } = inTime(function* () {
    const loop = getRunningLoop();
    const isAfter = name.endsWith('after it');
    const requests = (): void => {
      for (const at of moments) loop.callAt(at, () => void task.cancel());
    };
    if (!isAfter) requests();
    const seen: number[] = [];
    const task: Task<unknown> = loop.addTask(
      (function* () {
        try {
          return yield* within(timeout(20), () => sleep(1000));
        } finally {
          seen.push(getCurrentTask().cancelling());
        }
      })(),
    );
    yield;
    if (isAfter) requests();
    return [yield* outcomeOf(waitsFor(task)), ...seen];
  });
  expect([came, told]).toEqual([[end, moments.length], []]);
});
function* waitsFor(task: Task<unknown>): Coroutine<unknown> {
  return yield* task;
}

test('a task that was cancelled before, and went on, can be late', () => {
  const { came } = inTime(function* () {
    const loop = getRunningLoop();
    const task = loop.addTask(
      (function* () {
        yield* swallowed(sleep(1000));
        const end = yield* outcomeOf(within(timeout(20), () => sleep(1000)));
        return [end, getCurrentTask().cancelling()];
      })(),
    );
    loop.callLater(5, () => void task.cancel());
    return yield* task;
  });
  expect(came).toEqual([LATE, 1]);
});

test('a task that is cancelled while it cleans up for a limit is cancelled', () => {
  const { came } = inTime(function* () {
    const loop = getRunningLoop();
    const task = loop.addTask(
      within(timeout(20), function* () {
        try {
          yield* sleep(1000);
        } finally {
          yield* sleep(10);
        }
      }),
    );
    loop.callLater(25, () => void task.cancel());
    return yield* outcomeOf(waitsFor(task));
  });
  expect(came).toBe(CANCELLED);
});

test('a body may cancel itself, and is not late then', () => {
  const { came } = inTime(() =>
    within(timeout(20), function* () {
      getCurrentTask().cancel();
      yield* sleep(5);
    }),
  );
  expect(came).toBe(CANCELLED);
});

test('a body that throws a cancellation of its own is not late', () => {
  expect(
    inTime(() => within(timeout(20), () => throws(new FutureCancelledError()))).came,
  ).toBe(CANCELLED);
});

test('a loop that was busy beyond two limits: the outer one is late', () => {
  const { came } = inTime(function* () {
    return yield* outcomeOf(
      within(timeoutAt(-2), () => within(timeoutAt(-1), () => sleep(1000))),
    );
  });
  expect(came).toBe(LATE);
});
