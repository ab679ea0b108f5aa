import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* half() {
  yield;
  return 49.5;
}

function* whole() {
  const [a, b] = [loop.addTask(half()), loop.addTask(half())];
  return (yield* a) + (yield* b);
}

console.log(loop.runUntilComplete(whole()));

function* broken() {
  yield;
  throw new RangeError('the disk is full');
}

try {
  loop.runUntilComplete(broken());
} catch (error) {
  console.log(String(error));
}
