import { TaskLoop, transformFuture } from '../src/index.ts';

const loop = new TaskLoop();

function* work() {
  console.log('first half');
  yield;
  console.log('second half');
  yield;
  return 'all of it';
}

const generator = work();
const ann = transformFuture(generator, loop);
const ben = transformFuture(generator, loop);

while (loop.totalTasks() > 0) loop.runOnce();
console.log('Ann has', ann.result());
console.log('Ben has', ben.result());
