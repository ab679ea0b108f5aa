import { expect, test } from 'vitest';
import { Future, type Executor } from '../../src/index.ts';
import { squares } from './exercise.ts';

/** An executor that runs its jobs in the order that it is told, when a result is asked for. */
function slowExecutor(
  order: (jobs: (() => void)[]) => (() => void)[] = (jobs) => jobs,
) {
  const jobs: (() => void)[] = [];
  let submitted = 0;
  let asked = 0;
  class Asked extends Future<any> {
    override result(): any {
      asked ||= submitted;
      for (const job of order(jobs.splice(0))) job();
      return super.result();
    }
  }
  const executor = {
    submit(fn: (...args: any[]) => unknown, ...args: unknown[]) {
      submitted++;
      const future = new Asked();
      const copies = structuredClone(args);
      const alone = (0, eval)(`(${fn})`);
      jobs.push(() => future.setResult(JSON.parse(JSON.stringify(alone(...copies)))));
      return future;
    },
  } as unknown as Executor;
  return { executor, submitted: () => submitted, askedAfter: () => asked };
}

const numbers = Array.from({ length: 100 }, (_, i) => i - 50);
const expected = numbers.map((n) => n * n);

test('the squares are right, and in their order', () => {
  expect(squares(slowExecutor().executor, numbers, 4)).toEqual(expected);
});

test('whichever job is finished first', () => {
  const { executor } = slowExecutor((jobs) => jobs.reverse());
  expect(squares(executor, numbers, 4)).toEqual(expected);
});

test('there are no more jobs than threads', () => {
  for (const threads of [1, 2, 3, 7, 64]) {
    const { executor, submitted } = slowExecutor();
    expect(squares(executor, numbers, threads)).toEqual(expected);
    expect(submitted()).toBeLessThanOrEqual(threads);
  }
});

test('all jobs are submitted before the first result is asked for', () => {
  const { executor, submitted, askedAfter } = slowExecutor();
  squares(executor, numbers, 4);
  expect(submitted()).toBeGreaterThan(1);
  expect(askedAfter()).toBe(submitted());
});

test('more threads than numbers, one number, and none', () => {
  expect(squares(slowExecutor().executor, [1, 2, 3], 8)).toEqual([1, 4, 9]);
  expect(squares(slowExecutor().executor, [5], 2)).toEqual([25]);
  expect(squares(slowExecutor().executor, [], 2)).toEqual([]);
});
