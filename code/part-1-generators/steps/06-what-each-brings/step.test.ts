import { expect, expectTypeOf, test } from 'vitest';
import { roundRobin } from '../../src/index.ts';
import { stepsInto } from '../kit.ts';

test('results come back in the order of the generators, whichever ended first', () => {
  const work = stepsInto([]);
  expect(roundRobin(work('A', 3), work('B', 0), work('C', 1))).toEqual(['a', 'b', 'c']);
});

test('a generator that returns nothing has undefined for a result', () => {
  function* nothing() {
    yield 'not a result';
  }
  const work = stepsInto([]);
  expect(roundRobin(nothing(), work('B', 2), nothing())).toEqual([
    undefined,
    'b',
    undefined,
  ]);
});

test('no generators, no results', () => {
  expect(roundRobin()).toEqual([]);
});

test('each result has its own type', () => {
  function* one() {
    yield;
    return 1;
  }
  function* word(): Generator<boolean, string, undefined> {
    return 'one';
  }
  const results = roundRobin(one(), word());
  expectTypeOf(results).toEqualTypeOf<[number, string]>();
  const some = [one()];
  expectTypeOf(roundRobin(...some)).toEqualTypeOf<number[]>();
  expect(results).toEqual([1, 'one']);
});
