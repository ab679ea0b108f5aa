// What is true of a semaphore, and not of a lock. The rest is in locking.test.ts.
import { expect, test } from 'vitest';
import {
  getRunningLoop,
  Semaphore,
  sleep,
  within,
  type Coroutine,
  type Task,
} from '../src/index.ts';
import { inEveryOrder } from './every-order.ts';
import { inTime, newDiary, runAll, watchedLoop } from './watched-loop.ts';

test.each([-1, 1.5, NaN, Infinity, '1' as never, null as never])(
  'a semaphore cannot have %s places',
  (free) => {
    expect(() => new Semaphore(free)).toThrow(RangeError);
  },
);

test('a semaphore that was given nothing has one place', () => {
  const semaphore = new Semaphore();
  expect(semaphore.acquire().next().done).toBe(true);
  expect(semaphore.locked()).toBe(true);
});

test.each([
  [3, [0, 0, 0, 10, 10, 10, 20]],
  [1, [0, 10, 20, 30, 40, 50, 60]],
])('with %s places there are never more inside, and never less', (free, moments) => {
  const { pages, note } = newDiary();
  function* visitor(semaphore: Semaphore): Coroutine<void> {
    yield* within(semaphore, function* () {
      note('in');
      yield* sleep(10);
    });
  }
  inTime(function* () {
    const semaphore = new Semaphore(free);
    for (const _ of moments) getRunningLoop().addTask(visitor(semaphore));
  });
  expect(pages).toEqual(moments.map((at) => `${at} in`));
});

test('a semaphore without places waits for the first release', () => {
  const { loop } = watchedLoop();
  const semaphore = new Semaphore(0);
  expect(semaphore.locked()).toBe(true);
  const task = loop.addTask(semaphore.acquire());
  runAll(loop);
  expect(task.done()).toBe(false);
  semaphore.release();
  expect(semaphore.locked()).toBe(true); // the place is for the one who waits
  runAll(loop);
  expect([task.done(), semaphore.locked()]).toEqual([true, true]);
});

test('a release that nobody came in for makes a place more', () => {
  const semaphore = new Semaphore(1);
  semaphore.release();
  for (const isLocked of [false, false, true]) {
    expect(semaphore.locked()).toBe(isLocked);
    if (!isLocked) semaphore.acquire().next();
  }
});

test.each([1, 2, 3])('%s releases in one turn let as many in', (releases) => {
  const { loop } = watchedLoop();
  const semaphore = new Semaphore(0);
  const tasks = [1, 2, 3].map(() => loop.addTask(semaphore.acquire()));
  runAll(loop);
  for (let n = 0; n < releases; n++) semaphore.release();
  runAll(loop);
  expect(tasks.filter((task) => task.done())).toEqual(tasks.slice(0, releases));
});

test('a place that was won and given up by a cancelled task is not lost', () => {
  const { loop } = watchedLoop();
  const semaphore = new Semaphore(0);
  const [a, b] = [1, 2].map(() => loop.addTask(semaphore.acquire()));
  runAll(loop);
  semaphore.release();
  a!.cancel();
  runAll(loop);
  expect([a!.cancelled(), b!.done(), semaphore.locked()]).toEqual([true, true, true]);
  semaphore.release();
  expect(semaphore.locked()).toBe(false);
});

test('of two places the first is for the one who waits, and the second for the newcomer', () => {
  const { loop } = watchedLoop();
  const semaphore = new Semaphore(0);
  const seen: string[] = [];
  const comes = function* (name: string, releases: number): Coroutine<void> {
    for (let n = 0; n < releases; n++) semaphore.release();
    yield* semaphore.acquire();
    seen.push(name);
  };
  loop.addTask(comes('waits', 0));
  loop.addTask(comes('newcomer', 2));
  runAll(loop);
  expect([seen, semaphore.locked()]).toEqual([['waits', 'newcomer'], true]);
});

test('in whatever order one leaves, comes, is cancelled: places are neither lost nor made', () => {
  const actions = ['leave', 'come', 'cancel 0', 'cancel 2', 'turn'] as const;
  inEveryOrder(actions, 5, (orders) => {
    const { loop, told } = watchedLoop();
    const semaphore = new Semaphore(2);
    let inside = 0;
    let most = 0;
    const tasks: Task<void>[] = [];
    const come = (): void => {
      const visitor = function* (): Coroutine<void> {
        yield* semaphore.acquire();
        most = Math.max(most, ++inside);
      };
      tasks.push(loop.addTask(visitor()));
    };
    for (let n = 0; n < 4; n++) come();
    loop.runOnce();
    loop.runOnce();
    for (const action of orders) {
      if (action === 'come') come();
      else if (action === 'turn') loop.runOnce();
      else if (action !== 'leave') tasks[Number(action.at(-1))]!.cancel();
      else if (inside-- > 0) semaphore.release();
      else inside = 0;
    }
    for (runAll(loop); inside > 0; runAll(loop)) {
      inside--;
      semaphore.release();
    }
    const free = [1, 2, 3].map(
      () => !semaphore.locked() && semaphore.acquire().next().done,
    );
    expect(
      [most, tasks.every((task) => task.done()), free, told],
      orders.join(),
    ).toEqual([2, true, [true, true, false], []]);
  });
});
