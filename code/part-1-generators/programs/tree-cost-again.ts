import { inorderStack, treeOf } from '../src/index.ts';

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
  bushy: treeOf(middleFirst(1, 1023)),
  'one long branch': treeOf(Array.from({ length: 1023 }, (_, i) => i + 1)),
};

for (const [shape, tree] of Object.entries(trees)) {
  resumes = 0;
  for (const _ of inorderStack(tree));
  console.log(`${shape}: ${(resumes / 1023).toFixed(2)} resumes a value`);
}
