import { inorderStack, treeOf } from '../src/index.ts';

const nodes = 1023; // try 127, 255, 511 or 1023

let resumes = 0;
const everyGenerator = Object.getPrototypeOf(inorderStack.prototype);
const { next } = everyGenerator;
everyGenerator.next = function (input: unknown) {
  const step = next.call(this, input);
  if (!step.done) resumes++; // yield* calls this next, too
  return step;
};

function* middleFirst(low: number, high: number): Generator<number> {
  if (low > high) return;
  const middle = (low + high) >> 1;
  yield middle;
  yield* middleFirst(low, middle - 1);
  yield* middleFirst(middle + 1, high);
}

const trees = {
  bushy: treeOf(middleFirst(1, nodes)),
  'one long branch': treeOf(Array.from({ length: nodes }, (_, i) => i + 1)),
};

for (const [shape, tree] of Object.entries(trees)) {
  resumes = 0;
  for (const _ of inorderStack(tree));
  console.log(`${shape}: ${(resumes / nodes).toFixed(2)} resumes a value`);
}
