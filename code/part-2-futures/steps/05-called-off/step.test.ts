import { expect, test } from 'vitest';
import { Future, FutureCancelledError } from '../../src/index.ts';
import { outcome } from '../kit.ts';

test('a cancelled future is done, and has neither a result nor an error', () => {
  const future = new Future<number>();
  const cancelled = [future.cancelled(), future.cancel(), future.cancelled()];
  expect(cancelled, 'cancelled before; cancel; cancelled after').toEqual([
    false,
    true,
    true,
  ]);
  expect([future.done(), future.state]).toEqual([true, 'cancelled']);
  expect(() => future.result()).toThrow(FutureCancelledError);
  expect(outcome(() => future.exception())).toBe('threw FutureCancelledError');
});

test('callbacks hear of it, once', () => {
  const future = new Future<number>();
  const seen: unknown[] = [];
  future.addDoneCallback((f) => seen.push(f.cancelled()));
  expect([future.cancel(), future.cancel()], 'the first cancel; the second').toEqual([
    true,
    true,
  ]);
  future.addDoneCallback(() => seen.push('late'));
  expect(seen).toEqual([true, 'late']);
});

test('what is finished cannot be called off', () => {
  const [failed, finished] = [new Future<number>(), new Future<number>()];
  failed.setException(new Error('no'));
  finished.setResult(42);
  expect(
    [failed.cancel(), finished.cancel()],
    'cancel of the failed one; of the finished one',
  ).toEqual([false, false]);
  const cancelled = [failed.cancelled(), finished.cancelled()];
  expect([...cancelled, finished.state, finished.result()]).toEqual([
    false,
    false,
    'finished',
    42,
  ]);
});

test('a result that comes too late is refused, and so is an error', () => {
  const future = new Future<number>();
  future.cancel();
  expect(outcome(() => future.setResult(42))).toBe('threw InvalidStateError');
  expect(() => future.setException(new Error())).toThrow('cancelled');
  expect(future.cancelled()).toBe(true);
});
