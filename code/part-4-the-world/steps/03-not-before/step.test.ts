import { expect, test } from 'vitest';
import { Handle, TaskLoop, TimerHandle } from '../../src/index.ts';
import { outcome, playedClock, runAll, timedLoop } from '../kit.ts';

test('timers are called in the order of their moments, each at its own', () => {
  const { loop, pages, note } = timedLoop();
  for (const ms of [30, 10, 20]) loop.callLater(ms, note, `after ${ms}`);
  loop.callAt(15, note, 'at 15');
  runAll(loop);
  expect(pages).toEqual(['10 after 10', '15 at 15', '20 after 20', '30 after 30']);
});

test('at one moment the first that was asked for is called first', () => {
  const { loop, pages, note } = timedLoop();
  for (let n = 0; n < 6; n++)
    if (n % 2) loop.callLater(10, note, `${n}`);
    else loop.callAt(10, note, `${n}`);
  runAll(loop);
  expect(pages).toEqual(['10 0', '10 1', '10 2', '10 3', '10 4', '10 5']);
});

test('what is due waits at the end of the ready queue, and not in front', () => {
  const { loop, pages, note } = timedLoop();
  loop.callLater(0, note, 'in 0 ms');
  loop.callLater(-5, note, 'in -5 ms');
  loop.callSoon(() => {
    note('soon');
    loop.callSoon(note, 'soon after');
  });
  runAll(loop);
  expect(pages).toEqual(['0 soon', '0 in -5 ms', '0 in 0 ms', '0 soon after']);
});

test('what a timer sets for now waits for the next turn', () => {
  const { loop, pages, note } = timedLoop();
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

test('a timer is a handle that knows its moment, and can be cancelled', () => {
  const { loop, pages, note } = timedLoop();
  loop.callLater(5, () => {});
  runAll(loop);
  const timers = [loop.callLater(10, note, 'called'), loop.callAt(10, note, 'called')];
  expect(timers.map((timer) => timer.when())).toEqual([15, 10]);
  for (const timer of timers) {
    expect([timer instanceof TimerHandle, timer instanceof Handle]).toEqual([
      true,
      true,
    ]);
    timer.cancel();
  }
  runAll(loop);
  expect(pages).toEqual([]);
});

test('a loop that always has something to do calls its timers, too', () => {
  let time = 0;
  const loop = new TaskLoop({ clock: { ...playedClock(), now: () => time++ } });
  const seen: string[] = [];
  let turns = 0;
  const busy = (): void => {
    if (seen.length > 0 || turns++ === 500) loop.stop();
    else loop.callSoon(busy);
  };
  loop.callLater(10, () => seen.push('called'));
  loop.callSoon(busy);
  loop.runForever();
  expect(seen).toEqual(['called']);
});

test('runOnce calls what is due, and does not wait for what is not', () => {
  const { loop, pages, note } = timedLoop();
  loop.callLater(0, note, 'due');
  loop.callLater(1, note, 'not due');
  expect(loop.totalTasks(), 'they wait with the timers').toBe(0);
  loop.runOnce();
  loop.runOnce();
  expect(pages).toEqual(['0 due']);
});

test('what is due at Infinity never is', () => {
  const { loop, pages, note } = timedLoop();
  loop.callLater(Infinity, note, 'never');
  expect(outcome(() => loop.runForever())).toBe('threw DeadlockError');
  expect(pages).toEqual([]);
});

test.each<[string, unknown]>([
  ['NaN', NaN],
  ['undefined', undefined],
  ['a text', 'soon'],
  ['an object', {}],
])('%s is no moment and no delay', (_, wrong: any) => {
  const { loop } = timedLoop();
  expect([
    outcome(() => loop.callAt(wrong, () => {})),
    outcome(() => loop.callLater(wrong, () => {})),
    outcome(() => loop.runForever()),
  ]).toEqual(['threw RangeError', 'threw RangeError', 'threw DeadlockError']);
});

test('a timer takes what callSoon takes, and an error in it is told', () => {
  const { loop, pages, note, told } = timedLoop();
  expect(outcome(() => loop.callLater(1, function* () {} as never))).toBe(
    'threw NotRegularFunctionError',
  );
  loop.callLater(10, function ring() {
    throw new RangeError('no');
  });
  loop.callLater(10, note, 'next');
  runAll(loop);
  expect([pages, told]).toEqual([['10 next'], ['Error in callback ring']]);
});

test('a closed loop takes no timers', () => {
  const { loop } = timedLoop();
  loop.callLater(0, () => {});
  loop.close();
  expect([
    outcome(() => loop.callLater(0, () => {})),
    outcome(() => loop.callAt(Infinity, () => {})),
  ]).toEqual(['threw LoopStateError', 'threw LoopStateError']);
});
