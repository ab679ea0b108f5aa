import { expect, expectTypeOf, test } from 'vitest';
import {
  BadYieldError,
  FutureCancelledError,
  LoopStateError,
  TaskLoop,
  type Future,
  type Task,
} from '../src/index.ts';

test('a task is a future of what its generator returns', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
      return 'the end';
    })(),
  );
  expect(task.done()).toBe(false);
  expect(loop.runUntilComplete(task)).toBe('the end');
  expect(task.result()).toBe('the end');
  expectTypeOf(task.result()).toEqualTypeOf<string>();
});

test('tasks take turns', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  function* count(name: string) {
    for (let i = 0; i < 3; i++) {
      seen.push(name + i);
      yield;
    }
  }
  const a = loop.addTask(count('A'));
  const b = loop.addTask(count('B'));
  loop.runUntilComplete(a);
  loop.runUntilComplete(b);
  expect(seen).toEqual(['A0', 'B0', 'A1', 'B1', 'A2', 'B2']);
});

test('yield* future parks the task and gives the result, typed', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setResult(20));
  const sum = loop.runUntilComplete(
    (function* () {
      const first = yield* future;
      expectTypeOf(first).toEqualTypeOf<number>();
      return first + (yield* future); // a finished future does not park it
    })(),
  );
  expectTypeOf(sum).toEqualTypeOf<number>();
  expect(sum).toBe(40);
});

test('yield future gives the result too', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setResult(20));
  expect(
    loop.runUntilComplete(
      (function* (): Generator<Future<number>, number, number> {
        return yield future;
      })(),
    ),
  ).toBe(20);
});

test('an error of the awaited future is thrown at the yield, and can be caught there', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  loop.callSoon(() => future.setException(new RangeError('no')));
  expect(
    loop.runUntilComplete(
      (function* () {
        try {
          return yield* future;
        } catch (error) {
          yield; // and it can go on waiting afterwards
          return String(error);
        }
      })(),
    ),
  ).toBe('RangeError: no');
});

test('an error of the generator is the error of the task', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
      throw new RangeError('no');
    })(),
  );
  expect(() => loop.runUntilComplete(task)).toThrow(new RangeError('no'));
  expect(task.exception()).toEqual(new RangeError('no'));
});

test.each([
  ['5', 5, 'a task yielded 5, which is no Future'],
  ['a string', 'x', 'x, which is no Future'],
  ['null', null, 'null, which is no Future'],
  ['a promise', Promise.resolve(), '[object Promise], which is no Future'],
  ['a bare object', Object.create(null), '[object Object], which is no Future'],
  ['a function', function work() {}, '[object Function], which is no Future'],
  ['a generator', (function* () {})(), 'yield*'],
])('yielding %s throws an error that explains, at the yield', (_, value, part) => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* (): Generator<any, void> {
      yield value;
    })(),
  );
  expect(() => loop.runUntilComplete(task)).toThrow(part);
  expect(task.exception()).toBeInstanceOf(BadYieldError);
});

test('a task can wait neither for itself nor for a future of another loop', () => {
  const loop = new TaskLoop();
  const seen: { itself?: Future<void> } = {};
  seen.itself = loop.addTask(
    (function* (): Generator<any, void> {
      yield seen.itself;
    })(),
  );
  expect(() => loop.runUntilComplete(seen.itself!)).toThrow(BadYieldError);
  const stranger = new TaskLoop().createFuture();
  expect(() =>
    loop.runUntilComplete(
      (function* () {
        yield* stranger;
      })(),
    ),
  ).toThrow('a future of another loop');
});

test('cancel throws FutureCancelledError into the generator at its yield, which may clean up', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  const seen: unknown[] = [];
  const task = loop.addTask(
    (function* () {
      try {
        yield* future;
      } finally {
        seen.push('cleaned up');
      }
    })(),
  );
  loop.callSoon(() => seen.push(task.cancel()));
  expect(() => loop.runUntilComplete(task)).toThrow(FutureCancelledError);
  expect(seen).toEqual([true, 'cleaned up']);
  expect([task.cancelled(), future.cancelled(), task.cancel()]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a task that is not parked is cancelled too, and one that never began never begins', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const task = loop.addTask(
    (function* () {
      seen.push('began');
    })(),
  );
  task.cancel('before it began');
  expect(() => loop.runUntilComplete(task)).toThrow(
    new FutureCancelledError('before it began'),
  );
  expect(seen).toEqual([]);
});

