// What is true of a condition's news. That it locks is asked in locking.test.ts.
import { expect, test } from 'vitest';
import { Condition, Lock, within, type Coroutine, type Task } from '../src/index.ts';
import { inEveryOrder } from './every-order.ts';
import { outcome, outcomeOf, runAll, watchedLoop } from './watched-loop.ts';

/** A condition, tasks that wait for its news, and a way to hold its lock from here. */
function awaited() {
  const { loop, told } = watchedLoop();
  const condition = new Condition();
  const seen: string[] = [];
  function* waiting(name: string): Coroutine<void> {
    yield* within(condition, function* () {
      try {
        yield* condition.wait();
        seen.push(name);
      } finally {
        if (!condition.locked()) seen.push(`${name} goes on without the lock`);
      }
    });
  }
  const wait = (...names: string[]): Task<void>[] => {
    const tasks = names.map((name) => loop.addTask(waiting(name), { name }));
    runAll(loop);
    return tasks;
  };
  /** From another loop. False if it is not free. */
  const take = (): boolean => {
    const there = watchedLoop().loop;
    const task = there.addTask(condition.acquire());
    there.runOnce();
    if (task.done()) return true;
    task.cancel();
    runAll(there);
    return false;
  };
  const notify = (n?: number): void => {
    take();
    condition.notify(n);
    condition.release();
    runAll(loop);
  };
  return { loop, told, condition, seen, wait, take, notify };
}

test('who waits lets the lock go, so that all can wait', () => {
  const { condition, seen, wait } = awaited();
  wait('a', 'b');
  expect([condition.locked(), seen]).toEqual([false, []]);
});

