import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';
import { outcome, printedErrors } from '../kit.ts';

let printed: unknown[];
beforeEach(() => void (printed = printedErrors()));
afterEach(() => void vi.restoreAllMocks());

const done = new Future<number>();
const failed = new Future<number>();

/** A stack that is full is an error in some callback, so the future prints it. */
const withErrors = (total: number): unknown[] => [
  total,
  ...printed.filter((each) => each instanceof Error).map(String),
];

test('100,000 futures that are done already do not fill the stack', () => {
  if (!done.done()) done.setResult(1);
  let total = 0;
  function* work(): Coroutine<void> {
    for (let i = 0; i < 100_000; i++) total += yield done;
  }
  expect(outcome(() => void new Task(work()))).toBeUndefined();
  expect(withErrors(total)).toEqual([100_000]);
});

test('nor do 20,000 that have failed', () => {
  if (!failed.done()) failed.setException('no');
  let total = 0;
  function* work(): Coroutine<void> {
    for (let i = 0; i < 20_000; i++)
      try {
        yield failed;
      } catch (error) {
        if (error === 'no') total++;
      }
  }
  expect(outcome(() => void new Task(work()))).toBeUndefined();
  expect(withErrors(total)).toEqual([20_000]);
});

test('nor do 100,000 times nothing', () => {
  const future = new Future<number>();
  let total = 0;
  function* work(): Coroutine<void> {
    yield future;
    for (let i = 0; i < 100_000; i++) if ((yield) === undefined) total++;
  }
  outcome(() => void new Task(work()));
  expect(total).toBe(0);
  future.setResult(1);
  expect(withErrors(total)).toEqual([100_000]);
});

test('between two that are done it waits for one that is not', () => {
  if (!done.done()) done.setResult(1);
  const [future, seen] = [new Future<number>(), [] as unknown[]];
  function* work(): Coroutine<void> {
    for (const each of [done, future, done]) seen.push(yield each);
  }
  new Task(work());
  expect(seen).toEqual([1]);
  future.setResult(2);
  expect(seen).toEqual([1, 2, 1]);
});
