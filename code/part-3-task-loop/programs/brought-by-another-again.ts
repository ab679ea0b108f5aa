import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();
const future = loop.createFuture<number>();

// plays another thread, which has a result to bring and a catch of its own
loop.callSoon(() => {
  try {
    future.setResult(7);
    console.log('the other thread is done');
  } catch (error) {
    console.log('the other thread has caught', String(error));
  }
});

let calls = 0;
loop.callSoon(function count() {
  if (++calls < 1000) return void loop.callSoon(count);
  console.log('1000 calls');
  loop.stop();
});

console.log('the result is', loop.runUntilComplete(future));
