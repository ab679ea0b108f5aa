import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { whenDone } from './exercise.ts';

/** Calls what waits, but no more than 50 callbacks. */
function runAll(loop: TaskLoop): void {
  for (let calls = 0; loop.totalTasks() > 0 && calls < 50; calls++) loop.runOnce();
}

/** A loop, some futures of it, and a callback that counts. */
function kitchen(many: number) {
  const loop = new TaskLoop();
  const told: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => void told.push(exception));
  let calls = 0;
  return {
    loop,
    told,
    futures: Array.from({ length: many }, () => loop.createFuture<unknown>()),
    callback: (): void => void calls++,
    calls: () => calls,
  };
}

test('it’s called when the last one is done, whichever that is', () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const { loop, futures, callback, calls } = kitchen(3);
    whenDone(loop, futures, callback);
    const seen = order.map((at) => {
      runAll(loop);
      const before = calls();
      futures[at]!.setResult(at);
      return before;
    });
    expect([seen, calls()]).toEqual([[0, 0, 0], 0]);
    runAll(loop);
    expect(calls()).toBe(1);
  }
});

test('while it waits, the queue stays empty', () => {
  const { loop, futures, callback } = kitchen(2);
  whenDone(loop, futures, callback);
  runAll(loop);
  futures[0]!.setResult('soup');
  runAll(loop);
  expect(loop.totalTasks()).toBe(0);
});

test('if all are done already, it’s called soon, and not at once', () => {
  const { loop, futures, callback, calls } = kitchen(2);
  for (const future of futures) future.setResult('soup');
  whenDone(loop, futures, callback);
  expect(calls()).toBe(0);
  runAll(loop);
  expect(calls()).toBe(1);
});

test('one that’s done already doesn’t stand for one that isn’t', () => {
  const { loop, futures, callback, calls } = kitchen(3);
  futures[1]!.setResult('soup');
  whenDone(loop, futures, callback);
  runAll(loop);
  futures[2]!.setResult('cake');
  runAll(loop);
  expect(calls()).toBe(0);
  futures[0]!.setResult('tea');
  runAll(loop);
  expect(calls()).toBe(1);
});

test('if there are none, it’s called soon, and not at once', () => {
  const { loop, callback, calls } = kitchen(0);
  whenDone(loop, [], callback);
  expect(calls()).toBe(0);
  runAll(loop);
  expect(calls()).toBe(1);
});

test('an error and a cancellation are ends like any other', () => {
  const { loop, told, futures, callback, calls } = kitchen(3);
  whenDone(loop, futures, callback);
  futures[0]!.setException(new RangeError('burnt'));
  runAll(loop);
  futures[1]!.cancel();
  runAll(loop);
  expect(calls()).toBe(0);
  futures[2]!.setResult('soup');
  runAll(loop);
  expect(calls()).toBe(1);
  expect(told.filter((error) => !(error instanceof RangeError))).toEqual([]);
  void futures[0]!.exception();
});

test('one future may be in the list twice', () => {
  const { loop, futures, callback, calls } = kitchen(1);
  whenDone(loop, [futures[0]!, futures[0]!], callback);
  futures[0]!.setResult('soup');
  runAll(loop);
  expect(calls()).toBe(1);
});

test('a list that’s changed afterwards is the caller’s business', () => {
  const { loop, futures, callback, calls } = kitchen(2);
  const list = [...futures];
  whenDone(loop, list, callback);
  list.length = 0;
  futures[0]!.setResult('soup');
  runAll(loop);
  expect(calls()).toBe(0);
  futures[1]!.setResult('cake');
  runAll(loop);
  expect(calls()).toBe(1);
});
