import { expect, test } from 'vitest';
import { Future } from '../../src/index.ts';
import { Task } from './exercise.ts';

test('the result is what the generator returns, not what was sent to it', () => {
  const future = new Future<number>();
  const task = new Task(
    (function* () {
      return `got ${yield* future}`;
    })(),
  );
  expect(task.done()).toBe(false);
  const random = Math.random();
  future.setResult(random);
  expect(task.result(0)).toBe(`got ${random}`);
});

test('a generator that never waits has a result too', () => {
  const random = Math.random();
  const task = new Task(
    (function* (): Generator<Future<number>, number> {
      return random;
    })(),
  );
  expect(task.result(0)).toBe(random);
});

test('a generator that returns nothing has the result undefined', () => {
  const future = new Future<number>();
  const task = new Task(
    (function* () {
      yield future;
    })(),
  );
  future.setResult(42);
  expect([task.done(), task.result(0)]).toEqual([true, undefined]);
});

test('one task can wait for the result of another', () => {
  const future = new Future<number>();
  const inner = new Task(
    (function* () {
      return (yield* future) + 1;
    })(),
  );
  const outer = new Task(
    (function* () {
      return (yield* inner) * 2;
    })(),
  );
  future.setResult(20);
  expect([inner.result(0), outer.result(0)]).toEqual([21, 42]);
});
