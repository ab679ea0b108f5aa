import { FirstLoop } from '../src/drafts/first-loop.ts';

const loop = new FirstLoop();

loop.callSoon(() => {
  console.log('the window is closed');
  loop.stop();
});
loop.callSoon(() => {
  console.log('the time is over');
  loop.stop();
});
loop.runForever();
console.log('first run: done');

loop.callSoon(() => {
  console.log('a new game');
  loop.stop();
});
loop.runForever();
console.log('second run: done');
