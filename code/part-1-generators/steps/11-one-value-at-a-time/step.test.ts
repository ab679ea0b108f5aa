import { expect, expectTypeOf, test } from 'vitest';
import { inorder, treeOf, TreeNode } from '../../src/index.ts';

test('the values come in order', () => {
  expect([...inorder(treeOf([4, 2, 6, 1, 3, 5, 7]))]).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each([
  ['no tree', []],
  ['one node', [1]],
  ['a branch to the right', [1, 2, 3]],
  ['a branch to the left', [3, 2, 1]],
  ['a branch with bends', [1, 4, 2, 3]],
  ['equal values', [2, 1, 2, 1, 2]],
  ['values that are false', [0, 1, -1]],
  ['undefined', [undefined]],
])('%s', (_, values) => {
  const found = [...inorder(treeOf(values as unknown[]))];
  expect(found).toEqual((values as unknown[]).toSorted());
});

test('it goes no further than it is asked to', () => {
  const root = treeOf([2, 1, 3])!;
  const seen: string[] = [];
  const right = root.right;
  Object.defineProperty(root, 'right', { get: () => (seen.push('right'), right) });
  const values = inorder(root);
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
  const root = new TreeNode(0);
  let leaf = root;
  for (let i = 1; i < 1000; i++) leaf = leaf.right = new TreeNode(i);
  expect([...inorder(root)]).toHaveLength(1000);
});

test('the values have their type', () => {
  const values = inorder(treeOf(['a']));
  expectTypeOf(values).toEqualTypeOf<Generator<string, void, undefined>>();
  expect(values.next().value).toBe('a');
});
