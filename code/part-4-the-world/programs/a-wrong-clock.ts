import { BusyTimers } from '../src/drafts/busy-timers.ts';
import { TaskLoop } from '../src/index.ts';

let seconds = 0; // those that have passed
let fast = 3600; // the clock in the kitchen is an hour fast
const loop = new TaskLoop();
const timers = new BusyTimers(loop, () => ++seconds + fast);

timers.callLater(4 * 60, () => {
  console.log('soft, after', Math.floor(seconds / 60), 'minutes');
});
timers.callLater(60, () => {
  fast = 0;
  console.log('the cook puts the clock right');
});
loop.runForever({ untilIdle: true });
