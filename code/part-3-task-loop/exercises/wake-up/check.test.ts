import { expect, test } from 'vitest';
import { bell } from '../../src/threads/bell.ts';
import { TaskLoop } from '../../src/index.ts';
import { deliver } from './exercise.ts';

function newLoop() {
  const loop = new TaskLoop();
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => errors.push(exception));
  const run = (): void => {
    for (let turns = 0; turns < 20; turns++) loop.runOnce();
  };
  return { loop, future: loop.createFuture<number>(), run, errors };
}

test('the future gets the value, and its callbacks are called by the loop', () => {
  const { loop, future, run, errors } = newLoop();
  const seen: unknown[] = [];
  future.addDoneCallback(() => seen.push(future.result(), loop.isRunning()));
  const random = Math.random();
  deliver(loop, future, random);
  expect(seen).toEqual([]);
  run();
  expect([future.result(), seen, errors]).toEqual([random, [random, true], []]);
});

test('nothing changes before the loop has its turn', () => {
  const { loop, future, run } = newLoop();
  deliver(loop, future, 1);
  expect(future.done()).toBe(false);
  run();
  expect(future.done()).toBe(true);
});

test('what the loop was asked for before comes first', () => {
  const { loop, future, run } = newLoop();
  const seen: boolean[] = [];
  loop.callSoon(() => seen.push(future.done()));
  deliver(loop, future, 1);
  loop.callSoon(() => seen.push(future.done()));
  run();
  expect(seen).toEqual([false, true]);
});

test('the bell is rung, for a loop that is asleep', () => {
  const { loop, future } = newLoop();
  const before = Atomics.load(bell, 0);
  deliver(loop, future, 1);
  expect(Atomics.load(bell, 0) === before).toBe(false);
});

test('a future that is cancelled before stays cancelled, and that’s no error', () => {
  const { loop, future, run, errors } = newLoop();
  future.cancel();
  deliver(loop, future, 1);
  run();
  expect([future.cancelled(), errors]).toEqual([true, []]);
});

test('a future that has a result by then keeps it, and that’s no error', () => {
  const { loop, future, run, errors } = newLoop();
  deliver(loop, future, 1);
  future.setResult(2);
  run();
  expect([future.result(), errors]).toEqual([2, []]);
  deliver(loop, future, 3);
  run();
  expect([future.result(), errors]).toEqual([2, []]);
});

test('a future of another loop is refused, at once and without a ring', () => {
  const { loop, run } = newLoop();
  const stranger = new TaskLoop().createFuture<number>();
  const before = Atomics.load(bell, 0);
  expect(() => deliver(loop, stranger, 1)).toThrow(RangeError);
  run();
  expect([stranger.done(), Atomics.load(bell, 0) === before]).toEqual([false, true]);
});

test('it may be cancelled after the delivery too, before the loop has its turn', () => {
  const { loop, future, run, errors } = newLoop();
  deliver(loop, future, 1);
  future.cancel();
  run();
  expect([future.cancelled(), errors]).toEqual([true, []]);
});
