import { LoopStateError, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* count(name: string, upTo: number) {
  for (let n = 1; n <= upTo; n++) {
    console.log(name, n);
    yield;
  }
}

const dinner = loop.createFuture<string>();
loop.callSoon(() => loop.stop()); // the doorbell rings: dinner has to wait
try {
  loop.runUntilComplete(dinner);
} catch (error) {
  if (error instanceof LoopStateError) console.log(error.message);
}

loop.callSoon(() => dinner.setResult('soup'));
loop.runUntilComplete(count('sheep', 5));
console.log('asleep');
