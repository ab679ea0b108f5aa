import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

loop.callSoon(() => {
  console.log('a stops the loop');
  loop.stop();
  loop.callSoon(() => console.log('c was asked for too late for this turn'));
});
loop.callSoon(() => console.log('b was ready when the turn began'));

loop.runForever();
console.log('waiting:', loop.totalTasks());
loop.runOnce();
