// Every order in which a program may run: how many there are, which one breaks it, and that
// the same choices bring the same order back.
import { expect, test } from 'vitest';
import {
  DeadlockError,
  Event,
  explore,
  Lock,
  replay,
  shared,
  sleep,
  within,
  type Coroutine,
  type Program,
  type TaskLoop,
} from '../src/index.ts';
import { everyPath } from '../src/orders/every-path.ts';
import { everySchedule } from '../src/orders/schedules.ts';

/** Tasks of so many steps each; gives the order of all of them. */
const steps =
  (...counts: number[]): Program<string> =>
  (loop) => {
    let order = '';
    counts.forEach((count, task) => {
      loop.addTask(
        (function* (): Coroutine<void> {
          for (let left = count; left > 0; left--) {
            order += task;
            if (left > 1) yield;
          }
        })(),
      );
    });
    loop.runForever({ untilIdle: true });
    return order;
  };

const anyOf = <R>(program: Program<R>) => [...everySchedule(program)];

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

const check = (isTrue: boolean, message: string): void => {
  if (!isTrue) throw new Error(message);
};

test.each([
  [[1, 1], 2],
  [[2, 2], 6],
  [[3, 3], 20],
  [[1, 4], 5],
  [[1, 1, 1, 1], 24],
  [[2, 2, 2], 90],
  [[3, 3, 3], 1680],
])('tasks of %j steps have %i orders, and each of them once', (counts, orders) => {
  const results = anyOf(steps(...counts)).map(({ result }) => result);
  expect([results.length, new Set(results).size]).toEqual([orders, orders]);
  const sameForAll: Program<number> = (loop) => steps(...counts)(loop).length;
  expect(explore(sameForAll)).toMatchObject({
    schedules: orders,
    cut: 0,
    isComplete: true,
    usual: { result: counts.reduce((sum, count) => sum + count) },
  });
});

test('those with fewer choices of another kind come first; the usual order is the first', () => {
  const deviations = anyOf(steps(2, 2, 2)).map(
    ({ choices }) => choices.filter((choice) => choice > 0).length,
  );
  expect(deviations[0]).toBe(0);
  expect(deviations).toEqual(deviations.toSorted((a, b) => a - b));
  expect(anyOf(steps(2, 2))[0]!.result).toBe('0101');
});

test('timers that are due together come in every order, others in their own', () => {
  const diary: Program<string> = (loop) => {
    let order = '';
    for (const [delay, name] of [
      [10, '1'],
      [10, '2'],
      [10, '3'],
      [20, '4'],
    ] as const)
      loop.callLater(delay, () => void (order += name));
    loop.runForever({ untilIdle: true });
    return order;
  };
  const orders = anyOf(diary).map(({ result }) => result);
  expect(orders.sort()).toEqual(['1234', '1324', '2134', '2314', '3124', '3214']);
});

const lostUpdate =
  (isRight: boolean): Program<void> =>
  (loop) => {
    const lock = shared(new Lock());
    let balance = 0;
    function* deposit(after: number): Coroutine<void> {
      yield* pause(after);
      if (isRight) yield* lock.acquire();
      const seen = balance;
      yield;
      balance = seen + 1;
      if (isRight) lock.release();
    }
    together(loop, { Ann: deposit(0), Ben: deposit(3) });
    check(balance === 2, `lost: ${2 - balance}`);
  };

const checkThenAct =
  (isRight: boolean): Program<void> =>
  (loop) => {
    let seats = 1;
    function* sell(after: number): Coroutine<void> {
      yield* pause(after);
      if (seats === 0) return;
      if (isRight) seats--;
      yield;
      if (!isRight) seats--;
    }
    together(loop, { Ann: sell(0), Ben: sell(3) });
    check(seats === 0, `${seats} left`);
  };

