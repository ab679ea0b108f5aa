// What the tests of the steps share.
import { PagedTable, treeOf, TreeNode } from '../src/index.ts';

/** Only a caller that never ends asks a generator, or a table, more often. */
const MOST = 200;

/** An error that begins where `asked` was called: in here there's nothing to look for. */
function endedAt(asked: Function, message: string): Error {
  const error = new Error(message);
  Error.captureStackTrace?.(error, asked);
  return error;
}

/**
 * A generator function that writes down each step it takes, and its end. It gives back
 * its name in small letters.
 */
export function stepsInto(seen: string[]) {
  return function (name: string, steps: number): Generator<void, string, undefined> {
    const generator = (function* () {
      for (let step = 1; step <= steps; step++) {
        seen.push(`${name}${step}`);
        yield;
      }
      return name.toLowerCase();
    })();
    let calls = 0;
    const { next } = generator;
    generator.next = () => {
      if (++calls > MOST)
        throw endedAt(generator.next, `${MOST} calls of ${name}.next(), and no end`);
      return next.call(generator);
    };
    return generator;
  };
}

/** A table that ends a reading without end. */
export class EndingTable<Row> extends PagedTable<Row> {
  override page(n: number): Row[] {
    if (this.pagesRead >= MOST)
      throw endedAt(EndingTable.prototype.page, `${MOST} calls of page, and no end`);
    return super.page(n);
  }
}

/** What trees of each shape are made of. */
export const SHAPES: [shape: string, values: unknown[]][] = [
  ['no tree', []],
  ['one node', [1]],
  ['a branch to the right', [1, 2, 3]],
  ['a branch to the left', [3, 2, 1]],
  ['a branch with bends', [1, 4, 2, 3]],
  ['equal values', [2, 1, 2, 1, 2]],
  ['values that are false', [0, 1, -1]],
  ['undefined', [undefined]],
];

/** A tree that is one long branch. */
export function branchOf(nodes: number, side: 'left' | 'right'): TreeNode<number> {
  const root = new TreeNode(0);
  let leaf = root;
  for (let i = 1; i < nodes; i++) leaf = leaf[side] = new TreeNode(i);
  return root;
}

/** A tree of 1, 2 and 3. Whoever looks to the right of its root is written down. */
export function watchedTree(seen: string[]): TreeNode<number> {
  const root = treeOf([2, 1, 3])!;
  const { right } = root;
  Object.defineProperty(root, 'right', { get: () => (seen.push('right'), right) });
  return root;
}

/** What comes of it: a value, or the error that is thrown, in an object. */
export function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof TypeError && / is not a function/.test(error.message))
      throw error; // of what is not built yet
    return { thrown: error };
  }
}

/** The name of the error that is thrown. */
export function errorName(work: () => unknown): unknown {
  const result = outcome(work) as { thrown?: Error } | undefined;
  return result?.thrown?.name ?? 'nothing was thrown';
}
