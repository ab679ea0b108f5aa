import { expect, test } from 'vitest';
import { Future } from '../../src/index.ts';
import { outcome } from '../kit.ts';

const error = new RangeError('the oven is cold');

test('a future that failed throws its error', () => {
  const future = new Future<number>();
  future.setException(error);
  expect([future.done(), future.state]).toEqual([true, 'finished']);
  expect(() => future.result()).toThrow(error);
  expect(future.exception()).toBe(error);
});

test('whatever the error is', () => {
  for (const thrown of [undefined, null, 0, '']) {
    const future = new Future<number>();
    future.setException(thrown);
    expect(outcome(() => future.result())).toEqual(['threw', thrown]);
    expect(future.exception()).toBe(thrown);
  }
});

test('exception is undefined if there is a result, even one that is an error', () => {
  const future = new Future<Error>();
  future.setResult(error);
  expect([future.exception(), future.result()]).toEqual([undefined, error]);
});

test('callbacks hear of an error, early and late', () => {
  const future = new Future<number>();
  const seen: unknown[] = [];
  future.addDoneCallback((f) => seen.push(f.exception()));
  future.setException('no');
  future.addDoneCallback((f) => seen.push(f.exception()));
  expect(seen).toEqual(['no', 'no']);
});

test('what is done stays done, however it came to be so', () => {
  const [failed, finished] = [new Future<number>(), new Future<number>()];
  failed.setException(error);
  finished.setResult(42);
  const refusals = [failed, finished].flatMap((future) => [
    outcome(() => future.setResult(43)),
    outcome(() => future.setException(new Error('second'))),
  ]);
  expect(refusals).toEqual(Array(4).fill('threw InvalidStateError'));
  expect([failed.exception(), finished.result()]).toEqual([error, 42]);
});
