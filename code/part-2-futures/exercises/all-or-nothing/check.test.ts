import { afterEach, expect, test } from 'vitest';
import { Future, FutureCancelledError, ThreadedExecutor } from '../../src/index.ts';
import { runAll } from './exercise.ts';

function sleep(ms: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return ms;
}

// not every browser knows `using`
const executors: ThreadedExecutor[] = [];
afterEach(() => executors.splice(0).forEach((executor) => executor.shutdown()));
function threads(maxThreads: number): ThreadedExecutor {
  const executor = new ThreadedExecutor({ maxThreads });
  executors.push(executor);
  return executor;
}
const done = <T>(value: T): Future<T> => {
  const future = new Future<T>();
  future.setResult(value);
  return future;
};
const failed = (error: unknown): Future<never> => {
  const future = new Future<never>();
  future.setException(error);
  return future;
};
const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return { error };
  }
  return 'nothing was thrown';
};

test('the results come in the order of the jobs', () => {
  const executor = threads(3);
  const jobs = [60, 30, 1].map((ms) => () => executor.submit(sleep, ms));
  expect(runAll(jobs)).toEqual([60, 30, 1]);
});

test('no jobs, no results; undefined is a result', () => {
  expect(runAll([])).toEqual([]);
  expect(runAll([() => done(undefined)])).toEqual([undefined]);
});

test('all jobs are submitted before it waits', () => {
  const seen: string[] = [];
  const submit = (name: string) => () => {
    seen.push(name);
    return done(name);
  };
  expect(runAll([submit('a'), submit('b')])).toEqual(['a', 'b']);
  expect(seen).toEqual(['a', 'b']);
});

test('a failure cancels those that have not begun', () => {
  const waiting = new Future<number>();
  const begun = new Future<number>();
  begun.setRunningOrNotifyCancel();
  const error = new Error('no paper');
  const jobs = [() => begun, () => failed(error), () => waiting];
  expect(thrownBy(() => runAll(jobs))).toEqual({ error });
  expect(waiting.cancelled()).toBe(true);
  expect(begun.state).toBe('running');
});

test('it does not wait for those that have begun, nor for those before it', () => {
  const never = new Future<number>();
  const executor = threads(1);
  const fail = (): never => {
    throw new RangeError('no toner');
  };
  const jobs = [() => never, () => executor.submit(fail)];
  expect(() => runAll<number>(jobs)).toThrow('no toner');
});

test('of two failures, the first one that happens is thrown', () => {
  const [slow, quick] = [new Future<number>(), new Future<number>()];
  const executor = threads(1);
  const bell = executor.submit(sleep, 20);
  bell.addDoneCallback(() => {
    quick.setException(new Error('first'));
    if (!slow.done()) slow.setException(new Error('second'));
  });
  expect(() => runAll<number>([() => slow, () => quick])).toThrow('first');
});

test('an error may be undefined', () => {
  expect(thrownBy(() => runAll([() => failed(undefined)]))).toEqual({
    error: undefined,
  });
});

test('a job that is cancelled counts as failed', () => {
  const cancelled = new Future<number>();
  cancelled.cancel();
  const waiting = new Future<number>();
  expect(thrownBy(() => runAll([() => cancelled, () => waiting]))).toEqual({
    error: expect.any(FutureCancelledError),
  });
  expect(waiting.cancelled()).toBe(true);
});
