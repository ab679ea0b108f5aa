// What a search tells, line by line, and the door that it comes in by: the reader's code runs beside it
// and can say anything.
import * as v from 'valibot';
import { amount, count, list, ordinal, path, text } from '../door/shapes.ts';

/** How far a search goes. */
export interface Bounds {
  /** So many runs. */
  orders: number;
  /** So long, in milliseconds. */
  ms: number;
  /** So many steps a run. */
  steps: number;
  /** So many runs before any orders are left out that can't differ. */
  unpruned: number;
}

export const BOUNDS: Bounds = { orders: 20_000, ms: 10_000, steps: 10_000, unpruned: 2_000 };

const MOST = { text: 20_000, lines: 200, steps: 400, choices: 20_000, waits: 200 };

const End = v.picklist(['ended', 'threw', 'deadlock']);
const Lines = list(text(MOST.text), MOST.lines);

/** The worst is first. `cut`: it took too many steps. */
export const KINDS = ['deadlock', 'error', 'lines', 'order', 'cut'] as const;
const Kind = v.picklist(KINDS);
export type Kind = v.InferOutput<typeof Kind>;

const Place = v.object({ file: path, line: ordinal });
export type Place = v.InferOutput<typeof Place>;

/** Whose turn it was, and how often in a row. */
const Step = v.object({
  who: text(200),
  times: count,
  /** Where that had stopped. */
  at: v.exactOptional(Place),
  /** Who would have been next. */
  instead: v.exactOptional(text(200)),
});
export type Step = v.InferOutput<typeof Step>;

const Waits = v.object({
  task: text(200),
  for: v.exactOptional(text(200)),
  /** Who has used that last: of a lock it's who holds it. */
  usedBy: v.exactOptional(text(200)),
  /** Where it's suspended. */
  at: v.exactOptional(Place),
});
export type Waits = v.InferOutput<typeof Waits>;

const Choices = list(count, MOST.choices);

const Outcome = {
  end: End,
  lines: Lines,
  error: v.exactOptional(text(MOST.text)),
};

/** An order, and what comes of it. */
const Example = v.object({
  choices: Choices,
  ...Outcome,
  steps: list(Step, MOST.steps),
  waits: v.exactOptional(list(Waits, MOST.waits)),
});
export type Example = v.InferOutput<typeof Example>;

const Counts = v.object({
  deadlock: v.exactOptional(count),
  error: v.exactOptional(count),
  lines: v.exactOptional(count),
  order: v.exactOptional(count),
  cut: v.exactOptional(count),
});

const Sum = { orders: count, same: count, pruned: count, counts: Counts };

export const Told = v.variant('type', [
  v.object({ type: v.literal('tried'), ...Sum }),
  v.object({ type: v.literal('found'), kind: Kind, ...Example.entries }),
  v.object({
    type: v.literal('end'),
    ...Sum,
    isComplete: v.boolean(),
    /** In how many ways it ended, what it printed included. */
    ways: count,
    usual: v.object(Outcome),
    /** Whether jobs ran for it, on threads. */
    hasJobs: v.exactOptional(v.literal(true)),
    ms: amount,
  }),
  v.object({
    type: v.literal('not-tried'),
    why: v.picklist(['chance', 'long', 'gone', 'host', 'queue', 'thread', 'memory']),
  }),
]);
export type Told = v.InferOutput<typeof Told>;
