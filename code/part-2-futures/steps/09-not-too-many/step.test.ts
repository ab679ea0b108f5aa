import { expect, test } from 'vitest';
import { ThreadedExecutor, type Future } from '../../src/index.ts';
import { outcome, resultOf, threadsMade } from '../kit.ts';

// These run on other threads.
const threadId = (): number =>
  ((globalThis as { id?: number }).id ??= 1 + Math.random());
const count = (word: Int32Array): number => {
  const before = Atomics.add(word, 0, 1);
  Atomics.notify(word, 0);
  return before + 1;
};
const newWord = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

test('there are never more threads than maxThreads, and they are used again', () => {
  const executor = new ThreadedExecutor({ maxThreads: 2 });
  const jobs = Array.from({ length: 4 }, () => executor.submit(threadId));
  expect(new Set(jobs.map(resultOf)).size).toBe(2);
});

test('jobs begin in the order in which they came, also after one that throws', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const word = newWord();
  const fails = (): void => {
    throw new RangeError('no');
  };
  const jobs: Future<unknown>[] = [
    executor.submit(count, word),
    executor.submit(count, word),
    executor.submit(fails),
    executor.submit(count, word),
  ];
  const first = Atomics.wait(word, 0, 0, 20_000);
  expect(first, 'the first one begins before it is asked for').not.toBe('timed-out');
  expect(jobs.map(resultOf)).toEqual([1, 2, 'threw RangeError', 3]);
});

test('a thread that has nothing to do is used before a new one is made', () => {
  const executor = new ThreadedExecutor({ maxThreads: 3 });
  const ids = [1, 2].map(() => resultOf(executor.submit(threadId)));
  expect(new Set(ids).size).toBe(1);
});

test('a thread that has died is replaced', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const jobs = [executor.submit(() => process.exit(3)), executor.submit(() => 42)];
  expect(jobs.map(resultOf)).toEqual(['threw ThreadDiedError', 42]);
});

test('without maxThreads there are four more than the machine can use, and at most 32', () => {
  const made = threadsMade(() => {
    const executor = new ThreadedExecutor();
    for (let i = 0; i < 40; i++) executor.submit(threadId);
  });
  expect(made).toBe(Math.min(32, navigator.hardwareConcurrency + 4));
});

test('maxThreads is a whole number from 1 on', () => {
  const refused = [0, -1, 1.5, NaN, Infinity, '2' as never];
  const results = refused.map((maxThreads) =>
    outcome(() => new ThreadedExecutor({ maxThreads })),
  );
  expect(results).toEqual(Array(6).fill('threw RangeError'));
  expect(() => new ThreadedExecutor({ maxThreads: 1.5 })).toThrow('1.5');
});
