import { expect, test } from 'vitest';
import { Condition, Lock, within, type Coroutine, type Task } from '../../src/index.ts';
import { outcome, resultOf, runCalls } from '../kit.ts';
import { everySequence, loopInTime } from '../kit-time.ts';

/** A condition, tasks that wait for its news, and a way to hold its lock from here. */
function awaited() {
  const { loop, told } = loopInTime();
  const condition = new Condition();
  const seen: string[] = [];
  function* waiting(name: string): Coroutine<void> {
    yield* within(condition, function* () {
      try {
        yield* condition.wait();
        seen.push(name);
      } finally {
        if (!condition.locked()) seen.push(`${name} resumes without the lock`);
      }
    });
  }
  const wait = (...names: string[]): Task<void>[] => {
    const tasks = names.map((name) => loop.addTask(waiting(name), { name }));
    runCalls(loop);
    return tasks;
  };
  /** From another loop. False if it isn't free. */
  const take = (): boolean => {
    const there = loopInTime().loop;
    const task = there.addTask(condition.acquire());
    runCalls(there);
    if (task.done()) return true;
    task.cancel();
    runCalls(there);
    return false;
  };
  const notify = (n?: number): void => {
    take();
    condition.notify(n);
    condition.release();
    runCalls(loop);
  };
  return { loop, told, condition, seen, wait, take, notify };
}

test('a task that waits lets the lock go, and news wakes it', () => {
  const { condition, seen, wait, notify } = awaited();
  wait('a', 'b');
  expect([condition.locked(), seen]).toEqual([false, []]);
  notify();
  expect([condition.locked(), seen]).toEqual([false, ['a']]);
  notify();
  expect(seen).toEqual(['a', 'b']);
});

test('a task that was woken resumes only when the lock is free again', () => {
  const { loop, condition, seen, wait, take } = awaited();
  wait('a');
  take();
  condition.notify();
  runCalls(loop);
  expect(seen).toEqual([]);
  condition.release();
  runCalls(loop);
  expect(seen).toEqual(['a']);
});

test('so many are woken as it is told, those who have waited longest', () => {
  const found = [0, 2, 9].map((n) => {
    const { seen, wait, notify } = awaited();
    wait('a', 'b', 'c');
    notify(n);
    return seen.join('');
  });
  expect(found).toEqual(['', 'ab', 'abc']);
});

test('notifyAll wakes all who wait, and none who comes later', () => {
  const { loop, condition, seen, wait, take } = awaited();
  wait('a', 'b');
  take();
  condition.notifyAll();
  condition.release();
  wait('c');
  runCalls(loop);
  expect(seen).toEqual(['a', 'b']);
});

test('news that no task waits for is lost', () => {
  const { seen, wait, notify } = awaited();
  notify();
  wait('a');
  expect(seen).toEqual([]);
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
  runCalls(loop);
  for (const isDone of [false, true]) {
    level++;
    notify();
    expect(task.done()).toBe(isDone);
  }
  expect(resultOf(task)).toBe(2);
});

type World = ReturnType<typeof awaited>;
test.each<[string, (world: World, a: Task<void>) => void]>([
  ['while it waits for news', (_, a) => void a.cancel()],
  [
    'when it was notified',
    ({ condition, take }, a) => {
      take();
      condition.notify();
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
        runCalls(loop);
        a.cancel();
      }
      runCalls(loop);
      condition.release();
    },
  ],
])('a task that is cancelled %s has the lock when it hears of it', (_, cancel) => {
  const world = awaited();
  const { loop, condition, seen, told, wait, notify } = world;
  const [a] = wait('a', 'b');
  cancel(world, a!);
  runCalls(loop);
  notify();
  notify();
  expect([a!.cancelled(), seen, condition.locked(), told]).toEqual([
    true,
    ['b'],
    false,
    [],
  ]);
});

test('news for one that is cancelled goes to the next', () => {
  const { loop, condition, seen, wait, take } = awaited();
  const [a] = wait('a', 'b');
  take();
  condition.notify();
  a!.cancel();
  condition.release();
  runCalls(loop);
  expect(seen).toEqual(['b']);
});

test('without the lock there is no waiting, and no news', () => {
  const found = [
    (condition: Condition) => condition.notify(),
    (condition: Condition) => condition.notifyAll(),
    (condition: Condition) => condition.wait().next(),
  ].map((call) => outcome(() => call(new Condition())));
  expect(found).toEqual(Array(3).fill('threw LoopStateError'));
});

test('conditions that share a lock have news of their own', () => {
  const { loop } = loopInTime();
  const lock = new Lock();
  const [one, other] = [new Condition(lock), new Condition(lock)];
  const seen: string[] = [];
  const waiting = (condition: Condition, name: string): Coroutine<unknown> =>
    within(condition, function* () {
      yield* condition.wait();
      seen.push(name);
    });
  loop.addTask(waiting(one, 'one'));
  loop.addTask(waiting(other, 'other'));
  runCalls(loop);
  loop.addTask(
    within(one, function* () {
      expect([lock.locked(), other.locked()]).toEqual([true, true]);
      one.notifyAll();
    }),
  );
  runCalls(loop);
  expect(seen).toEqual(['one']);
});

test('in whatever order there is news, and tasks are cancelled, no news is lost', () => {
  const actions = [
    'notify',
    'take',
    'release',
    'cancel 0',
    'cancel 1',
    'turn',
  ] as const;
  for (const sequence of everySequence(actions, 4)) {
    const { loop, told, condition, seen, wait, take } = awaited();
    const tasks = wait('0', '1', '2');
    let isOurs = take();
    let news = 0;
    for (const action of sequence) {
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
    runCalls(loop);
    const left = tasks.filter((task) => !task.cancelled()).length;
    expect(
      {
        isLost: seen.length < Math.min(news, left),
        isMade: seen.length > news + tasks.length - left,
        isInOrder: seen.join() === [...seen].sort().join(),
        isLocked: condition.locked(),
        told,
      },
      sequence.join(', '),
    ).toEqual({
      isLost: false,
      isMade: false,
      isInOrder: true,
      isLocked: false,
      told: [],
    });
  }
});