const notifiedTooEarly =
  (isRight: boolean): Program<void> =>
  (loop) => {
    const event = new Event();
    let bell = loop.createFuture<void>();
    function* waits(): Coroutine<void> {
      if (isRight) return yield* event.wait();
      yield;
      bell = loop.createFuture();
      yield* bell;
    }
    function* rings(): Coroutine<void> {
      yield* pause(3);
      event.set();
      bell.setResult();
    }
    together(loop, { Ann: waits(), Ben: rings() });
  };

const twoLocks =
  (isRight: boolean): Program<void> =>
  (loop) => {
    const [till, ledger] = [shared(new Lock(), 'till'), shared(new Lock(), 'ledger')];
    function* takes(after: number, first: Lock, second: Lock): Coroutine<void> {
      yield* pause(after);
      yield* within(first, function* () {
        yield;
        yield* within(second, pause.bind(null, 0));
      });
    }
    const others = isRight ? ([till, ledger] as const) : ([ledger, till] as const);
    together(loop, { Ann: takes(0, till, ledger), Ben: takes(3, ...others) });
  };

test.each([
  ['a lost update', lostUpdate, 'lost: 1'],
  ['check-then-act', checkThenAct, '-1 left'],
  ['a notification before the wait', notifiedTooEarly, 'nothing can wake this thread'],
  ['two locks in two orders', twoLocks, 'nothing can wake this thread'],
])('%s passes in the usual order, and is found', (_, make, message) => {
  expect(() => replay(make(false), [])).not.toThrow();
  const { usual, difference, isComplete } = explore(make(false));
  expect([usual!.end, difference!.end, isComplete]).toEqual([
    'returned',
    'threw',
    false,
  ]);
  const again = () => replay(make(false), difference!.choices);
  expect(again).toThrow(message);
  expect(again).toThrow((difference!.error as Error).message);
  const right = explore(make(true));
  expect(right).toMatchObject({ isComplete: true, cut: 0 });
  expect(right.schedules).toBeGreaterThan(5);
});

test('pruning takes a program at its word', () => {
  const search = { prune: true };
  expect(explore(twoLocks(false), search).difference!.error).toBeInstanceOf(
    DeadlockError,
  );
  expect(explore(twoLocks(true), search).isComplete).toBe(true);
  // its tasks share a variable, and have not said so
  expect(explore(lostUpdate(false), search).isComplete).toBe(true);
});

