// What a user of the library can reach, and what the compiler lets them write.
import { expect, expectTypeOf, test } from 'vitest';
import {
  Future,
  Handle,
  InvalidStateError,
  Task,
  TaskLoop,
  ThreadedExecutor,
} from '../src/index.ts';
import * as library from '../src/index.ts';
import { watchedLoop, runAll, returns } from './watched-loop.ts';

test('nothing that a user could say by name is plumbing', () => {
  const namesOf = (prototype: object): string[] =>
    Object.getOwnPropertyNames(prototype)
      .filter((name) => name !== 'constructor')
      .sort();
  expect({
    loop: namesOf(TaskLoop.prototype),
    future: namesOf(Future.prototype),
    task: namesOf(Task.prototype),
    handle: namesOf(Handle.prototype),
    own: Object.keys(new TaskLoop().addTask(returns(1))),
  }).toEqual({
    loop: [
      'addTask',
      'allTasks',
      'callExceptionHandler',
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
      'totalTasks',
    ],
    future: [
      'addDoneCallback',
      'cancel',
      'cancelled',
      'done',
      'exception',
      'removeDoneCallback',
      'result',
      'setException',
      'setResult',
    ],
    task: ['cancel', 'cancelling', 'setException', 'setResult', 'uncancel'],
    handle: ['cancel', 'cancelled', 'run'],
    own: ['loop'],
  });
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
