import { expect, expectTypeOf, test } from 'vitest';
import { Future, ThreadedExecutor } from '../../src/index.ts';
import { sources } from '../../src/threads/bell.ts'; // given: whom a thread asks for news
import { outcome, resultOf } from '../kit.ts';

const newGates = (): Int32Array => new Int32Array(new SharedArrayBuffer(8));

test('a function runs on another thread, with its arguments', () => {
  Object.assign(globalThis, { isHere: true });
  const executor = new ThreadedExecutor();
  const future = executor.submit(
    (a: number, b: string) => [a + 1, `${b}!`, 'isHere' in globalThis],
    1,
    'one',
  );
  expectTypeOf(future).toEqualTypeOf<Future<(string | number | boolean)[]>>();
  expect(future).toBeInstanceOf(Future);
  expect(future.done(), 'this thread does not wait').toBe(false);
  expect(resultOf(future), 'the last of them: is it this thread?').toEqual([
    2,
    'one!',
    false,
  ]);
});

test('two jobs run at the same time, and each has its own result', () => {
  const executor = new ThreadedExecutor();
  // each opens its gate, and waits for the other's
  const meet = (gates: Int32Array, own: number): string => {
    Atomics.store(gates, own, 1);
    Atomics.notify(gates, own);
    const end = Atomics.wait(gates, 1 - own, 0, 20_000);
    return end === 'timed-out' ? 'alone' : `${own} has met ${1 - own}`;
  };
  const gates = newGates();
  const jobs = [0, 1].map((own) => executor.submit(meet, gates, own));
  expect(jobs.map(resultOf)).toEqual(['0 has met 1', '1 has met 0']);
});

test('whatever the result is, the future is done, and its callbacks hear of it', () => {
  const executor = new ThreadedExecutor();
  const seen: unknown[] = [];
  const jobs: Future<unknown>[] = [
    executor.submit(() => undefined),
    executor.submit(async (n: number) => n + 1, 41),
  ];
  for (const job of jobs) job.addDoneCallback((done) => seen.push(done.done()));
  expect(jobs.map(resultOf)).toEqual([undefined, 42]);
  expect(seen, 'done in its callback').toEqual([true, true]);
});

test('it is asked for news while a job is under way, and no longer', () => {
  const before = sources.size;
  const executor = new ThreadedExecutor();
  const jobs = [1, 2].map((n) => executor.submit((m: number) => m, n));
  const during = sources.size > 0;
  expect(jobs.map(resultOf)).toEqual([1, 2]);
  expect([before, during, sources.size]).toEqual([0, true, 0]);
  expect(outcome(() => new Future().result())).toBe('threw DeadlockError');
});
