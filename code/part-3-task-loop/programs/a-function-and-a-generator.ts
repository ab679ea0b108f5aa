import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function task1(): void {
  console.log('Done with task1');
}

function* task2() {
  console.log('Starting task2');
  yield; // let others run
  console.log('Finished task2');
  return 42;
}

loop.callSoon(task1);
loop.runOnce();

const answer = loop.runUntilComplete(task2());
console.log('task2 returned', answer);

loop.stop();
