import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { errorOf, inside, outcome } from '../kit.ts';

const closedError = 'threw LoopStateError';

test('a closed loop takes nothing more', () => {
  const loop = new TaskLoop();
  const [pending, done] = [loop.createFuture<number>(), loop.createFuture<number>()];
  done.setResult(1);
  pending.addDoneCallback(() => {});
  loop.close();
  expect([
    outcome(() => loop.callSoon(() => {})),
    outcome(() => loop.addTask((function* () {})())),
    outcome(() => done.addDoneCallback(() => {})),
    outcome(() => pending.setResult(1)),
    loop.totalTasks(),
  ]).toEqual([...Array<string>(4).fill(closedError), 0]);
});

test('a closed loop has forgotten what waited', () => {
  const loop = new TaskLoop();
  const before = loop.isClosed();
  loop.callSoon(() => {});
  loop.close();
  expect(
    [before, loop.isClosed(), loop.totalTasks()],
    'isClosed before; isClosed after; totalTasks',
  ).toEqual([false, true, 0]);
});

test('a closed loop does not run', () => {
  const loop = new TaskLoop();
  loop.close();
  function* work() {}
  const runs = [
    () => loop.runOnce(),
    () => loop.runForever(),
    () => loop.runUntilComplete(work()),
  ];
  for (const run of runs) {
    loop.stop(); // ends a run that begins all the same
    expect(String(errorOf(run))).toMatch(/^LoopStateError: .*closed/);
  }
});

test('a running loop cannot be closed, and another one can', () => {
  const [loop, other] = [new TaskLoop(), new TaskLoop()];
  const seen = inside(loop, () => [
    outcome(() => loop.close()),
    outcome(() => other.close()),
    loop.isClosed(),
    other.isClosed(),
  ]);
  expect(seen, 'close: this loop, the other; isClosed: this loop, the other').toEqual([
    closedError,
    undefined,
    false,
    true,
  ]);
});

test('closing twice is no mistake', () => {
  const loop = new TaskLoop();
  loop.close();
  loop.close();
  expect(loop.isClosed()).toBe(true);
});
