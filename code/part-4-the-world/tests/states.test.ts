// Every public method in every state of its object, and with every kind of wrong argument.
import { expect, test } from 'vitest';
import {
  BadYieldError,
  DeadlockError,
  Future,
  getCurrentTask,
  getRunningLoop,
  NotRegularFunctionError,
  Task,
  TaskLoop,
  ThreadedExecutor,
  transformFuture,
  LoopMismatchError,
  type Coroutine,
} from '../src/index.ts';
import { watchedLoop, runAll, boom, returns, waiter } from './watched-loop.ts';

/** What came of a call: what it returned, or the name of what it threw. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}

// ---- futures and tasks

type State = 'fresh' | 'finished' | 'failed' | 'cancelled' | 'closed';

function futureIn(state: State): Future<number> {
  const { loop } = watchedLoop();
  const future = loop.createFuture<number>();
  if (state === 'finished') future.setResult(1);
  if (state === 'failed') future.setException(boom);
  if (state === 'cancelled') future.cancel('why');
  if (state === 'closed') loop.close();
  return future;
}
function taskIn(state: State): Task<number> {
  const { loop } = watchedLoop();
  const future = loop.createFuture<number>();
  const task = loop.addTask(
    (function* () {
      return yield* future;
    })(),
  );
  runAll(loop);
  if (state === 'finished') future.setResult(1);
  if (state === 'failed') future.setException(boom);
  if (state === 'cancelled') task.cancel('why');
  runAll(loop);
  if (state === 'closed') loop.close();
  return task;
}

const FUTURES: [string, (future: Future<number>) => unknown, Record<State, unknown>][] =
  [
    [
      'done',
      (f) => f.done(),
      { fresh: false, finished: true, failed: true, cancelled: true, closed: false },
    ],
    [
      'cancelled',
      (f) => f.cancelled(),
      { fresh: false, finished: false, failed: false, cancelled: true, closed: false },
    ],
    [
      'result',
      (f) => f.result(),
      {
        fresh: 'threw InvalidStateError',
        finished: 1,
        failed: 'threw RangeError',
        cancelled: 'threw FutureCancelledError',
        closed: 'threw InvalidStateError',
      },
    ],
    [
      'exception',
      (f) => f.exception(),
      {
        fresh: 'threw InvalidStateError',
        finished: undefined,
        failed: boom,
        cancelled: 'threw FutureCancelledError',
        closed: 'threw InvalidStateError',
      },
    ],
    [
      'then',
      (f) => f.then().done(),
      { fresh: false, finished: false, failed: false, cancelled: false, closed: false },
    ],
    [
      'removeDoneCallback',
      (f) => f.removeDoneCallback(() => {}),
      { fresh: 0, finished: 0, failed: 0, cancelled: 0, closed: 0 },
    ],
    [
      'addDoneCallback',
      (f) => f.addDoneCallback(() => {}),
      {
        fresh: undefined,
        finished: undefined,
        failed: undefined,
        cancelled: undefined,
        closed: undefined,
      },
    ],
  ];
const SETTLING: [
  string,
  (future: Future<number>) => unknown,
  Record<State, unknown>,
][] = [
  [
    'setResult',
    (f) => f.setResult(2),
    {
      fresh: undefined,
      finished: 'threw InvalidStateError',
      failed: 'threw InvalidStateError',
      cancelled: 'threw InvalidStateError',
      closed: undefined,
    },
  ],
  [
    'setException',
    (f) => f.setException(boom),
    {
      fresh: undefined,
      finished: 'threw InvalidStateError',
      failed: 'threw InvalidStateError',
      cancelled: 'threw InvalidStateError',
      closed: undefined,
    },
  ],
  [
    'cancel',
    (f) => f.cancel(),
    { fresh: true, finished: false, failed: false, cancelled: false, closed: true },
  ],
];
const TASKS: typeof SETTLING = [
  [
    'setResult',
    (t) => t.setResult(2),
    {
      fresh: 'threw LoopStateError',
      finished: 'threw LoopStateError',
      failed: 'threw LoopStateError',
      cancelled: 'threw LoopStateError',
      closed: 'threw LoopStateError',
    },
  ],
  [
    'setException',
    (t) => t.setException(boom),
    {
      fresh: 'threw LoopStateError',
      finished: 'threw LoopStateError',
      failed: 'threw LoopStateError',
      cancelled: 'threw LoopStateError',
      closed: 'threw LoopStateError',
    },
  ],
  [
    'cancel',
    (t) => t.cancel(),
    {
      fresh: true,
      finished: false,
      failed: false,
      cancelled: false,
      closed: 'threw LoopStateError',
    },
  ],
  [
    'cancelling',
    (t) => (t as Task<number>).cancelling(),
    { fresh: 0, finished: 0, failed: 0, cancelled: 1, closed: 0 },
  ],
  [
    'uncancel',
    (t) => (t as Task<number>).uncancel(),
    { fresh: 0, finished: 0, failed: 0, cancelled: 0, closed: 0 },
  ],
  [
    'setName, then getName',
    (t) => {
      (t as Task<number>).setName('n');
      return (t as Task<number>).getName();
    },
    { fresh: 'n', finished: 'n', failed: 'n', cancelled: 'n', closed: 'n' },
  ],
];
const states = Object.keys(FUTURES[0]![2]) as State[];
const cells = (table: typeof FUTURES) =>
  table.flatMap(([name, call, expected]) =>
    states.map((state) => [name, state, call, expected[state]] as const),
  );

test.each(cells([...FUTURES, ...SETTLING]))(
  '%s of a future that is %s',
  (_, state, call, expected) => {
    expect(outcome(() => call(futureIn(state)))).toBe(expected);
  },
);
test.each(cells([...FUTURES, ...TASKS]))(
  '%s of a task that is %s',
  (_, state, call, expected) => {
    expect(outcome(() => call(taskIn(state)))).toBe(expected);
  },
);

// ---- loops

type LoopState = 'fresh' | 'running' | 'another runs' | 'closed';
const refused = 'threw LoopStateError';
const LOOPS: [string, (loop: TaskLoop) => unknown, Record<LoopState, unknown>][] = [
  [
    'runOnce',
    (l) => l.runOnce(),
    { fresh: undefined, running: refused, 'another runs': refused, closed: refused },
  ],
  [
    'runForever',
    (l) => l.runForever({ untilIdle: true }),
    { fresh: undefined, running: refused, 'another runs': refused, closed: refused },
  ],
  [
    'runForever without an end',
    (l) => l.runForever(),
    {
      fresh: 'threw DeadlockError',
      running: refused,
      'another runs': refused,
      closed: refused,
    },
  ],
  [
    'runUntilComplete',
    (l) => l.runUntilComplete(returns(5)),
    { fresh: 5, running: refused, 'another runs': refused, closed: refused },
  ],
  [
    'runUntilComplete of what nobody will do',
    (l) => l.runUntilComplete(l.createFuture()),
    {
      fresh: 'threw DeadlockError',
      running: refused,
      'another runs': refused,
      closed: refused,
    },
  ],
  [
    'callSoon',
    (l) => l.callSoon(() => {}).cancelled(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'callSoonThreadsafe',
    (l) => l.callSoonThreadsafe(() => {}).cancelled(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'callLater',
    (l) => l.callLater(1, () => {}).cancelled(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'callAt',
    (l) => l.callAt(1, () => {}).cancelled(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'time',
    (l) => typeof l.time(),
    { fresh: 'number', running: 'number', 'another runs': 'number', closed: 'number' },
  ],
  [
    'getRunningLoop',
    (l) => outcome(() => getRunningLoop() === l),
    { fresh: refused, running: true, 'another runs': false, closed: refused },
  ],
  [
    'getCurrentTask',
    () => getCurrentTask(),
    { fresh: refused, running: refused, 'another runs': refused, closed: refused },
  ],
  [
    'addTask',
    (l) => l.addTask(returns(5)).done(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'new Task',
    (l) => new Task(returns(5), l).done(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'transformFuture',
    (l) => transformFuture(returns(5), l).done(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'createFuture',
    (l) => l.createFuture().done(),
    { fresh: false, running: false, 'another runs': false, closed: false },
  ],
  [
    'submit',
    (l) => new ThreadedExecutor(l).submit(() => 5).done(),
    { fresh: false, running: false, 'another runs': false, closed: refused },
  ],
  [
    'stop',
    (l) => l.stop(),
    {
      fresh: undefined,
      running: undefined,
      'another runs': undefined,
      closed: undefined,
    },
  ],
  [
    'close',
    (l) => l.close(),
    {
      fresh: undefined,
      running: refused,
      'another runs': undefined,
      closed: undefined,
    },
  ],
  [
    'isRunning',
    (l) => l.isRunning(),
    { fresh: false, running: true, 'another runs': false, closed: false },
  ],
  [
    'isClosed',
    (l) => l.isClosed(),
    { fresh: false, running: false, 'another runs': false, closed: true },
  ],
  [
    'totalTasks',
    (l) => l.totalTasks(),
    { fresh: 0, running: 0, 'another runs': 0, closed: 0 },
  ],
  [
    'allTasks',
    (l) => l.allTasks().size,
    { fresh: 0, running: 0, 'another runs': 0, closed: 0 },
  ],
  [
    'currentTask',
    (l) => l.currentTask(),
    {
      fresh: undefined,
      running: undefined,
      'another runs': undefined,
      closed: undefined,
    },
  ],
];
function inLoop(state: LoopState, call: (loop: TaskLoop) => unknown): unknown {
  const { loop } = watchedLoop();
  if (state === 'fresh') return outcome(() => call(loop));
  if (state === 'closed') {
    loop.close();
    return outcome(() => call(loop));
  }
  const runner = state === 'running' ? loop : watchedLoop().loop;
  let result: unknown;
  runner.callSoon(() => {
    result = outcome(() => call(loop));
    runner.stop();
  });
  runner.runForever();
  return result;
}
test.each(
  LOOPS.flatMap(([name, call, expected]) =>
    (Object.keys(expected) as LoopState[]).map(
      (state) => [name, state, call, expected[state]] as const,
    ),
  ),
)('%s of a loop: %s', (_, state, call, expected) => {
  expect(inLoop(state, call)).toBe(expected);
});

// ---- wrong arguments

const foreign = new TaskLoop().createFuture<number>();
const WRONG: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 5],
  ['a text', 'x'],
  ['an object', {}],
  ['an object with run', { run() {} }],
  ['an object with then', { then() {} }],
  ['a promise', Promise.resolve(1)],
  ['a generator function', function* () {}],
  ['an async function', async () => {}],
  ['an async generator function', async function* () {}],
  ['an async generator', (async function* () {})()],
  ['a class', class {}],
  ['a task', new TaskLoop().addTask(returns(1))],
];
test.each(WRONG)('%s is nothing that a loop could call', (name, wrong: any) => {
  const { loop, told } = watchedLoop();
  const takes = name === 'a class'; // it is a function like any other; the call fails, and is told of
  for (const call of [
    () => loop.callSoon(wrong),
    () => loop.callSoonThreadsafe(wrong),
    () => loop.callLater(1, wrong),
    () => loop.callAt(1, wrong),
    () => loop.createFuture().addDoneCallback(wrong),
    () => futureIn('finished').addDoneCallback(wrong),
  ])
    if (!takes) expect(call).toThrow(NotRegularFunctionError);
  runAll(loop);
  expect([loop.totalTasks(), told]).toEqual([0, []]);
});
/** What has a `then` is work: the future follows it. */
const NO_WORK = WRONG.filter(
  ([, wrong]) => wrong instanceof Future || typeof (wrong as any)?.then !== 'function',
);
test.each(NO_WORK)('%s is no work', (_, wrong: any) => {
  const { loop, told } = watchedLoop();
  const own = wrong instanceof Future ? LoopMismatchError : TypeError;
  expect(() => transformFuture(wrong, loop)).toThrow(own);
  expect(() => loop.runUntilComplete(wrong)).toThrow(own);
  expect(() => loop.addTask(wrong)).toThrow(TypeError);
  expect(() => new Task(wrong, loop)).toThrow(TypeError);
  expect([loop.totalTasks(), loop.allTasks().size, told]).toEqual([0, 0, []]);
});
test.each(WRONG.filter((each) => !NO_WORK.includes(each)))(
  '%s is work, but no coroutine: a loop that blocks sees that it would never be done',
  (_, work: any) => {
    const { loop } = watchedLoop();
    expect(transformFuture(work, loop).done()).toBe(false);
    expect(() => loop.runUntilComplete(work)).toThrow(DeadlockError);
    expect(() => loop.addTask(work)).toThrow(TypeError);
  },
);
test.each([
  ...WRONG.slice(1),
  ['a future of another loop', foreign] as const,
  ['a generator', returns(1)] as const,
])(
  '%s is nothing to wait for: the error comes out at the yield, and the task goes on',
  (_, wrong) => {
    const { loop } = watchedLoop();
    const seen: unknown[] = [];
    loop.runUntilComplete(
      (function* (): Coroutine<void> {
        try {
          yield wrong as undefined;
        } catch (error) {
          seen.push(error);
        }
        seen.push(yield* transformFuture(returns('after'), loop));
      })(),
    );
    expect(seen).toEqual([expect.any(BadYieldError), 'after']);
  },
);

