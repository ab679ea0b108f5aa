import { expect, test } from 'vitest';
import { treeOf, type TreeNode } from '../../src/index.ts';
import { sameValues } from './exercise.ts';

const shuffled = <T>(values: T[]): T[] =>
  values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);

/** A tree whose values count how often they are looked at. */
function counted(values: number[]): { tree: TreeNode<number>; looks: () => number } {
  let looks = 0;
  const watch = (node: TreeNode<number> | undefined): void => {
    if (!node) return;
    const { value } = node;
    watch(node.left);
    watch(node.right);
    Object.defineProperty(node, 'value', { get: () => (looks++, value) });
  };
  const tree = treeOf(values)!;
  watch(tree);
  return { tree, looks: () => looks };
}

test('the same values in other shapes', () => {
  const values = Array.from({ length: 30 }, (_, i) => i);
  for (let round = 0; round < 20; round++)
    expect(sameValues(treeOf(shuffled(values)), treeOf(shuffled(values)))).toBe(true);
});

test('one value differs, wherever it is', () => {
  for (let place = 0; place < 7; place++) {
    const values = [0, 2, 4, 6, 8, 10, 12];
    const others = values.with(place, values[place]! + 1);
    expect(sameValues(treeOf(shuffled(values)), treeOf(shuffled(others)))).toBe(false);
  }
});

test('one has a value more, on either side and at either end', () => {
  const pairs: [number[], number[]][] = [
    [
      [1, 2],
      [1, 2, 3],
    ],
    [
      [1, 2, 3],
      [1, 2],
    ],
    [
      [2, 3],
      [1, 2, 3],
    ],
    [
      [1, 2, 3],
      [2, 3],
    ],
  ];
  for (const [a, b] of pairs)
    expect(sameValues(treeOf(a), treeOf(b)), `${a} and ${b}`).toBe(false);
});

test('equal values count as often as they are there', () => {
  expect(sameValues(treeOf([1, 1, 2]), treeOf([1, 2]))).toBe(false);
  expect(sameValues(treeOf([2, 1, 1]), treeOf([1, 2, 1]))).toBe(true);
});

test('no tree holds the same as no tree, and nothing else does', () => {
  expect(sameValues()).toBe(true);
  expect(sameValues(treeOf([1]), undefined)).toBe(false);
  expect(sameValues(undefined, treeOf([1]))).toBe(false);
});

test('0, empty texts and undefined are values', () => {
  expect(sameValues(treeOf([0]), undefined)).toBe(false);
  expect(sameValues(treeOf(['']), treeOf(['', '']))).toBe(false);
  expect(sameValues<undefined>(treeOf([undefined]), undefined)).toBe(false);
});

test('stops at the first difference', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i);
  const a = counted(shuffled(values));
  const b = counted(shuffled(values.with(5, 5.5)));
  expect(sameValues(a.tree, b.tree)).toBe(false);
  expect(a.looks()).toBeLessThanOrEqual(20);
  expect(b.looks()).toBeLessThanOrEqual(20);
});
