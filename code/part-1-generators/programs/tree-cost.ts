import { inorder, inorderStack, treeOf } from '../src/index.ts';

// Counts the resumes that gave a value: for…of and yield* call this next as well.
let resumes = 0;
const everyGenerator = Object.getPrototypeOf(inorder.prototype);
const { next } = everyGenerator;
everyGenerator.next = function (input: unknown) {
  const step = next.call(this, input);
  if (!step.done) resumes++;
  return step;
};

function resumesPerValue(walk: Generator<number>): string {
  let values = 0;
  resumes = 0;
  for (const _ of walk) values++;
  return (resumes / values).toFixed(2);
}

function* middleFirst(low: number, high: number): Generator<number> {
  if (low > high) return;
  const middle = (low + high) >> 1;
  yield middle;
  yield* middleFirst(low, middle - 1);
  yield* middleFirst(middle + 1, high);
}

const bushy = treeOf(middleFirst(1, 1023));
const list = treeOf(Array.from({ length: 1023 }, (_, i) => i + 1));

console.log('resumes a value      bushy tree   one long branch');
for (const walk of [inorder, inorderStack])
  console.log(
    walk.name.padEnd(20),
    resumesPerValue(walk(bushy)).padStart(10),
    resumesPerValue(walk(list)).padStart(17),
  );
