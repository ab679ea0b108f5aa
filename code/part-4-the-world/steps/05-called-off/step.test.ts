import { expect, test } from 'vitest';
import { TimerHandle } from '../../src/index.ts';
import { callsOf, runAll, timedLoop } from '../kit.ts';

test('a loop does not wait for a timer that was cancelled', () => {
  const { loop, pages, note } = timedLoop();
  const timers = [8, 1000, 3, 20].map((ms) => loop.callLater(ms, note, 'called'));
  for (const timer of [timers[1]!, timers[3]!]) timer.cancel();
  runAll(loop);
  expect([pages, loop.time()]).toEqual([['3 called', '8 called'], 8]);
});

test('not even if all of them were', () => {
  const { loop, pages, note } = timedLoop();
  for (const ms of [5, 3, 4]) loop.callLater(ms, note, 'called').cancel();
  runAll(loop);
  expect([pages, loop.time()]).toEqual([[], 0]);
});

test('of two that are due in one turn the first can cancel the second', () => {
  const { loop, pages, note } = timedLoop();
  loop.callLater(10, () => second.cancel());
  const second = loop.callLater(10, note, 'second');
  runAll(loop);
  expect(pages).toEqual([]);
});

test('thousands that were cancelled do not make it harder to set one more', () => {
  const { loop } = timedLoop();
  let when = 1e6; // each is due before those that were cancelled, and so rises above them
  const setAndCancel = (): void => loop.callAt(when--, () => {}).cancel();
  loop.callAt(1, () => {}); // one that isn’t cancelled, and stays in front
  for (let n = 0; n < 30_000; n++) setAndCancel();
  const looks = callsOf(TimerHandle.prototype, 'when', () => {
    for (let n = 0; n < 100; n++) setAndCancel();
  });
  expect(looks / 100, 'looks at moments for each').toBeLessThan(20);
});

test('a heap that is full is not looked through for each new one', () => {
  const { loop } = timedLoop();
  const looks = callsOf(TimerHandle.prototype, 'cancelled', () => {
    for (let n = 0; n < 2000; n++) loop.callAt(n, () => {});
  });
  expect(looks / 2000, 'looks if it is cancelled for each').toBeLessThan(10);
});

test('those that are left are called in their order', () => {
  const { loop, pages, note } = timedLoop();
  const timers: TimerHandle[] = [];
  for (let n = 0; n < 130; n++) {
    timers.push(loop.callAt((n * 37) % 65, note, `${n}`));
    if (n % 3 === 2) timers[n - (n % 7)]!.cancel();
  }
  runAll(loop);
  const left = timers.flatMap((timer, n) =>
    timer.cancelled() ? [] : [[timer.when(), n]],
  );
  left.sort(([when, n], [other, m]) => when! - other! || n! - m!);
  expect(pages).toEqual(left.map(([when, n]) => `${when} ${n}`));
});
