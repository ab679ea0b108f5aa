import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* double(n: number): Generator<undefined, number> {
  return 2 * n;
}

function* all(count: number) {
  let sum = 0;
  const tasks = Array.from({ length: count }, (_, n) => loop.addTask(double(n)));
  for (const task of tasks) sum += yield* task;
  return sum;
}

console.log(loop.runUntilComplete(all(100_000)));
