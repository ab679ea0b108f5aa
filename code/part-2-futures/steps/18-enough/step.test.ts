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
  expect(task.cancel(), 'what cancel says').toBe(true);
  expect(seen).toEqual(['FutureCancelledError', 'cleaned up']);
  expect({ task: task.state, future: future.state }).toEqual({
    task: 'cancelled',
    future: 'cancelled',
  });
  expect(result(task)).toBe('threw FutureCancelledError');
  expect(task.cancel(), 'what a second cancel says').toBe(true);
  expect(seen, 'after a second cancel').toHaveLength(2);
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
  expect(task.cancel(), 'what cancel says').toBe(true);
  expect({ task: task.state, future: future.state, seen }).toEqual({
    task: 'cancelled',
    future: 'cancelled',
    seen: ['cleaned up'],
  });
});

test('a generator may refuse, and return', () => {
  const work = catching(function* () {
    return 'refused';
  });
  const task = new Task(work(new Future()));
  expect(task.cancel(), 'what cancel says').toBe(false);
  expect({ task: task.state, result: result(task) }).toEqual({
    task: 'finished',
    result: 'refused',
  });
});

test('a generator that refuses may wait again, by yield and by yield*', () => {
  for (const isStar of [true, false]) {
    const second = new Future<number>();
    const work = catching(function* () {
      return isStar ? yield* second : yield second;
    });
    const task = new Task(work(new Future()));
    expect(task.cancel(), 'what cancel says').toBe(false);
    expect(task.state, 'it waits for the second future').toBe('pending');
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
  expect(task.cancel(), 'what cancel says').toBe(false);
  expect(running.state, 'the future that was given up').toBe('running');
  running.setResult(1);
  expect(task.state, 'it waits for the second future').toBe('pending');
  second.setResult(2);
  expect(result(task)).toBe(2);
});

test('nor does it while it is being told: cancelled by a callback before its own', () => {
  const [first, second] = [new Future<number>(), new Future<number>()];
  const found: { task?: Task<unknown> } = {};
  let said: unknown;
  first.addDoneCallback(() => (said = found.task!.cancel()));
  const work = catching(function* () {
    return yield second;
  });
  found.task = new Task(work(first));
  first.setResult(1);
  expect(said, 'what cancel says').toBe(false);
  expect(found.task.state, 'it waits for the second future').toBe('pending');
  second.setResult(2);
  expect(result(found.task)).toBe(2);
});

test('a task that is done cannot be cancelled', () => {
  const task = new Task(
    (function* (): Coroutine<number> {
      return 42;
    })(),
  );
  expect(task.cancel(), 'what cancel says').toBe(false);
  expect({ task: task.state, result: result(task) }).toEqual({
    task: 'finished',
    result: 42,
  });
});

test('a task whose future is cancelled is cancelled, and all that it waits for with it', () => {
  const first = new Future<number>();
  const seen: unknown[] = [];
  const one = new Task(waitFor(first, seen));
  const two = new Task(waitFor(one, []));
  expect(two.cancel(), 'what cancel says').toBe(true);
  expect({ first: first.state, one: one.state, two: two.state }).toEqual({
    first: 'cancelled',
    one: 'cancelled',
    two: 'cancelled',
  });
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
  expect(task.cancel(), 'what cancel says').toBe(false);
  expect({ task: task.state, result: result(task) }).toEqual({
    task: 'finished',
    result: 'threw RangeError',
  });
});

test('while its generator runs, a task cannot be cancelled', () => {
  const [first, second] = [new Future<number>(), new Future<number>()];
  const found: { task?: Task<string> } = {};
  const said: Record<string, unknown> = {};
  function* work(): Coroutine<string> {
    yield first;
    said.running = outcome(() => found.task!.cancel());
    try {
      yield second;
    } catch {
      said.refusing = outcome(() => found.task!.cancel());
    }
    return 'the end';
  }
  found.task = new Task(work());
  first.setResult(1);
  expect(said, 'what cancel says').toEqual({ running: false });
  said.waiting = found.task.cancel();
  expect({ ...said, result: result(found.task) }).toEqual({
    running: false,
    waiting: false,
    refusing: false,
    result: 'the end',
  });
});
