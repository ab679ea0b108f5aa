import { expect, expectTypeOf, test } from 'vitest';
import { inorder, treeOf } from '../../src/index.ts';
import { branchOf, SHAPES, watchedTree } from '../kit.ts';

test('the values come in order', () => {
  expect([...inorder(treeOf([4, 2, 6, 1, 3, 5, 7]))]).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each(SHAPES)('%s', (_, values) => {
  expect([...inorder(treeOf(values))]).toEqual(values.toSorted());
});

test('it goes no further than it is asked to', () => {
  const seen: string[] = [];
  const values = inorder(watchedTree(seen));
  expect([values.next().value, values.next().value, ...seen]).toEqual([1, 2]);
  expect([values.next().value, values.next().done]).toEqual([3, true]);
});

test('a caller can leave early, and others walk the same tree', () => {
  const root = treeOf([2, 1, 3]);
  const other = inorder(root);
  const pairs: string[] = [];
  for (const value of inorder(root)) {
    pairs.push(`${value}${other.next().value}`);
    if (value === 2) break;
  }
  expect([...pairs, other.next().value]).toEqual(['11', '22', 3]);
});

test('it goes down a branch of a thousand nodes', () => {
  expect([...inorder(branchOf(1000, 'right'))]).toHaveLength(1000);
});

test('the values have their type', () => {
  const values = inorder(treeOf(['a']));
  expectTypeOf(values).toEqualTypeOf<Generator<string, void, undefined>>();
  expect(values.next().value).toBe('a');
});
