import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function task1(): void {
  console.log('Done with task1');
}

function* task2() {
  console.log('Starting task2');
  yield; // let others run
  console.log('Finished task2');
  return 'the result of task2';
}

loop.callSoon(task1);
loop.runOnce();

console.log(loop.runUntilComplete(task2()));
