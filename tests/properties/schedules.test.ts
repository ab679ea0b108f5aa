// Pruning hides nothing: whatever a random program does, it ends in the same ways with and without.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  getCurrentTask,
  Lock,
  shared,
  sleep,
  type Coroutine,
  type Program,
  type Task,
} from '../../code/part-4-the-world/src/index.ts';
import {
  everySchedule,
  replay,
  type ScheduleOptions,
} from '../../code/part-4-the-world/src/orders/schedules.ts';

const which = fc.nat(1);
type Step =
  | { do: 'turn' | 'sleep' | 'cancel' }
  | { do: 'read' | 'write' | 'add' | 'lock' | 'unlock' | 'settle' | 'wait' | 'ask'; which: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('turn' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sleep', 'cancel') }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('read', 'write', 'add', 'lock', 'unlock', 'settle', 'wait', 'ask'),
      which,
    }),
  },
);
const tasks = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), {
  minLength: 2,
  maxLength: 3,
});

class Cell {
  value = 0;
  get(): number {
    return this.value;
  }
  set(value: number): void {
    this.value = value;
  }
}

/** What is left in the end: numbers that tell which steps came before which. */
const programOf =
  (plans: readonly Step[][]): Program<string> =>
  (loop) => {
    const cells = [shared(new Cell()), shared(new Cell())];
    const locks = [shared(new Lock()), shared(new Lock())];
    const futures = [loop.createFuture<number>(), loop.createFuture<number>()];
    const notes = plans.map((): unknown[] => []);
    const all: Task<void>[] = [];
    function* work(plan: readonly Step[], at: number): Coroutine<void> {
      let seen = at + 1;
      try {
        for (const step of plan) {
          if (step.do === 'turn') yield;
          else if (step.do === 'sleep') yield* sleep(1);
          else if (step.do === 'cancel') all[(at + 1) % all.length]!.cancel();
          else if (step.do === 'read') seen = cells[step.which]!.get();
          else if (step.do === 'write') cells[step.which]!.set(3 * seen + at);
          else if (step.do === 'add') cells[step.which]!.set(2 * cells[step.which]!.get() + at);
          else if (step.do === 'lock') yield* locks[step.which]!.acquire();
          else if (step.do === 'unlock') locks[step.which]!.release();
          else if (step.do === 'settle') futures[step.which]!.setResult(seen + at);
          else if (step.do === 'wait') seen += yield* futures[step.which]!;
          else if (step.do === 'ask')
            notes[at]!.push(futures[step.which]!.done(), locks[step.which]!.locked());
          notes[at]!.push(seen);
        }
      } catch (error) {
        notes[at]!.push((error as Error).name, getCurrentTask().cancelling());
      }
    }
    plans.forEach((plan, at) => all.push(loop.addTask(work(plan, at), { name: `task ${at}` })));
    loop.runForever({ untilIdle: true });
    const pending = all.map((task) => task.done());
    for (const task of all) task.cancel();
    const result = JSON.stringify([cells.map((cell) => cell.get()), notes, pending]);
    loop.runForever({ untilIdle: true });
    return result;
  };

const MANY = 2000;

function endsOf(program: Program<string>, options: ScheduleOptions): Set<string> | undefined {
  const ends = new Set<string>();
  let runs = 0;
  for (const { end, result, error, choices } of everySchedule(program, options)) {
    if (++runs > MANY) return undefined;
    if (end === 'pruned') continue;
    ends.add(end === 'returned' ? result! : String(error));
    if (runs % 50 === 0 && end === 'returned') expect(replay(program, choices)).toBe(result);
  }
  return ends;
}

test('a program ends in the same ways whether schedules are pruned or not', () => {
  let different = 0;
  fc.assert(
    fc.property(tasks, (plans) => {
      const program = programOf(plans);
      const ends = endsOf(program, {});
      fc.pre(ends !== undefined);
      if (ends!.size > 1) different++;
      expect(endsOf(program, { prune: true })).toEqual(ends);
    }),
    { numRuns: 150 },
  );
  expect(different).toBeGreaterThan(20); // else it would not be worth much
});
