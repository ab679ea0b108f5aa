import { expect, test } from 'vitest';
import { BadYieldError, type Future, TaskLoop } from '../../src/index.ts';
import { Task } from './exercise.ts';

/** Runs a generator as a task, for a while, and returns the errors that reached the loop. */
function run(
  coroutine: Generator<any, unknown, any>,
  loop = new TaskLoop(),
): unknown[] {
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => errors.push(exception));
  new Task(coroutine, loop);
  for (let turns = 0; turns < 50; turns++) loop.runOnce();
  return errors;
}

const newFuture = (loop: TaskLoop, result: number): Future<number> => {
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setResult(result));
  return future;
};

test('a future that is yielded is waited for', () => {
  const loop = new TaskLoop();
  const random = Math.random();
  const future = newFuture(loop, random);
  const seen: unknown[] = [];
  const errors = run(
    (function* () {
      seen.push(yield future);
    })(),
    loop,
  );
  expect([seen, errors]).toEqual([[random], []]);
});

test('a generator that yields undefined lets others have a turn', () => {
  const loop = new TaskLoop();
  let seen = '';
  function* write(letter: string) {
    for (let i = 0; i < 3; i++) {
      seen += letter;
      yield;
    }
  }
  new Task(write('a'), loop);
  expect(run(write('b'), loop)).toEqual([]);
  expect(seen).toBe('ababab');
});

test.each([
  ['a number', Math.random()],
  ['0', 0],
  ['false', false],
  ['null', null],
  ['an empty text', ''],
  ['an object', {}],
  ['a promise', Promise.resolve(1)],
  ['a generator', (function* () {})()],
  ['a function', () => {}],
])('%s is a mistake: the generator gets a BadYieldError', (_, mistake) => {
  let caught: unknown;
  run(
    (function* () {
      try {
        yield mistake;
      } catch (error) {
        caught = error;
      }
    })(),
  );
  expect(caught).toBeInstanceOf(BadYieldError);
});

test('it is thrown in a coming turn, so the others have theirs in between', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  new Task(
    (function* () {
      for (let i = 0; i < 3; i++)
        try {
          yield Math.random();
        } catch {
          seen.push('mistaken');
        }
    })(),
    loop,
  );
  function* polite() {
    for (let i = 0; i < 3; i++) {
      seen.push('polite');
      yield;
    }
  }
  expect(run(polite(), loop)).toEqual([]);
  expect(seen).toEqual(Array(3).fill(['polite', 'mistaken']).flat());
});

test('a generator that does not catch it ends with it, and cleans up', () => {
  const seen: string[] = [];
  const errors = run(
    (function* () {
      try {
        yield Math.random();
        seen.push('went on');
      } finally {
        seen.push('cleaned up');
      }
    })(),
  );
  expect(seen).toEqual(['cleaned up']);
  expect(errors).toEqual([expect.any(BadYieldError)]);
});

test('a generator that catches it goes on: it may wait, and be mistaken again', () => {
  const loop = new TaskLoop();
  const random = Math.random();
  const future = newFuture(loop, random);
  const seen: unknown[] = [];
  const errors = run(
    (function* (): Generator<unknown, void, any> {
      for (let i = 0; i < 3; i++) {
        try {
          yield `mistake ${i}`;
        } catch {
          seen.push(i, yield future);
          yield;
        }
      }
      seen.push('end');
    })(),
    loop,
  );
  expect(seen).toEqual([0, random, 1, random, 2, random, 'end']);
  expect(errors).toEqual([]);
});
