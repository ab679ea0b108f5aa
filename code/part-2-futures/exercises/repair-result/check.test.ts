import { expect, test } from 'vitest';
import { FutureTimeoutError } from '../../src/index.ts';
import { Future } from './exercise.ts';

/** What result() throws. */
function thrownBy(future: Future<unknown>, timeoutMs: number): unknown {
  let value: unknown;
  try {
    value = future.result(timeoutMs);
  } catch (error) {
    return error;
  }
  throw new Error(`it returned ${value} instead of throwing`);
}

test('a result is returned, each time', () => {
  const future = new Future<number>();
  const random = Math.random();
  future.setResult(random);
  expect([future.result(10), future.result(10)]).toEqual([random, random]);
});

test('the error of a failed future is thrown: this very error', () => {
  const future = new Future<number>();
  const error = new RangeError(`no ${Math.random()}`);
  future.setException(error);
  expect(thrownBy(future, 10)).toBe(error);
});

test('if the time is over first, FutureTimeoutError is thrown', () => {
  expect(thrownBy(new Future(), 10)).toBeInstanceOf(FutureTimeoutError);
});

test('an error can be a result, and then it is returned', () => {
  const future = new Future<Error>();
  const error = new FutureTimeoutError('of somebody else');
  future.setResult(error);
  expect(future.result(10)).toBe(error);
});

test('a result may be undefined, and so may an error', () => {
  const [empty, failed] = [new Future<undefined>(), new Future<undefined>()];
  empty.setResult(undefined);
  failed.setException(undefined);
  expect(empty.result(10)).toBe(undefined);
  expect(thrownBy(failed, 10)).toBe(undefined);
});
