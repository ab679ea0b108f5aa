import { expect, test } from 'vitest';
import {
  Future,
  FutureCancelledError,
  TaskLoop,
  type Coroutine,
} from '../../src/index.ts';
import { addTask, errorOf, failureOf, outcome, runAll } from '../kit.ts';

const messageOf = (work: () => unknown): unknown => (errorOf(work) as Error).message;

test('a task that cancels itself is told at the next future that it waits for', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const future = loop.createFuture();
  const task = addTask(loop, function* (self): Coroutine<void> {
    seen.push(self().cancel(), 'still here');
    yield future;
    seen.push('never');
  });
  runAll(loop);
  expect(seen).toEqual([true, 'still here']);
  expect(
    [task.cancelled(), future.cancelled()],
    'cancelled: the task; what it waited for',
  ).toEqual([true, true]);
});

test('or at its next bare yield, or at a future that is done already', () => {
  for (const isBare of [true, false]) {
    const loop = new TaskLoop();
    const seen: unknown[] = [];
    const done = loop.createFuture<number>();
    done.setResult(42);
    const task = addTask(loop, function* (self): Coroutine<void> {
      self().cancel();
      yield isBare ? undefined : done;
      seen.push('never');
    });
    runAll(loop);
    expect([seen, task.cancelled(), done.result()]).toEqual([[], true, 42]);
  }
});

test('a task that cancels itself and returns is cancelled all the same', () => {
  const loop = new TaskLoop();
  const task = addTask(loop, function* (self): Coroutine<string> {
    self().cancel();
    return 'too late';
  });
  runAll(loop);
  expect(task.cancelled()).toBe(true);
});

test('and if it throws, it has failed', () => {
  const loop = new TaskLoop();
  const error = new RangeError('no');
  const task = addTask(loop, function* (self): Coroutine<string> {
    self().cancel();
    throw error;
  });
  runAll(loop);
  expect([task.cancelled(), outcome(() => failureOf(task))]).toEqual([false, error]);
});

test('a task is told once, however often it was asked in one turn', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  function* stubborn(): Coroutine<void> {
    for (let i = 0; i < 3; i++)
      try {
        yield i === 0 ? loop.createFuture() : undefined;
        seen.push('not told');
      } catch (error) {
        seen.push((error as Error).message);
      }
  }
  const task = loop.addTask(stubborn());
  runAll(loop);
  task.cancel('first');
  task.cancel('second');
  runAll(loop);
  expect([seen, task.cancelled()]).toEqual([['first', 'not told', 'not told'], false]);
});

test('the message arrives where the task waits, and at those who ask for its result', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  function* waits(): Coroutine<void> {
    try {
      yield loop.createFuture();
    } catch (error) {
      seen.push((error as Error).message);
      throw error;
    }
  }
  const task = loop.addTask(waits());
  runAll(loop);
  task.cancel('too slow');
  runAll(loop);
  expect(seen).toEqual(['too slow']);
  expect(messageOf(() => task.result())).toBe('too slow');
});

test('it reaches a task that had not begun, and one that was running', () => {
  const loop = new TaskLoop();
  const early = loop.addTask((function* () {})());
  const self = addTask(loop, function* (self): Coroutine<void> {
    self().cancel('tired');
  });
  early.cancel('not needed');
  runAll(loop);
  expect([early, self].map((task) => messageOf(() => task.result()))).toEqual([
    'not needed',
    'tired',
  ]);
});

test('a cancelled future says it, too', () => {
  const future = new TaskLoop().createFuture();
  future.cancel('closed');
  for (const ask of [() => future.result(), () => future.exception()]) {
    expect(errorOf(ask)).toBeInstanceOf(FutureCancelledError);
    expect(messageOf(ask)).toBe('closed');
  }
});

test('a future that cannot be cancelled is an error of the task, and not of the loop', () => {
  const loop = new TaskLoop();
  const error = new RangeError('not me');
  class Stubborn extends Future<void> {
    override cancel(): boolean {
      throw error;
    }
  }
  const task = addTask(loop, function* (self): Coroutine<void> {
    self().cancel();
    yield new Stubborn(loop);
  });
  runAll(loop);
  expect(outcome(() => failureOf(task))).toBe(error);
});
