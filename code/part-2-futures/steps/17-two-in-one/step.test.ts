import { afterEach, expect, expectTypeOf, test, vi } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';
import { errorOf, outcome, printedErrors } from '../kit.ts';

afterEach(() => void vi.restoreAllMocks());

/** Waits, and gives back what it got, by a star or by a plain yield. */
function* waitFor<T>(future: Future<T>, isStar = true): Coroutine<T> {
  return isStar ? yield* future : yield future;
}
const made = (coroutine: () => Coroutine<unknown>): Task<unknown> => {
  const task = outcome(() => new Task(coroutine()));
  expect(task, 'new Task makes a task, and throws nothing').toBeInstanceOf(Task);
  return task as Task<unknown>;
};

test('a task is a future of what its generator returns', () => {
  const future = new Future<number>();
  function* work() {
    return `got ${yield* future}`;
  }
  const task = new Task(work());
  expectTypeOf(task).toEqualTypeOf<Task<string>>();
  expect(task).toBeInstanceOf(Future);
  const seen: unknown[] = [];
  task.addDoneCallback((done) => seen.push(done.result()));
  expect([task.done(), task.state]).toEqual([false, 'pending']);
  future.setResult(42);
  expect([task.result(0), ...seen]).toEqual(['got 42', 'got 42']);
});

test('what was sent in last is not the result', () => {
  const future = new Future<number>();
  function* work(): Coroutine<void> {
    yield future;
  }
  const task = made(work);
  future.setResult(42);
  expect([task.state, task.result(0)]).toEqual(['finished', undefined]);
});

test('what the generator throws is what the task fails with, and nothing is printed', () => {
  const printed = printedErrors();
  for (const error of [new RangeError('no'), undefined]) {
    const future = new Future<number>();
    function* work(): Coroutine<void> {
      yield future;
      throw error;
    }
    const late = made(work);
    future.setResult(42);
    const early = made(work);
    for (const task of [late, early]) {
      expect(task.done() && task.exception()).toBe(error);
      expect(outcome(() => task.result())).toEqual(
        error ? 'threw RangeError' : ['threw', undefined],
      );
    }
  }
  expect(printed).toEqual([]);
});

test('tasks wait for tasks, by yield and by yield*', () => {
  const first = new Future<number>();
  let last: Future<unknown> = first;
  for (let i = 0; i < 100; i++) {
    const before = last;
    last = made(() => waitFor(before, i % 2 === 0));
  }
  expect(last.done()).toBe(false);
  first.setResult(42);
  expect(last.done() && last.result()).toBe(42);
});

test('an error goes up a chain of tasks', () => {
  const first = new Future<number>();
  const inner = made(() => waitFor(first));
  const outer = made(() => waitFor(inner, false));
  const error = new Error('from within');
  first.setException(error);
  expect([inner, outer].map((task) => task.done() && task.exception())).toEqual([
    error,
    error,
  ]);
});

test('a bad yield that is not caught is the error of the task', () => {
  const task = made(function* (): Coroutine<void> {
    yield 5 as never;
  });
  expect(String(errorOf(() => task.result(0)))).toMatch(/^BadYieldError/);
});

test('only its generator settles a task', () => {
  const future = new Future<number>();
  const task = new Task(waitFor(future)) as Future<number>;
  expect([
    outcome(() => task.setResult(1)),
    outcome(() => task.setException('no')),
    outcome(() => task.setRunningOrNotifyCancel()),
  ]).toEqual(Array(3).fill('threw InvalidStateError'));
  expect(task.state).toBe('pending');
  future.setResult(42);
  expect(task.result(0)).toBe(42);
});
