import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

loop.callSoon(() => {
  console.log('a');
  loop.stop();
  loop.callSoon(() => console.log('c'));
});
loop.callSoon(() => console.log('b'));

loop.runForever();
console.log('the run is over');
loop.runOnce();
