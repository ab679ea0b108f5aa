import { expect, test } from 'vitest';
import { InvalidStateError } from '../../src/index.ts';
import { Future } from './exercise.ts';

test('a result can be set, and the callbacks are called', () => {
  const future = new Future<number>();
  const told: unknown[] = [];
  future.addDoneCallback(() => told.push(future.value));
  const random = Math.random();
  future.setResult(random);
  future.addDoneCallback(() => told.push('late'));
  expect([future.state, future.value, told]).toEqual([
    'finished',
    random,
    [random, 'late'],
  ]);
});

test('a second result is refused, and the first one stays', () => {
  const future = new Future<number>();
  let told = 0;
  future.addDoneCallback(() => told++);
  future.setResult(1);
  expect(() => future.setResult(2)).toThrow(InvalidStateError);
  expect(() => future.setException(new Error())).toThrow(InvalidStateError);
  expect([future.state, future.value, told]).toEqual(['finished', 1, 1]);
});

test('the result of a cancelled future is refused, and it stays cancelled', () => {
  const future = new Future<number>();
  let told = 0;
  future.addDoneCallback(() => told++);
  future.cancel();
  expect(() => future.setResult(1)).toThrow(InvalidStateError);
  expect([future.state, future.value, told]).toEqual(['cancelled', undefined, 1]);
});

test('cancel returns true twice, and the callback is called once', () => {
  const future = new Future<number>();
  let told = 0;
  future.addDoneCallback(() => told++);
  expect([future.cancel(), future.cancel(), told]).toEqual([true, true, 1]);
});

test('a finished future cannot be cancelled', () => {
  const future = new Future<number>();
  future.setResult(1);
  expect([future.cancel(), future.state]).toEqual([false, 'finished']);
});
