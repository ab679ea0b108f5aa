// What is wrong with the first timers, and not with the library's.
import { expect, test } from 'vitest';
import { BusyTimers } from '../src/drafts/busy-timers.ts';
import { firstSleep } from '../src/drafts/first-sleep.ts';
import { ListTimers } from '../src/drafts/list-timers.ts';
import { sleep, TaskLoop, TimerHandle, VirtualClock } from '../src/index.ts';
import { TimerQueue } from '../src/time/timer-queue.ts';
import { runAll, watchedLoop } from './watched-loop.ts';

test('BusyTimers look at the clock all the time; TaskLoop looks when it wakes', () => {
  let looks = 0;
  const busy = watchedLoop().loop;
  new BusyTimers(busy, () => ++looks).callLater(1000, () => {});
  runAll(busy);
  expect(looks).toBeGreaterThan(1000);

  class WatchedClock extends VirtualClock {
    override now(): number {
      looks++;
      return super.now();
    }
  }
  looks = 0;
  const { loop } = watchedLoop({ clock: new WatchedClock() });
  loop.callLater(1000, () => {});
  runAll(loop);
  expect(looks).toBeLessThan(10);
});

test('BusyTimers keep a loop from ever having nothing to do', () => {
  let now = 0;
  const { loop } = watchedLoop();
  new BusyTimers(loop, () => now).callLater(10, () => {});
  for (let turn = 0; turn < 100; turn++) loop.runOnce();
  expect(loop.totalTasks()).toBe(1);
  now = 10;
  loop.runOnce();
  expect(loop.totalTasks()).toBe(0);
});

test('BusyTimers on a clock that is put back call late', () => {
  let wall = 0;
  let passed = 0;
  const { loop } = watchedLoop();
  const timers = new BusyTimers(loop, () => (passed++, wall++));
  let calledAfter = 0;
  timers.callLater(100, () => (calledAfter = passed));
  loop.callSoon(() => (wall -= 1000));
  runAll(loop);
  expect(calledAfter).toBeGreaterThan(1000);
});

/** How many comparisons a timer costs, in a queue of so many. */
function costIn(timers: ListTimers | TimerQueue, count: number): number {
  let looks = 0;
  class WatchedTimer extends TimerHandle {
    override when(): number {
      looks++;
      return super.when();
    }
  }
  const loop = new TaskLoop();
  for (let n = 0; n < count; n++)
    timers.push(new WatchedTimer(() => {}, loop, [], (n * 617) % count));
  const moments: number[] = [];
  for (let timer; (timer = timers.shiftDue(Infinity));) moments.push(timer.when());
  expect(moments).toEqual(Array.from({ length: count }, (_, n) => n));
  return looks / count;
}

test('in ListTimers a timer costs more the more there are; in TimerQueue it hardly does', () => {
  const growth = (make: () => ListTimers | TimerQueue): number =>
    costIn(make(), 1000) / costIn(make(), 100);
  expect(growth(() => new ListTimers())).toBeGreaterThan(5);
  expect(growth(() => new TimerQueue())).toBeLessThan(2.5);
});

test.each([
  ['firstSleep', firstSleep, 1000, 1],
  ['sleep', sleep, 10, 0],
] as const)(
  'a loop whose sleeper is cancelled after 10 of 1000 ms: %s',
  (_, sleeping, end, errors) => {
    const { loop, told } = watchedLoop({ clock: new VirtualClock() });
    const sleeper = loop.addTask(sleeping(1000));
    loop.callLater(10, () => sleeper.cancel());
    runAll(loop);
    expect([loop.time(), told.length]).toEqual([end, errors]);
  },
);
