import { describe, expect, expectTypeOf, test } from 'vitest';
import { inorder, inorderStack, inorderVisit, treeOf, TreeNode } from '../src/index.ts';

type Tree = TreeNode<unknown> | undefined;

const oneLongBranch = (length: number) => treeOf(Array.from({ length }, (_, i) => i))!;

/** What V8 says when the stack is full, and what Firefox says. */
const TOO_DEEP = /call stack size|too much recursion/;

const visited = (tree: Tree): unknown[] => {
  const values: unknown[] = [];
  inorderVisit(tree, (value) => values.push(value));
  return values;
};

const walks: [string, (tree: Tree) => unknown[]][] = [
  ['inorderVisit', visited],
  ['inorder', (tree) => [...inorder(tree)]],
  ['inorderStack', (tree) => [...inorderStack(tree)]],
];

describe('TreeNode', () => {
  test('insert puts less on the left and the rest on the right', () => {
    const root = new TreeNode(4);
    for (const value of [2, 6, 3, 4]) root.insert(value);
    expect(root.left?.value).toBe(2);
    expect(root.left?.left).toBeUndefined();
    expect(root.left?.right?.value).toBe(3);
    expect(root.right?.value).toBe(6);
    expect(root.right?.left?.value).toBe(4);
  });

  test('insert works on a branch of any length', () => {
    let branch = new TreeNode(0);
    const root = branch;
    for (let value = 1; value < 50_000; value++)
      branch = branch.right = new TreeNode(value);
    root.insert(50_000);
    expect(branch.right?.value).toBe(50_000);
  });

  test('treeOf inserts one after the other; no values give no tree', () => {
    expect(treeOf([2, 1, 3])).toMatchObject({
      value: 2,
      left: { value: 1 },
      right: { value: 3 },
    });
    expect(treeOf([])).toBeUndefined();
  });
});

describe.each(walks)('%s', (_, walk) => {
  test.each([
    { values: [] },
    { values: [1] },
    { values: [4, 2, 6, 1, 3, 5, 7] },
    { values: [1, 2, 3, 4] },
    { values: [4, 3, 2, 1] },
    { values: [1, 4, 2, 3] },
    { values: [2, 1, 2, 1, 2] },
    { values: ['pear', 'apple', 'fig'] },
    { values: [undefined] },
  ])('sorts $values', ({ values }: { values: unknown[] }) => {
    expect(walk(treeOf(values))).toEqual(values.toSorted());
  });

  test('sorts what is random', () => {
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: round }, () => Math.random());
      expect(walk(treeOf(values))).toEqual(values.toSorted((a, b) => a - b));
    }
  });

  test('goes down a branch of a thousand nodes', () => {
    expect(walk(oneLongBranch(1000))).toHaveLength(1000);
  });

  test('keeps the order of equal values', () => {
    const ordered = (key: number, name: string) => ({ valueOf: () => key, name });
    const values = [ordered(1, 'a'), ordered(0, 'b'), ordered(1, 'c')];
    const names = walk(treeOf(values)).map((value) => (value as { name: string }).name);
    expect(names).toEqual(['b', 'a', 'c']);
  });
});

describe.each([inorder, inorderStack])('$name', (walk) => {
  test('is lazy: it goes no further than it is asked to', () => {
    const root = treeOf([2, 1])!;
    Object.defineProperty(root, 'right', {
      get() {
        throw new Error('nobody asked for that');
      },
    });
    const values = walk(root);
    expect([values.next().value, values.next().value]).toEqual([1, 2]);
    expect(() => values.next()).toThrow('nobody asked for that');
  });

  test('yields values of the type of the tree', () => {
    const values = walk(treeOf(['a']));
    expectTypeOf(values).toEqualTypeOf<Generator<string, void, undefined>>();
  });
});

test.each(['left', 'right'] as const)(
  'inorderStack walks a branch to the %s that is far too long for recursion',
  (side) => {
    const root = new TreeNode(0);
    let leaf = root;
    for (let i = 1; i < 100_000; i++) leaf = leaf[side] = new TreeNode(i);
    let values = 0;
    for (const _ of inorderStack(root)) values++;
    expect(values).toBe(100_000);
    expect(() => visited(root)).toThrow(TOO_DEEP);
    expect(() => [...inorder(root)]).toThrow(TOO_DEEP);
  },
);

/** How often generators of any kind were resumed and gave a value. */
function resumesOf(walk: Iterable<unknown>): number {
  let resumes = 0;
  const everyGenerator = Object.getPrototypeOf(inorder.prototype);
  const { next } = everyGenerator;
  everyGenerator.next = function (input: unknown) {
    const step = next.call(this, input);
    if (!step.done) resumes++;
    return step;
  };
  try {
    for (const _ of walk);
  } finally {
    everyGenerator.next = next;
  }
  return resumes;
}

test('inorder resumes a generator for each node from the root to the value', () => {
  // 4 at depth 1; 2 and 6 at depth 2; 1, 3, 5 and 7 at depth 3
  const bushy = treeOf([4, 2, 6, 1, 3, 5, 7]);
  expect(resumesOf(inorder(bushy))).toBe(1 + 2 * 2 + 4 * 3);
  expect(resumesOf(inorder(oneLongBranch(100)))).toBe((100 * 101) / 2);
});

test('inorderStack resumes one generator for each value', () => {
  const bushy = treeOf([4, 2, 6, 1, 3, 5, 7]);
  expect(resumesOf(inorderStack(bushy))).toBe(7);
  expect(resumesOf(inorderStack(oneLongBranch(100)))).toBe(100);
});
