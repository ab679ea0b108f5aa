import { BusyTimers } from '../src/drafts/busy-timers.ts';
import { TaskLoop } from '../src/index.ts';

let looks = 0;
const loop = new TaskLoop();
const timers = new BusyTimers(loop, () => ++looks); // each look takes a second

function boil(egg: string, minutes: number): void {
  timers.callLater(minutes * 60, () => console.log(`${egg}, after ${minutes} minutes`));
}

boil('hard', 10);
boil('soft', 4);
boil('medium', 6);
loop.runForever({ untilIdle: true });
console.log('looks at the clock:', looks);
