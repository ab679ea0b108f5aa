import { expect, expectTypeOf, test } from 'vitest';
import {
  FutureCancelledError,
  TaskLoop,
  type Coroutine,
  type Future,
} from '../../src/index.ts';
import { failureOf, resultOf, runAll } from '../kit.ts';

/** Waits for a future in one way and the other, and tells what came of it. */
const ways = {
  'yield* future': function* (future: Future<any>): Coroutine<unknown> {
    try {
      return ['got', yield* future];
    } catch (error) {
      return ['caught', error];
    }
  },
  'yield future': function* (future: Future<any>): Coroutine<unknown> {
    try {
      return ['got', yield future];
    } catch (error) {
      return ['caught', error];
    }
  },
};

test('a task that waits is not in the queue, and comes back when its future is done', () => {
  const loop = new TaskLoop();
  const parcel = loop.createFuture<string>();
  const seen: string[] = [];
  const task = loop.addTask(
    (function* () {
      const content = yield* parcel;
      expectTypeOf(content).toEqualTypeOf<string>();
      seen.push(content);
    })(),
  );
  loop.runOnce();
  expect([loop.totalTasks(), task.done()]).toEqual([0, false]);
  parcel.setResult('a book');
  expect([loop.totalTasks(), seen]).toEqual([1, []]);
  runAll(loop);
  expect([seen, task.done()]).toEqual([['a book'], true]);
});

test('a bare yield after waiting gives nothing: each wait has its own future', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const task = loop.addTask(
    (function* (): Coroutine<unknown[]> {
      return [yield future, yield];
    })(),
  );
  loop.callSoon(() => future.setResult(42));
  runAll(loop);
  expect(resultOf(task)).toEqual([42, undefined]);
});

test.each(Object.entries(ways))('%s gives the result, whatever it is', (_, wait) => {
  for (const value of [42, undefined, null, new Error('a result')]) {
    const loop = new TaskLoop();
    const [pending, done] = [0, 1].map(() => loop.createFuture<unknown>());
    done!.setResult(value);
    const tasks = [pending!, done!].map((future) => loop.addTask(wait(future)));
    loop.callSoon(() => pending!.setResult(value));
    runAll(loop);
    expect(tasks.map(resultOf)).toEqual([
      ['got', value],
      ['got', value],
    ]);
  }
});

test.each(Object.entries(ways))('%s throws the error, whatever it is', (_, wait) => {
  for (const error of [new RangeError('no'), 'text', undefined]) {
    const loop = new TaskLoop();
    const future = loop.createFuture<unknown>();
    const task = loop.addTask(wait(future));
    loop.callSoon(() => future.setException(error));
    runAll(loop);
    expect(resultOf(task)).toEqual(['caught', error]);
  }
});

test.each(Object.entries(ways))('%s throws a cancellation', (_, wait) => {
  const loop = new TaskLoop();
  const future = loop.createFuture<unknown>();
  const task = loop.addTask(wait(future));
  loop.callSoon(() => future.cancel());
  runAll(loop);
  expect(resultOf(task)).toEqual(['caught', expect.any(FutureCancelledError)]);
});

test('an error that the generator does not catch is the error of the task', () => {
  const loop = new TaskLoop();
  const error = new RangeError('no');
  const future = loop.createFuture();
  const task = loop.addTask(
    (function* () {
      yield* future;
    })(),
  );
  loop.callSoon(() => future.setException(error));
  runAll(loop);
  expect(failureOf(task)).toBe(error);
});

test('several tasks can wait for one future, and resume in the order in which they came', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const seen: string[] = [];
  for (const name of ['a', 'b', 'c'])
    loop.addTask(
      (function* () {
        seen.push(name + (yield* future));
      })(),
    );
  runAll(loop);
  future.setResult(7);
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual(['a7', 'b7', 'c7']);
});

test('a chain of 10,000 tasks that wait for each other does not overflow the stack', () => {
  const loop = new TaskLoop();
  const first = loop.createFuture<number>();
  let last: Future<number> = first;
  for (let i = 0; i < 10_000; i++) {
    const before = last;
    last = loop.addTask(
      (function* () {
        return (yield* before) + 1;
      })(),
    );
  }
  loop.callSoon(() => first.setResult(0));
  runAll(loop, 50_000);
  expect(resultOf(last)).toBe(10_000);
});
