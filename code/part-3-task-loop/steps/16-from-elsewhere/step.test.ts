import { expect, expectTypeOf, test, vi } from 'vitest';
import { TaskLoop, ThreadedExecutor, type Future } from '../../src/index.ts';
import { bell, sources } from '../../src/threads/bell.ts'; // given: other threads ring it
import { Thread } from '../../src/threads/thread.ts'; // given: another thread
import {
  libraryWith,
  outcome,
  resultOf,
  runWithThreads,
  sleep,
  sleepsOf,
  toldOf,
} from '../kit.ts';

/** Runs on another thread, and says how many have run so far. */
const count = (word: Int32Array): number => Atomics.add(word, 0, 1) + 1;

test('a task waits for another thread, and the loop runs others meanwhile', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const seen: unknown[] = [];
  function* slow() {
    const ms = yield* executor.submit(sleep, 20);
    expectTypeOf(ms).toEqualTypeOf<number>();
    seen.push(ms);
  }
  function* quick() {
    for (let i = 0; i < 3; i++) {
      seen.push(i);
      yield;
    }
  }
  const task = loop.addTask(slow());
  loop.addTask(quick());
  runWithThreads(loop, () => loop.runUntilComplete(task));
  expect(seen).toEqual([0, 1, 2, 20]);
});

test('a result comes in while the loop runs, and not in the middle of a callback', () => {
  const loop = new TaskLoop();
  const job = new ThreadedExecutor(loop).submit(sleep, 0);
  expect(job.loop === loop, 'the future is of this loop').toBe(true);
  const seen: unknown[] = [];
  const silent = Atomics.load(bell, 0);
  loop.callSoon(() => {
    Atomics.wait(bell, 0, silent, 20_000); // until the thread has answered
    seen.push(job.done());
  });
  job.addDoneCallback(() => seen.push(loop.isRunning()));
  expect(runWithThreads(loop, () => loop.runUntilComplete(job))).toBe(0);
  expect(seen, 'done in the callback; told while the loop runs').toEqual([false, true]);
});

test('an error on the other thread is thrown where the task waits', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  function* work() {
    try {
      yield* executor.submit((n: number) => {
        if (n > 0) throw new RangeError(`bad n: ${n}`);
      }, 5);
    } catch (error) {
      return error;
    }
    return 'nothing was thrown';
  }
  const error = runWithThreads(loop, () => loop.runUntilComplete(work()));
  expect(String(error)).toBe('RangeError: bad n: 5');
  expect(error).toBeInstanceOf(RangeError);
});

test('a loop that always has something to do hears of other threads as well', () => {
  const loop = new TaskLoop();
  const job = new ThreadedExecutor(loop).submit(sleep, 0);
  function* busy() {
    while (!job.done()) yield;
    return 'heard';
  }
  expect(outcome(() => runWithThreads(loop, () => loop.runUntilComplete(busy())))).toBe(
    'heard',
  );
});

test('a job whose future was cancelled is dropped, whether it waits or runs', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const word = new Int32Array(new SharedArrayBuffer(4));
  const [runs, waits, last] = [1, 2, 3].map(() => executor.submit(count, word));
  expect(
    [runs!.cancel(), waits!.cancel()],
    'cancel of the job that runs; of the one that waits',
  ).toEqual([true, true]);
  function* afterAll() {
    const result = yield* last!;
    yield; // what came with it has had its turn
    return result;
  }
  expect(runWithThreads(loop, () => loop.runUntilComplete(afterAll()))).toBe(2);
  expect(
    [runs, waits, last].map((job) => job!.cancelled()),
    'cancelled: it ran; it waited; the last one',
  ).toEqual([true, true, false]);
  expect(told, 'errors that the loop was told').toEqual([]);
});

test('shutdown waits for the jobs, in their order, and results come in when the loop runs', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const word = new Int32Array(new SharedArrayBuffer(4));
  const jobs = [1, 2, 3].map(() => executor.submit(count, word));
  executor.shutdown();
  expect(outcome(() => executor.submit(sleep, 1))).toBe('threw InvalidStateError');
  expect(
    jobs.map((job) => job.done()),
    'done before the loop runs',
  ).toEqual([false, false, false]);
  loop.stop();
  runWithThreads(loop, () => loop.runForever());
  expect(jobs.map(resultOf)).toEqual([1, 2, 3]);
});

