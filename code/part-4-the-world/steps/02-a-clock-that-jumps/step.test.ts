import { expect, expectTypeOf, test, vi } from 'vitest';
import { TaskLoop, VirtualClock, type Clock } from '../../src/index.ts';
import { sources } from '../../src/threads/bell.ts'; // given: whom a thread asks for news
import { awake, outcome } from '../kit.ts';

const never = (): boolean => false;

test('it is as late as the moment that is waited for, and no thread sleeps', () => {
  const clock = new VirtualClock();
  expectTypeOf(clock).toExtend<Clock>();
  const times = [clock.now()];
  for (const moment of [10, 10.5, 1e9]) {
    awake(() => clock.waitUntil(never, moment, {}));
    times.push(clock.now());
  }
  expect(times).toEqual([0, 10, 10.5, 1e9]);
});

test('it stands still where there is nothing to wait for', () => {
  const clock = new VirtualClock();
  clock.waitUntil(() => true, 10, {});
  clock.waitUntil(() => true, Infinity, {});
  expect(clock.now()).toBe(0);
});

test('it says so where nothing can end a wait', () => {
  const clock = new VirtualClock();
  expect(outcome(() => clock.waitUntil(never, Infinity, {}))).toBe(
    'threw DeadlockError',
  );
  expect(clock.now()).toBe(0);
});

test('it does not go back for a moment that is over', () => {
  const clock = new VirtualClock();
  for (const moment of [10, 5, -5]) clock.waitUntil(never, moment, {});
  expect(clock.now()).toBe(10);
});

test('what another thread has brought is heard before it jumps', () => {
  const clock = new VirtualClock();
  let hasCome = false;
  const source = { loop: {}, poll: () => void (hasCome = true) };
  sources.add(source);
  try {
    clock.waitUntil(() => hasCome, 600_000, {});
    expect(clock.now()).toBe(0);
  } finally {
    sources.delete(source);
  }
});

test('two of them go by themselves', () => {
  const [early, late] = [new VirtualClock(), new VirtualClock()];
  late.waitUntil(never, 100, {});
  expect([early.now(), late.now()]).toEqual([0, 100]);
});

test('a loop that has one waits by it', () => {
  let waits = 0;
  class WatchedClock extends VirtualClock {
    override waitUntil(...asked: Parameters<Clock['waitUntil']>): void {
      if (waits++ > 10) throw new Error('the run did not end by itself');
      super.waitUntil(...asked);
    }
  }
  const loop = new TaskLoop({ clock: new WatchedClock() });
  expect(outcome(() => loop.runForever())).toBe('threw DeadlockError');
  loop.callSoon(() => loop.stop());
  expect([outcome(() => loop.runForever()), loop.time()]).toEqual([undefined, 0]);
});

/** Plays another thread at work, which has news when it's asked for the fifth time. */
function playedThread(loop: object) {
  let polls = 0;
  const source = { loop, poll: () => void polls++ };
  sources.add(source);
  return { hasNews: () => polls >= 5, end: () => sources.delete(source) };
}

test('while another thread works for its loop, it waits for what that brings', () => {
  const loop = new TaskLoop();
  const clock = new VirtualClock();
  const asleep = vi.spyOn(Atomics, 'wait').mockReturnValue('ok'); // woken at once
  const thread = playedThread(loop);
  try {
    clock.waitUntil(thread.hasNews, 600_000, loop);
    expect([thread.hasNews(), asleep.mock.calls.length > 0], 'news; sleep').toEqual([
      true,
      true,
    ]);
    expect(clock.now() < 600_000, 'it is earlier than that').toBe(true);
  } finally {
    thread.end();
    asleep.mockRestore();
  }
});

test('a thread that works for another loop does not keep it from jumping', () => {
  const clock = new VirtualClock();
  const thread = playedThread(new TaskLoop());
  try {
    const wait = (): void => awake(() => clock.waitUntil(never, 600_000, {}));
    expect([outcome(wait), clock.now()]).toEqual([undefined, 600_000]);
  } finally {
    thread.end();
  }
});
