import { expect, test } from 'vitest';
import { explore, type Coroutine, type TaskLoop } from '../../src/index.ts';
import { sell, type Train } from './exercise.ts';

class NoPaper extends Error {}

/** A clerk for each visitor; those in capitals are at a printer that has no paper. */
function counter(seats: number, visitors: readonly string[]) {
  return (loop: TaskLoop): string => {
    const train: Train = { free: seats, sold: [] };
    let printed = 0;
    function* clerk(visitor: string): Coroutine<string> {
      const hasPaper = visitor === visitor.toLowerCase();
      function* print(): Coroutine<void> {
        yield;
        if (!hasPaper) throw new NoPaper('there is no paper');
        printed++;
      }
      try {
        return (yield* sell(train, visitor, print)) ? 'has one' : 'sold out';
      } catch (error) {
        if (error instanceof NoPaper) return 'no paper';
        throw error;
      }
    }
    const tasks = visitors.map((name) => loop.addTask(clerk(name), { name }));
    function* all(): Coroutine<void> {
      for (const task of tasks) yield* task;
    }
    loop.runUntilComplete(all());
    const told = tasks.map((task) => task.result());
    const count = (what: string): number => told.filter((one) => one === what).length;
    if (train.free < 0) throw new Error(`${train.free} seats are free`);
    if (printed > seats) throw new Error(`${printed} tickets for ${seats} seats`);
    if (train.free + train.sold.length !== seats)
      throw new Error(`${train.free} free and ${train.sold.length} sold of ${seats}`);
    if (count('has one') !== train.sold.length || printed !== train.sold.length)
      throw new Error('not every visitor with a ticket was sold a seat');
    if (visitors.some((name, at) => /[A-Z]/.test(name) && told[at] === 'has one'))
      throw new Error('a ticket without paper');
    if (count('no paper') === 0 && train.free > 0 && count('sold out') > 0)
      throw new Error('sold out, with a seat free');
    return 'all is well';
  };
}

test.each([
  [1, ['ann', 'ben']],
  [2, ['ann', 'ben', 'cleo']],
  [3, ['ann', 'ben']],
  [1, ['ANN', 'ben']],
  [2, ['ANN', 'BEN', 'cleo']],
])(
  'seats: %i, for %j (who’s in capitals has a printer without paper)',
  (seats, visitors) => {
    const { difference } = explore(counter(seats, visitors));
    if (!difference) return;
    const { error, choices } = difference;
    throw new Error(
      `${(error as Error).message}, if the choices are ${choices.join(' ')}`,
    );
  },
);

test('a visitor with no paper hears of it, and the next one gets the seat', () => {
  function* noPaper(): Coroutine<void> {
    throw new NoPaper();
  }
  function* paper(): Coroutine<void> {}
  const train: Train = { free: 1, sold: [] };
  expect(() => sell(train, 'ann', noPaper).next()).toThrow(NoPaper);
  expect(sell(train, 'ben', paper).next()).toEqual({ done: true, value: true });
  expect(train).toEqual({ free: 0, sold: ['ben'] });
  expect(sell(train, 'cleo', paper).next()).toEqual({ done: true, value: false });
});
