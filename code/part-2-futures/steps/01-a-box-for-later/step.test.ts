import { expect, expectTypeOf, test } from 'vitest';
import { Future } from '../../src/index.ts';

test('a new future is not done', () => {
  const future = new Future();
  expect(future.done()).toBe(false);
});

test('a future that was given a result is done, and gives it each time', () => {
  for (const value of [42, 0, undefined, new Error('a result')]) {
    const future = new Future<unknown>();
    future.setResult(value);
    expect([future.done(), future.result(), future.result()]).toEqual([
      true,
      value,
      value,
    ]);
  }
});

test('callbacks are called when the result comes, in order, each with the future', () => {
  const future = new Future<number>();
  const seen: unknown[] = [];
  future.addDoneCallback((f) => seen.push('first', f.result()));
  future.addDoneCallback((f) => seen.push('second', f === future));
  expect(seen).toEqual([]);
  future.setResult(42);
  expect(seen).toEqual(['first', 42, 'second', true]);
});

test('a callback that comes late is called at once', () => {
  const future = new Future<number>();
  const seen: number[] = [];
  future.setResult(42);
  future.addDoneCallback((f) => seen.push(f.result()));
  expect(seen).toEqual([42]);
});

test('a callback that is added twice is called twice', () => {
  const future = new Future<number>();
  let calls = 0;
  const count = (): unknown => calls++;
  future.addDoneCallback(count);
  future.addDoneCallback(count);
  future.setResult(42);
  expect(calls).toBe(2);
});

test('a callback that is added by a callback is called, and each one once', () => {
  const future = new Future<number>();
  const seen: string[] = [];
  future.addDoneCallback(() => {
    seen.push('outer');
    future.addDoneCallback(() => seen.push('inner'));
  });
  future.setResult(42);
  expect(seen).toEqual(['outer', 'inner']);
});

test('the future is done when its callbacks are called', () => {
  const future = new Future<number>();
  const seen: unknown[] = [];
  future.addDoneCallback((f) => seen.push(f.done()));
  future.setResult(42);
  expect(seen).toEqual([true]);
});

test('the types are those of the result', () => {
  const future = new Future<number>();
  future.setResult(42);
  expectTypeOf(future.result()).toEqualTypeOf<number>();
  expectTypeOf(future.setResult).parameters.toEqualTypeOf<[value: number]>();
  const anything: Future<unknown> = future; // else the private fields say what T has to be
  expect(anything.result()).toBe(42);
});
