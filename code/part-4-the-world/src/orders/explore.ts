import { everySchedule, waitsAfter } from './schedules.ts';
import type { Program, Schedule, ScheduleOptions } from './schedules.ts';
import type { Wait } from './watch.ts';

export interface ExploreOptions extends ScheduleOptions {
  /** How many runs are made at most. */
  limit?: number;
}

/** What a search has found out about a program. */
export interface Exploration<R> {
  /** How many schedules were run to their end. */
  schedules: number;
  /** How many were cut off, because they took too many steps. */
  cut: number;
  /** True if there are no others. */
  isComplete: boolean;
  /** The first that came to an end: first in, first out, as a rule. */
  usual?: Schedule<R>;
  /** The first that threw or returned something else, with the tasks that were left. */
  difference?: Schedule<R> & { waits: Wait[] };
}

/** Runs a program in one order after the other, until it ends differently. */
export function explore<R>(
  program: Program<R>,
  { limit = 10_000, ...options }: ExploreOptions = {},
): Exploration<R> {
  const found: Exploration<R> = { schedules: 0, cut: 0, isComplete: false };
  let runs = 0;
  for (const schedule of everySchedule(program, options)) {
    const { choices, end, result } = schedule;
    if (++runs > limit) return found;
    if (end === 'cut') found.cut++;
    if (end === 'cut' || end === 'pruned') continue;
    found.schedules++;
    found.usual ??= schedule;
    if (end === 'returned' && Object.is(result, found.usual.result)) continue;
    return {
      ...found,
      difference: { ...schedule, waits: waitsAfter(program, choices) },
    };
  }
  return { ...found, isComplete: found.cut === 0 };
}
