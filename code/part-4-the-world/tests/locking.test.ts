// What lets tasks in one at a time: a lock, a semaphore of one, a condition. All that is asked
// here of one holds for the others.
import { describe, expect, test } from 'vitest';
import {
  Condition,
  getRunningLoop,
  Lock,
  Semaphore,
  sleep,
  within,
  type Coroutine,
  type Task,
} from '../src/index.ts';
import { inEveryOrder } from './every-order.ts';
import {
  boom,
  inTime,
  newDiary,
  outcome,
  runAll,
  watchedLoop,
} from './watched-loop.ts';

type Locking = Lock | Semaphore | Condition;

/** True if it is free; then it is taken now. */
const takes = (lock: Locking): boolean => {
  const { loop } = watchedLoop();
  const task = loop.addTask(lock.acquire());
  loop.runOnce();
  const isTaken = task.done();
  task.cancel();
  runAll(loop);
  return isTaken;
};

describe.each<[string, () => Locking]>([
  ['a lock', () => new Lock()],
  ['a semaphore of one', () => new Semaphore(1)],
  ['a condition', () => new Condition()],
])('%s', (_, make) => {
  /** A lock that one holds, and tasks that come for it. */
  function contest(): {
    lock: Locking;
    inside: string[];
    order: string[];
    come(name: string): Task<void>;
    runOnce(): void;
    runAll(): void;
    told: unknown[];
  } {
    const { loop, told } = watchedLoop();
    const lock = make();
    const inside: string[] = [];
    const order: string[] = [];
    function* visitor(name: string): Coroutine<void> {
      yield* lock.acquire();
      inside.push(name);
      order.push(name);
    }
    const come = (name: string): Task<void> => loop.addTask(visitor(name), { name });
    come('first');
    loop.runOnce();
    order.length = 0;
    return {
      lock,
      inside,
      order,
      told,
      come,
      runOnce: () => loop.runOnce(),
      runAll: () => runAll(loop),
    };
  }

  test('is free, is taken, and is free again', () => {
    const lock = make();
    expect([lock.locked(), takes(lock), lock.locked(), takes(lock)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    lock.release();
    expect([lock.locked(), takes(lock)]).toEqual([false, true]);
  });

  test('is taken without a turn where it is free', () => {
    const { pages, note } = newDiary();
    inTime(function* () {
      getRunningLoop().callSoon(note, 'the next turn');
      yield* make().acquire();
      note('taken');
    });
    expect(pages).toEqual(['0 taken', '0 the next turn']);
  });

  test('lets in one after the other, in the order in which they came', () => {
    const { pages, note } = newDiary();
    function* visitor(lock: Locking, name: string): Coroutine<void> {
      yield* within(lock, function* () {
        note(`${name} in`);
        yield* sleep(10);
        note(`${name} out`);
      });
    }
    inTime(function* () {
      const lock = make();
      for (const name of 'abc') getRunningLoop().addTask(visitor(lock, name));
    });
    expect(pages).toEqual([
      '0 a in',
      '10 a out',
      '10 b in',
      '20 b out',
      '20 c in',
      '30 c out',
    ]);
  });

  test.each<[string, (task: Task<unknown>) => Coroutine<void>]>([
    [
      'fails',
      function* () {
        throw boom;
      },
    ],
    [
      'is cancelled',
      function* (task) {
        task.cancel();
        yield;
      },
    ],
  ])('is free again when a body %s', (_, end) => {
    const { loop } = watchedLoop();
    const lock = make();
    const task: Task<unknown> = loop.addTask(within(lock, () => end(task)));
    runAll(loop);
    expect([task.done(), lock.locked()]).toEqual([true, false]);
    outcome(() => task.result());
  });

  test('a newcomer does not overtake one who was woken', () => {
    const { lock, come, order, runAll } = contest();
    come('a');
    runAll();
    lock.release();
    come('b');
    expect(takes(lock)).toBe(false);
    runAll();
    expect(order).toEqual(['a']);
    lock.release();
    runAll();
    expect(order).toEqual(['a', 'b']);
  });

  test.each([
    ['while it waits', ['cancel', 'release']],
    ['when it has been woken', ['release', 'cancel']],
  ])('a waiter that is cancelled %s takes nothing from the next', (_, actions) => {
    const { lock, come, order, runAll, told } = contest();
    const [a] = ['a', 'b', 'c'].map(come);
    runAll();
    for (const action of actions)
      if (action === 'cancel') a!.cancel();
      else lock.release();
    runAll();
    expect([a!.cancelled(), order]).toEqual([true, ['b']]);
    lock.release();
    runAll();
    expect([order, told]).toEqual([['b', 'c'], []]);
  });

  test.each([
    ['while it waits', ['cancel', 'release']],
    ['when it has been woken', ['release', 'cancel']],
  ])(
    'a waiter that is cancelled %s, with nobody behind it, leaves it free',
    (_, actions) => {
      const { lock, come, runAll } = contest();
      const a = come('a');
      runAll();
      for (const action of actions)
        if (action === 'cancel') a.cancel();
        else lock.release();
      runAll();
      expect([lock.locked(), takes(lock)]).toEqual([false, true]);
    },
  );

  test('all who wait are cancelled: it is free after the one who has it', () => {
    const { lock, come, runAll } = contest();
    const all = ['a', 'b', 'c'].map(come);
    runAll();
    for (const one of all) one.cancel();
    lock.release();
    runAll();
    expect([lock.locked(), takes(lock)]).toEqual([false, true]);
  });

  test('in whatever order one leaves, comes, is cancelled: nobody is forgotten', () => {
    const actions = ['leave', 'come', 'cancel 0', 'cancel 1', 'turn'] as const;
    inEveryOrder(actions, 5, (orders) => {
      const { lock, inside, order, come, runOnce, runAll, told } = contest();
      const tasks = [come('0'), come('1')];
      runAll();
      for (const action of orders) {
        if (action === 'leave') {
          if (inside.pop()) lock.release();
        } else if (action === 'come') tasks.push(come(String(tasks.length)));
        else if (action === 'turn') runOnce();
        else tasks[Number(action.at(-1))]!.cancel();
        if (inside.length > 1) expect.fail(`two at once after ${orders.join(', ')}`);
      }
      for (runAll(); inside.pop(); runAll()) lock.release();
      const came = tasks
        .filter((task) => !task.cancelled())
        .map((task) => task.getName());
      expect([order, lock.locked(), takes(lock), told], orders.join()).toEqual([
        came,
        false,
        true,
        [],
      ]);
    });
  });
});
