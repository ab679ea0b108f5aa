import { afterEach, expect, test, vi } from 'vitest';
import { SecondExecutor } from '../src/drafts/second-executor.ts';
import { FirstExecutor } from '../src/drafts/first-executor.ts';
import { FirstTask } from '../src/drafts/first-task.ts';
import { FirstWaitingFuture } from '../src/drafts/first-waiting-future.ts';
import { SecondTask } from '../src/drafts/second-task.ts';
import { FirstFuture } from '../src/drafts/first-future.ts';
import { firstHelper } from '../src/drafts/first-helper.ts';
import {
  asyncHelper,
  Future,
  FutureTimeoutError,
  Task,
  ThreadedExecutor,
  type Coroutine,
} from '../src/index.ts';

/** What V8 says when the stack is full, and what Firefox says. */
const TOO_DEEP = /call stack size|too much recursion/;

const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => void errors.mockClear());

/** What comes of it: a value, or the name of what is thrown. */
const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
};

const finished = <T>(value: T): Future<T> => {
  const future = new Future<T>();
  future.setResult(value);
  return future;
};

test('F1: FirstWaitingFuture has nothing to say of a failure; Future throws it', () => {
  const failed = [new FirstWaitingFuture<number>(), new Future<number>()];
  for (const future of failed) future.setException(new RangeError('no'));
  const outcomes = failed.map((future) => outcome(() => future.result()));
  expect(outcomes).toEqual([undefined, 'threw RangeError']);
});

test('F2: FirstWaitingFuture returns the time-out error as a result; Future throws', () => {
  const pending = [new FirstWaitingFuture<number>(), new Future<number>()];
  const outcomes = pending.map((future) => outcome(() => future.result(20)));
  expect(outcomes).toEqual([
    expect.any(FutureTimeoutError),
    'threw FutureTimeoutError',
  ]);
});

test('F3: FirstFuture takes another result; Future keeps what it has', () => {
  const again = (future: FirstFuture<number> | Future<number>): unknown[] => [
    outcome(() => (future.setResult(1), future.state)),
    outcome(() => (future.setResult(2), future.state)),
    future instanceof Future ? future.result() : future.value,
  ];
  expect(again(new FirstFuture())).toEqual(['finished', 'finished', 2]);
  expect(again(new Future())).toEqual(['finished', 'threw InvalidStateError', 1]);
});

test('F3: a result brings a cancelled FirstFuture back to life; no Future', () => {
  const late = (future: FirstFuture<number> | Future<number>): unknown[] => [
    future.cancel(),
    outcome(() => future.setResult(42)),
    future.state,
  ];
  expect(late(new FirstFuture())).toEqual([true, undefined, 'finished']);
  expect(late(new Future())).toEqual([true, 'threw InvalidStateError', 'cancelled']);
});

test('F4: nobody can tell an FirstFuture that the work has begun', () => {
  const cancelDuringWork = (future: FirstFuture<number> | Future<number>) => {
    if ('setRunningOrNotifyCancel' in future) future.setRunningOrNotifyCancel();
    const [state, cancelled] = [future.state, future.cancel()];
    future.setResult(42); // the work never heard of it
    return [state, cancelled];
  };
  expect(cancelDuringWork(new FirstFuture())).toEqual(['pending', true]);
  expect(cancelDuringWork(new Future())).toEqual(['running', false]);
});

test('F4: any ring wakes FirstWaitingFuture for good; Future looks, and waits on', () => {
  const executor = new ThreadedExecutor();
  const waits = (future: FirstWaitingFuture<number> | Future<number>, ms: number) => {
    const begin = performance.now();
    const ring = executor.submit(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    });
    outcome(() => future.result(ms));
    expect(ring.result()).toBe(undefined);
    return performance.now() - begin;
  };
  expect(waits(new FirstWaitingFuture(), 15_000)).toBeLessThan(10_000);
  expect(waits(new Future(), 1000)).toBeGreaterThan(990);
});

test('F5: cancel() twice calls back twice, or once', () => {
  const calls = (future: FirstFuture<number> | Future<number>): number => {
    let calls = 0;
    future.addDoneCallback(() => calls++);
    expect([future.cancel(), future.cancel()]).toEqual([true, true]);
    return calls;
  };
  expect(calls(new FirstFuture())).toBe(2);
  expect(calls(new Future())).toBe(1);
});

test('X1: a job that throws is never done in FirstExecutor', () => {
  const finishedExecutor = new ThreadedExecutor();
  const of = (executor: FirstExecutor | ThreadedExecutor): unknown => {
    const failing = executor.submit((): number => {
      throw new RangeError('no');
    });
    return outcome(() => failing.result(1500));
  };
  expect(of(new FirstExecutor())).toBe('threw FutureTimeoutError');
  expect(of(finishedExecutor)).toBe('threw RangeError');
});

test('X2: no SecondExecutor can be made; of ThreadedExecutor there may be two', () => {
  expect(() => new SecondExecutor(2)).toThrow(ReferenceError);
  const first = new ThreadedExecutor({ maxThreads: 1 });
  const second = new ThreadedExecutor({ maxThreads: 1 });
  const executors = [first, second];
  const futures = executors.map((executor) => executor.submit(() => 42));
  expect(futures.map((future) => future.result())).toEqual([42, 42]);
});