test.each([
  [undefined, ['a']],
  [0, []],
  [-1, []],
  [1, ['a']],
  [2, ['a', 'b']],
  [9, ['a', 'b', 'c']],
  [Infinity, ['a', 'b', 'c']],
])('notify(%s) wakes those who have waited longest', (n, woken) => {
  const { seen, wait, notify } = awaited();
  wait('a', 'b', 'c');
  notify(n);
  expect(seen).toEqual(woken);
  notify(3);
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('notifyAll wakes all, and nobody who comes later', () => {
  const { loop, condition, seen, wait, take } = awaited();
  wait('a', 'b');
  take();
  condition.notifyAll();
  condition.release();
  wait('c');
  runAll(loop);
  expect(seen).toEqual(['a', 'b']);
});

test('news that nobody waits for is lost', () => {
  const { seen, wait, notify } = awaited();
  notify();
  wait('a');
  expect(seen).toEqual([]);
});

test('who is woken goes on only when the lock is free again', () => {
  const { loop, condition, seen, wait, take } = awaited();
  wait('a');
  take();
  condition.notify();
  runAll(loop);
  expect(seen).toEqual([]);
  condition.release();
  runAll(loop);
  expect(seen).toEqual(['a']);
});

test.each<[string, (condition: Condition) => unknown, string]>([
  ['notify', (condition) => condition.notify(), 'notify'],
  ['notifyAll', (condition) => condition.notifyAll(), 'notify'],
  ['wait', (condition) => condition.wait().next(), 'wait'],
])('%s without the lock is refused', (_, call, name) => {
  expect(() => call(new Condition())).toThrow(`take the lock before you ${name}`);
  expect(outcome(() => call(new Condition()))).toBe('threw LoopStateError');
});

test('conditions that share a lock have it one at a time, and news of their own', () => {
  const { loop } = watchedLoop();
  const lock = new Lock();
  const [one, other] = [new Condition(lock), new Condition(lock)];
  const seen: string[] = [];
  const waiting = (condition: Condition, name: string) =>
    within(condition, function* () {
      yield* condition.wait();
      seen.push(name);
    });
  loop.addTask(waiting(one, 'one'));
  loop.addTask(waiting(other, 'other'));
  runAll(loop);
  one.acquire().next();
  expect([lock.locked(), other.locked()]).toEqual([true, true]);
  one.notifyAll();
  one.release();
  runAll(loop);
  expect(seen).toEqual(['one']);
});

test('waitFor waits until it holds, however often there is news', () => {
  const { loop, condition, notify } = awaited();
  let level = 0;
  const task = loop.addTask(
    within(condition, function* () {
      yield* condition.waitFor(() => level >= 2);
      return level;
    }),
  );
  runAll(loop);
  for (const isDone of [false, true]) {
    level++;
    notify();
    expect(task.done()).toBe(isDone);
  }
  expect(task.result()).toBe(2);
});

test('waitFor for what holds already does not wait, nor look at the lock', () => {
  expect(new Condition().waitFor(() => true).next().done).toBe(true);
});

test.each<[string, (world: ReturnType<typeof awaited>, a: Task<void>) => void]>([
  ['while it waits for news', (_, a) => void a.cancel()],
  [
    'when it has been notified',
    ({ condition, take }, a) => {
      take();
      condition.notify();
      a.cancel();
      condition.release();
    },
  ],
  [
    'while it waits for the lock',
    ({ loop, condition, take }, a) => {
      take();
      condition.notify();
      runAll(loop);
      a.cancel();
      condition.release();
    },
  ],
  [
    'while it waits for the lock, again and again',
    ({ loop, condition, take }, a) => {
      take();
      condition.notify();
      for (let n = 0; n < 3; n++) {
        runAll(loop);
        a.cancel();
      }
      runAll(loop);
      condition.release();
    },
  ],
])('a waiter that is cancelled %s has the lock when it hears of it', (_, cancel) => {
  const world = awaited();
  const { loop, condition, seen, told, wait, notify } = world;
  const [a] = wait('a', 'b');
  cancel(world, a!);
  runAll(loop);
  notify();
  notify();
  expect([a!.cancelled(), seen, condition.locked(), told]).toEqual([
    true,
    ['b'],
    false,
    [],
  ]);
});

test('news for one who is cancelled goes to the next', () => {
  const { loop, condition, seen, wait, take } = awaited();
  const [a] = wait('a', 'b');
  take();
  condition.notify();
  a!.cancel();
  condition.release();
  runAll(loop);
  expect(seen).toEqual(['b']);
});

test('a wait that is cancelled says why', () => {
  const { loop, condition } = awaited();
  const messages: string[] = [];
  const task = loop.addTask(
    within(condition, function* () {
      try {
        yield* condition.wait();
      } catch (error) {
        messages.push((error as Error).message);
        return yield* outcomeOf(condition.wait());
      }
      return undefined;
    }),
  );
  runAll(loop);
  task.cancel('first');
  runAll(loop);
  task.cancel('second');
  runAll(loop);
  expect([messages, task.result()]).toEqual([['first'], 'threw FutureCancelledError']);
});

test('in whatever order there is news, and one is cancelled: no news is lost, and the lock is free', () => {
  const actions = [
    'notify',
    'take',
    'release',
    'cancel 0',
    'cancel 1',
    'turn',
  ] as const;
  inEveryOrder(actions, 5, (order) => {
    const { loop, told, condition, seen, wait, take } = awaited();
    const tasks = wait('0', '1', '2');
    let isOurs = false;
    let news = 0;
    for (const action of order) {
      if (action === 'take') isOurs ||= take();
      else if (action === 'turn') loop.runOnce();
      else if (action === 'notify') {
        if (!isOurs) continue;
        condition.notify();
        news++;
      } else if (action === 'release') {
        if (isOurs) condition.release();
        isOurs = false;
      } else tasks[Number(action.at(-1))]!.cancel();
    }
    if (isOurs) condition.release();
    runAll(loop);
    const left = tasks.filter((task) => !task.cancelled()).length;
    const cancelled = tasks.length - left;
    const isLost = seen.length < Math.min(news, left);
    const isMade = seen.length > news + cancelled; // who is cancelled passes on what may be news
    const isInOrder = seen.join() === seen.toSorted().join();
    expect(
      { isLost, isMade, isInOrder, isLocked: condition.locked(), told },
      order.join(),
    ).toEqual({
      isLost: false,
      isMade: false,
      isInOrder: true,
      isLocked: false,
      told: [],
    });
  });
});
