import { expect, test } from 'vitest';
import { Future } from '../../src/index.ts';
import { Task } from './exercise.ts';

const newFutures = (): Future<number>[] => [1, 2, 3].map(() => new Future<number>());

test('the generator begins at once, and then waits', () => {
  const [future] = newFutures();
  const seen: string[] = [];
  new Task(
    (function* () {
      seen.push('begun');
      yield future!;
      seen.push('went on');
    })(),
  );
  expect(seen).toEqual(['begun']);
});

test('the result of the future is sent into the generator', () => {
  const [future] = newFutures();
  const seen: number[] = [];
  new Task(
    (function* (): Generator<Future<number>, void, number> {
      seen.push(yield future!);
    })(),
  );
  const random = Math.random();
  future!.setResult(random);
  expect(seen).toEqual([random]);
});

test('every future that is yielded is waited for, one after the other', () => {
  const futures = newFutures();
  const seen: number[] = [];
  new Task(
    (function* (): Generator<Future<number>, void, number> {
      for (const future of futures) seen.push(yield future);
    })(),
  );
  futures[1]!.setResult(20); // early: it is not its turn yet
  expect(seen).toEqual([]);
  futures[0]!.setResult(10);
  expect(seen).toEqual([10, 20]);
  futures[2]!.setResult(30);
  expect(seen).toEqual([10, 20, 30]);
});

test('the error of a future is thrown into the generator', () => {
  const [future] = newFutures();
  const error = new RangeError('no');
  let caught: unknown;
  new Task(
    (function* () {
      try {
        yield future!;
      } catch (thrown) {
        caught = thrown;
      }
    })(),
  );
  future!.setException(error);
  expect(caught).toBe(error);
});

test('what is yielded after an error was caught is waited for too', () => {
  const [bad, good] = newFutures();
  const seen: unknown[] = [];
  new Task(
    (function* (): Generator<Future<number>, void, number> {
      try {
        yield bad!;
      } catch {
        seen.push('caught');
        seen.push(yield good!);
      }
    })(),
  );
  bad!.setException(new Error());
  expect(seen).toEqual(['caught']);
  good!.setResult(42);
  expect(seen).toEqual(['caught', 42]);
});

test('undefined can be thrown as well', () => {
  const [bad, good] = newFutures();
  const seen: unknown[] = [];
  new Task(
    (function* (): Generator<Future<number>, void, number> {
      try {
        seen.push(yield bad!);
      } catch (thrown) {
        seen.push('caught', thrown);
        seen.push(yield good!);
      }
    })(),
  );
  bad!.setException(undefined);
  good!.setResult(42);
  expect(seen).toEqual(['caught', undefined, 42]);
});
