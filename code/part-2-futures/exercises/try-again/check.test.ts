import { expect, test } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';
import { retry } from './exercise.ts';

/** Has a task drive it, and keeps how it ended. */
function drive<T>(coroutine: Coroutine<T>): unknown[] {
  const ends: unknown[] = [];
  new Task(
    (function* () {
      try {
        ends.push(yield* coroutine);
      } catch (error) {
        ends.push(error);
      }
    })(),
  );
  return ends;
}

/** Work that waits for one of these futures in each of its runs. */
function workWith(...futures: Future<unknown>[]) {
  let runs = 0;
  return {
    runs: () => runs,
    work: function* (): Coroutine<unknown> {
      return yield* futures[runs++]!;
    },
  };
}

const failed = (message: string): Future<never> => {
  const future = new Future<never>();
  future.setException(new Error(message));
  return future;
};

test('what works at once is run once', () => {
  const future = new Future<number>();
  const { work, runs } = workWith(future);
  const ends = drive(retry(work, 3));
  expect(ends).toEqual([]);
  future.setResult(42);
  expect([ends, runs()]).toEqual([[42], 1]);
});

test('after an error it is run again, as often as it takes', () => {
  const future = new Future<string>();
  const { work, runs } = workWith(failed('one'), failed('two'), future);
  const ends = drive(retry(work, 5));
  future.setResult('fine');
  expect([ends, runs()]).toEqual([['fine'], 3]);
});

test('after the last try, the last error comes out', () => {
  const { work, runs } = workWith(failed('one'), failed('two'), failed('three'));
  expect(drive(retry(work, 2))).toEqual([new Error('two')]);
  expect(runs()).toBe(2);
});

test('one try is one run', () => {
  const { work, runs } = workWith(failed('one'), failed('two'));
  expect(drive(retry(work, 1))).toEqual([new Error('one')]);
  expect(runs()).toBe(1);
});

test('work may fail before it waits, and after it has waited', () => {
  let runs = 0;
  const seen: string[] = [];
  function* work(): Coroutine<string> {
    runs++;
    if (runs === 1) throw new Error('at once');
    seen.push(`run ${runs} waits`);
    const future = new Future<void>();
    future.setResult();
    yield* future;
    if (runs === 2) throw new Error('later');
    return 'fine';
  }
  expect(drive(retry(work, 3))).toEqual(['fine']);
  expect(seen).toEqual(['run 2 waits', 'run 3 waits']);
});

test('falsy results are results, and falsy errors are errors', () => {
  for (const result of [0, '', undefined, null, false]) {
    const future = new Future<unknown>();
    future.setResult(result);
    const { work, runs } = workWith(future, failed('too much'));
    expect(drive(retry(work, 2))).toEqual([result]);
    expect(runs()).toBe(1);
  }
  let runs = 0;
  const work = function* (): Coroutine<string> {
    if (runs++ === 0) throw undefined;
    return 'fine';
  };
  expect(drive(retry(work, 2))).toEqual(['fine']);
});

test('a plain yield in the work gets its result, too', () => {
  const future = new Future<number>();
  future.setResult(7);
  const work = function* (): Coroutine<number> {
    return (yield future) as number;
  };
  expect(drive(retry(work, 1))).toEqual([7]);
});
