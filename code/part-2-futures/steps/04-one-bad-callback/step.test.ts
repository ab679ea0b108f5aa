import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Future } from '../../src/index.ts';
import { outcome, printedErrors } from '../kit.ts';

let printed: unknown[];
beforeEach(() => void (printed = printedErrors()));
afterEach(() => void vi.restoreAllMocks());

const error = new Error('broken');
const bad = (): never => {
  throw error;
};

test('an error in one callback is printed, and the next one is called', () => {
  const future = new Future<number>();
  const seen: string[] = [];
  future.addDoneCallback(bad);
  future.addDoneCallback(() => seen.push('next'));
  const told = outcome(() => future.setResult(42));
  expect({ seen, isPrinted: printed.includes(error), told }).toEqual({
    seen: ['next'],
    isPrinted: true,
    told: undefined,
  });
});

test('nor does an error in a late callback reach the line that added it', () => {
  const future = new Future<number>();
  future.setResult(42);
  expect(outcome(() => future.addDoneCallback(bad))).toBeUndefined();
  expect(printed).toContain(error);
});

test('the error of a future is no error of its callbacks', () => {
  const future = new Future<number>();
  future.addDoneCallback(() => {});
  future.setException(error);
  expect(printed).toEqual([]);
});

test('removeDoneCallback takes off every entry of a callback, and counts them', () => {
  const future = new Future<number>();
  const seen: string[] = [];
  const twice = (): unknown => seen.push('twice');
  expect(future.removeDoneCallback(twice)).toBe(0);
  future.addDoneCallback(twice);
  future.addDoneCallback(() => seen.push('kept'));
  future.addDoneCallback(twice);
  const counts = [1, 2].map(() => future.removeDoneCallback(twice));
  expect(counts).toEqual([2, 0]);
  future.addDoneCallback(() => seen.push('last'));
  future.setResult(42);
  expect(seen).toEqual(['kept', 'last']);
});
