// How long the three walks take, as ratios of the recursive one. `npm run bench`
import {
  inorder,
  inorderStack,
  inorderVisit,
  treeOf,
  type TreeNode,
} from '../src/index.ts';

type Tree = TreeNode<number> | undefined;
const ROUNDS = 31;

const walks: Record<string, (tree: Tree) => number> = {
  recursion(tree) {
    let sum = 0;
    inorderVisit(tree, (value) => (sum += value));
    return sum;
  },
  'yield*'(tree) {
    let sum = 0;
    for (const value of inorder(tree)) sum += value;
    return sum;
  },
  'explicit stack'(tree) {
    let sum = 0;
    for (const value of inorderStack(tree)) sum += value;
    return sum;
  },
};

function* middleFirst(low: number, high: number): Generator<number> {
  if (low > high) return;
  const middle = (low + high) >> 1;
  yield middle;
  yield* middleFirst(low, middle - 1);
  yield* middleFirst(middle + 1, high);
}

const trees: Record<string, Tree> = {
  'bushy tree, 65535 nodes': treeOf(middleFirst(1, 65535)),
  'one long branch, 1000 nodes': treeOf(Array.from({ length: 1000 }, (_, i) => i)),
};

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

for (const [name, tree] of Object.entries(trees)) {
  const times = Object.keys(walks).map((): number[] => []);
  // The walks take turns, so that whatever slows the machine down slows all of them.
  for (let round = 0; round < ROUNDS; round++)
    Object.values(walks).forEach((walk, i) => {
      const start = performance.now();
      walk(tree);
      times[i]!.push(performance.now() - start);
    });
  const medians = times.map(median);
  console.log(name);
  Object.keys(walks).forEach((walk, i) => {
    const ratio = (medians[i]! / medians[0]!).toFixed(1);
    console.log(
      `  ${walk.padEnd(14)} ${ratio.padStart(6)}  ${medians[i]!.toFixed(3)} ms`,
    );
  });
}