test('told to, shutdown cancels what has not begun, and the thread ends', () => {
  const loop = new TaskLoop();
  const end = vi.spyOn(Thread.prototype, 'end');
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const word = new Int32Array(new SharedArrayBuffer(4));
  const jobs = [1, 2, 3].map(() => executor.submit(count, word));
  executor.shutdown({ cancelFutures: true });
  expect(
    jobs.map((job) => job.cancelled()),
    'cancelled: the one that runs; two that wait',
  ).toEqual([false, true, true]);
  expect(new Set(end.mock.contexts).size, 'threads ended').toBe(1);
  end.mockRestore();
});

test('told not to wait, shutdown comes back at once', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const job = executor.submit(sleep, 20);
  expect(
    sleepsOf(() => executor.shutdown({ wait: false })),
    'sleeps of this thread',
  ).toBe(0);
  expect(runWithThreads(loop, () => loop.runUntilComplete(job))).toBe(20);
});

test('of a loop that was closed no job begins any more, and no result comes in', () => {
  const [closed, open] = [new TaskLoop(), new TaskLoop()];
  const word = new Int32Array(new SharedArrayBuffer(4));
  const executor = new ThreadedExecutor(closed, { maxThreads: 1 });
  const jobs = [1, 2].map(() => executor.submit(count, word));
  closed.close();
  function* later() {
    while (Atomics.load(word, 0) < 1) yield;
    for (let turns = 0; turns < 100; turns++) yield; // each naps: a second one would be there
  }
  expect(
    outcome(() => runWithThreads(open, () => open.runUntilComplete(later()))),
  ).toBe(undefined);
  expect(Atomics.load(word, 0), 'how many ran').toBe(1);
  expect(
    jobs.map((job) => job.done()),
    'done',
  ).toEqual([false, false]);
});

test('a thread is used again, and what `using` calls is a shutdown', () => {
  const loop = new TaskLoop();
  const before = sources.size;
  const executor = new ThreadedExecutor(loop, { maxThreads: 2 });
  const id = (): number => ((globalThis as { id?: number }).id ??= Math.random());
  function* work() {
    return (yield* executor.submit(id)) === (yield* executor.submit(id));
  }
  expect(runWithThreads(loop, () => loop.runUntilComplete(work()))).toBe(true);
  expect(sources.size, 'how many are asked for news').toBeLessThanOrEqual(before);
  const end = vi.spyOn(Thread.prototype, 'end');
  executor[Symbol.dispose]();
  expect(new Set(end.mock.contexts).size, 'threads ended').toBe(1);
  end.mockRestore();
  expect(outcome(() => executor.submit(sleep, 1))).toBe('threw InvalidStateError');
});

test('what it cannot work with is refused at once', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  loop.close();
  expect([
    outcome(() => new ThreadedExecutor(undefined as never)),
    outcome(() => new ThreadedExecutor(loop, { maxThreads: 0 })),
    outcome(() => new ThreadedExecutor(loop, { maxThreads: 1.5 })),
    outcome(() => executor.submit(sleep, 1)),
  ]).toEqual([
    'threw TypeError',
    'threw RangeError',
    'threw RangeError',
    'threw LoopStateError',
  ]);
});

test('where no memory can be shared a job runs here, to the same end', async (context) => {
  const library = await libraryWith({ SharedArrayBuffer: undefined });
  if (!library) return context.skip();
  const [loop, closed] = [new library.TaskLoop(), new library.TaskLoop()];
  const executor = new library.ThreadedExecutor(loop);
  const plusOne = (n: number): number => n + 1;
  const fails = (): never => {
    throw new RangeError('bad');
  };
  const submitted = outcome(() => [
    executor.submit(plusOne, 1),
    executor.submit(fails),
    executor.submit(async (n: number) => n + 1, 2),
    executor.submit(async () => fails()),
    executor.submit(async () => 'cancelled meanwhile'),
    executor.submit(async () => fails()), // this one, too
  ]) as Future<unknown>[];
  expect(submitted).toHaveLength(6);
  for (const job of submitted.slice(-2)) job.cancel();
  const unheard = new library.ThreadedExecutor(closed).submit(async () => 'too late');
  unheard.addDoneCallback(() => {}); // which a closed loop wouldn't call
  closed.close();
  await new Promise((resolve) => setTimeout(resolve));
  loop.stop();
  loop.runForever();
  expect(submitted.map(resultOf)).toEqual([
    2,
    'threw RangeError',
    3,
    'threw RangeError',
    'threw FutureCancelledError',
    'threw FutureCancelledError',
  ]);
});
