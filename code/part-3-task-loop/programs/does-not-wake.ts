import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();
const future = new BluntFuture<number>();

// stands for another thread, which has a result to bring and errors of its own
loop.callSoon(() => {
  try {
    future.setResult(7);
  } catch (error) {
    console.log('who brings the result gets', String(error));
  }
});

let calls = 0;
loop.callSoon(function watch() {
  if (++calls < 1000) return loop.callSoon(watch);
  console.log('a thousand calls later the loop is still running');
  loop.stop();
});

loop.runUntilComplete(future);
console.log('the result was', future.value);
