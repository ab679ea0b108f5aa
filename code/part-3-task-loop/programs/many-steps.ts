import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* count(to: number) {
  for (let step = 0; step < to; step++) yield;
  return to;
}

function* both() {
  const [a, b] = [1_000_000, 1_000_000].map((to) => loop.addTask(count(to)));
  return (yield* a!) + (yield* b!);
}

console.log(loop.runUntilComplete(both()));
