import { expect, test } from 'vitest';
import { TimerHandle } from '../../src/index.ts';
import { callsOf, runAll, timedLoop } from '../kit.ts';

test('a thousand alarms in no order: each is looked at a few times', () => {
  const { loop } = timedLoop();
  const looks = callsOf(TimerHandle.prototype, 'when', () => {
    for (let n = 0; n < 1000; n++) loop.callAt((n * 617) % 1000, () => {});
    runAll(loop);
  });
  expect(loop.time()).toBe(999);
  expect(looks / 1000, 'looks at each').toBeLessThan(100);
});

test('they are called in the order of their moments all the same', () => {
  for (const factor of [1, 7, 17, 36]) {
    const { loop } = timedLoop();
    const seen: number[] = [];
    for (let n = 0; n < 37; n++)
      loop.callAt((n * factor) % 37, () => seen.push(loop.time()));
    runAll(loop);
    expect(seen).toEqual(Array.from({ length: 37 }, (_, n) => n));
  }
});

test('and of those for one moment the first that was asked for is called first', () => {
  const { loop, pages, note } = timedLoop();
  for (let n = 0; n < 30; n++) loop.callAt((n * 7) % 3, note, `${n}`);
  runAll(loop);
  const expected = [0, 1, 2].flatMap((when) =>
    Array.from({ length: 10 }, (_, n) => `${when} ${3 * n + when}`),
  );
  expect(pages).toEqual(expected);
});

test('timers that are set while others wait find their places', () => {
  const { loop, pages, note } = timedLoop();
  for (const ms of [8, 4, 12, 2, 6, 10, 14]) loop.callAt(ms, note, 'early');
  loop.callAt(5, () => {
    for (const ms of [13, 7, 9, 11]) loop.callAt(ms, note, 'late');
  });
  runAll(loop);
  const early = [2, 4, 6, 8, 10, 12, 14].map((ms) => `${ms} early`);
  const late = [7, 9, 11, 13].map((ms) => `${ms} late`);
  const times = (page: string): number => Number(page.split(' ')[0]);
  expect(pages).toEqual([...early, ...late].sort((a, b) => times(a) - times(b)));
});

test('timers that are never due keep no other one from being called', () => {
  const { loop, pages, note } = timedLoop();
  for (const when of [Infinity, 5, Infinity, 1, Infinity, 3])
    loop.callAt(when, note, 'called');
  loop.callAt(9, () => loop.stop());
  loop.runForever();
  expect(pages).toEqual(['1 called', '3 called', '5 called']);
});
