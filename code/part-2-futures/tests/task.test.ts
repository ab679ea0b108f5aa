import { expect, expectTypeOf, test } from 'vitest';
import {
  BadYieldError,
  Future,
  FutureCancelledError,
  isCoroutine,
  isCoroutineFunction,
  Task,
  ThreadedExecutor,
  type Coroutine,
} from '../src/index.ts';

/** A coroutine that writes down what it goes through. */
function* waitFor(future: Future<any>, seen: unknown[]): Coroutine<string> {
  seen.push('begun');
  try {
    seen.push(yield future);
    return 'returned';
  } catch (error) {
    seen.push(error);
    throw error;
  } finally {
    seen.push('cleaned up');
  }
}

test('a task begins at once, waits for a future, and goes on with its result', () => {
  const [future, seen] = [new Future<number>(), [] as unknown[]];
  const task = new Task(waitFor(future, seen));
  expect([task.state, seen]).toEqual(['pending', ['begun']]);
  future.setResult(42);
  expect([task.state, seen]).toEqual(['finished', ['begun', 42, 'cleaned up']]);
});

test('a task is a future of what its coroutine returns', () => {
  const future = new Future<number>();
  const task = new Task(
    (function* () {
      return `got ${yield* future}`;
    })(),
  );
  const seen: unknown[] = [];
  task.addDoneCallback((done) => seen.push(done.result()));
  future.setResult(42);
  expect(task).toBeInstanceOf(Future);
  expectTypeOf(task).toEqualTypeOf<Task<string>>();
  expect([task.result(), seen]).toEqual(['got 42', ['got 42']]);
});

test('a coroutine that never waits is done when the task is made', () => {
  const task = new Task(
    (function* () {
      yield;
      return [yield, yield];
    })(),
  );
  expect(task.result()).toEqual([undefined, undefined]);
});

test('what a coroutine throws is what the task fails with', () => {
  const error = new RangeError('no');
  const task = new Task(
    (function* (): Coroutine<never> {
      throw error;
    })(),
  );
  expect(task.exception()).toBe(error);
  expect(() => task.result()).toThrow(error);
});

test('the error of a future is thrown where the coroutine waits for it', () => {
  const [future, seen] = [new Future(), [] as unknown[]];
  const task = new Task(waitFor(future, seen));
  const error = new Error('failed');
  future.setException(error);
  expect(seen).toEqual(['begun', error, 'cleaned up']);
  expect(task.exception()).toBe(error);
});

test('a coroutine may catch an error and wait for something else', () => {
  const [bad, good] = [new Future<string>(), new Future<string>()];
  const task = new Task(
    (function* () {
      try {
        return yield* bad;
      } catch (error) {
        return `${(error as Error).message}, then ${yield* good}`;
      }
    })(),
  );
  bad.setException(new Error('failed'));
  expect(task.done()).toBe(false);
  good.setResult('worked');
  expect(task.result()).toBe('failed, then worked');
});

test('a task that yields a generator is told of yield*', () => {
  function* inner() {
    yield new Future();
  }
  const task = new Task(
    (function* () {
      yield inner() as never;
    })(),
  );
  expect(task.exception()).toEqual(
    new BadYieldError('a task yielded a generator: write "yield*" to run it here'),
  );
});

test.each([
  [5, '5'],
  [null, 'null'],
  ['text', 'text'],
  [{}, '[object Object]'],
  [Promise.resolve(1), '[object Promise]'],
  [() => 5, '[object Function]'],
])('a task that yields %s is told what it may yield', (value, described) => {
  const task = new Task(
    (function* () {
      yield value as never;
    })(),
  );
  expect(task.exception()).toEqual(
    new BadYieldError(`a task may yield a Future or nothing, not ${described}`),
  );
});

test('a coroutine may catch the mistake and go on', () => {
  const task = new Task(
    (function* () {
      try {
        yield 5 as never;
      } catch (error) {
        return (error as Error).name;
      }
      return 'nothing';
    })(),
  );
  expect(task.result()).toBe('BadYieldError');
});

test('a task takes a generator, not the function that makes one', () => {
  function* work() {}
  for (const notOne of [work, () => {}, 5, [][Symbol.iterator]()])
    expect(() => new Task(notOne as never)).toThrow('call the function*, as in work()');
  expect([isCoroutine(work()), isCoroutine(work)]).toEqual([true, false]);
  expect([isCoroutineFunction(work), isCoroutineFunction(() => {})]).toEqual([
    true,
    false,
  ]);
  expect(isCoroutineFunction(async function* () {})).toBe(true);
});

