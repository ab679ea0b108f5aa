import { expect, expectTypeOf, test } from 'vitest';
import {
  asyncHelper,
  Future,
  Task,
  ThreadedExecutor,
  type Coroutine,
} from '../../src/index.ts';
import { outcome, resultOf } from '../kit.ts';

test('each call starts a task of its own and returns it', () => {
  const seen: string[] = [];
  const work = asyncHelper(function* (
    name: string,
    future: Future<number>,
  ): Coroutine<void> {
    seen.push(`${name} begins`);
    seen.push(`${name}: ${yield future}`);
  });
  expectTypeOf(work).parameters.toEqualTypeOf<[string, Future<number>]>();
  const [one, two] = [new Future<number>(), new Future<number>()];
  const tasks = [work('one', one), work('two', two)];
  expect(
    tasks.map((task) => task instanceof Task),
    'is it a Task?',
  ).toEqual([true, true]);
  two.setResult(2);
  one.setResult(1);
  expect(seen).toEqual(['one begins', 'two begins', 'two: 2', 'one: 1']);
});

test('nothing runs before the call', () => {
  let calls = 0;
  const work = asyncHelper(function* (): Coroutine<void> {
    calls++;
  });
  expect(calls).toBe(0);
  work();
  work();
  expect(calls).toBe(2);
});

test('a method that is helped keeps its this', () => {
  const seen: unknown[] = [];
  class Cook {
    readonly name = 'Ada';
    readonly cook = asyncHelper(function* (this: Cook, dish: string): Coroutine<void> {
      seen.push(`${this?.name} cooks ${dish}`);
    });
  }
  new Cook().cook('soup');
  expect(seen).toEqual(['Ada cooks soup']);
});

test('a function that makes no generator is refused when it is called', () => {
  const helped = asyncHelper((() => 5) as never) as () => unknown;
  expect(outcome(helped)).toMatch(/^threw TypeError/);
});

test('what a call returns can be waited for, and a thread at its beginning', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const half = asyncHelper(function* (n: number) {
    return yield* executor.submit((m: number) => m / 2, n);
  });
  const both = asyncHelper(function* () {
    return (yield* half(6)) + (yield* half(8));
  });
  const task = outcome(both);
  expect(task).toBeInstanceOf(Future);
  expect(resultOf(task as Future<number>)).toBe(7);
});
