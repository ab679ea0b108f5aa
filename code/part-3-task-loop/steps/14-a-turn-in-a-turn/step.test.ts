import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { inside, outcome, run } from '../kit.ts';

function* work() {
  yield;
  return 'ran';
}

const refused = 'threw LoopStateError';

test('a callback cannot run the loop that runs it', () => {
  const loop = new TaskLoop();
  expect(inside(loop, () => loop.runForever())).toBe(refused);
  expect(inside(loop, () => loop.runOnce())).toBe(refused);
  expect(inside(loop, () => loop.runUntilComplete(work()))).toBe(refused);
});

test('nor can it run another loop in the same thread', () => {
  const [loop, other] = [new TaskLoop(), new TaskLoop()];
  other.stop();
  expect(inside(loop, () => other.runForever())).toBe(refused);
  expect(inside(loop, () => other.runOnce())).toBe(refused);
});

test('runOnce is a run too', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.callSoon(() => {
    seen.push(loop.isRunning());
    seen.push(outcome(() => loop.runOnce()));
  });
  loop.runOnce();
  expect(
    [...seen, loop.isRunning()],
    'isRunning in the run; the inner run; isRunning after',
  ).toEqual([true, refused, false]);
});

test('isRunning says whether it is this loop', () => {
  const [loop, other] = [new TaskLoop(), new TaskLoop()];
  const seen: unknown[] = [loop.isRunning()];
  loop.callSoon(() => {
    seen.push(loop.isRunning(), other.isRunning());
    loop.stop();
  });
  run(loop, () => loop.runForever());
  expect(
    [...seen, loop.isRunning()],
    'isRunning: before; in the run; the other loop; after',
  ).toEqual([false, true, false, false]);
});

test('a refused runUntilComplete leaves no task behind', () => {
  const loop = new TaskLoop();
  const seen = inside(loop, () => {
    const before = loop.totalTasks();
    const made = outcome(() => loop.runUntilComplete(work()));
    return [made, loop.totalTasks() - before];
  });
  expect(seen).toEqual([refused, 0]);
});

test('a refusal changes nothing for the loop that runs: the second is refused, too', () => {
  const loop = new TaskLoop();
  const seen = inside(loop, () => [
    outcome(() => new TaskLoop().runOnce()),
    outcome(() => loop.runOnce()),
    outcome(() => loop.runOnce()),
    loop.isRunning(),
  ]);
  expect(seen).toEqual([refused, refused, refused, true]);
});

test('after a run, with an error or without, the loop can be run again, and so can another', () => {
  const loop = new TaskLoop();
  expect(outcome(() => run(loop, () => loop.runUntilComplete(work())))).toBe('ran');
  loop.callSoon(() => void outcome(() => loop.runOnce()));
  for (const next of [loop, new TaskLoop()])
    expect(outcome(() => run(next, () => next.runUntilComplete(work())))).toBe('ran');
  expect(loop.isRunning()).toBe(false);
});
