import { ListTimers } from '../src/drafts/list-timers.ts';
import { TaskLoop, TimerHandle } from '../src/index.ts';
import { TimerQueue } from '../src/time/timer-queue.ts';

let looks = 0;
class WatchedTimer extends TimerHandle {
  override when(): number {
    looks++;
    return super.when();
  }
}

function looksAtEach(timers: ListTimers | TimerQueue, alarms: number): number {
  looks = 0;
  const loop = new TaskLoop();
  for (let n = 0; n < alarms; n++) {
    const when = (n * 617) % alarms; // in no order
    timers.push(new WatchedTimer(() => {}, loop, [], when));
  }
  while (timers.shiftDue(Infinity));
  return Math.round(looks / alarms);
}

for (const alarms of [10, 100, 1000]) {
  const [list, ours] = [new ListTimers(), new TimerQueue()].map((timers) =>
    looksAtEach(timers, alarms),
  );
  console.log(`${alarms} alarms: ${list} looks at each in a list, ${ours} in ours`);
}
