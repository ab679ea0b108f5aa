import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  InvalidStateError,
  TaskLoop,
  type Future,
} from '../../src/index.ts';
import { errorOf, outcome } from '../kit.ts';

type Waiting = (timeoutMs?: number) => unknown;
/** A `result` that still waits would wait for ever: the 30 ms end that. */
const result = (future: Future<unknown>): unknown =>
  (future.result as Waiting).call(future, 30);
const exception = (future: Future<unknown>): unknown =>
  (future.exception as Waiting).call(future, 30);

test('a pending future has no result, and says how to wait for one', () => {
  const future = new TaskLoop().createFuture();
  for (const ask of [result, exception]) {
    const error = errorOf(() => ask(future));
    expect(error).toBeInstanceOf(InvalidStateError);
    expect(String(error)).toContain('yield* future');
  }
  expect(future.done()).toBe(false);
});

test('a future with a result gives it each time', () => {
  for (const value of [42, undefined, false, new Error('a result')]) {
    const future = new TaskLoop().createFuture();
    future.setResult(value);
    expect([0, 1].map(() => outcome(() => result(future)))).toEqual([value, value]);
    expect(exception(future)).toBe(undefined);
  }
});

test('a future that failed throws what it failed with', () => {
  for (const error of [new RangeError('no'), 'text', undefined]) {
    const future = new TaskLoop().createFuture();
    future.setException(error);
    expect(errorOf(() => result(future))).toBe(error);
    expect(exception(future)).toBe(error);
    expect([future.done(), future.cancelled()], 'done; cancelled').toEqual([
      true,
      false,
    ]);
  }
});

test('a cancelled future throws FutureCancelledError, and is cancelled once', () => {
  const future = new TaskLoop().createFuture();
  expect([future.cancel(), future.cancel()], 'the first cancel; the second').toEqual([
    true,
    false,
  ]);
  for (const ask of [result, exception])
    expect(errorOf(() => ask(future))).toBeInstanceOf(FutureCancelledError);
  expect([future.done(), future.cancelled()], 'done; cancelled').toEqual([true, true]);
});

test('a future that is done stays as it is', () => {
  const [finished, cancelled] = [0, 1].map(() => new TaskLoop().createFuture<number>());
  finished!.setResult(42);
  cancelled!.cancel();
  for (const future of [finished!, cancelled!]) {
    expect(errorOf(() => future.setResult(43))).toBeInstanceOf(InvalidStateError);
    expect(errorOf(() => future.setException(1))).toBeInstanceOf(InvalidStateError);
  }
  expect([finished!.cancel(), finished!.cancelled(), result(finished!)]).toEqual([
    false,
    false,
    42,
  ]);
  expect(cancelled!.cancelled()).toBe(true);
});
