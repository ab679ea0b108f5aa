import { afterEach, expect, expectTypeOf, test, vi } from 'vitest';
import {
  Future,
  FutureCancelledError,
  FutureTimeoutError,
  InvalidStateError,
  ThreadedExecutor,
  type Coroutine,
} from '../src/index.ts';

afterEach(() => void vi.restoreAllMocks());

const finished = <T>(value: T): Future<T> => {
  const future = new Future<T>();
  future.setResult(value);
  return future;
};

/** All that a future says of itself. */
const seen = (future: Future<unknown>): unknown[] => [
  future.state,
  future.running(),
  future.cancelled(),
  future.done(),
];

test('a new future is pending', () => {
  expect(seen(new Future())).toEqual(['pending', false, false, false]);
});

test('a future whose work has begun is running', () => {
  const future = new Future();
  expect(future.setRunningOrNotifyCancel()).toBe(true);
  expect(seen(future)).toEqual(['running', true, false, false]);
});

test('a future with a result is finished, and gives the result each time', () => {
  const future = finished(42);
  expect(seen(future)).toEqual(['finished', false, false, true]);
  expect([future.result(), future.result(0), future.exception()]).toEqual([
    42,
    42,
    undefined,
  ]);
});

test('a running future can be finished', () => {
  const future = new Future<number>();
  future.setRunningOrNotifyCancel();
  future.setResult(42);
  expect(future.result()).toBe(42);
});

test('result() of a failed future throws what it failed with', () => {
  const future = new Future();
  const error = new RangeError('no');
  future.setException(error);
  expect(seen(future)).toEqual(['finished', false, false, true]);
  expect(() => future.result()).toThrow(error);
  expect(future.exception()).toBe(error);
});

test.each([undefined, null, 0, ''])('%j can be a result, and an error', (value) => {
  expect(finished(value).result()).toBe(value);
  const failed = new Future();
  failed.setException(value);
  let caught: unknown = 'nothing';
  try {
    failed.result();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBe(value);
});

test('a cancelled future says so, and has neither a result nor an error', () => {
  const future = new Future();
  expect(future.cancel()).toBe(true);
  expect(seen(future)).toEqual(['cancelled', false, true, true]);
  for (const ask of [() => future.result(), () => future.exception()]) {
    expect(ask).toThrow(FutureCancelledError);
    expect(ask).toThrow('the future was cancelled');
  }
});

test('a second cancel() still says true, and tells nobody again', () => {
  const future = new Future();
  let calls = 0;
  future.addDoneCallback(() => calls++);
  expect([future.cancel(), future.cancel(), calls]).toEqual([true, true, 1]);
});

test('work that has begun cannot be cancelled, nor can work that is finished', () => {
  const running = new Future();
  running.setRunningOrNotifyCancel();
  expect([running.cancel(), running.state]).toEqual([false, 'running']);
  expect(finished(1).cancel()).toBe(false);
});

test('work that was cancelled does not begin', () => {
  const future = new Future();
  future.cancel();
  expect(future.setRunningOrNotifyCancel()).toBe(false);
  expect(future.cancelled()).toBe(true);
});

test('work cannot begin twice', () => {
  const running = new Future();
  running.setRunningOrNotifyCancel();
  for (const future of [running, finished(1)]) {
    const begin = (): unknown => future.setRunningOrNotifyCancel();
    expect(begin).toThrow(InvalidStateError);
    expect(begin).toThrow(`the work cannot begin: it is ${future.state}`);
  }
});

test('a future that is done keeps what it has', () => {
  const cancelled = new Future<number>();
  cancelled.cancel();
  const failed = new Future<number>();
  failed.setException(new Error('first'));
  for (const future of [cancelled, failed, finished(1)]) {
    expect(() => future.setResult(2)).toThrow(InvalidStateError);
    expect(() => future.setResult(2)).toThrow(`already is ${future.state}`);
    expect(() => future.setException(new Error('second'))).toThrow(InvalidStateError);
  }
  expect(cancelled.cancelled()).toBe(true);
  expect(failed.exception()).toEqual(new Error('first'));
});

test('result() and exception() wait as long as they are told, then throw', () => {
  const future = new Future();
  for (const wait of [() => future.result(60), () => future.exception(60)]) {
    const begin = performance.now();
    expect(wait).toThrow(FutureTimeoutError);
    expect(performance.now() - begin).toBeGreaterThan(55);
  }
  expect(() => future.result(0)).toThrow('no result within 0 ms');
  expect(future.state).toBe('pending');
});

test('result() blocks until another thread has finished', () => {
  const executor = new ThreadedExecutor();
  const future = executor.submit(
    (word: Int32Array) => {
      Atomics.wait(word, 0, 0, 50);
      return 42;
    },
    new Int32Array(new SharedArrayBuffer(4)),
  );
  expect(future.done()).toBe(false);
  expect(future.result()).toBe(42);
});

test('result() of a future waits also when the others are finished first', () => {
  const executor = new ThreadedExecutor({ maxThreads: 2 });
  const sleep = (ms: number): number => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return ms;
  };
  const slow = executor.submit(sleep, 200);
  const others = [1, 2, 3].map((ms) => executor.submit(sleep, ms));
  expect(slow.result()).toBe(200);
  expect(others.map((future) => future.result())).toEqual([1, 2, 3]);
});

