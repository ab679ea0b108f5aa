// From events to states: what was where after any number of them.
import { kindOf, type TraceEvent } from './catalogue/catalogue.ts';
import type { Id } from './catalogue/shapes.ts';
import { Draft, type Changing } from './draft.ts';
import type { GeneratorState, LoopState, SocketState, State, TaskState } from './state.ts';

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
  timers: new Map(),
  futures: new Map(),
  tasks: new Map(),
  scopes: new Map(),
  sockets: new Map(),
  gatherings: new Map(),
  generators: new Map(),
  threads: new Map(),
  output: [],
});

const copyOf = (state: State): Changing => ({
  ...state,
  loops: new Map(state.loops),
  handles: new Map(state.handles),
  timers: new Map(state.timers),
  futures: new Map(state.futures),
  tasks: new Map(state.tasks),
  scopes: new Map(state.scopes),
  sockets: new Map(state.sockets),
  gatherings: new Map(state.gatherings),
  generators: new Map(state.generators),
  threads: new Map(state.threads),
});

/** Takes one event in. */
export function apply(state: Changing, event: TraceEvent): void {
  if (!state.threads.has(event.thread)) state.threads.set(event.thread, 'runs');
  kindOf(event).fold(new Draft(state, event), event);
  state.position++;
}

/**
 * The moment at which most waits in queues and most tasks are asleep: what a picture that stands
 * still shows, and where a reader begins to step. The end, where nothing ever waits.
 */
export function fullestMoment(events: readonly TraceEvent[]): number {
  const loops = new Weighed<LoopState>(({ ready }) => ready.length);
  const generators = new Weighed<GeneratorState>(({ state }) => Number(state === 'suspended'));
  const tasks = new Weighed<TaskState>(({ state }) => (state === 'parked' ? 2 : 0));
  const sockets = new Weighed<SocketState>(
    ({ isPaused, drainer, underWay }) =>
      (isPaused ? 2 : 0) + (drainer !== undefined && underWay > 0 ? 2 : 0),
  );
  const state: Changing = { ...emptyState(), loops, generators, tasks, sockets };
  let [best, most] = [events.length, 0];
  for (const event of events) {
    apply(state, event);
    const weight =
      loops.weight + generators.weight + tasks.weight + sockets.weight + state.timers.size;
    if (weight > most) [best, most] = [state.position, weight];
  }
  return best;
}

/** Knows how much all of its things weigh together without asking each of them anew. */
class Weighed<Thing> extends Map<Id, Thing> {
  readonly #weigh: (thing: Thing) => number;
  weight = 0;
  constructor(weigh: (thing: Thing) => number) {
    super();
    this.#weigh = weigh;
  }
  override set(id: Id, thing: Thing): this {
    const before = this.get(id);
    this.weight += this.#weigh(thing) - (before === undefined ? 0 : this.#weigh(before));
    return super.set(id, thing);
  }
}
