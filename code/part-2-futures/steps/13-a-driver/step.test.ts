import { expect, test } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';

/** Waits for a future and writes down what it goes through. */
function* waitFor(future: Future<any>, seen: unknown[]): Coroutine<void> {
  seen.push('begins');
  try {
    seen.push(yield future);
  } catch (error) {
    seen.push('caught', error);
  }
}

test('a task begins at once, waits for a future and goes on with its result', () => {
  for (const value of [42, 0, undefined]) {
    const [future, seen] = [new Future<unknown>(), [] as unknown[]];
    new Task(waitFor(future, seen));
    expect(seen).toEqual(['begins']);
    future.setResult(value);
    expect(seen).toEqual(['begins', value]);
  }
});

test('the error of a future is thrown where the generator waits', () => {
  for (const error of [new RangeError('no'), undefined]) {
    const [future, seen] = [new Future(), [] as unknown[]];
    new Task(waitFor(future, seen));
    future.setException(error);
    expect(seen).toEqual(['begins', 'caught', error]);
  }
});

test('and so is a cancellation', () => {
  const [future, seen] = [new Future(), [] as unknown[]];
  new Task(waitFor(future, seen));
  future.cancel();
  expect(seen.map(String)[2]).toContain('FutureCancelledError');
});

test('a generator can wait for one future after the other, also after an error', () => {
  const futures = [1, 2, 3].map(() => new Future<number>());
  const seen: unknown[] = [];
  function* work(): Coroutine<void> {
    for (const future of futures)
      try {
        seen.push(yield future);
      } catch {
        seen.push('went on');
      }
  }
  new Task(work());
  futures[0]!.setResult(1);
  futures[1]!.setException(new Error('no'));
  expect(seen).toEqual([1, 'went on']);
  futures[2]!.setResult(3);
  expect(seen).toEqual([1, 'went on', 3]);
});

test('two tasks wait for the same future', () => {
  const [future, seen] = [new Future<number>(), [] as unknown[]];
  for (let i = 0; i < 2; i++) new Task(waitFor(future, seen));
  future.setResult(42);
  expect(seen).toEqual(['begins', 'begins', 42, 42]);
});

test('what is done already is not waited for, and nor is nothing', () => {
  const [done, failed] = [new Future<number>(), new Future<number>()];
  done.setResult(42);
  failed.setException('no');
  const seen: unknown[] = [];
  function* work(): Coroutine<void> {
    seen.push(yield done);
    seen.push(yield);
    try {
      yield failed;
    } catch (error) {
      seen.push(error);
    }
  }
  new Task(work());
  expect(seen).toEqual([42, undefined, 'no']);
});
