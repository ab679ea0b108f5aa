import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

setTimeout(() => console.log('a timer'), 0);
queueMicrotask(() => console.log('a microtask'));

function* work() {
  for (let turn = 1; turn <= 3; turn++) {
    console.log('our turn', turn);
    yield;
  }
}

loop.runUntilComplete(work());
console.log('our loop is done');
