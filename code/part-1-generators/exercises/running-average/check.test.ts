import { expect, test } from 'vitest';
import { runningAverage } from './exercise.ts';

/** Starts a running average, sends the numbers, and gives the answers. */
function answers(...numbers: number[]): unknown[] {
  const average = runningAverage();
  average.next();
  return numbers.map((number) => average.next(number).value);
}

const near = (number: number): unknown => expect.closeTo(number, 9);

test('starts with 0', () => {
  expect(runningAverage().next()).toEqual({ value: 0, done: false });
});

test('one number is its own average', () => {
  expect(answers(42)).toEqual([42]);
});

test('each number is answered with the average so far', () => {
  expect(answers(10, 20, 30, 0)).toEqual([10, 15, 20, 15].map(near));
});

test('0 and negative numbers count too', () => {
  expect(answers(0, -4, 0, 8)).toEqual([0, -2, -4 / 3, 1].map(near));
});

test('carries on for as long as numbers come', () => {
  const numbers = Array.from({ length: 1000 }, () => Math.floor(Math.random() * 100));
  const sum = numbers.reduce((a, b) => a + b);
  expect(answers(...numbers).at(-1)).toBeCloseTo(sum / 1000, 9);
});

test('two of them do not mix their numbers', () => {
  const [one, other] = [runningAverage(), runningAverage()];
  one.next();
  other.next();
  one.next(100);
  expect(other.next(2).value).toBe(2);
  expect(one.next(0).value).toBe(50);
});
