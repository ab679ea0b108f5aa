import { expect, expectTypeOf, test } from 'vitest';
import { Future, Task } from '../../src/index.ts';
import { Pair } from './exercise.ts';

/** A task that waits for a pair, and what it has seen. */
function wait<A, B>(first: Future<A>, second: Future<B>): unknown[] {
  const seen: unknown[] = [];
  new Task(
    (function* () {
      try {
        const both = yield* new Pair(first, second);
        expectTypeOf(both).toEqualTypeOf<[A, B]>();
        seen.push(both);
      } catch (error) {
        seen.push(error);
      }
    })(),
  );
  return seen;
}

test('both results are returned, whichever comes first', () => {
  const [a, b] = [new Future<number>(), new Future<string>()];
  const seen = wait(a, b);
  b.setResult('two');
  expect(seen).toEqual([]);
  a.setResult(1);
  expect(seen).toEqual([[1, 'two']]);
});

test('both may be there already, and then nothing is yielded', () => {
  const [a, b] = [new Future<number>(), new Future<string>()];
  a.setResult(0);
  b.setResult('');
  expect(wait(a, b)).toEqual([[0, '']]);
  const waiting = new Pair(a, b)[Symbol.iterator]();
  expect(waiting.next().done).toBe(true);
});

test('the error of either is thrown at the yield*', () => {
  for (const place of [0, 1]) {
    const futures = [new Future<number>(), new Future<number>()];
    const seen = wait(futures[0]!, futures[1]!);
    const error = new Error(`of ${place}`);
    futures[place]!.setException(error);
    futures[1 - place]!.setResult(1);
    expect(seen).toEqual([error]);
  }
});

test('a pair can be waited for twice', () => {
  const [a, b] = [new Future<number>(), new Future<number>()];
  const pair = new Pair(a, b);
  const seen: number[][] = [];
  const work = function* () {
    seen.push(yield* pair);
  };
  new Task(work());
  new Task(work());
  a.setResult(1);
  b.setResult(2);
  expect(seen).toEqual([
    [1, 2],
    [1, 2],
  ]);
});
