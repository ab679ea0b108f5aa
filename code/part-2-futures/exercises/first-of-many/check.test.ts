import { expect, test, vi } from 'vitest';
import { Future, ThreadedExecutor } from '../../src/index.ts';
import { waitForFirst } from './exercise.ts';

const executor = new ThreadedExecutor({ maxThreads: 2 });

function sleep(ms: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return ms;
}

/** Which of the futures come back, by their places: a future would be iterated. */
function places(futures: Future<number>[], timeoutMs?: number): number[] {
  return waitForFirst(futures, timeoutMs).map((future) => futures.indexOf(future));
}

test('one that is done already need not be waited for', () => {
  const [pending, done] = [new Future<number>(), new Future<number>()];
  done.setResult(1);
  expect(places([pending, done])).toEqual([1]);
});

test('all that are done come back, in their order', () => {
  const futures = [new Future<number>(), new Future<number>(), new Future<number>()];
  const [first, , third] = futures as [Future<number>, Future<number>, Future<number>];
  third.setException(new Error('burnt'));
  first.cancel();
  expect(places(futures)).toEqual([0, 2]);
});

test('if none is done in time, the list is empty', () => {
  expect(places([new Future(), new Future()], 20)).toEqual([]);
  expect(places([], 20)).toEqual([]);
});

test('the first that another thread brings ends the waiting, wherever it is', () => {
  const never = new Future<number>();
  const slow = executor.submit(sleep, 2000);
  const quick = executor.submit(sleep, 50);
  expect(places([never, slow, quick])).toEqual([2]);
  expect(quick.result()).toBe(50);
});

test('a result of something else does not end it', () => {
  const never = new Future<number>();
  executor.submit(sleep, 10);
  const ours = executor.submit(sleep, 300);
  expect(places([never, ours])).toEqual([1]);
});

test('it sleeps, and asks only when there may be something new', () => {
  const future = executor.submit(sleep, 200);
  const asked = vi.spyOn(future, 'done');
  waitForFirst([future]);
  expect(asked.mock.calls.length).toBeLessThan(50);
});
