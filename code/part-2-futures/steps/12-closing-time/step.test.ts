import { afterEach, expect, test, vi } from 'vitest';
import { ThreadedExecutor } from '../../src/index.ts';
import { Thread } from '../../src/threads/thread.ts'; // given: another thread
import { libraryWith, outcome, playedCollector, resultOf } from '../kit.ts';

const same = (n: number): number => n;
afterEach(() => void vi.restoreAllMocks());

test('shutdown waits for all jobs, ends the threads, and no more jobs are taken', () => {
  const end = vi.spyOn(Thread.prototype, 'end');
  const executor = new ThreadedExecutor({ maxThreads: 2 });
  const jobs = [1, 2, 3].map((n) => executor.submit(same, n));
  const before = end.mock.calls.length;
  executor.shutdown();
  expect(jobs.map((job) => job.done() && job.result())).toEqual([1, 2, 3]);
  expect(outcome(() => executor.submit(same, 4))).toBe('threw InvalidStateError');
  expect([before, new Set(end.mock.contexts).size], 'threads ended').toEqual([0, 2]);
});

test('told not to, it does not wait; the jobs go on, and then the thread ends', () => {
  const end = vi.spyOn(Thread.prototype, 'end');
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const jobs = [1, 2].map((n) => executor.submit(same, n));
  executor.shutdown({ wait: false });
  expect(
    jobs.map((job) => job.done()),
    'done',
  ).toEqual([false, false]);
  expect(outcome(() => executor.submit(same, 3))).toBe('threw InvalidStateError');
  const before = end.mock.calls.length;
  expect(jobs.map(resultOf)).toEqual([1, 2]);
  expect([before, new Set(end.mock.contexts).size], 'threads ended').toEqual([0, 1]);
});

test('told to, it cancels what has not begun', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const jobs = [1, 2, 3].map((n) => executor.submit(same, n));
  executor.shutdown({ cancelFutures: true });
  const states = ['finished', 'cancelled', 'cancelled'];
  expect(jobs.map(({ state }) => state)).toEqual(states);
});

test('a thread that has nothing to do ends at once', () => {
  const end = vi.spyOn(Thread.prototype, 'end');
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  expect(resultOf(executor.submit(same, 1))).toBe(1);
  const before = end.mock.calls.length;
  executor.shutdown({ wait: false });
  expect([before, end.mock.calls.length]).toEqual([0, 1]);
});

test('what `using` calls at the end of its block is a shutdown, and a second one is no mistake', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const job = executor.submit(same, 42);
  expect(outcome(() => executor[Symbol.dispose]())).toBeUndefined();
  expect(job.done()).toBe(true);
  expect(outcome(() => executor.submit(same, 1))).toBe('threw InvalidStateError');
  expect(outcome(() => executor.shutdown())).toBeUndefined();
});

test('the threads of an executor that is forgotten end', async (context) => {
  const { FinalizationRegistry, collect } = playedCollector();
  const library = await libraryWith({ FinalizationRegistry });
  if (!library) return context.skip();
  const itsThreads = await import('../../src/threads/thread.ts');
  const end = vi.spyOn(itsThreads.Thread.prototype, 'end');
  const executor = new library.ThreadedExecutor({ maxThreads: 1 });
  expect(resultOf(executor.submit(same, 42))).toBe(42);
  const before = end.mock.calls.length;
  collect(executor);
  expect([before, end.mock.calls.length], 'threads ended').toEqual([0, 1]);
});