test('cancel() throws into the coroutine where it waits, and gives up the future', () => {
  const [future, seen] = [new Future(), [] as unknown[]];
  const task = new Task(waitFor(future, seen));
  expect(task.cancel()).toBe(true);
  expect([task.state, future.state]).toEqual(['cancelled', 'cancelled']);
  expect(seen).toEqual(['begun', expect.any(FutureCancelledError), 'cleaned up']);
  expect(() => task.result()).toThrow(FutureCancelledError);
  expect(String(seen[1])).toBe('FutureCancelledError: the task was cancelled');
  expect(task.cancel()).toBe(true);
  expect(seen.length).toBe(3);
});

test('a coroutine may refuse to be cancelled', () => {
  const task = new Task(
    (function* () {
      try {
        yield new Future();
      } catch {
        return 'refused';
      }
      return 'not cancelled';
    })(),
  );
  expect([task.cancel(), task.result()]).toEqual([false, 'refused']);
});

test('a coroutine that refuses may wait again, for something else', () => {
  const second = new Future<number>();
  const task = new Task(
    (function* () {
      try {
        yield new Future();
      } catch {}
      return yield* second;
    })(),
  );
  expect([task.cancel(), task.done()]).toEqual([false, false]);
  second.setResult(2);
  expect(task.result()).toBe(2);
});

test('a task whose work has begun elsewhere is cancelled; the work goes on', () => {
  const [running, seen] = [new Future<number>(), [] as unknown[]];
  running.setRunningOrNotifyCancel();
  const task = new Task(waitFor(running, seen));
  expect([task.cancel(), running.state]).toEqual([true, 'running']);
  running.setResult(1);
  expect([task.state, seen.length]).toEqual(['cancelled', 3]);
});

test('a task that is done cannot be cancelled', () => {
  const task = new Task(
    (function* (): Coroutine<number> {
      return 42;
    })(),
  );
  expect([task.cancel(), task.result()]).toEqual([false, 42]);
});

test('who waits for a future that is cancelled is cancelled', () => {
  const [future, seen] = [new Future(), [] as unknown[]];
  const task = new Task(waitFor(future, seen));
  future.cancel();
  expect(seen[1]).toBeInstanceOf(FutureCancelledError);
  expect(task.cancelled()).toBe(true);
});

test('100,000 futures that are done already do not fill the stack', () => {
  const done = new Future<number>();
  done.setResult(1);
  const sum = (wait: () => Coroutine<number>): number =>
    new Task(
      (function* () {
        let total = 0;
        for (let i = 0; i < 100_000; i++) total += yield* wait();
        return total;
      })(),
    ).result();
  const delegate = function* () {
    return yield* done;
  };
  const plainYield = function* (): Coroutine<number> {
    return yield done;
  };
  expect([sum(delegate), sum(plainYield)]).toEqual([100_000, 100_000]);
});

test('tasks wait for tasks, in a chain', () => {
  const first = new Future<number>();
  let last = first;
  for (let i = 0; i < 200; i++) {
    const before = last;
    last = new Task(
      (function* () {
        return 1 + (yield* before);
      })(),
    );
  }
  expect(last.done()).toBe(false);
  first.setResult(0);
  expect(last.result()).toBe(200);
});

test('an error goes up a chain of tasks, and up a chain of yield*', () => {
  const first = new Future<number>();
  function* inner() {
    return yield* first;
  }
  function* middle() {
    return yield* inner();
  }
  const task = new Task(middle());
  const outer = new Task(
    (function* () {
      return yield* task;
    })(),
  );
  const error = new Error('from within');
  first.setException(error);
  expect([task.exception(), outer.exception()]).toEqual([error, error]);
});

test('cancelling the last of a chain of tasks cancels all that it waits for', () => {
  const first = new Future<number>();
  const one = new Task(waitFor(first, []));
  const two = new Task(waitFor(one, []));
  expect(two.cancel()).toBe(true);
  expect([first.state, one.state, two.state]).toEqual(Array(3).fill('cancelled'));
});

test('a task waits for other threads, and can itself be waited for', () => {
  const executor = new ThreadedExecutor();
  const add = (a: number, b: number): number => a + b;
  const task = new Task(
    (function* () {
      const three = yield* executor.submit(add, 1, 2);
      expectTypeOf(three).toEqualTypeOf<number>();
      return yield* executor.submit(add, three, 4);
    })(),
  );
  expect(task.result()).toBe(7);
});
