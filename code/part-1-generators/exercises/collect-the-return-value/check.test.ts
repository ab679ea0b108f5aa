import { expect, test } from 'vitest';
import { collect } from './exercise.ts';

function* sum(...numbers: number[]) {
  let total = 0;
  for (const number of numbers) {
    total += number;
    yield number;
  }
  return `the sum is ${total}`;
}

test('the return value is kept', () => {
  const random = Math.random();
  expect(collect(sum(1, random)).result).toBe(`the sum is ${1 + random}`);
});

test('the yielded values come in order, without the return value', () => {
  expect(collect(sum(5, 3, 8)).values).toEqual([5, 3, 8]);
});

test('a generator that yields nothing still has a result', () => {
  expect(collect(sum())).toEqual({ values: [], result: 'the sum is 0' });
});

test('values that are false, 0 or undefined are values', () => {
  function* odd() {
    yield* [false, 0, undefined];
    return 'end';
  }
  expect(collect(odd())).toEqual({ values: [false, 0, undefined], result: 'end' });
});

test('a generator that has begun goes on from where it is', () => {
  const begun = sum(1, 2, 3);
  begun.next();
  expect(collect(begun)).toEqual({ values: [2, 3], result: 'the sum is 6' });
});

test("the generator's error comes out", () => {
  function* broken() {
    yield 1;
    throw new Error('broken');
  }
  expect(() => collect(broken())).toThrow('broken');
});
