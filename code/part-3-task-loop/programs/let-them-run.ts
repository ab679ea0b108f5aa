import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

loop.callSoon(() => {
  console.log('a callback lets the others run');
  loop.runForever();
  console.log('and goes on');
});
loop.callSoon(() => loop.stop()); // ends the run at the end of this file

let calls = 0;
loop.callSoon(function count() {
  if (++calls < 1000) return loop.callSoon(count);
  console.log('1000 calls');
  loop.stop();
});

loop.runForever();
console.log('the end');
