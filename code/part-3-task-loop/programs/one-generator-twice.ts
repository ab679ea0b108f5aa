import { TaskLoop, transformFuture } from '../src/index.ts';

const loop = new TaskLoop();

function* work() {
  console.log('begins');
  yield;
  console.log('goes on');
  yield;
  return 'the end';
}

const generator = work();
const first = transformFuture(generator, loop);
const second = transformFuture(generator, loop);

while (loop.totalTasks() > 0) loop.runOnce();
console.log('first:', first.result());
console.log('second:', second.result());
