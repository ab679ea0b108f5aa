import { expect, test } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';
import { outcome } from '../kit.ts';

function* waitFor(future: Future<any>, seen: unknown[]): Coroutine<string> {
  try {
    seen.push(yield future);
    return 'returned';
  } catch (error) {
    seen.push((error as Error).name);
    throw error;
  } finally {
    seen.push('cleaned up');
  }
}
const catching = (body: () => Coroutine<unknown>) =>
  function* (first: Future<any>): Coroutine<unknown> {
    try {
      yield first;
    } catch {
      return yield* body();
    }
    return 'not cancelled';
  };
const result = (future: Future<unknown>): unknown =>
  future.done() ? outcome(() => future.result()) : 'not done';

test('cancel throws at the yield where the task waits, and gives up the future', () => {
  const [future, seen] = [new Future(), [] as unknown[]];
  const task = new Task(waitFor(future, seen));
  expect(task.cancel()).toBe(true);
  expect(seen).toEqual(['FutureCancelledError', 'cleaned up']);
  expect([task.state, future.state]).toEqual(['cancelled', 'cancelled']);
  expect(result(task)).toBe('threw FutureCancelledError');
  expect([task.cancel(), seen.length], 'a second cancel').toEqual([true, 2]);
});

test('it does so at a star as well', () => {
  const future = new Future<number>();
  const seen: unknown[] = [];
  function* work(): Coroutine<void> {
    try {
      yield* future;
    } finally {
      seen.push('cleaned up');
    }
  }
  const task = new Task(work());
  expect([task.cancel(), task.state, future.state, ...seen]).toEqual([
    true,
    'cancelled',
    'cancelled',
    'cleaned up',
  ]);
});

test('a generator may refuse, and return', () => {
  const work = catching(function* () {
    return 'refused';
  });
  const task = new Task(work(new Future()));
  expect([task.cancel(), task.cancelled(), result(task)]).toEqual([
    false,
    false,
    'refused',
  ]);
});

test('a generator that refuses may wait again, by yield and by yield*', () => {
  for (const isStar of [true, false]) {
    const second = new Future<number>();
    const work = catching(function* () {
      return isStar ? yield* second : yield second;
    });
    const task = new Task(work(new Future()));
    expect([task.cancel(), task.done()]).toEqual([false, false]);
    second.setResult(2);
    expect(result(task)).toBe(2);
  }
});

test('a late result of what was given up does not wake it', () => {
  const [running, second] = [new Future<number>(), new Future<number>()];
  running.setRunningOrNotifyCancel(); // it cannot be cancelled any more
  const work = catching(function* () {
    return yield second;
  });
  const task = new Task(work(running));
  expect([task.cancel(), running.state]).toEqual([false, 'running']);
  running.setResult(1);
  expect(task.done(), 'it waits for the second future').toBe(false);
  second.setResult(2);
  expect(result(task)).toBe(2);
});

test('nor does it while it is being told: cancelled by a callback before its own', () => {
  const [first, second] = [new Future<number>(), new Future<number>()];
  const found: { task?: Task<unknown> } = {};
  const seen: unknown[] = [];
  first.addDoneCallback(() => seen.push(found.task!.cancel()));
  const work = catching(function* () {
    return yield second;
  });
  found.task = new Task(work(first));
  first.setResult(1);
  expect([...seen, found.task.done()]).toEqual([false, false]);
  second.setResult(2);
  expect(result(found.task)).toBe(2);
});

test('a task that is done cannot be cancelled', () => {
  const task = new Task(
    (function* (): Coroutine<number> {
      return 42;
    })(),
  );
  expect([task.cancel(), task.cancelled(), result(task)]).toEqual([false, false, 42]);
});

test('a task whose future is cancelled is cancelled, and all that it waits for with it', () => {
  const first = new Future<number>();
  const seen: unknown[] = [];
  const one = new Task(waitFor(first, seen));
  const two = new Task(waitFor(one, []));
  expect(two.cancel()).toBe(true);
  expect([first.state, one.state, two.state]).toEqual(Array(3).fill('cancelled'));
  const [future, below] = [new Future(), [] as unknown[]];
  const task = new Task(waitFor(future, below));
  future.cancel();
  expect([below[0], task.state]).toEqual(['FutureCancelledError', 'cancelled']);
});

test('a task that ends with an error of its own has failed', () => {
  function* work(): Coroutine<void> {
    try {
      yield new Future();
    } catch {
      throw new RangeError('while cleaning up');
    }
  }
  const task = new Task(work());
  expect([task.cancel(), task.state, result(task)]).toEqual([
    false,
    'finished',
    'threw RangeError',
  ]);
});

test('while its generator runs, a task cannot be cancelled', () => {
  const [first, second] = [new Future<number>(), new Future<number>()];
  const found: { task?: Task<string> } = {};
  const seen: unknown[] = [];
  function* work(): Coroutine<string> {
    yield first;
    seen.push(outcome(() => found.task!.cancel()));
    try {
      yield second;
    } catch {
      seen.push(outcome(() => found.task!.cancel()));
    }
    return 'the end';
  }
  found.task = new Task(work());
  first.setResult(1);
  expect(seen).toEqual([false]);
  seen.push(found.task.cancel());
  expect([...seen, result(found.task)]).toEqual([false, false, false, 'the end']);
});
