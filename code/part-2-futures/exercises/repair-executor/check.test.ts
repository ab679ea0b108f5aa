import { expect, test } from 'vitest';
import { Executor } from './exercise.ts';

const failWith = (error: unknown) => (): never => {
  throw error;
};

test('the future of a job that throws is done, and has the error', () => {
  const executor = new Executor();
  const error = new RangeError(`no ${Math.random()}`);
  const future = executor.submit(failWith(error));
  expect(future.done()).toBe(false);
  executor.runAll();
  expect(future.done()).toBe(true);
  expect(future.exception(0)).toBe(error);
  expect(() => future.result(0)).toThrow(error);
});

test('who waits for a job that throws is told', () => {
  const executor = new Executor();
  const told: unknown[] = [];
  executor
    .submit(failWith('broken'))
    .addDoneCallback((future) => told.push(future.exception(0)));
  executor.runAll();
  expect(told).toEqual(['broken']);
});

test('a job that throws does not stop the next', () => {
  const executor = new Executor();
  executor.submit(failWith(new Error()));
  const random = Math.random();
  const next = executor.submit(() => random);
  executor.runAll();
  expect(next.result(0)).toBe(random);
});

test('a job that was cancelled meanwhile does not run', () => {
  const executor = new Executor();
  let ran = false;
  const future = executor.submit(() => (ran = true));
  future.cancel();
  executor.runAll();
  expect([ran, future.cancelled()]).toEqual([false, true]);
});
