// How time passes: as the host's does, or in jumps.
import { expect, test } from 'vitest';
import {
  DeadlockError,
  hostClock,
  sleep,
  TaskLoop,
  ThreadedExecutor,
  VirtualClock,
} from '../src/index.ts';
import { inTime, runAll, watchedLoop } from './watched-loop.ts';

const no = (): boolean => false;

test('a virtual clock is as late as the moment that is waited for, and exactly', () => {
  const clock = new VirtualClock();
  expect(clock.now()).toBe(0);
  for (const moment of [10, 10.5, 1e9]) {
    clock.waitUntil(no, moment, undefined);
    expect(clock.now()).toBe(moment);
  }
});

test('a virtual clock doesn’t go back for a moment that is over', () => {
  const clock = new VirtualClock();
  clock.waitUntil(no, 10, undefined);
  for (const moment of [5, -5, -Infinity]) clock.waitUntil(no, moment, undefined);
  expect(clock.now()).toBe(10);
});

test('a virtual clock stands still where there is nothing to wait for', () => {
  const clock = new VirtualClock();
  clock.waitUntil(() => true, 10, undefined);
  expect(clock.now()).toBe(0);
});

test.each([
  ['the host’s', () => hostClock],
  ['a virtual', () => new VirtualClock()],
])('%s clock says so where nothing can end a wait', (_, clock) => {
  expect(() => clock().waitUntil(no, Infinity, undefined)).toThrow(DeadlockError);
});

test('a virtual day of sleep takes no time', () => {
  expect(inTime(() => sleep(86_400_000, 'awake'))).toEqual({
    came: 'awake',
    at: 86_400_000,
    told: [],
  });
});

test('each virtual clock goes by itself', () => {
  const [early, late] = [0, 1].map(
    () => watchedLoop({ clock: new VirtualClock() }).loop,
  );
  late!.runUntilComplete(sleep(100));
  expect([early!.time(), late!.time()]).toEqual([0, 100]);
});

test('while another thread works, a virtual clock does not jump over what it brings', () => {
  const { loop } = watchedLoop({ clock: new VirtualClock() });
  using executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const job = executor.submit(() => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
    return 'brought';
  });
  const alarm = loop.callLater(600_000, () => job.cancel());
  expect(loop.runUntilComplete(job)).toBe('brought');
  expect(loop.time()).toBeLessThan(600_000);
  alarm.cancel();
});

test('a thread that works for another loop does not keep a virtual clock from jumping', () => {
  using executor = new ThreadedExecutor(watchedLoop().loop, { maxThreads: 1 });
  const gate = new Int32Array(new SharedArrayBuffer(4));
  executor.submit((gate: Int32Array) => {
    Atomics.wait(gate, 0, 0);
  }, gate);
  expect(inTime(() => sleep(600_000)).at).toBe(600_000);
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
});

test('by the host’s clock a sleep is no shorter than it was asked for', () => {
  const loop = new TaskLoop();
  const begin = loop.time();
  loop.runUntilComplete(sleep(20));
  expect(loop.time() - begin).toBeGreaterThanOrEqual(20);
});

test('the host’s clock wakes a loop for what another thread brings before a timer is due', () => {
  const { loop } = watchedLoop();
  using executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const alarm = loop.callLater(600_000, () => {});
  expect(loop.runUntilComplete(executor.submit(() => 'brought'))).toBe('brought');
  alarm.cancel();
});

test('a loop takes any clock, and lets it do the waiting', () => {
  let now = 100;
  const waits: [boolean, number, boolean][] = [];
  const { loop } = watchedLoop({
    clock: {
      now: () => now,
      waitUntil(ready, moment, whose) {
        waits.push([ready(), moment, whose === loop]);
        if (moment === Infinity) throw new DeadlockError('no end');
        now = moment + 1; // it may be late
      },
    },
  });
  const seen: number[] = [];
  loop.callLater(10, () => void seen.push(loop.time()));
  runAll(loop);
  expect(seen).toEqual([111]);
  expect(waits).toEqual([
    [false, 110, true],
    [false, Infinity, true],
  ]);
});