test('the message that cancel was given is the message of the error', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const task = loop.addTask(
    (function* () {
      try {
        yield* loop.createFuture();
      } catch (error) {
        seen.push((error as Error).message);
        throw error;
      }
    })(),
  );
  loop.callSoon(() => task.cancel('too slow'));
  expect(() => loop.runUntilComplete(task)).toThrow(
    new FutureCancelledError('too slow'),
  );
  expect(seen).toEqual(['too slow']);
  expect(() => task.result()).toThrow(new FutureCancelledError('too slow'));
});

test('a task that cancels itself is told at its next yield', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const future = loop.createFuture();
  const task: { self?: Task<void> } = {};
  task.self = loop.addTask(
    (function* () {
      seen.push(task.self!.cancel());
      seen.push('still here');
      yield* future;
      seen.push('never');
    })(),
  );
  expect(() => loop.runUntilComplete(task.self!)).toThrow(FutureCancelledError);
  expect(seen).toEqual([true, 'still here']);
  expect(future.cancelled()).toBe(true);
});

test('a task that cancels itself and then returns is cancelled all the same', () => {
  const loop = new TaskLoop();
  const task: { self?: Task<string> } = {};
  task.self = loop.addTask(
    (function* () {
      task.self!.cancel();
      return 'too late';
    })(),
  );
  expect(() => loop.runUntilComplete(task.self!)).toThrow(FutureCancelledError);
});

test('cancelling a task that waits for a task cancels that one first', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  function* inner() {
    try {
      yield* loop.createFuture();
    } finally {
      seen.push('inner');
    }
  }
  const child = loop.addTask(inner());
  const parent = loop.addTask(
    (function* () {
      try {
        yield* child;
      } finally {
        seen.push('outer');
      }
    })(),
  );
  loop.callSoon(() => loop.callSoon(() => parent.cancel()));
  expect(() => loop.runUntilComplete(parent)).toThrow(FutureCancelledError);
  expect(seen).toEqual(['inner', 'outer']);
});

test('the loop knows which task runs, and which are not done', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  function* work() {
    seen.push(loop.currentTask());
    yield;
    seen.push(loop.currentTask());
  }
  const tasks = [1, 2, 3].map(() => loop.addTask(work()));
  expect(loop.allTasks()).toEqual(new Set(tasks));
  loop.callSoon(() => seen.push(loop.currentTask()));
  loop.runUntilComplete(tasks[2]!);
  const [a, b, c] = tasks;
  expect(seen).toEqual([a, b, c, undefined, a, b, c]);
  expect(loop.currentTask()).toBe(undefined);
  expect(loop.allTasks().size).toBe(0);
});

test('tasks leave the list of all tasks in whatever order they end', () => {
  const loop = new TaskLoop();
  const futures = [0, 1, 2, 3, 4].map(() => loop.createFuture<void>());
  const tasks = futures.map((future) =>
    loop.addTask(
      (function* () {
        yield* future;
      })(),
    ),
  );
  for (const index of [1, 4, 0, 3]) {
    futures[index]!.setResult();
    loop.runUntilComplete(tasks[index]!);
    expect(loop.allTasks()).toEqual(new Set(tasks.filter((task) => !task.done())));
  }
});

test('a generator may refuse to be cancelled', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      try {
        yield;
      } catch {
        return 'still here';
      }
      return 'never';
    })(),
  );
  loop.callSoon(() => task.cancel());
  expect(loop.runUntilComplete(task)).toBe('still here');
});

test('nobody but the generator sets the result of a task', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
    })(),
  );
  expect(() => task.setResult()).toThrow(
    new LoopStateError('a task gets its result from its coroutine'),
  );
  expect(() => task.setException()).toThrow(
    new LoopStateError('a task gets its error from its coroutine'),
  );
});

test('a chain of 10,000 tasks that wait for each other does not overflow the stack', () => {
  const loop = new TaskLoop();
  let last: Future<number> = loop.createFuture<number>();
  const first = last;
  for (let i = 0; i < 10_000; i++) {
    const before = last;
    last = loop.addTask(
      (function* () {
        return (yield* before) + 1;
      })(),
    );
  }
  loop.callSoon(() => first.setResult(0));
  expect(loop.runUntilComplete(last)).toBe(10_000);
});
