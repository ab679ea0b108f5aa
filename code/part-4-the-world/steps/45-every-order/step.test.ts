import { expect, test } from 'vitest';
import {
  explore,
  Lock,
  replay,
  within,
  type Coroutine,
  type Program,
  type TaskLoop,
} from '../../src/index.ts';
import { outcome } from '../kit.ts';

/** Tasks of so many steps each; gives the order of all their steps. */
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
const countOf =
  (...counts: number[]): Program<number> =>
  (loop) =>
    steps(...counts)(loop).length;

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

/** Two clerks sell the last seat. */
const lastSeat =
  (isRight: boolean): Program<number> =>
  (loop) => {
    const lock = new Lock();
    let seats = 1;
    function* sell(after: number): Coroutine<void> {
      yield* pause(after);
      if (seats === 0) return;
      yield;
      seats--;
    }
    const clerk = (after: number): Coroutine<unknown> =>
      isRight ? within(lock, () => sell(after)) : sell(after);
    together(loop, { Ann: clerk(0), Ben: clerk(3) });
    return seats;
  };

test('explore finds the order in which it ends differently, and replay brings it back', () => {
  const { usual, difference, isComplete } = explore(lastSeat(false));
  expect([usual?.result, difference?.result, isComplete]).toEqual([0, -1, false]);
  expect(replay(lastSeat(false), difference!.choices)).toBe(-1);
});

test('what is right is right in every order, and it says so', () => {
  const { usual, difference, isComplete } = explore(lastSeat(true));
  expect([usual?.result, difference, isComplete]).toEqual([0, undefined, true]);
});

test('tasks have as many orders as one can count, and each is another', () => {
  for (const [counts, orders] of [
    [[1, 1], 2],
    [[2, 2], 6],
    [[1, 4], 5],
    [[1, 1, 1, 1], 24],
    [[2, 2, 2], 90],
    [[3, 3, 3], 1680],
  ] as const) {
    const seen = new Set<string>();
    const program: Program<number> = (loop) => {
      const order = steps(...counts)(loop);
      seen.add(order);
      return order.length;
    };
    const { schedules, isComplete, cut } = explore(program);
    expect([schedules, seen.size, isComplete, cut], counts.join()).toEqual([
      orders,
      orders,
      true,
      0,
    ]);
  }
});

test('a schedule tells its choices and what came of it', () => {
  const { usual, difference } = explore(steps(1, 1));
  expect([usual, difference]).toEqual([
    expect.objectContaining({ choices: [0], end: 'returned', result: '01' }),
    expect.objectContaining({ choices: [1], end: 'returned', result: '10' }),
  ]);
});

test('an error is a difference, even if the usual order has it, too', () => {
  const fails: Program<void> = (loop) => {
    steps(2, 2)(loop);
    throw new SyntaxError('always');
  };
  expect(explore(fails)).toMatchObject({
    schedules: 1,
    isComplete: false,
    difference: { choices: [0, 0, 0], end: 'threw', error: { message: 'always' } },
  });
  const late: Program<void> = (loop) => {
    let isOpen = false;
    loop.callSoon(() => void (isOpen = true));
    loop.callSoon(() => {
      if (!isOpen) throw new SyntaxError('closed');
    });
    loop.runForever({ untilIdle: true });
  };
  expect(explore(late).difference).toMatchObject({
    choices: [1],
    error: { message: 'closed' },
  });
});

test('not a number is the same as not a number', () => {
  const program: Program<number> = (loop) => countOf(1, 1)(loop) * NaN;
  expect(explore(program)).toMatchObject({ schedules: 2, isComplete: true });
});

test('after so many runs it gives up', () => {
  expect(explore(countOf(3, 3, 3), { limit: 100 })).toMatchObject({
    schedules: 100,
    isComplete: false,
  });
  expect(explore(countOf(2, 2), { limit: 6 })).toMatchObject({
    schedules: 6,
    isComplete: true,
  });
});

test('a run that takes too many steps is cut off', () => {
  expect(explore(countOf(2, 2), { steps: 3 })).toMatchObject({
    schedules: 0,
    cut: 6,
    isComplete: false,
  });
  expect(explore(countOf(2, 2), { steps: 4 })).toMatchObject({ schedules: 6, cut: 0 });
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
  const { isComplete, cut, schedules } = explore(spins, { steps: 20, limit: 500 });
  expect([isComplete, cut > 0, schedules > 10]).toEqual([false, true, true]);
});

test('even if the program catches that', () => {
  const catches: Program<string> = (loop) => {
    let calls = 0;
    const again = (): void => {
      if (++calls < 50) loop.callSoon(again);
    };
    loop.callSoon(again);
    outcome(() => loop.runForever({ untilIdle: true }));
    return 'returned';
  };
  expect(explore(catches, { steps: 10 })).toMatchObject({ schedules: 0, cut: 1 });
  expect(replay(steps(1), []), 'no loop is left running').toBe('0');
});

test('a program that goes another way by itself is refused', () => {
  let runs = 0;
  const fickle: Program<void> = (loop) => {
    steps(...(runs++ === 0 ? [1, 1, 1] : [1]))(loop);
  };
  expect(outcome(() => explore(fickle))).toBe('threw Error');
});
