// Where a reader wants to stop on the way through a run, and at which moments of it that is.
import type { TraceEvent } from './catalogue/catalogue.ts';
import type { Id, Place } from './catalogue/shapes.ts';
import type { Labels } from './labels.ts';

/** Of a thing, its name: its number may be another one in the next run. */
export type Stop = { kind: 'line'; at: Place } | { kind: 'settles' | 'runs'; name: string };

const isAt = (at: Place | undefined, { file, line }: Place): boolean =>
  at?.line === line && at.file === file;

/** Whether an event was at a line, or a generator that it's about is suspended there. */
export const isOf = (event: TraceEvent | undefined, place: Place): boolean =>
  [event, ...(event?.type === 'yielded' ? event.chain : [])].some((one) => isAt(one?.at, place));

/** How many events have happened at each of these moments, the earliest first. */
export function momentsOf(stop: Stop, events: readonly TraceEvent[], labels: Labels): number[] {
  if (stop.kind === 'line') return momentsAt(stop.at, events);
  const { kind, name } = stop;
  const type = kind === 'settles' ? 'settled' : 'step';
  return events.flatMap((event, n) =>
    event.type === type && labels.get(event.id) === name ? [n + 1] : [],
  );
}

/** What a loop does: it's recorded at the line that put a call down, or runs the loop, which comes to nothing new by that. */
const OF_LOOPS: readonly TraceEvent['type'][] = ['run', 'ran', 'skipped', 'due', 'passes'];

/**
 * When a line comes up: as something happens there after its thread was elsewhere, or a generator goes
 * on from there. One that's suspended within a `yield*` is at several lines: each outer one comes up
 * once, as it gets there. A line that runs a loop is under way as long as that runs.
 */
function momentsAt(place: Place, events: readonly TraceEvent[]): number[] {
  const moments: number[] = [];
  const last = new Map<number, TraceEvent>();
  const looping = new Map<number, Place[]>();
  /** Generators that are suspended within that line. */
  const within = new Set<Id>();
  /** The threads in which it came up since a generator was resumed. */
  const cameUp = new Set<number>();
  const comesUp = (event: TraceEvent): boolean => {
    const { thread, at, type } = event;
    if (type === 'yielded') {
      const wasWithin = within.delete(event.id);
      if (event.chain.slice(0, -1).some((frame) => isAt(frame.at, place))) {
        within.add(event.id);
        return !wasWithin && !cameUp.has(thread);
      }
    }
    if (!isAt(at, place) || OF_LOOPS.includes(type)) return false;
    if (isAt(looping.get(thread)?.at(-1), place)) return false;
    const before = last.get(thread);
    if (!isAt(before?.at, place)) return true;
    return type === 'step' && before?.type !== 'made'; // it was made just to begin
  };
  for (const [n, event] of events.entries()) {
    const { thread, at, type } = event;
    if (type === 'step') cameUp.delete(thread);
    if (comesUp(event)) {
      moments.push(n + 1);
      cameUp.add(thread);
    }
    if (at) last.set(thread, event);
    const loops = looping.get(thread) ?? [];
    if (type === 'begins' && at) looping.set(thread, [...loops, at]);
    if (type === 'ends') looping.set(thread, loops.slice(0, -1));
  }
  return moments;
}

/** The lines of a file at which something was recorded, in order. */
export function linesWithEvents(file: string, events: readonly TraceEvent[]): number[] {
  const lines = new Set<number>();
  for (const event of events) {
    if (event.at?.file === file) lines.add(event.at.line);
    if (event.type === 'yielded')
      for (const { at } of event.chain) if (at.file === file) lines.add(at.line);
  }
  return [...lines].sort((a, b) => a - b);
}

/** The files at whose lines something was recorded. */
export const filesWithEvents = (events: readonly TraceEvent[]): string[] => [
  ...new Set(
    events.flatMap((event) => [
      ...(event.at ? [event.at.file] : []),
      ...(event.type === 'yielded' ? event.chain.map(({ at }) => at.file) : []),
    ]),
  ),
];

/** Where a debugger would move a stop to, as nothing was recorded on its line: the next one below. */
export const lineFor = (lines: readonly number[], line: number): number | undefined =>
  lines.find((one) => one >= line) ?? lines.at(-1);

export const nextOf = (moments: readonly number[], position: number): number | undefined =>
  moments.find((moment) => moment > position);
export const previousOf = (moments: readonly number[], position: number): number | undefined =>
  moments.findLast((moment) => moment < position);

/** What a reader can have a run stop at besides lines: what can be settled, and what can run. */
export function thingsOf(
  events: readonly TraceEvent[],
  labels: Labels,
): { settles: string[]; runs: string[] } {
  const names = (type: 'settled' | 'step', kinds: readonly string[]): string[] => [
    ...new Set(
      events.flatMap((event) =>
        event.type === type || (event.type === 'made' && kinds.includes(event.kind))
          ? (labels.get(event.id) ?? [])
          : [],
      ),
    ),
  ];
  return { settles: names('settled', ['future', 'task']), runs: names('step', []) };
}
