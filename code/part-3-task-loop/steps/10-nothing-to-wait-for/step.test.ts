import { expect, test } from 'vitest';
import {
  BadYieldError,
  TaskLoop,
  type Coroutine,
  type Future,
} from '../../src/index.ts';
import { addTask, failureOf, resultOf, runAll, toldOf } from '../kit.ts';

/** Yields something, and returns the error that this leads to. */
function* yields(value: () => unknown): Coroutine<unknown> {
  try {
    yield value() as never;
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

test.each<[string, unknown, string]>([
  ['5', 5, '5'],
  ['a generator', (function* () {})(), 'yield*'],
  ['null', null, 'null'],
  ['false', false, 'false'],
  ['a promise', Promise.resolve(), 'Promise'],
  ['what only looks like a future', { addDoneCallback() {}, done: () => true }, ''],
  ['a bare object', Object.create(null), ''],
])('yielding %s throws an error that explains, at the yield', (_, value, part) => {
  const loop = new TaskLoop();
  const task = loop.addTask(yields(() => value));
  runAll(loop);
  const error = resultOf(task);
  expect(error, 'what the generator caught').toBeInstanceOf(BadYieldError);
  expect(String(error)).toContain(part);
});

test('a task can wait neither for itself nor for a future of another loop', () => {
  const loop = new TaskLoop();
  const itself = addTask(loop, (self) => yields(self));
  const stranger = loop.addTask(yields(() => new TaskLoop().createFuture()));
  runAll(loop);
  const errors = [itself, stranger].map(resultOf);
  for (const error of errors)
    expect(error, 'what the generator caught').toBeInstanceOf(BadYieldError);
  expect(String(errors[0])).toContain('itself');
  expect(String(errors[1])).toContain('another loop');
});

test('a mistake that is not caught is the error of the task, and not the loop’s', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const task = loop.addTask(
    (function* (): Coroutine<void> {
      yield 5 as never;
    })(),
  );
  runAll(loop);
  expect(failureOf(task)).toBeInstanceOf(BadYieldError);
  expect(told).toEqual([]);
});

test('a task that cannot stop making mistakes lets the others have their turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.addTask(
    (function* (): Coroutine<void> {
      for (let i = 0; i < 10; i++)
        try {
          yield 5 as never;
        } catch {
          seen.push('again');
        }
    })(),
  );
  loop.callSoon(() => loop.callSoon(() => seen.push('patient')));
  runAll(loop);
  expect([seen.length, seen.indexOf('patient') < 4]).toEqual([11, true]);
});

test('after a mistake a task can wait as before', () => {
  const loop = new TaskLoop();
  const future: Future<number> = loop.createFuture<number>();
  const task = loop.addTask(
    (function* (): Coroutine<unknown> {
      const error = yield* yields(() => 5);
      yield;
      return [error instanceof BadYieldError, yield future];
    })(),
  );
  runAll(loop);
  future.setResult(42);
  runAll(loop);
  expect(resultOf(task)).toEqual([true, 42]);
});
