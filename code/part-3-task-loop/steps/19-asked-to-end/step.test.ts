import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  TaskLoop,
  type Coroutine,
  type Future,
} from '../../src/index.ts';
import { failureOf, outcome, resultOf, runAll } from '../kit.ts';

/** Tells what happens to it; `work` is where it can be cancelled. */
function* telling(seen: unknown[], work: () => Coroutine<unknown>): Coroutine<string> {
  try {
    seen.push('begins');
    yield* work();
    seen.push('never');
  } catch (error) {
    seen.push(error instanceof FutureCancelledError ? 'told' : error);
    throw error;
  } finally {
    seen.push('cleaned up');
  }
  return 'the end';
}
const places: Record<string, (future: Future<any>) => Coroutine<unknown>> = {
  'yield* future': function* (future) {
    return yield* future;
  },
  'yield future': function* (future) {
    return yield future;
  },
  'a bare yield': function* () {
    yield;
  },
};

test.each(Object.entries(places))(
  'a task is told at %s, may clean up, and is cancelled',
  (_, place) => {
    const loop = new TaskLoop();
    const seen: unknown[] = [];
    const future = loop.createFuture();
    const task = loop.addTask(telling(seen, () => place(future)));
    loop.runOnce();
    expect([task.cancel(), task.cancelled(), seen], 'cancel; cancelled; seen').toEqual([
      true,
      false,
      ['begins'],
    ]);
    runAll(loop);
    expect(seen).toEqual(['begins', 'told', 'cleaned up']);
    expect([task.cancelled(), resultOf(task)]).toEqual([
      true,
      'threw FutureCancelledError',
    ]);
  },
);

test('a task that has not begun never begins', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const task = loop.addTask(telling(seen, function* () {}));
  expect(task.cancel()).toBe(true);
  runAll(loop);
  expect([seen, task.cancelled()]).toEqual([[], true]);
});

test.each(Object.entries(places))(
  'a generator may refuse at %s, and is not told again',
  (_, place) => {
    const loop = new TaskLoop();
    const [first, second] = [loop.createFuture(), loop.createFuture<number>()];
    function* refuses(): Coroutine<unknown> {
      try {
        yield* place(first);
        return 'not told';
      } catch {
        yield;
        return ['refused', yield second];
      }
    }
    const task = loop.addTask(refuses());
    loop.runOnce();
    task.cancel();
    runAll(loop);
    second.setResult(42);
    runAll(loop);
    expect([task.cancelled(), resultOf(task)]).toEqual([false, ['refused', 42]]);
  },
);

test('what the task waits for is cancelled with it, and a task first', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const future = loop.createFuture();
  function* waits(name: string, what: Future<unknown>) {
    try {
      yield* what;
    } finally {
      seen.push(name);
    }
  }
  const inner = loop.addTask(waits('inner', future));
  const outer = loop.addTask(waits('outer', inner));
  runAll(loop);
  outer.cancel();
  runAll(loop);
  expect(seen).toEqual(['inner', 'outer']);
  expect(
    [future, inner, outer].map((each) => each.cancelled()),
    'cancelled: the future; inner; outer',
  ).toEqual([true, true, true]);
});

test('a task that is done cannot be cancelled', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      return 42;
    })(),
  );
  runAll(loop);
  expect(
    [task.cancel(), task.cancelled(), resultOf(task)],
    'cancel; cancelled; result',
  ).toEqual([false, false, 42]);
});

test('an error on the way out is the error of the task', () => {
  const loop = new TaskLoop();
  const error = new RangeError('while cleaning up');
  function* fails() {
    try {
      yield* loop.createFuture();
    } catch {
      throw error;
    }
  }
  const task = loop.addTask(fails());
  runAll(loop);
  task.cancel();
  runAll(loop);
  expect([task.cancelled(), outcome(() => failureOf(task))]).toEqual([false, error]);
});

test('a task that does not catch the cancellation of its future is cancelled itself', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  function* waits() {
    yield* future;
  }
  const task = loop.addTask(waits());
  runAll(loop);
  future.cancel();
  runAll(loop);
  expect([task.done(), task.cancelled()], 'done; cancelled').toEqual([true, true]);
});

test('a result that came just before the request is thrown away', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const future = loop.createFuture();
  const task = loop.addTask(telling(seen, () => places['yield future']!(future)));
  runAll(loop);
  future.setResult(42);
  expect(task.cancel()).toBe(true);
  runAll(loop);
  expect([seen, task.cancelled()]).toEqual([['begins', 'told', 'cleaned up'], true]);
});
