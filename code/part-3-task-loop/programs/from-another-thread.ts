import { TaskLoop, ThreadedExecutor } from '../src/index.ts';

const loop = new TaskLoop();
const executor = new ThreadedExecutor(loop);

function add(a: number, b: number): number {
  for (const end = Date.now() + 100; Date.now() < end;); // hard work
  return a + b;
}

function* work() {
  console.log('Work started');
  return yield* executor.submit(add, 3, 4);
}

function* meanwhile() {
  for (const letter of ['a', 'b', 'c']) {
    console.log(letter);
    yield;
  }
}

loop.addTask(meanwhile());
console.log(loop.runUntilComplete(work()));
