import { expect, test } from 'vitest';
import { DeadlockError, hostClock, TaskLoop, type Clock } from '../../src/index.ts';
import { awake, outcome } from '../kit.ts';

/** A clock that is set by hand, and keeps a list of what it was asked. */
function watchedClock(whenAsked: (ready: () => boolean) => void) {
  const asked: unknown[] = [];
  const clock = {
    time: 0,
    now: () => clock.time,
    waitUntil(...[ready, moment, loop]: Parameters<Clock['waitUntil']>) {
      asked.push([ready(), moment, loop]);
      if (asked.length > 10) throw new Error('the clock was asked more than ten times');
      whenAsked(ready);
    },
  };
  return { clock, asked };
}

test('the loop’s time is what its clock says', () => {
  const { clock } = watchedClock(() => {});
  const loop = new TaskLoop({ clock });
  clock.time = 42;
  expect(loop.time()).toBe(42);
  clock.time = 43.5;
  expect(loop.time()).toBe(43.5);
});

test('a loop with nothing to do has its clock wait, for itself and for ever', () => {
  const { clock, asked } = watchedClock(() => {
    throw new DeadlockError('no end');
  });
  const loop = new TaskLoop({ clock });
  expect(outcome(() => loop.runForever({ untilIdle: true }))).toBe(undefined);
  expect(asked.length, 'how often the clock was asked').toBe(1);
  const [isReady, moment, whose] = asked[0] as unknown[];
  expect([isReady, moment, whose === loop]).toEqual([false, Infinity, true]);
});

test('what comes while the clock waits makes the loop ready, and is called', () => {
  const seen: unknown[] = [];
  const { clock } = watchedClock((ready) => {
    loop.callSoon(() => {
      seen.push('called');
      loop.stop();
    });
    seen.push(ready());
  });
  const loop = new TaskLoop({ clock });
  expect(outcome(() => loop.runForever())).toBe(undefined);
  expect(seen).toEqual([true, 'called']);
});

test('a loop that has something to do, or is to stop, does not wait', () => {
  const { clock, asked } = watchedClock(() => {});
  const loop = new TaskLoop({ clock });
  loop.callSoon(() => loop.callSoon(() => loop.stop()));
  loop.runForever();
  loop.stop();
  loop.runForever();
  expect(asked).toEqual([]);
});

test('a loop that was handed no clock has the host’s', () => {
  const before = hostClock.now();
  const times = [before, new TaskLoop().time(), hostClock.now()];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(outcome(() => new TaskLoop().runForever())).toBe('threw DeadlockError');
});

test('the host’s clock waits for a moment, and does not sleep for one that is past', () => {
  const past = hostClock.now() - 1;
  const never = (): boolean => false;
  expect(outcome(() => awake(() => hostClock.waitUntil(never, past, {})))).toBe(
    undefined,
  );
  expect(outcome(() => awake(() => hostClock.waitUntil(never, Infinity, {})))).toBe(
    'threw DeadlockError',
  );
  const later = hostClock.now() + 5_000;
  expect(
    String(outcome(() => awake(() => hostClock.waitUntil(never, later, {})))),
  ).toBe(
    'threw Error', // it fell asleep
  );
});
