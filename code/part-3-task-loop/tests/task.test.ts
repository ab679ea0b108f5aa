import { expect, expectTypeOf, test } from 'vitest';
import {
  BadYieldError,
  FutureCancelledError,
  LoopMismatchError,
  LoopStateError,
  TaskLoop,
  type Future,
} from '../src/index.ts';

test('a task is a future of what its generator returns', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
      return 'the end';
    })(),
  );
  expect(task.done()).toBe(false);
  expect(loop.runUntilComplete(task)).toBe('the end');
  expect(task.result()).toBe('the end');
  expectTypeOf(task.result()).toEqualTypeOf<string>();
});

test('tasks take turns', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  function* count(name: string) {
    for (let i = 0; i < 3; i++) {
      seen.push(name + i);
      yield;
    }
  }
  const a = loop.addTask(count('A'));
  const b = loop.addTask(count('B'));
  loop.runUntilComplete(a);
  loop.runUntilComplete(b);
  expect(seen).toEqual(['A0', 'B0', 'A1', 'B1', 'A2', 'B2']);
});

test('yield* future parks the task and gives the result, typed', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setResult(20));
  const sum = loop.runUntilComplete(
    (function* () {
      const first = yield* future;
      expectTypeOf(first).toEqualTypeOf<number>();
      return first + (yield* future); // a finished future does not park it
    })(),
  );
  expectTypeOf(sum).toEqualTypeOf<number>();
  expect(sum).toBe(40);
});

test('yield future gives the result too', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setResult(20));
  expect(
    loop.runUntilComplete(
      (function* (): Generator<Future<number>, number, number> {
        return yield future;
      })(),
    ),
  ).toBe(20);
});

test('an error of the awaited future is thrown at the yield, and can be caught there', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setException(new RangeError('no')));
  expect(
    loop.runUntilComplete(
      (function* () {
        try {
          return yield* future;
        } catch (error) {
          yield; // and it can go on waiting afterwards
          return String(error);
        }
      })(),
    ),
  ).toBe('RangeError: no');
});

test('an error of the generator is the error of the task', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
      throw new RangeError('no');
    })(),
  );
  expect(() => loop.runUntilComplete(task)).toThrow(new RangeError('no'));
  expect(task.exception()).toEqual(new RangeError('no'));
});

test.each([
  ['5', 5, 'number 5'],
  ['a string', 'x', 'string x'],
  ['null', null, 'object null'],
  ['a promise', Promise.resolve(), 'an object of class Promise'],
  ['a function', function work() {}, 'the function work'],
  ['a generator', (function* () {})(), 'yield*'],
])('yielding %s throws an error that explains, at the yield', (_, value, part) => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* (): Generator<any, void> {
      yield value;
    })(),
  );
  expect(() => loop.runUntilComplete(task)).toThrow(part);
  expect(task.exception()).toBeInstanceOf(BadYieldError);
});

test('a task can wait neither for itself nor for a future of another loop', () => {
  const loop = new TaskLoop();
  const seen: { itself?: Future<void> } = {};
  seen.itself = loop.addTask(
    (function* (): Generator<any, void> {
      yield seen.itself;
    })(),
  );
  expect(() => loop.runUntilComplete(seen.itself!)).toThrow(BadYieldError);
  const stranger = new TaskLoop().createFuture();
  expect(() =>
    loop.runUntilComplete(
      (function* () {
        yield* stranger;
      })(),
    ),
  ).toThrow(LoopMismatchError);
});

test('cancel throws FutureCancelledError into the generator at its yield, which may clean up', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  const seen: unknown[] = [];
  const task = loop.addTask(
    (function* () {
      try {
        yield* future;
      } finally {
        seen.push('cleaned up');
      }
    })(),
  );
  loop.callSoon(() => seen.push(task.cancel()));
  expect(() => loop.runUntilComplete(task)).toThrow(FutureCancelledError);
  expect(seen).toEqual([true, 'cleaned up']);
  expect([task.cancelled(), future.cancelled(), task.cancel()]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a task that is not parked is cancelled too, and one that never began never begins', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const task = loop.addTask(
    (function* () {
      seen.push('began');
    })(),
  );
  task.cancel();
  expect(() => loop.runUntilComplete(task)).toThrow(FutureCancelledError);
  expect(seen).toEqual([]);
});

test('a generator may refuse to be cancelled', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      try {
        yield;
      } catch {
        return 'still here';
      }
      return 'never';
    })(),
  );
  loop.callSoon(() => task.cancel());
  expect(loop.runUntilComplete(task)).toBe('still here');
});

test('nobody but the generator sets the result of a task', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
    })(),
  );
  expect(() => task.setResult()).toThrow(LoopStateError);
  expect(() => task.setException()).toThrow(LoopStateError);
});

test('a chain of 10,000 tasks that wait for each other does not overflow the stack', () => {
  const loop = new TaskLoop();
  let last: Future<number> = loop.createFuture<number>();
  const first = last;
  for (let i = 0; i < 10_000; i++) {
    const before = last;
    last = loop.addTask(
      (function* () {
        return (yield* before) + 1;
      })(),
    );
  }
  loop.callSoon(() => first.setResult(0));
  expect(loop.runUntilComplete(last)).toBe(10_000);
});
