// What happens at the edges: every public method in every state of its object, and with every kind of wrong argument.
import { expect, test } from 'vitest';
import {
  asyncHelper,
  DeadlockError,
  Future,
  FutureTimeoutError,
  InvalidStateError,
  Task,
  ThreadedExecutor,
  type Coroutine,
} from '../src/index.ts';

/** What came of a call: what it returned, or the name of what it threw. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}
const boom = new RangeError('boom');
const invalid = 'threw InvalidStateError';

type State =
  'pending' | 'running' | 'finished' | 'failed' | 'cancelled' | 'cancelled, and told';
function futureIn(state: State): Future<number> {
  const future = new Future<number>();
  if (state === 'running') future.setRunningOrNotifyCancel();
  if (state === 'finished') future.setResult(1);
  if (state === 'failed') future.setException(boom);
  if (state.startsWith('cancelled')) future.cancel();
  if (state === 'cancelled, and told') future.setRunningOrNotifyCancel();
  return future;
}
const METHODS: [string, (future: Future<number>) => unknown, unknown[]][] = [
  ['done', (f) => f.done(), [false, false, true, true, true, true]],
  ['running', (f) => f.running(), [false, true, false, false, false, false]],
  ['cancelled', (f) => f.cancelled(), [false, false, false, false, true, true]],
  [
    'setRunningOrNotifyCancel',
    (f) => f.setRunningOrNotifyCancel(),
    [true, invalid, invalid, invalid, false, invalid],
  ],
  [
    'setResult',
    (f) => f.setResult(2),
    [undefined, undefined, invalid, invalid, invalid, invalid],
  ],
  [
    'setException',
    (f) => f.setException(boom),
    [undefined, undefined, invalid, invalid, invalid, invalid],
  ],
  ['cancel', (f) => f.cancel(), [true, false, false, false, true, true]],
  [
    'result',
    (f) => f.result(),
    [
      'threw DeadlockError',
      'threw DeadlockError',
      1,
      'threw RangeError',
      'threw FutureCancelledError',
      'threw FutureCancelledError',
    ],
  ],
  [
    'result within no time',
    (f) => f.result(0),
    [
      'threw FutureTimeoutError',
      'threw FutureTimeoutError',
      1,
      'threw RangeError',
      'threw FutureCancelledError',
      'threw FutureCancelledError',
    ],
  ],
  [
    'exception',
    (f) => f.exception(),
    [
      'threw DeadlockError',
      'threw DeadlockError',
      undefined,
      boom,
      'threw FutureCancelledError',
      'threw FutureCancelledError',
    ],
  ],
  ['removeDoneCallback', (f) => f.removeDoneCallback(() => {}), [0, 0, 0, 0, 0, 0]],
];
const STATES: State[] = [
  'pending',
  'running',
  'finished',
  'failed',
  'cancelled',
  'cancelled, and told',
];
test.each(
  METHODS.flatMap(([name, call, expected]) =>
    STATES.map((state, n) => [name, state, call, expected[n]] as const),
  ),
)('%s of a future that is %s', (_, state, call, expected) => {
  expect(outcome(() => call(futureIn(state)))).toBe(expected);
});

const waiting = (future = new Future<number>()): Task<number> =>
  new Task(
    (function* () {
      return yield* future;
    })(),
  );
const TASK: [string, (task: Task<number>) => unknown, unknown][] = [
  ['setResult', (t) => t.setResult(), invalid],
  ['setException', (t) => t.setException(), invalid],
  ['setRunningOrNotifyCancel', (t) => t.setRunningOrNotifyCancel(), invalid],
  ['cancel', (t) => t.cancel(), true],
  ['done', (t) => t.done(), false],
];
test.each(TASK)('%s of a task that waits', (_, call, expected) => {
  const task = waiting();
  expect(outcome(() => call(task))).toBe(expected);
  expect(task.cancel()).toBe(true); // it still can
});

test.each([
  ['setResult', 'a task gets its result from its coroutine'],
  ['setException', 'a task gets its error from its coroutine'],
  ['setRunningOrNotifyCancel', 'a task has begun when it is made'],
] as const)('%s of a task says why not', (method, why) => {
  expect(() => waiting()[method]()).toThrow(why);
});

test.each([NaN, 'soon', null, {}, 10n])('%s is no time to wait', (time: any) => {
  expect(() => new Future().result(time)).toThrow(TypeError);
  expect(() => new Future().result(time)).toThrow(
    `a time to wait is a number of milliseconds, not ${time}`,
  );
  expect(() => new Future().exception(time)).toThrow(TypeError);
  expect(() => futureIn('finished').result(time)).toThrow(TypeError);
});
test.each([0, -1, -Infinity, 1])('after %s ms the time is over', (time) => {
  expect(() => new Future().result(time)).toThrow(FutureTimeoutError);
});

test('who waits for what no thread works for is told, also when the last one has just finished', () => {
  using executor = new ThreadedExecutor({ maxThreads: 1 });
  executor.submit(() => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  });
  expect(() => new Future().result()).toThrow(DeadlockError);
});

// ---- cancelling

test.each([
  [
    'with a star',
    function* (g: Future<string>): Coroutine<string> {
      return yield* g;
    },
  ],
  [
    'without',
    function* (g: Future<string>): Coroutine<string> {
      return (yield g) as string;
    },
  ],
])(
  'a task that is cancelled while it is about to be woken waits for what it waits for next, %s',
  (_, wait) => {
    const f = new Future<string>();
    const g = new Future<string>();
    const seen: string[] = [];
    let b: Task<string> | undefined;
    new Task(
      (function* () {
        yield* f;
        seen.push(`cancelled: ${b!.cancel()}`);
      })(),
    );
    b = new Task(
      (function* () {
        try {
          yield* f;
        } catch (error) {
          seen.push((error as Error).name);
        }
        return yield* wait(g);
      })(),
    );
    f.setResult('of f');
    expect([b.done(), ...seen]).toEqual([
      false,
      'FutureCancelledError',
      'cancelled: false',
    ]);
    g.setResult('of g');
    expect(b.result()).toBe('of g');
  },
);

// ---- asyncHelper

test('a method that is helped keeps its `this`', () => {
  class Counter {
    count = 3;
    readonly next = asyncHelper(function* (
      this: Counter,
      by: number,
    ): Coroutine<number> {
      return (this.count += by);
    });
  }
  const counter = new Counter();
  expect([counter.next(2).result(), counter.count]).toEqual([5, 5]);
  const shout = asyncHelper(function* (this: string): Coroutine<string> {
    return this.toUpperCase();
  });
  expect(shout.call('loud').result()).toBe('LOUD');
});

test('what must not compile does not', () => {
  const executor = new ThreadedExecutor();
  const typesOnly = (): void => {
    // @ts-expect-error: JSON has no Date
    const date: Future<Date> = executor.submit(() => new Date());
    // @ts-expect-error: a generator is work that nobody would do
    executor.submit(function* () {});
    void date;
  };
  void typesOnly;
  expect(executor.submit((x: number, y = 2) => x + y, 1).result()).toBe(3);
  expect(() => new Task(waiting as never)).toThrow(TypeError);
  expect(() => executor.submit(5 as any)).toThrow(TypeError);
  executor.shutdown();
  expect(() => executor.submit(() => 1)).toThrow(InvalidStateError);
});
