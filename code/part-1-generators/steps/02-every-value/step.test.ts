import { expect, test } from 'vitest';
import { inorderVisit, treeOf } from '../../src/index.ts';
import { SHAPES } from '../kit.ts';

const sorted = <T>(values: T[]): T[] => {
  const seen: T[] = [];
  inorderVisit(treeOf(values), (value) => seen.push(value));
  return seen;
};

test('the values come in order', () => {
  expect(sorted([4, 2, 6, 1, 3, 5, 7])).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each(SHAPES)('%s', (_, values) => {
  expect(sorted(values)).toEqual(values.toSorted());
});

test('equal values keep the order in which they came', () => {
  const keyed = (key: number, name: string) => ({ valueOf: () => key, name });
  const values = [keyed(1, 'a'), keyed(0, 'b'), keyed(1, 'c')];
  expect(sorted(values).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
});

test('it goes down a branch of a thousand nodes', () => {
  expect(sorted(Array.from({ length: 1000 }, (_, i) => i))).toHaveLength(1000);
});
