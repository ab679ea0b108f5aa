import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();
const future = new BluntFuture<number>();

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
  if (++calls < 1000) return loop.callSoon(count);
  console.log('1000 calls');
  loop.stop();
});

loop.runUntilComplete(future);
console.log('the result is', future.value);