test.each<[string, any]>([
  ['a generator function', function* () {}],
  ['an async function', async () => {}],
  ['a number', 123],
  ['nothing', undefined],
])('%s is no exception handler', (_, handler) => {
  const { loop, told } = watchedLoop();
  expect(() => loop.setExceptionHandler(handler)).toThrow(NotRegularFunctionError);
  loop.callSoon(() => {
    throw boom;
  });
  loop.runOnce();
  expect(told.map(({ exception }) => exception)).toEqual([boom]); // the one before is told
});

test('a future that misbehaves fails the task that yields it, and not the loop', () => {
  const { loop } = watchedLoop();
  const task = loop.addTask(
    (function* () {
      yield new Proxy(loop.createFuture(), {});
    })(),
  );
  const next = loop.addTask(returns('next'));
  expect(loop.runUntilComplete(next)).toBe('next');
  expect(task.exception()).toBeInstanceOf(TypeError);
});

test('a task cannot be taken off the list of those that a future wakes', () => {
  const { loop } = watchedLoop();
  const future = loop.createFuture<string>();
  const task = loop.addTask(waiter(future));
  runAll(loop);
  expect(future.removeDoneCallback(task as never)).toBe(0);
  future.setResult('woken');
  expect(loop.runUntilComplete(task)).toBe('woken');
});

test('what belongs to a loop says so where there is none', () => {
  for (const make of [
    () => new Future(undefined as never),
    () => new Task(returns(1), undefined as never),
    () => transformFuture(returns(1), undefined as never),
    () => new ThreadedExecutor(undefined as never),
    () => new ThreadedExecutor({ maxThreads: 2 } as never),
  ])
    expect(make).toThrow(/belongs to a loop/);
});
