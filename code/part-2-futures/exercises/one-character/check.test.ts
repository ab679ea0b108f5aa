import { expect, test } from 'vitest';
import { Future, Task } from '../../src/index.ts';
import { label } from './exercise.ts';

test('the task does not fail', () => {
  const amount = new Future<number>();
  const task = new Task(label(amount));
  amount.setResult(10);
  expect(task.exception(0)).toBe(undefined);
});

test('the label has the price, whatever the amount', () => {
  for (const euros of [0, 10, Math.floor(Math.random() * 1000)]) {
    const amount = new Future<number>();
    const task = new Task(label(amount));
    amount.setResult(euros);
    expect(task.result(0)).toBe(`EUR ${(euros * 1.2).toFixed(2)}`);
  }
});

test('the task waits for the amount', () => {
  const task = new Task(label(new Future()));
  expect(task.done()).toBe(false);
});

test('what the amount fails with is what the task fails with', () => {
  const amount = new Future<number>();
  const task = new Task(label(amount));
  const error = new RangeError('no such amount');
  amount.setException(error);
  expect(task.exception(0)).toBe(error);
});
