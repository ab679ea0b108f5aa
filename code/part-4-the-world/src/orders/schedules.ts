import type { Runnable } from '../scheduler.ts';
import { TaskLoop } from '../task-loop.ts';
import { VirtualClock } from '../time/clock.ts';
import { ChoosingQueue } from './choosing-queue.ts';
import { everyPath } from './every-path.ts';
import { Pruning } from './pruning.ts';
import { Watch, WatchedLoop, type Wait } from './watch.ts';

/** Runs something on the loop that it is given; what it returns is one value. */
export type Program<R> = (loop: TaskLoop) => R;

/** An order in which a program was run, and what came of it. */
export interface Schedule<R> {
  /** Which of the ready entries was next, wherever there were several; 0 is the oldest. */
  choices: readonly number[];
  /** `cut` after too many steps; `pruned` where it became one that was run already. */
  end: 'returned' | 'threw' | 'cut' | 'pruned';
  result?: R;
  error?: unknown;
}

export interface ScheduleOptions {
  /** After how many steps a run is cut off. */
  steps?: number;
  /**
   * True to leave out schedules that cannot differ. That takes the program at its word:
   * its tasks share nothing but tasks, futures that loops create, and what is `shared`.
   */
  prune?: boolean;
}

/** Runs a program in every order; those that differ least from the usual one come first. */
export function* everySchedule<R>(
  program: Program<R>,
  { steps = 1000, prune = false }: ScheduleOptions = {},
): Generator<Schedule<R>> {
  const pruning = prune ? new Pruning() : undefined;
  yield* everyPath((choose): Schedule<R> => {
    const choices: number[] = [];
    let left = steps;
    let leaves: 'cut' | 'pruned' | undefined;
    const next = (ready: readonly Runnable[]): number => {
      const awake = pruning?.awake(ready) ?? ready;
      if (left-- === 0) leaves = 'cut';
      else if (awake.length === 0) leaves = 'pruned';
      if (leaves) throw new Error(`this run is ${leaves}`);
      const entry = awake.length > 1 ? choose(awake) : awake[0]!;
      pruning?.stepBegins(entry, awake);
      if (ready.length > 1) choices.push(ready.indexOf(entry));
      return ready.indexOf(entry);
    };
    const run = (): R => runWith(next, program, pruning ? WatchedLoop : TaskLoop);
    try {
      const result = pruning ? pruning.during(run) : run();
      return leaves ? { choices, end: leaves } : { choices, end: 'returned', result };
    } catch (error) {
      return leaves ? { choices, end: leaves } : { choices, end: 'threw', error };
    }
  });
}

/**
 * Runs a program once, in an order that was found. Returns what it returns.
 * @throws whatever it throws, or else the first error that it did not catch.
 */
export function replay<R>(program: Program<R>, choices: readonly number[]): R {
  return runWith(follow(choices), program, TaskLoop);
}

/** What the tasks wait for that are left at the end of a run. */
export function waitsAfter(
  program: Program<unknown>,
  choices: readonly number[],
): Wait[] {
  const watch = new Watch();
  const next = follow(choices);
  const seen = (ready: readonly Runnable[]): number => {
    const place = next(ready);
    watch.stepBegins(ready[place]!);
    return place;
  };
  try {
    watch.during(() => runWith(seen, program, WatchedLoop));
  } catch {
    // it ends as it did
  }
  return watch.waits();
}

const follow = (
  choices: readonly number[],
): ((ready: readonly Runnable[]) => number) => {
  let made = 0;
  return ({ length }) => {
    const place = length > 1 ? (choices[made++] ?? 0) : 0;
    if (!(place < length))
      throw new RangeError(`choice ${made}: no ${place} of ${length}`);
    return place;
  };
};

function runWith<R>(
  next: (ready: readonly Runnable[]) => number,
  program: Program<R>,
  Loop: typeof TaskLoop,
): R {
  const loop = new Loop({ clock: new VirtualClock(), ready: new ChoosingQueue(next) });
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, context) => {
    errors.push(
      'exception' in context ? context.exception : new Error(context.message),
    );
  });
  try {
    const result = program(loop);
    loop.close();
    if (errors.length === 0) return result;
  } finally {
    loop.close();
  }
  throw errors[0];
}
