// From events to states: what stood where after any number of them.
import { kindOf, type TraceEvent } from './catalogue/catalogue.ts';
import { Draft, type Changing } from './draft.ts';
import type { State } from './state.ts';

export interface Timeline {
  /** How many events there are. */
  readonly length: number;
  /** The state after so many events. */
  at(position: number): State;
}

/** A state is kept after every so many events, so that any position is near one. */
const EVERY = 250;

export function timelineOf(events: readonly TraceEvent[]): Timeline {
  const kept: State[] = [];
  const state = emptyState();
  for (const event of events) {
    if (state.position % EVERY === 0) kept.push(copyOf(state));
    apply(state, event);
  }
  return {
    length: events.length,
    at(position) {
      const nearest = copyOf(
        kept[Math.min(Math.floor(position / EVERY), kept.length - 1)] ?? emptyState(),
      );
      for (const event of events.slice(nearest.position, position)) apply(nearest, event);
      return nearest;
    },
  };
}

export const emptyState = (): Changing => ({
  position: 0,
  loops: new Map(),
  handles: new Map(),
  futures: new Map(),
  tasks: new Map(),
  generators: new Map(),
  threads: new Map(),
  output: [],
});

const copyOf = (state: State): Changing => ({
  ...state,
  loops: new Map(state.loops),
  handles: new Map(state.handles),
  futures: new Map(state.futures),
  tasks: new Map(state.tasks),
  generators: new Map(state.generators),
  threads: new Map(state.threads),
});

/** Takes one event in. */
export function apply(state: Changing, event: TraceEvent): void {
  if (!state.threads.has(event.thread)) state.threads.set(event.thread, 'runs');
  kindOf(event).fold(new Draft(state, event), event);
  state.position++;
}

/** The moment at which most is going on: what a picture that stands still shows. */
export function fullestMoment(timeline: Timeline): number {
  let [best, most] = [timeline.length, -1];
  for (let position = 0; position <= timeline.length; position++) {
    const { loops, tasks, generators } = timeline.at(position);
    const ready = [...loops.values()].reduce((sum, loop) => sum + loop.ready.length, 0);
    const standing = [...generators.values()].filter(({ state }) => state === 'suspended').length;
    const parked = [...tasks.values()].filter(({ state }) => state === 'parked').length;
    if (ready + standing + 2 * parked > most)
      [best, most] = [position, ready + standing + 2 * parked];
  }
  return best;
}
