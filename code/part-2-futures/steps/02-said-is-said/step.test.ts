import { expect, test } from 'vitest';
import { Future, InvalidStateError } from '../../src/index.ts';
import { outcome } from '../kit.ts';

test('a second result is refused, and the first one stays', () => {
  for (const value of [42, undefined]) {
    const future = new Future<number | undefined>();
    future.setResult(value);
    expect(outcome(() => future.setResult(43))).toBe('threw InvalidStateError');
    expect(future.result()).toBe(value);
  }
});

test('a future says its state, and the refusal names it', () => {
  const future = new Future<number>();
  const before = future.state;
  future.setResult(42);
  expect([before, future.state]).toEqual(['pending', 'finished']);
  expect(() => future.setResult(43)).toThrow(InvalidStateError);
  expect(() => future.setResult(43)).toThrow('finished');
});

test('callbacks hear of the first result, and of no other', () => {
  const future = new Future<number>();
  const seen: number[] = [];
  future.addDoneCallback((f) => seen.push(f.result()));
  future.setResult(42);
  outcome(() => future.setResult(43));
  future.addDoneCallback((f) => seen.push(f.result()));
  expect(seen).toEqual([42, 42]);
});

test('a callback cannot change the result under those that come after it', () => {
  const future = new Future<number>();
  const seen: unknown[] = [];
  future.addDoneCallback(() => seen.push(outcome(() => future.setResult(43))));
  future.addDoneCallback((f) => seen.push(f.result()));
  future.setResult(42);
  expect(seen).toEqual(['threw InvalidStateError', 42]);
});
