import { expect, expectTypeOf, test } from 'vitest';
import { inorderStack, treeOf } from '../../src/index.ts';
import { branchOf, SHAPES, watchedTree } from '../kit.ts';

test('the values come in order', () => {
  const root = treeOf([4, 2, 6, 1, 3, 5, 7]);
  expect([...inorderStack(root)]).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each(SHAPES)('%s', (_, values) => {
  expect([...inorderStack(treeOf(values))]).toEqual(values.toSorted());
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
    const root = branchOf(50_000, side);
    let count = 0;
    expect(() => {
      for (const _ of inorderStack(root)) count++;
    }).not.toThrow();
    expect(count).toBe(50_000);
  },
);

test('it goes no further than it is asked to', () => {
  const seen: string[] = [];
  const values = inorderStack(watchedTree(seen));
  expect([values.next().value, values.next().value, ...seen]).toEqual([1, 2]);
  expect([values.next().value, values.next().done]).toEqual([3, true]);
});

test('the values have their type', () => {
  const values = inorderStack(treeOf(['a']));
  expectTypeOf(values).toEqualTypeOf<Generator<string, void, undefined>>();
  expect(values.next().value).toBe('a');
});
