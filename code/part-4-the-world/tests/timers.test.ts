// Calls that are made at a moment.
import { expect, test } from 'vitest';
import { LoopStateError, StopLoop, TimerHandle, VirtualClock } from '../src/index.ts';
import * as own from '../src/scheduler.ts';
import { TimerQueue } from '../src/time/timer-queue.ts';
import { boom, newDiary, outcome, runAll, watchedLoop } from './watched-loop.ts';

const virtualLoop = () => watchedLoop({ clock: new VirtualClock() });

test('timers are called in the order of their moments, each at its own', () => {
  const { loop } = virtualLoop();
  const { pages, note } = newDiary();
  for (const ms of [30, 10, 20]) loop.callLater(ms, note, `after ${ms}`);
  loop.callAt(15, note, 'at 15');
  runAll(loop);
  expect(pages).toEqual(['10 after 10', '15 at 15', '20 after 20', '30 after 30']);
});

test('at one moment whoever was asked for first is called first', () => {
  const { loop } = virtualLoop();
  const seen: number[] = [];
  for (let n = 0; n < 100; n++)
    if (n % 2) loop.callLater(10, (n) => void seen.push(n), n);
    else loop.callAt(10, (n) => void seen.push(n), n);
  runAll(loop);
  expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => n));
});

test('a timer knows its moment, and is a handle', () => {
  const { loop } = virtualLoop();
  loop.callLater(5, () => {});
  runAll(loop);
  const timers = [loop.callLater(10, () => {}), loop.callAt(10, () => {})];
  expect(timers.map((timer) => timer.when())).toEqual([15, 10]);
  for (const timer of timers) expect(timer).toBeInstanceOf(TimerHandle);
  expect(timers[0]!.cancelled()).toBe(false);
});

test.each<[string, unknown]>([
  ['NaN', NaN],
  ['undefined', undefined],
  ['a text', 'soon'],
  ['an object', {}],
])('%s is no moment and no delay', (_, wrong: any) => {
  const { loop } = virtualLoop();
  expect(() => loop.callAt(wrong, () => {})).toThrow(RangeError);
  expect(() => loop.callLater(wrong, () => {})).toThrow(RangeError);
  expect(outcome(() => loop.runForever())).toBe('threw DeadlockError'); // nothing waits
});

test.each([0, -0, -5, -Infinity])('a delay of %s ms is over in the next turn', (ms) => {
  const { loop } = virtualLoop();
  const { pages, note } = newDiary();
  loop.callLater(ms, note, 'timer');
  expect(loop.totalTasks()).toBe(0); // it waits with the timers
  loop.callSoon(note, 'soon');
  runAll(loop);
  expect(pages).toEqual(['0 soon', '0 timer']);
});

test('what is due at Infinity never is', () => {
  const { loop } = virtualLoop();
  const seen: string[] = [];
  loop.callLater(Infinity, () => void seen.push('never'));
  expect(outcome(() => loop.runForever())).toBe('threw DeadlockError');
  expect(seen).toEqual([]);
});

test('what a timer sets for now waits for the next turn, behind what is ready', () => {
  const { loop } = virtualLoop();
  const { pages, note } = newDiary();
  loop.callLater(10, () => {
    note('first');
    loop.callLater(0, note, 'timer');
    loop.callSoon(note, 'soon');
    loop.callSoon(() => loop.callSoon(note, 'later'));
  });
  loop.callLater(10, note, 'second');
  runAll(loop);
  expect(pages).toEqual(['10 first', '10 second', '10 soon', '10 timer', '10 later']);
});

test('runOnce calls what is due, and does not wait for what is not', () => {
  const { loop } = virtualLoop();
  const seen: string[] = [];
  loop.callLater(0, () => void seen.push('due'));
  loop.callLater(1, () => void seen.push('not due'));
  loop.runOnce();
  loop.runOnce();
  expect([seen, loop.time()]).toEqual([['due'], 0]);
});

test('a loop that runs until it is idle waits for its timers', () => {
  const { loop } = virtualLoop();
  const { pages, note } = newDiary();
  loop.callLater(10, () => void loop.callLater(10, note, 'last'));
  loop.runForever({ untilIdle: true });
  expect(pages).toEqual(['20 last']);
});