test('E6: FirstExecutor starts a thread a job; ThreadedExecutor few in all', () => {
  const bounded = new ThreadedExecutor({ maxThreads: 2 });
  const threads = (executor: FirstExecutor | ThreadedExecutor): number => {
    const id = () => ((globalThis as { id?: number }).id ??= Math.random());
    const jobs = [1, 2, 3, 4, 5, 6].map(() => executor.submit(id));
    return new Set(jobs.map((job) => job.result())).size;
  };
  expect(threads(new FirstExecutor())).toBe(6);
  expect(threads(bounded)).toBeLessThanOrEqual(2);
});

/** Both tasks that are no first try: what is said of the first holds for the last. */
const starts = [
  (work: Coroutine<unknown>) => new FirstTask(work),
  (work: Coroutine<unknown>) => new SecondTask(work),
  (work: Coroutine<unknown>) => new Task(work),
] as const;
const [startFirst, startLastSent, startFinished] = starts;

test('all tasks wait for a future, and go on with its result', () => {
  const sent = starts.map((start) => {
    const future = new Future<number>();
    let got: unknown;
    start(
      (function* () {
        got = yield future;
      })(),
    );
    expect(got).toBe(undefined);
    future.setResult(42);
    return got;
  });
  expect(sent).toEqual([42, 42, 42]);
});

test('K1: FirstTask fails obscurely if a generator is yielded; Task says what to do', () => {
  function* inner() {
    return yield* finished(42);
  }
  function* outer(): Coroutine<void> {
    yield inner() as never;
  }
  expect(() => startFirst(outer())).toThrow('addDoneCallback is not a function');
  expect(String(startFinished(outer()).exception())).toContain('write "yield*"');
});

test('K2: SecondTask finishes with what was sent last, Task with what is returned', () => {
  function* work() {
    yield finished(1);
    yield finished('sent last');
    return 'returned';
  }
  expect(startLastSent(work()).result()).toBe('sent last');
  expect(startFinished(work()).result()).toBe('returned');
});

test('K3: FirstTask drops what is yielded after an error is caught; Task waits for it', () => {
  const gets = (start: (work: Coroutine<unknown>) => unknown): unknown => {
    const bad = new Future<number>();
    let got: unknown = 'nothing';
    start(
      (function* () {
        try {
          yield bad;
        } catch {
          got = yield finished(42);
        }
      })(),
    );
    bad.setException(new Error());
    return got;
  };
  expect([gets(startFirst), gets(startFinished)]).toEqual(['nothing', 42]);
});

test('K4: SecondTask waits for ever if 5 is yielded; Task says what may be', () => {
  function* work(): Coroutine<void> {
    yield 5 as never;
  }
  const waiting = startLastSent(work());
  expect(outcome(() => waiting.result(20))).toBe('threw FutureTimeoutError');
  expect(String(startFinished(work()).exception())).toContain('not 5');
});

test('K5: FirstTask does not throw in an error that is undefined; the others do', () => {
  const gets = (start: (work: Coroutine<unknown>) => unknown): unknown => {
    const bad = new Future<number>();
    let got: unknown = 'nothing';
    start(
      (function* () {
        try {
          got = yield bad;
        } catch (error) {
          got = `thrown: ${error}`;
        }
      })(),
    );
    try {
      bad.setException(undefined);
    } catch {}
    return got;
  };
  expect(starts.map(gets)).toEqual([
    'nothing',
    'thrown: undefined',
    'thrown: undefined',
  ]);
});

test('firstHelper returns nothing; asyncHelper returns the task', () => {
  const work = function* (n: number) {
    return n + (yield* finished(1));
  };
  expect(firstHelper(work)(41)).toBe(undefined);
  expect(asyncHelper(work)(41).result()).toBe(42);
});

test('F8, T9: in a row of done futures the drafts overflow the stack; Task does not', () => {
  const COUNT = 100_000;
  /** How many steps it takes, and what is heard of it. */
  const steps = (start: (work: Coroutine<unknown>) => unknown): [number, unknown[]] => {
    let count = 0;
    const task = start(
      (function* () {
        const done = finished(1);
        for (; count < COUNT; count++) yield done;
      })(),
    );
    const heard = errors.mock.calls.map(([, error]) => error);
    errors.mockClear();
    return [count, task instanceof Future ? [...heard, task.exception()] : heard];
  };
  for (const start of [startFirst, startLastSent]) {
    const [count, heard] = steps(start);
    expect(count).toBeLessThan(COUNT);
    expect(heard.some((error) => TOO_DEEP.test(String(error)))).toBe(true);
  }
  expect(steps(startFinished)).toEqual([COUNT, [undefined]]);
});

test('T8: the generator of a cancelled SecondTask is not told, and runs on', () => {
  const cancel = (start: (work: Coroutine<unknown>) => Future<unknown>): unknown[] => {
    const future = new Future<number>();
    future.setRunningOrNotifyCancel();
    const seen: unknown[] = [];
    const task = start(
      (function* () {
        try {
          seen.push(yield future);
        } catch (error) {
          seen.push((error as Error).name);
          throw error;
        }
      })(),
    );
    task.cancel();
    future.setResult(42);
    return [task.state, ...seen];
  };
  expect(cancel(startLastSent)).toEqual(['cancelled', 42]);
  expect(cancel(startFinished)).toEqual(['cancelled', 'FutureCancelledError']);
});
