import { expect, test } from 'vitest';
import {
  DeadlockError,
  Event,
  explore,
  Lock,
  replay,
  shared,
  within,
  type Coroutine,
  type Program,
  type TaskLoop,
} from '../../src/index.ts';

function* pause(turns: number): Coroutine<void> {
  for (let turn = 0; turn < turns; turn++) yield;
}

/** A main task that waits for all of the tasks. */
function together(loop: TaskLoop, works: Record<string, Coroutine<unknown>>): void {
  const tasks = Object.entries(works).map(([name, work]) =>
    loop.addTask(work, { name }),
  );
  const main = function* (): Coroutine<void> {
    for (const task of tasks) yield* task;
  };
  loop.runUntilComplete(loop.addTask(main(), { name: 'main' }));
}

/** Seats that are counted: an object that tasks share. */
class Seats {
  #left = 1;
  get left(): number {
    return this.#left;
  }
  take(): void {
    this.#left--;
  }
}

/** Two clerks sell the last seat. */
const lastSeat =
  (share: boolean): Program<number> =>
  (loop) => {
    const seats = share ? shared(new Seats()) : new Seats();
    function* sell(pages: number): Coroutine<void> {
      yield* pause(pages);
      if (seats.left === 0) return;
      yield;
      seats.take();
    }
    loop.addTask(sell(0));
    loop.addTask(sell(3));
    loop.runForever({ untilIdle: true });
    return seats.left;
  };

/** Two clerks who take two locks, in the same order or not. */
const twoLocks =
  (isRight: boolean): Program<void> =>
  (loop) => {
    const [till, ledger] = [shared(new Lock(), 'till'), shared(new Lock(), 'ledger')];
    function* count(after: number, first: Lock, second: Lock): Coroutine<void> {
      yield* pause(after);
      yield* within(first, function* () {
        yield;
        yield* within(second, function* () {
          yield;
        });
      });
    }
    together(loop, {
      Ann: count(0, till, ledger),
      Ben: isRight ? count(3, till, ledger) : count(3, ledger, till),
    });
  };

test('tasks that share nothing have one order, which is enough', () => {
  const apart: Program<void> = (loop) => {
    for (let task = 0; task < 3; task++) loop.addTask(pause(2));
    loop.runForever({ untilIdle: true });
  };
  expect(explore(apart, { prune: true })).toMatchObject({
    schedules: 1,
    isComplete: true,
  });
  expect(explore(apart).schedules).toBe(1680);
});

test('tasks that share an object have all the orders in which they use it', () => {
  const use =
    (share: boolean): Program<void> =>
    (loop) => {
      const seats = share ? shared(new Seats()) : new Seats();
      for (let task = 0; task < 3; task++)
        loop.addTask(
          (function* (): Coroutine<void> {
            yield;
            seats.take();
            yield;
          })(),
        );
      loop.runForever({ untilIdle: true });
    };
  expect(explore(use(true), { prune: true }).schedules).toBe(6);
  expect(explore(use(false), { prune: true }).schedules, 'it was not told').toBe(1);
  expect(explore(use(true)).schedules, 'without pruning').toBe(1680);
});

test('what it finds can be replayed', () => {
  const { difference, usual } = explore(lastSeat(true), { prune: true });
  expect([usual?.result, difference?.result]).toEqual([0, -1]);
  expect(replay(lastSeat(true), difference!.choices)).toBe(-1);
});

test('it takes a program at its word', () => {
  expect(explore(lastSeat(false), { prune: true })).toMatchObject({
    isComplete: true,
    usual: { result: 0 },
  });
  expect(explore(lastSeat(false)).difference?.result, 'without pruning').toBe(-1);
});

test('it finds what the whole search finds', () => {
  for (const isRight of [true, false]) {
    const whole = explore(twoLocks(isRight)).difference?.error;
    const pruned = explore(twoLocks(isRight), { prune: true }).difference?.error;
    expect([whole instanceof DeadlockError, pruned instanceof DeadlockError]).toEqual([
      !isRight,
      !isRight,
    ]);
  }
});

test('runs that were pruned count against the limit, and are no schedules', () => {
  const { schedules, cut, isComplete } = explore(twoLocks(true), { prune: true });
  expect([schedules > 0, cut, isComplete]).toEqual([true, 0, true]);
  const few = explore(twoLocks(true), { prune: true, limit: 2 });
  expect([few.schedules <= 2, few.isComplete]).toEqual([true, false]);
});

test('a run that takes too many steps is still cut off', () => {
  expect(explore(twoLocks(true), { prune: true, steps: 3 })).toMatchObject({
    schedules: 0,
    isComplete: false,
  });
});

test('of a deadlock it is told which task waits for what, and who used it last', () => {
  for (const prune of [false, true]) {
    const { difference } = explore(twoLocks(false), { prune });
    const waits = [...difference!.waits].sort((a, b) => (a.task < b.task ? -1 : 1));
    expect(waits, prune ? 'pruned' : 'not pruned').toEqual([
      { task: 'Ann', for: 'ledger', lastUsedBy: 'Ben' },
      { task: 'Ben', for: 'till', lastUsedBy: 'Ann' },
      { task: 'main', for: 'Ann', lastUsedBy: undefined },
    ]);
  }
});

test('a task is told of where it waits in the end, and only there', () => {
  const locksUp: Program<void> = (loop) => {
    const [door, gate] = [shared(new Event(), 'door'), shared(new Event(), 'gate')];
    function* leaves(): Coroutine<void> {
      yield* door.wait();
      yield* gate.wait();
    }
    function* opens(): Coroutine<void> {
      yield;
      door.set();
    }
    together(loop, { Ann: leaves(), Ben: opens() });
  };
  expect(explore(locksUp).difference!.waits).toEqual([
    { task: 'main', for: 'Ann', lastUsedBy: undefined },
    { task: 'Ann', for: 'gate', lastUsedBy: undefined },
  ]);
});

test('a difference in which no task is left has none that waits', () => {
  expect(explore(lastSeat(true)).difference?.waits).toEqual([]);
});

test('it makes a difference what comes before the loop is stopped', () => {
  const stops: Program<boolean> = (loop) => {
    let isDone = false;
    loop.addTask(
      (function* (): Coroutine<void> {
        isDone = true;
      })(),
    );
    loop.addTask(
      (function* (): Coroutine<void> {
        loop.stop();
      })(),
    );
    loop.runForever();
    const wasDone = isDone;
    loop.runForever({ untilIdle: true });
    return wasDone;
  };
  for (const prune of [false, true])
    expect(explore(stops, { prune }).difference?.result).toBe(false);
});

test('outside of a search a shared object is left alone', () => {
  const seats = new Seats();
  expect(shared(seats)).toBe(seats);
  expect(Object.getOwnPropertyNames(seats)).toEqual([]);
});
