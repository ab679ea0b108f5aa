// What a user of the library can reach, and what the compiler lets them write.
import { expect, expectTypeOf, test } from 'vitest';
import {
  Condition,
  Event,
  Future,
  gather,
  Handle,
  HostedLoop,
  InvalidStateError,
  Lock,
  Queue,
  run,
  Semaphore,
  sleep,
  Task,
  TaskGroup,
  TaskLoop,
  ThreadedExecutor,
  TimerHandle,
  VirtualClock,
  waitFor,
  within,
} from '../src/index.ts';
import * as library from '../src/index.ts';
import { watchedLoop, runAll, returns } from './watched-loop.ts';

const namesOf = (prototype: object): string[] =>
  Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .sort();
const LOCKING = ['acquire', 'enter', 'exit', 'locked', 'release'];

const METHODS: [{ name: string; prototype: object }, string[]][] = [
  [
    TaskLoop,
    [
      'addTask',
      'allTasks',
      'callAt',
      'callExceptionHandler',
      'callLater',
      'callSoon',
      'callSoonThreadsafe',
      'close',
      'createFuture',
      'currentTask',
      'isClosed',
      'isRunning',
      'runForever',
      'runOnce',
      'runUntilComplete',
      'setExceptionHandler',
      'stop',
      'time',
      'totalTasks',
    ],
  ],
  [HostedLoop, ['callAt', 'run']],
  [
    Future,
    [
      'addDoneCallback',
      'cancel',
      'cancelled',
      'done',
      'exception',
      'removeDoneCallback',
      'result',
      'setException',
      'setResult',
      'then',
    ],
  ],
  [
    Task,
    [
      'cancel',
      'cancelling',
      'getName',
      'setException',
      'setName',
      'setResult',
      'uncancel',
    ],
  ],
  [Handle, ['cancel', 'cancelled', 'run']],
  [TimerHandle, ['when']],
  [VirtualClock, ['now', 'waitUntil']],
  [TaskGroup, ['addTask', 'enter', 'exit']],
  [Event, ['clear', 'isSet', 'set', 'wait']],
  [Lock, LOCKING],
  [Semaphore, LOCKING],
  [Condition, [...LOCKING, 'notify', 'notifyAll', 'wait', 'waitFor'].sort()],
  [
    Queue,
    [
      'empty',
      'full',
      'get',
      'getNowait',
      'join',
      'put',
      'putNowait',
      'qsize',
      'taskDone',
    ],
  ],
];
test.each(METHODS.map(([type, names]) => [type.name, type.prototype, names] as const))(
  'what a %s can be asked by name is no plumbing',
  (_, prototype, names) => {
    expect(namesOf(prototype)).toEqual(names);
  },
);

test('what a user can hold shows no plumbing, and none of it is exported', () => {
  const loop = new TaskLoop();
  expect(Object.keys(loop)).toEqual([]);
  expect(Object.keys(loop.addTask(returns(1)))).toEqual(['loop']);
  for (const made of [new Event(), new Lock(), new Semaphore(), new Condition()])
    expect(Object.keys(made)).toEqual([]);
  expect(Object.keys(new Queue())).toEqual([]);
  expect(Object.keys(new TaskGroup())).toEqual([]);
  expect(Object.values(library).filter((value) => typeof value === 'symbol')).toEqual(
    [],
  );
});

test('a forgotten star does not compile, and does not spin', () => {
  const { loop } = watchedLoop();
  const pending = loop.createFuture<number>();
  const given: unknown[] = [];
  expect(() => {
    // @ts-expect-error: it is for `yield*`
    for (const future of pending) given.push(future);
  }).toThrow(InvalidStateError);
  expect(given.map((future) => future === pending)).toEqual([true]);
  // @ts-expect-error: it is for `yield*`
  // oxlint-disable-next-line typescript/no-misused-promises
  expect(() => [...pending]).toThrow('yield* future');
  expect(() => new Set(pending)).toThrow('yield* future');
});

test('what must not compile does not', () => {
  const { loop } = watchedLoop();
  const executor = new ThreadedExecutor(loop);
  const task = loop.addTask(returns(1));
  const typesOnly = (): void => {
    // @ts-expect-error: JSON has no Date
    const date: Future<Date> = executor.submit(() => new Date());
    // @ts-expect-error: nor in a promise
    executor.submit(async () => new Map());
    // @ts-expect-error: a generator is work that nobody would do
    executor.submit(function* () {});
    // @ts-expect-error: an argument is missing
    executor.submit((n: number) => n);
    // @ts-expect-error: an argument is of another type
    executor.submit((n: number) => n, 'x');
    // @ts-expect-error: a task is no callback
    task.addDoneCallback(task);
    // @ts-expect-error: nobody would wait for the promise
    task.addDoneCallback(async () => {});
    // @ts-expect-error: nobody would wait for the promise
    loop.callSoon(async () => {});
    // @ts-expect-error: nobody would run the generator
    loop.callSoon(function* () {});
    // @ts-expect-error: an argument is missing
    loop.callSoon((n: number) => n);
    // @ts-expect-error: nobody would wait for the future, which has a `then`
    loop.callSoon(() => loop.createFuture());
    // @ts-expect-error: nobody would run the sleep
    loop.callLater(5, () => sleep(5));
    // @ts-expect-error: an argument is missing
    loop.callAt(5, (n: number) => n);
    // @ts-expect-error: a promise is no coroutine
    loop.addTask(Promise.resolve(1));
    // @ts-expect-error: a promise would never be done
    loop.runUntilComplete(Promise.resolve(1));
    // @ts-expect-error: the body of a `within` is a function*
    within(new Lock(), () => 5);
    // @ts-expect-error: a queue takes what it was made for
    new Queue<number>().putNowait('x');
    void date;
  };
  void typesOnly;
  const sum = executor.submit((x: number, y = 2) => x + y, 1);
  const row: Future<{ id: number; tags: string[] }> = executor.submit(
    (id: number): { id: number; tags: string[] } => ({ id, tags: [] }),
    1,
  );
  expectTypeOf(executor.submit(async (n: number) => n, 1)).toEqualTypeOf<
    Future<number>
  >();
  expect([loop.runUntilComplete(sum), loop.runUntilComplete(row)]).toEqual([
    3,
    { id: 1, tags: [] },
  ]);
  runAll(loop);
});

test('results have the types of the work', () => {
  const typesOnly = (): void => {
    const loop = new TaskLoop();
    const n = loop.createFuture<number>();
    expectTypeOf(gather([n, returns('x'), Promise.resolve(true)])).toEqualTypeOf<
      Future<[number, string, boolean]>
    >();
    expectTypeOf(gather([n], { returnExceptions: true })).toEqualTypeOf<
      Future<unknown[]>
    >();
    expectTypeOf(run(waitFor(n, 5))).toEqualTypeOf<number>();
    expectTypeOf(run(sleep(5, 'x'))).toEqualTypeOf<string>();
    expectTypeOf(run(sleep(5))).toEqualTypeOf<void>();
    expectTypeOf(run(within(new Lock(), () => returns(1)))).toEqualTypeOf<
      number | undefined
    >();
    expectTypeOf(n.then(String)).toEqualTypeOf<Future<string>>();
  };
  void typesOnly;
});
