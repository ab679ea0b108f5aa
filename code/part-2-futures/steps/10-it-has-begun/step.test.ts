import { expect, test } from 'vitest';
import { Future, ThreadedExecutor } from '../../src/index.ts';
import { outcome, resultOf } from '../kit.ts';

test('work that has begun cannot be cancelled, and it can still be settled', () => {
  const [future, failing] = [new Future<number>(), new Future<number>()];
  expect(future.setRunningOrNotifyCancel()).toBe(true);
  expect([future.state, future.running(), future.done()]).toEqual([
    'running',
    true,
    false,
  ]);
  expect([future.cancel(), future.cancelled()], 'cancel; cancelled').toEqual([
    false,
    false,
  ]);
  future.setResult(42);
  expect([future.state, future.running(), future.result()]).toEqual([
    'finished',
    false,
    42,
  ]);
  failing.setRunningOrNotifyCancel();
  failing.setException(new RangeError('no'));
  expect(resultOf(failing)).toBe('threw RangeError');
});

test('what was cancelled need not begin', () => {
  const future = new Future<number>();
  future.cancel();
  expect(future.setRunningOrNotifyCancel()).toBe(false);
  expect([future.state, future.running(), future.cancel()]).toEqual([
    'cancelled',
    false,
    true,
  ]);
});

test('work begins once, and before it is finished', () => {
  const [running, cancelled, finished, failed] = [0, 1, 2, 3].map(
    () => new Future<number>(),
  );
  running!.setRunningOrNotifyCancel();
  cancelled!.cancel();
  cancelled!.setRunningOrNotifyCancel();
  finished!.setResult(42);
  failed!.setException('no');
  const futures = [running, cancelled, finished, failed];
  expect(
    futures.map((future) => outcome(() => future!.setRunningOrNotifyCancel())),
  ).toEqual(Array(4).fill('threw InvalidStateError'));
  expect(futures.map((future) => future!.state)).toEqual([
    'running',
    'cancelled',
    'finished',
    'finished',
  ]);
});

test('nothing runs before it has begun, and nothing after it is done', () => {
  const [future, finished] = [new Future(), new Future()];
  finished.setRunningOrNotifyCancel();
  finished.setResult(1);
  expect(
    [future.running(), finished.running()],
    'running: a new one; a finished one',
  ).toEqual([false, false]);
});

test('a job that runs cannot be cancelled; one that waits can, and never runs', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const word = new Int32Array(new SharedArrayBuffer(4));
  const count = (word: Int32Array): number => Atomics.add(word, 0, 1) + 1;
  const jobs = [1, 2, 3].map(() => executor.submit(count, word));
  expect(jobs.map(({ state }) => state)).toEqual(['running', 'pending', 'pending']);
  expect(
    [jobs[0]!.cancel(), jobs[1]!.cancel()],
    'cancel of the one that runs; of one that waits',
  ).toEqual([false, true]);
  expect([jobs[0]!, jobs[2]!].map(resultOf)).toEqual([1, 2]);
  expect(jobs.map(({ state }) => state)).toEqual(['finished', 'cancelled', 'finished']);
});
