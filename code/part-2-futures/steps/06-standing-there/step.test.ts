import { expect, test } from 'vitest';
import { Future } from '../../src/index.ts';
import { outcome, whileAsleep } from '../kit.ts';

const error = new RangeError('the oven is cold');
const otherNews = (): void => {};

test('result waits until there is one, and the thread sleeps meanwhile', () => {
  const future = new Future<number>();
  const result = whileAsleep([() => future.setResult(42)], () => future.result());
  expect(result).toBe(42);
});

test('a bell that rings for others does not end the waiting', () => {
  const future = new Future<number>();
  const events = [otherNews, otherNews, () => future.setResult(42)];
  expect(whileAsleep(events, () => future.result())).toBe(42);
});

test('an error ends the waiting, and so does a cancellation', () => {
  const [failed, cancelled] = [new Future<number>(), new Future<number>()];
  const results = [
    whileAsleep([otherNews, () => failed.setException(error)], () => failed.result()),
    whileAsleep([() => cancelled.cancel()], () => cancelled.result()),
  ];
  expect(results).toEqual(['threw RangeError', 'threw FutureCancelledError']);
});

test('exception waits as well', () => {
  const future = new Future<number>();
  const events = [otherNews, () => future.setException(error)];
  expect(whileAsleep(events, () => future.exception())).toBe(error);
});

test('a time that is not over yet changes nothing', () => {
  const future = new Future<number>();
  const events = [otherNews, () => future.setResult(42)];
  expect(whileAsleep(events, () => future.result(1e6))).toBe(42);
});

test('when the time is over, both throw a FutureTimeoutError', () => {
  const future = new Future<number>();
  const results = [5, 0, -1].flatMap((ms) => [
    outcome(() => future.result(ms)),
    outcome(() => future.exception(ms)),
  ]);
  expect(results).toEqual(Array(6).fill('threw FutureTimeoutError'));
  expect(future.state).toBe('pending');
  future.setResult(42);
  expect(future.result(0)).toBe(42);
});

test('what is done already is not waited for', () => {
  const future = new Future<undefined>();
  future.setResult(undefined);
  const results = [future.result(), future.result(0), future.exception(0)];
  expect(results).toEqual([undefined, undefined, undefined]);
});

test('where nothing could end it, waiting is refused', () => {
  const future = new Future<number>();
  expect([outcome(() => future.result()), outcome(() => future.exception())]).toEqual([
    'threw DeadlockError',
    'threw DeadlockError',
  ]);
});

test('a time is a number, even if there is nothing to wait for', () => {
  const done = new Future<number>();
  done.setResult(42);
  for (const time of [NaN, 'soon', null, {}, 10n] as never[])
    for (const future of [done, new Future()]) {
      const came = outcome(() => future.result(time));
      expect(came, `${String(time)}, where the future is ${future.state}`).toBe(
        'threw TypeError',
      );
    }
});
