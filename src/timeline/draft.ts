// A state while events are folded into it.
import type { Id, Place } from './catalogue/shapes.ts';
import type {
  FutureState,
  GatheringState,
  GeneratorState,
  HandleState,
  LoopState,
  ScopeState,
  State,
  TaskState,
  ThreadState,
} from './state.ts';

/** It may change; what its maps hold is never changed, but replaced. */
export type Changing = {
  -readonly [Key in keyof State]: State[Key] extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : State[Key];
};

/**
 * What one event may do to a state. A trace may be of a broken library, or begin in the middle:
 * what was never made is made up, but for tasks.
 */
export class Draft {
  readonly state: Changing;
  readonly #event: { n: number; thread: number; at?: Place };

  constructor(state: Changing, event: { n: number; thread: number; at?: Place }) {
    this.state = state;
    this.#event = event;
  }

  /** Where the event was seen, as part of what is made by it. */
  get place(): { at?: Place } {
    return this.#event.at ? { at: this.#event.at } : {};
  }

  loopAt(id: Id): LoopState {
    const { thread } = this.#event;
    return this.state.loops.get(id) ?? { id, thread, ready: [], stopping: false, closed: false };
  }
  handleAt(id: Id): HandleState {
    return this.state.handles.get(id) ?? { state: 'made', since: this.#event.n };
  }
  futureAt(id: Id): FutureState {
    return (
      this.state.futures.get(id) ?? {
        id,
        state: 'pending',
        waiters: [],
        wasSeen: false,
        since: this.#event.n,
      }
    );
  }
  generatorAt(id: Id): GeneratorState {
    return this.state.generators.get(id) ?? { id, state: 'fresh', chain: [], since: this.#event.n };
  }

  loop(id: Id, change: Partial<LoopState>): void {
    this.state.loops.set(id, { ...this.loopAt(id), ...change });
  }
  handle(id: Id, change: Partial<HandleState>): void {
    this.state.handles.set(id, { ...this.handleAt(id), ...change });
  }
  future(id: Id, change: Partial<FutureState>): void {
    this.state.futures.set(id, { ...this.futureAt(id), ...change });
  }
  task(id: Id, change: Partial<TaskState>): void {
    const task = this.state.tasks.get(id);
    if (task) this.state.tasks.set(id, { ...task, ...change });
  }
  scope(id: Id, change: Partial<ScopeState>): void {
    const scope = this.state.scopes.get(id);
    if (scope) this.state.scopes.set(id, { ...scope, ...change });
  }
  gathering(id: Id | undefined, change: (it: GatheringState) => Partial<GatheringState>): void {
    const it = this.state.gatherings.get(id ?? -1);
    if (it) this.state.gatherings.set(it.id, { ...it, ...change(it) });
  }
  generator(id: Id, change: Partial<GeneratorState>): void {
    this.state.generators.set(id, { ...this.generatorAt(id), ...change });
  }
  thread(id: number, state: ThreadState): void {
    this.state.threads.set(id, state);
  }
  /** An entry of a queue is a task or a handle. */
  entry(id: Id, handle: HandleState['state'], task: TaskState['state']): void {
    if (this.state.tasks.has(id)) this.task(id, { state: task });
    else this.handle(id, { state: handle });
  }
}