test('done callbacks are called in the order they were added, each with the future', () => {
  const future = new Future<number>();
  const calls: unknown[] = [];
  future.addDoneCallback((f) => calls.push('first', f.result()));
  future.addDoneCallback((f) => calls.push('second', f === future));
  expect(calls).toEqual([]);
  future.setResult(1);
  expect(calls).toEqual(['first', 1, 'second', true]);
});

test('every way to be done calls back', () => {
  const states: string[] = [];
  const ways: ((future: Future<number>) => unknown)[] = [
    (future) => future.setResult(1),
    (future) => future.setException(new Error()),
    (future) => future.cancel(),
  ];
  for (const finish of ways) {
    const future = new Future<number>();
    future.addDoneCallback(({ state }) => states.push(state));
    finish(future);
  }
  expect(states).toEqual(['finished', 'finished', 'cancelled']);
});

test('a callback that comes late is called at once', () => {
  const calls: unknown[] = [];
  finished(1).addDoneCallback((future) => calls.push(future.result()));
  expect(calls).toEqual([1]);
});

test('a callback that is added twice is called twice', () => {
  const future = new Future();
  let calls = 0;
  const count = (): unknown => calls++;
  future.addDoneCallback(count);
  future.addDoneCallback(count);
  future.cancel();
  expect(calls).toBe(2);
});

test('an error in one done callback is reported, and does not stop the next', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  const broken = new Error('broken');
  const fail = (): never => {
    throw broken;
  };
  const calls: string[] = [];
  const future = new Future<number>();
  future.addDoneCallback(fail);
  future.addDoneCallback(() => calls.push('next'));
  future.setResult(1);
  future.addDoneCallback(fail);
  future.addDoneCallback(() => calls.push('late'));
  expect(calls).toEqual(['next', 'late']);
  const told = ['Error in a done callback:', broken];
  expect(report.mock.calls).toEqual([told, told]);
});

test('a callback that is added by a callback is called too', () => {
  const future = new Future();
  const calls: string[] = [];
  future.addDoneCallback(() => {
    future.addDoneCallback(() => calls.push('inner'));
    calls.push('outer');
  });
  future.cancel();
  expect(calls).toEqual(['inner', 'outer']);
});

test('removeDoneCallback takes off every entry of a callback and counts them', () => {
  const future = new Future();
  const calls: string[] = [];
  const twice = (): unknown => calls.push('twice');
  future.addDoneCallback(twice);
  future.addDoneCallback(() => calls.push('kept'));
  future.addDoneCallback(twice);
  expect(future.removeDoneCallback(twice)).toBe(2);
  expect(future.removeDoneCallback(twice)).toBe(0);
  future.cancel();
  expect(calls).toEqual(['kept']);
});

test('yield* future yields the future until it is done, then gives its result', () => {
  const future = new Future<number>();
  const waiting = future[Symbol.iterator]();
  expect(waiting.next().value).toBe(future); // toEqual would look into it, and wait
  future.setResult(42);
  expect(waiting.next()).toEqual({ done: true, value: 42 });
});

test('yield* of a future that is done does not wait; a failed one throws there', () => {
  expect(finished(42)[Symbol.iterator]().next()).toEqual({ done: true, value: 42 });
  const failed = new Future();
  failed.setException(new RangeError('no'));
  expect(() => failed[Symbol.iterator]().next()).toThrow(RangeError);
});

test('yield* future has the type of the result', () => {
  function* work(count: Future<number>, name: Future<string>) {
    const both = [yield* count, yield* name] as const;
    expectTypeOf(both).toEqualTypeOf<readonly [number, string]>();
    return both;
  }
  expectTypeOf(work).returns.toExtend<Coroutine<readonly [number, string]>>();
  const { value } = work(finished(1), finished('one')).next();
  expect(value).toEqual([1, 'one']);
});

test('the types of a future are those of its result', () => {
  const future = new Future<number>();
  expectTypeOf(future.result).returns.toEqualTypeOf<number>();
  expectTypeOf(future.setResult).parameters.toEqualTypeOf<[value: number]>();
  future.addDoneCallback((f) => expectTypeOf(f).toEqualTypeOf<Future<number>>());
  expectTypeOf(future.exception).returns.toBeUnknown();
});
