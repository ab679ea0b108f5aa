import { expect, test } from 'vitest';
import { Future, TaskLoop } from '../../src/index.ts';
import { outcome, runAll, toldOf } from '../kit.ts';

test('a callback that comes late is called soon, not at once', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  future.setResult(42);
  future.addDoneCallback((f) => seen.push(f.result()));
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual([42]);
});

test('done callbacks are called by the loop, in order, each with the future', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  future.addDoneCallback((f) => seen.push('first', f.result()));
  future.addDoneCallback((f) => seen.push('second', f.result()));
  future.setResult(42);
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual(['first', 42, 'second', 42]);
});

test('an error in one done callback is told, and the next one is called', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const told = toldOf(loop);
  const seen: unknown[] = [];
  future.addDoneCallback(() => {
    throw 'broken';
  });
  future.addDoneCallback(() => seen.push('next'));
  future.setResult(42);
  runAll(loop);
  expect([told.map(({ exception }) => exception), seen]).toEqual([
    ['broken'],
    ['next'],
  ]);
});

test('a future knows its loop, and the calls wait in the queue of that one', () => {
  const [ours, other] = [new TaskLoop(), new TaskLoop()];
  const futures = [other.createFuture<number>(), new Future<number>(other)];
  expect(
    futures.map((future) => future.loop === other),
    'its loop is the one it was given',
  ).toEqual([true, true]);
  for (const future of futures) {
    future.addDoneCallback(() => {});
    future.setResult(42);
  }
  expect([ours.totalTasks(), other.totalTasks()]).toEqual([0, 2]);
});

test('an error and a cancellation are told too', () => {
  const loop = new TaskLoop();
  const [failed, cancelled] = [loop.createFuture(), loop.createFuture()];
  const seen: unknown[] = [];
  failed.addDoneCallback((f) => seen.push(String(f.exception())));
  cancelled.addDoneCallback((f) => seen.push(f.cancelled()));
  failed.setException(new RangeError('no'));
  cancelled.cancel();
  runAll(loop);
  expect(seen).toEqual(['RangeError: no', true]);
});

test('each callback is called once, and what was removed never', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const seen: string[] = [];
  const removed = (): number => seen.push('removed');
  future.addDoneCallback(removed);
  future.addDoneCallback(() => seen.push('kept'));
  future.addDoneCallback(removed);
  const counts = [0, 1].map(() => future.removeDoneCallback(removed));
  expect(counts, 'how many were removed').toEqual([2, 0]);
  future.setResult(42);
  runAll(loop);
  future.cancel();
  runAll(loop);
  expect(seen).toEqual(['kept']);
});

test('a long chain of futures does not overflow the stack', () => {
  const loop = new TaskLoop();
  const chain = Array.from({ length: 20_000 }, () => loop.createFuture<number>());
  for (const [i, future] of chain.slice(0, -1).entries())
    future.addDoneCallback(() => chain[i + 1]!.setResult(42));
  chain[0]!.setResult(42);
  runAll(loop, 30_000);
  expect(chain.at(-1)!.done()).toBe(true);
});

test('a future without a loop is refused', () => {
  expect(outcome(() => new Future(undefined as never))).toBe('threw TypeError');
});