test('of a deadlock it is told who waits for what, and who had it last', () => {
  const { difference } = explore(twoLocks(false));
  expect(difference!.error).toBeInstanceOf(DeadlockError);
  expect(difference!.waits.toSorted((a, b) => (a.task < b.task ? -1 : 1))).toEqual([
    { task: 'Ann', for: 'ledger', lastUsedBy: 'Ben' },
    { task: 'Ben', for: 'till', lastUsedBy: 'Ann' },
    { task: 'main', for: 'Ann', lastUsedBy: undefined },
  ]);
  const bell = explore(notifiedTooEarly(false)).difference!.waits;
  expect(bell.map(({ task, for: what }) => `${task}: ${what}`).sort()).toEqual([
    'Ann: Future',
    'main: Ann',
  ]);
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

test('the first that is found makes as few choices anew as can be', () => {
  const { difference } = explore(checkThenAct(false));
  const least = anyOf(checkThenAct(false))
    .filter(({ end }) => end === 'threw')
    .map(({ choices }) => choices.filter((choice) => choice > 0).length);
  expect(difference!.choices.filter((choice) => choice > 0).length).toBe(
    Math.min(...least),
  );
});

test('another result is a difference as well, and so is an error that no one caught', () => {
  const last: Program<string> = (loop) => steps(1, 1)(loop).at(-1)!;
  expect(explore(last)).toMatchObject({
    usual: { result: '1' },
    difference: { result: '0', choices: [1], waits: [] },
  });
  const uncaught: Program<void> = (loop) => {
    let isOpen = false;
    loop.callSoon(() => void (isOpen = true));
    loop.callSoon(() => check(isOpen, 'closed'));
    loop.runForever({ untilIdle: true });
  };
  for (const prune of [false, true])
    // of a callback it isn't known what it touches
    expect(explore(uncaught, { prune }).difference).toMatchObject({ choices: [1] });
  expect(() => replay(uncaught, [1])).toThrow('closed');
  const forgotten: Program<void> = (loop) => {
    loop.addTask(pause(2), { name: 'Ann' });
    loop.runUntilComplete(pause(3));
  };
  expect(() => replay(forgotten, explore(forgotten).difference!.choices)).toThrow(
    'Ann was pending when its loop was closed',
  );
});

test('a program that fails in the usual order is not looked at further', () => {
  const fails: Program<void> = (loop) => {
    steps(2, 2)(loop);
    throw new Error('always');
  };
  expect(explore(fails)).toMatchObject({
    schedules: 1,
    isComplete: false,
    difference: { choices: [0, 0, 0], end: 'threw' },
  });
});

test('replay brings each order back, to the step', () => {
  for (const { choices, result } of anyOf(steps(2, 1, 2)))
    expect(replay(steps(2, 1, 2), choices)).toBe(result);
});

test('choices that a program does not have are refused', () => {
  expect(() => replay(steps(1, 1), [2])).toThrow(RangeError);
  expect(() => replay(steps(1, 1), [0, 5, 5])).not.toThrow(); // there is one choice only
});

test('bounds are said: so many schedules, so many steps', () => {
  const same: Program<number> = (loop) => steps(3, 3, 3)(loop).length;
  expect(explore(same, { limit: 100 })).toMatchObject({
    schedules: 100,
    isComplete: false,
  });
  expect(explore(same, { limit: 1680 })).toMatchObject({
    schedules: 1680,
    isComplete: true,
  });
  expect(explore(same, { steps: 8 })).toMatchObject({
    schedules: 0,
    cut: 1680,
    isComplete: false,
  });
  expect(explore(same, { steps: 9 })).toMatchObject({ schedules: 1680, cut: 0 });
  const spins: Program<void> = (loop) => {
    let isReady = false;
    const looksAgain = function* (): Coroutine<void> {
      while (!isReady) yield;
    };
    const getsReady = function* (): Coroutine<void> {
      isReady = true;
    };
    together(loop, { Ann: looksAgain(), Ben: getsReady() });
  };
  const found = explore(spins, { steps: 20 });
  expect([found.isComplete, found.cut > 0, found.schedules > 10]).toEqual([
    false,
    true,
    true,
  ]);
});

test('a program that goes another way by itself is refused', () => {
  let runs = 0;
  const fickle: Program<void> = (loop) => {
    const counts = runs++ === 0 ? [1, 1, 1] : [1];
    steps(...counts)(loop);
  };
  expect(() => explore(fickle)).toThrow('the same choices led elsewhere');
});

test('a loop that is left in the middle leaves no loop running, whatever it catches', () => {
  const catches: Program<void> = (loop) => {
    try {
      loop.runUntilComplete(pause(50));
    } catch {
      loop.runUntilComplete(pause(50));
    }
  };
  expect(explore(catches, { steps: 10 })).toMatchObject({ schedules: 0, cut: 1 });
  expect(replay(steps(1), [])).toBe('0');
});

/** Seats that are counted: an object that tasks share. */
class Counter {
  #count = 0;
  get count(): number {
    return this.#count;
  }
  add(): void {
    this.#count++;
  }
}

test('what is shared may be read and written through accessors', () => {
  const seats = {
    left: 1,
    get free(): number {
      return this.left;
    },
    set free(count: number) {
      this.left = count;
    },
    set asked(_: string) {},
  };
  const takes: Program<number> = (loop) => {
    const train = shared(Object.create(seats) as typeof seats);
    function* take(): Coroutine<void> {
      train.asked = 'for one';
      if (train.free === 0) return;
      yield;
      train.free--;
    }
    loop.addTask(take());
    loop.addTask(take());
    loop.runForever({ untilIdle: true });
    return train.free;
  };
  const { usual, difference } = explore(takes, { prune: true });
  expect([usual?.result, difference?.result].sort()).toEqual([-1, 0]);
});

test('tasks that share nothing have one order, and those that share have all they need', () => {
  const apart: Program<void> = (loop) => {
    together(loop, { Ann: pause(2), Ben: pause(2), Cleo: pause(2) });
  };
  expect(explore(apart, { prune: true }).schedules).toBeLessThan(
    explore(apart).schedules / 100,
  );
  const orderOf =
    (share: boolean): Program<void> =>
    (loop) => {
      const counter = share ? shared(new Counter()) : new Counter();
      for (let task = 0; task < 3; task++)
        loop.addTask(
          (function* (): Coroutine<void> {
            yield;
            counter.add();
            yield;
          })(),
        );
      loop.runForever({ untilIdle: true });
    };
  expect(explore(orderOf(true), { prune: true }).schedules).toBe(6); // of the middle steps
  expect(explore(orderOf(false), { prune: true }).schedules).toBe(1); // it was not told
  expect(explore(orderOf(true)).schedules).toBe(1680);
});

test('what a getter tells is touched, and what a generator of it does later', () => {
  const asksLate =
    (way: 'getter' | 'generator'): Program<number> =>
    (loop) => {
      const counter = shared(new Counter());
      const lock = shared(new Lock());
      let seen = -1;
      function* asks(): Coroutine<void> {
        yield;
        if (way === 'getter') seen = counter.count;
        else {
          yield* within(lock, function* () {
            yield;
          });
        }
      }
      function* acts(): Coroutine<void> {
        yield;
        if (way === 'getter') counter.add();
        else seen = Number(lock.locked());
      }
      loop.addTask(asks());
      loop.addTask(acts());
      loop.runForever({ untilIdle: true });
      return seen;
    };
  for (const way of ['getter', 'generator'] as const) {
    const results = (prune: boolean): Set<unknown> =>
      new Set(
        [...everySchedule(asksLate(way), { prune })].flatMap((one) =>
          one.end === 'returned' ? one.result : [],
        ),
      );
    expect(results(true)).toEqual(results(false));
    expect(results(true).size).toBe(2);
  }
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
    expect(explore(stops, { prune }).difference).toMatchObject({ result: false });
});

test('what a step has made is its own, until the next one', () => {
  const ownFutures: Program<void> = (loop) => {
    for (const name of ['Ann', 'Ben']) {
      const work = function* (): Coroutine<void> {
        const future = loop.createFuture<void>();
        future.setResult();
        yield* future;
      };
      loop.addTask(work(), { name });
    }
    loop.runForever({ untilIdle: true });
  };
  expect(explore(ownFutures, { prune: true }).schedules).toBe(1);
  expect(explore(ownFutures).schedules).toBe(2);
});

test('an object that is shared works as before, and outside of a search is left alone', () => {
  const counter = new Counter();
  expect(shared(counter)).toBe(counter);
  expect(Object.getOwnPropertyNames(counter)).toEqual([]);
  const program: Program<number> = (loop) => {
    const counter = shared(new Counter());
    const slow = function* (): Coroutine<void> {
      counter.add();
      yield* sleep(5);
      counter.add();
    };
    together(loop, { Ann: slow(), Ben: slow() });
    return counter.count + loop.time();
  };
  expect(explore(program, { prune: true })).toMatchObject({
    isComplete: true,
    usual: { result: 9 },
  });
});

test('every path is gone, once', () => {
  const paths = [
    ...everyPath((choose) => {
      const first = choose(['a', 'b', 'c']);
      return first === 'b' ? first : first + choose([1, 2]);
    }),
  ];
  expect(paths.length).toBe(new Set(paths).size);
  expect(paths.sort()).toEqual(['a1', 'a2', 'b', 'c1', 'c2']);
});
