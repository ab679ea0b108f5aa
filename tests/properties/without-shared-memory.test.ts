// The executors where no memory can be shared, as in a page that is not isolated. Their own tests ask
// this in a process each; here it is asked in this one, where the mutation run sees it.
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Whether memory can be shared is found out when the library is loaded. */
function withoutSharedMemory<T>(load: () => Promise<T>): Promise<T> {
  vi.resetModules();
  vi.stubGlobal('SharedArrayBuffer', undefined);
  return load();
}
const fails = (): never => {
  throw new RangeError('no');
};
const nextTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

test('part 2: jobs run here and now', async () => {
  const { DeadlockError, Future, FutureTimeoutError, ThreadedExecutor } = await withoutSharedMemory(
    () => import('../../code/part-2-futures/src/index.ts'),
  );
  using executor = new ThreadedExecutor();
  expect(executor.submit((n: number) => n + 1, 41).result()).toBe(42);
  expect(executor.submit(fails).exception()).toBeInstanceOf(RangeError);
  const later = executor.submit(async () => 'later');
  const failsLater = executor.submit(async () => {
    throw new RangeError('later');
  });
  expect([later.running(), later.cancel(), failsLater.running()]).toEqual([true, false, true]);
  expect(() => new Future().result(20)).toThrow(FutureTimeoutError);
  expect(() => new Future().result()).toThrow(DeadlockError);
  await nextTurn();
  expect(later.result()).toBe('later');
  expect(failsLater.exception()).toBeInstanceOf(RangeError);
});

test('part 3: jobs run here and now; given up, or late, they disturb nobody', async () => {
  const { TaskLoop, ThreadedExecutor } = await withoutSharedMemory(
    () => import('../../code/part-3-task-loop/src/index.ts'),
  );
  const loop = new TaskLoop();
  using executor = new ThreadedExecutor(loop);
  const sum = executor.submit((n: number) => n + 1, 41);
  expect(sum.done()).toBe(true);
  expect(loop.runUntilComplete(sum)).toBe(42);
  expect(executor.submit(fails).exception()).toBeInstanceOf(RangeError);
  const later = executor.submit(async () => 'later');
  const failsLater = executor.submit(async () => {
    throw new RangeError('later');
  });
  const givenUp = executor.submit(async () => 'given up');
  expect(givenUp.cancel()).toBe(true);
  await nextTurn();
  expect([later.result(), givenUp.cancelled()]).toEqual(['later', true]);
  expect(failsLater.exception()).toBeInstanceOf(RangeError);
  const late = [
    executor.submit(async () => 1),
    executor.submit(() => Promise.reject(new RangeError('late'))),
  ];
  loop.close();
  await nextTurn();
  expect(late.map((future) => future.done())).toEqual([false, false]);
});
