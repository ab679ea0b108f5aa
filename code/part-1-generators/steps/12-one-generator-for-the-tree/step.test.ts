import { expect, expectTypeOf, test } from 'vitest';
import { inorderStack, treeOf, TreeNode } from '../../src/index.ts';

test('the values come in order', () => {
  const root = treeOf([4, 2, 6, 1, 3, 5, 7]);
  expect([...inorderStack(root)]).toEqual([1, 2, 3, 4, 5, 6, 7]);
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
  const found = [...inorderStack(treeOf(values as unknown[]))];
  expect(found).toEqual((values as unknown[]).toSorted());
});

test('one generator is resumed for each value', () => {
  const everyGenerator = Object.getPrototypeOf(inorderStack.prototype) as {
    next(): IteratorResult<unknown>;
  };
  const { next } = everyGenerator;
  let resumes = 0;
  everyGenerator.next = function () {
    resumes++;
    return next.call(this);
  };
  try {
    for (const _ of inorderStack(treeOf([4, 2, 6, 1, 3, 5, 7])));
  } finally {
    everyGenerator.next = next;
  }
  expect(resumes, 'for seven values and the end').toBe(8);
});

test.each(['left', 'right'] as const)(
  'a long branch to the %s is no burden',
  (side) => {
    const root = new TreeNode(0);
    let leaf = root;
    for (let i = 1; i < 50_000; i++) leaf = leaf[side] = new TreeNode(i);
    let count = 0;
    expect(() => {
      for (const _ of inorderStack(root)) count++;
    }).not.toThrow();
    expect(count).toBe(50_000);
  },
);

test('it goes no further than it is asked to', () => {
  const root = treeOf([2, 1, 3])!;
  const seen: string[] = [];
  const right = root.right;
  Object.defineProperty(root, 'right', { get: () => (seen.push('right'), right) });
  const values = inorderStack(root);
  expect([values.next().value, values.next().value, ...seen]).toEqual([1, 2]);
  expect([values.next().value, values.next().done]).toEqual([3, true]);
});

test('the values have their type', () => {
  const values = inorderStack(treeOf(['a']));
  expectTypeOf(values).toEqualTypeOf<Generator<string, void, undefined>>();
  expect(values.next().value).toBe('a');
});
