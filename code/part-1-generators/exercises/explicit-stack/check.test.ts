import { expect, test } from 'vitest';
import { inorder, type Node } from './exercise.ts';

/** A tree of any shape that has these values in order. */
function randomTree(values: number[]): Node<number> | undefined {
  if (values.length === 0) return undefined;
  const middle = Math.floor(Math.random() * values.length);
  const node: Node<number> = { value: values[middle]! };
  const left = randomTree(values.slice(0, middle));
  const right = randomTree(values.slice(middle + 1));
  if (left) node.left = left;
  if (right) node.right = right;
  return node;
}

/** A tree that is one branch. */
function branch(length: number, side: 'left' | 'right'): Node<number> {
  const root: Node<number> = { value: 0 };
  let node = root;
  for (let value = 1; value < length; value++) node = node[side] = { value };
  return root;
}

test('yields nothing for no tree, and one value for one node', () => {
  expect([...inorder()]).toEqual([]);
  expect([...inorder({ value: 'only' })]).toEqual(['only']);
});

test('yields left, itself, right', () => {
  const tree = {
    value: 4,
    left: { value: 2, left: { value: 1 }, right: { value: 3 } },
    right: { value: 6, left: { value: 5 } },
  };
  expect([...inorder(tree)]).toEqual([1, 2, 3, 4, 5, 6]);
});

test('yields the values of trees of any shape in order', () => {
  for (let size = 0; size < 60; size++) {
    const values = Array.from({ length: size }, (_, i) => i);
    expect([...inorder(randomTree(values))]).toEqual(values);
  }
});

test.each(['left', 'right'] as const)(
  'goes down a branch to the %s of 100,000 nodes',
  (side) => {
    const length = 100_000;
    const values = [...inorder(branch(length, side))];
    if (side === 'left') values.reverse();
    expect(values).toHaveLength(length);
    const firstWrong = values.findIndex((value, place) => value !== place);
    expect(firstWrong, 'the first value that is not in its place').toBe(-1);
  },
);

test('does not look into a node on the right before a value of it is asked for', () => {
  const tooEarly = {
    get value(): number {
      throw new Error('too early');
    },
    get left(): Node<number> {
      throw new Error('too early');
    },
  };
  const values = inorder({ value: 2, left: { value: 1 }, right: tooEarly });
  expect([values.next().value, values.next().value]).toEqual([1, 2]);
  expect(() => values.next()).toThrow('too early');
});

test('takes a value when it is asked for it, and not before', () => {
  let taken = 0;
  const watch = (node: Node<number> | undefined): void => {
    if (!node) return;
    const { value } = node;
    Object.defineProperty(node, 'value', { get: () => (taken++, value) });
    watch(node.left);
    watch(node.right);
  };
  const tree = randomTree(Array.from({ length: 50 }, (_, i) => i))!;
  watch(tree);
  let asked = 0;
  for (const _ of inorder(tree)) expect(taken).toBe(++asked);
});

test('resumes one generator for each value', () => {
  const everyGenerator = Object.getPrototypeOf(inorder.prototype);
  const { next } = everyGenerator;
  let resumes = 0;
  everyGenerator.next = function (input: unknown) {
    resumes++;
    return next.call(this, input);
  };
  try {
    for (const _ of inorder(branch(100, 'left')));
  } finally {
    everyGenerator.next = next;
  }
  expect(resumes).toBe(101); // the last one is told that it is done
});
