import { expect, expectTypeOf, test } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';
import { outcome } from '../kit.ts';

test('yield* future waits and gives the result, typed', () => {
  const [count, name] = [new Future<number>(), new Future<string>()];
  const seen: unknown[] = [];
  function* work() {
    const both = [yield* count, yield* name] as const;
    expectTypeOf(both).toEqualTypeOf<readonly [number, string]>();
    seen.push(both);
  }
  expectTypeOf(work).returns.toExtend<Coroutine<void>>();
  outcome(() => void new Task(work()));
  count.setResult(1);
  expect(seen).toEqual([]);
  name.setResult('one');
  expect(seen).toEqual([[1, 'one']]);
});

test('an error is thrown at the star, and so is a cancellation', () => {
  const [failed, cancelled] = [new Future<number>(), new Future<number>()];
  const seen: unknown[] = [];
  function* work(): Coroutine<void> {
    for (const future of [failed, cancelled])
      try {
        seen.push(yield* future);
      } catch (error) {
        seen.push((error as Error).name);
      }
  }
  outcome(() => void new Task(work()));
  failed.setException(new RangeError('no'));
  cancelled.cancel();
  expect(seen).toEqual(['RangeError', 'FutureCancelledError']);
});

test('what is done already is not waited for', () => {
  const [done, failed] = [new Future<number>(), new Future<number>()];
  done.setResult(42);
  failed.setException(new RangeError('no'));
  function* work(future: Future<number>) {
    return yield* future;
  }
  expect(outcome(() => work(done).next())).toEqual({ done: true, value: 42 });
  expect(outcome(() => work(failed).next())).toBe('threw RangeError');
});

test('what is not done is yielded once, and it is the future itself', () => {
  const future = new Future<number>();
  function* work() {
    return yield* future;
  }
  const coroutine = work();
  const first = outcome(() => coroutine.next()) as { value?: unknown };
  expect(first.value === future, 'the future itself').toBe(true);
  future.setResult(42);
  expect(coroutine.next()).toEqual({ done: true, value: 42 });
});

test('the result is that of the future, whatever is sent in', () => {
  const future = new Future<number>();
  function* work() {
    return yield* future;
  }
  const coroutine = work();
  outcome(() => coroutine.next());
  future.setResult(42);
  expect(coroutine.next('something else' as never).value).toBe(42);
});

test('it works through generators that delegate to each other', () => {
  const future = new Future<number>();
  const seen: number[] = [];
  function* doubled() {
    return 2 * (yield* future);
  }
  function* work() {
    seen.push(yield* doubled());
  }
  outcome(() => void new Task(work()));
  future.setResult(21);
  expect(seen).toEqual([42]);
});