test.each<[string, (timer: TimerHandle, other: TimerHandle) => void]>([
  ['before it is due', (timer) => timer.cancel()],
  [
    'twice',
    (timer) => {
      timer.cancel();
      timer.cancel();
    },
  ],
  ['with another one', (timer, other) => [timer, other].forEach((one) => one.cancel())],
])(
  'a timer that is cancelled %s is not called, and nobody waits for it',
  (_, cancel) => {
    const { loop } = virtualLoop();
    const { pages, note } = newDiary();
    const other = loop.callLater(5, note, 'other');
    const timer = loop.callLater(10, note, 'timer');
    loop.callLater(3, note, 'first');
    cancel(timer, other);
    runAll(loop);
    expect(timer.cancelled()).toBe(true);
    expect(pages).toEqual(other.cancelled() ? ['3 first'] : ['3 first', '5 other']);
    expect(loop.time()).toBe(other.cancelled() ? 3 : 5);
  },
);

test('of two that are due in one turn the first can cancel the second', () => {
  const { loop } = virtualLoop();
  const seen: string[] = [];
  loop.callLater(10, () => second.cancel());
  const second = loop.callLater(10, () => void seen.push('second'));
  runAll(loop);
  expect(seen).toEqual([]);
});

test('to cancel a timer that was called is no mistake', () => {
  const { loop, told } = virtualLoop();
  const timer = loop.callLater(10, () => {});
  runAll(loop);
  timer.cancel();
  expect([timer.cancelled(), told]).toEqual([true, []]);
});

test('a timer that is called by hand is not called again', () => {
  const { loop } = virtualLoop();
  const seen: string[] = [];
  loop.callLater(10, (word: string) => void seen.push(word), 'once').run();
  runAll(loop);
  expect(seen).toEqual(['once']);
});

test('an error in a timer is told, and the next one is called', () => {
  const { loop, told } = virtualLoop();
  const { pages, note } = newDiary();
  loop.callLater(10, function ring() {
    throw boom;
  });
  loop.callLater(10, note, 'next');
  runAll(loop);
  expect(pages).toEqual(['10 next']);
  expect(told).toEqual([{ message: 'Error in callback ring', exception: boom }]);
});

test('a timer can stop the loop', () => {
  const { loop } = virtualLoop();
  const stops = [() => loop.stop(), () => throwStop()];
  for (const stop of stops) {
    loop.callLater(10, stop);
    loop.callLater(20, () => {});
  }
  loop.runForever();
  expect(loop.time()).toBe(10);
});
const throwStop = (): never => {
  throw new StopLoop();
};

test('a loop that is closed forgets its timers, and takes no more', () => {
  const { loop, told } = virtualLoop();
  const seen: string[] = [];
  loop.callLater(0, () => void seen.push('never'));
  loop.close();
  for (const set of [
    () => loop.callLater(0, () => {}),
    () => loop.callAt(0, () => {}),
    () => loop.callLater(Infinity, () => {}),
  ])
    expect(set).toThrow(new LoopStateError('the loop is closed'));
  expect([seen, told]).toEqual([[], []]);
});

/** A queue, and how many of its timers it looks at. */
function countedQueue() {
  const queue = new TimerQueue();
  const looks = { inAll: 0, most: 0 };
  let made = 0;
  const push = (when: number, isCancelled: boolean): void => {
    const before = looks.inAll;
    queue.push({
      when: () => when,
      cancelled: () => (looks.inAll++, isCancelled),
      [own.order]: made++,
    } as unknown as TimerHandle);
    looks.most = Math.max(looks.most, looks.inAll - before);
  };
  return { queue, looks, push };
}

test('100,000 cancelled timers are not kept, nor looked for too often', () => {
  const { queue, looks, push } = countedQueue();
  push(0, false);
  for (let n = 0; n < 100_000; n++) push(1000 - (n % 7), true);
  expect(looks.most).toBeGreaterThan(1); // it looked who is cancelled
  expect(looks.most).toBeLessThan(1_000); // and so many it had at the most
  expect(looks.inAll).toBeLessThan(400_000);
  expect(queue.shiftDue(2000)!.when()).toBe(0);
  expect(queue.shiftDue(2000)).toBeUndefined();
});

test('a queue that is full of timers looks at all of them only when it has doubled', () => {
  const { looks, push } = countedQueue();
  for (let n = 0; n < 100_000; n++) push(n, false);
  expect(looks.inAll).toBeLessThan(400_000);
});

test('a queue that was cleared is empty, and can be used again', () => {
  const { queue, push } = countedQueue();
  for (const when of [3, 1, 2]) push(when, false);
  queue.clear();
  expect([queue.firstDue(), queue.shiftDue(Infinity)]).toEqual([Infinity, undefined]);
  push(5, false);
  expect([queue.firstDue(), queue.shiftDue(5)!.when()]).toEqual([5, 5]);
});
