import { expect, test } from 'vitest';
import { Future, Task } from '../../src/index.ts';
import { asyncHelper } from './exercise.ts';

const add = asyncHelper(function* (a: number, b: Future<number>) {
  return a + (yield* b);
});

test('a call returns a task', () => {
  expect(add(1, new Future())).toBeInstanceOf(Task);
});

test('the task has what the generator function returns', () => {
  const future = new Future<number>();
  const task = add(40, future);
  expect(task.done()).toBe(false);
  const random = Math.random();
  future.setResult(random);
  expect(task.result(0)).toBe(40 + random);
});

test('each call starts one task, and each is another', () => {
  let started = 0;
  const count = asyncHelper(function* () {
    started++;
  });
  expect(started).toBe(0);
  const [one, two] = [count(), count()];
  expect(one === two).toBe(false);
  expect(started).toBe(2);
});

test('an error is in the task', () => {
  const error = new RangeError('no');
  const broken = asyncHelper(function* () {
    throw error;
  });
  expect(broken().exception(0)).toBe(error);
});

test('one such function can wait for another', () => {
  const future = new Future<number>();
  const twice = asyncHelper(function* () {
    return 2 * (yield* add(1, future));
  });
  const task = twice();
  future.setResult(20);
  expect(task.result(0)).toBe(42);
});
