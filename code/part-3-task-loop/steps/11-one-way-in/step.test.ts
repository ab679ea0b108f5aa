import { expect, expectTypeOf, test } from 'vitest';
import {
  LoopMismatchError,
  Task,
  TaskLoop,
  transformFuture,
  type Future,
} from '../../src/index.ts';
import { errorOf, resultOf, runAll } from '../kit.ts';

test('a generator becomes one task of the loop, and begins in its turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  function* work() {
    seen.push('begins');
    yield;
    return 42;
  }
  const task = transformFuture(work(), loop);
  expect(task).toBeInstanceOf(Task);
  expect([task.loop === loop, loop.totalTasks(), seen]).toEqual([true, 1, []]);
  runAll(loop);
  expect([resultOf(task), seen]).toEqual([42, ['begins']]);
});

test('a future of the loop stays the object it is', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const task = loop.addTask((function* () {})());
  const same = transformFuture(future, loop);
  expectTypeOf(same).toEqualTypeOf<Future<number>>();
  expect(
    [same === future, transformFuture(task, loop) === task],
    'the same object: a future; a task',
  ).toEqual([true, true]);
});

test('a future of another loop is refused, and stays as it was', () => {
  const [loop, other] = [new TaskLoop(), new TaskLoop()];
  const futures = [other.createFuture(), other.addTask((function* () {})())];
  for (const future of futures) {
    const error = errorOf(() => transformFuture(future, loop));
    expect(error).toBeInstanceOf(LoopMismatchError);
    expect(error, 'a LoopMismatchError').toBeInstanceOf(RangeError);
  }
  expect([futures.map((future) => future.done()), loop.totalTasks()]).toEqual([
    [false, false],
    0,
  ]);
});

test.each<[string, unknown, string]>([
  ['a number', 5, '5'],
  ['undefined', undefined, 'undefined'],
  ['null', null, 'null'],
  ['an iterator', [1, 2].values(), 'got'],
  ['a promise', Promise.resolve(), 'Promise'],
  ['what only looks like a generator', { next() {}, [Symbol.iterator]() {} }, 'got'],
  ['an async generator', (async function* () {})(), 'AsyncGenerator'],
])('%s is refused, and named', (_, value, part) => {
  const loop = new TaskLoop();
  const error = errorOf(() => transformFuture(value as never, loop));
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain(part);
  expect(loop.totalTasks()).toBe(0);
});

test('a generator function is refused, with a hint that a call is missing', () => {
  const loop = new TaskLoop();
  const [hinted, other] = [function* () {}, () => {}].map((value) =>
    errorOf(() => transformFuture(value as never, loop)),
  );
  expect(hinted).toBeInstanceOf(TypeError);
  expect(String(hinted)).toContain('call it');
  expect(String(other), 'calling this one would not help').not.toContain('call it');
});
