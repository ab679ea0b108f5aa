// What was where after some of the events: what a timeline shows at a position.
import type { Frame, Id, Place, Preview, Settled, Waiter } from './catalogue/shapes.ts';

export interface LoopState {
  id: Id;
  thread: number;
  /** The method that runs it now. */
  runs?: string | undefined;
  /** Handles and tasks, the head first. */
  ready: readonly Id[];
  /** What runs now. */
  current?: Id | undefined;
  stopping: boolean;
  closed: boolean;
}

/** A call that was put down for later; or a done callback that was called at once. */
export interface HandleState {
  state: 'made' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'skipped';
  /** The event that put it down. */
  since: number;
}

/** A future, or a task, which is one. */
export interface FutureState {
  id: Id;
  state: 'pending' | Settled;
  value?: Preview;
  /** Who is told when it is done: who is parked on it. */
  waiters: readonly Waiter[];
  /**
   * Whether anybody waited for it or looked at its error: one that failed unseen is worth a word.
   */
  wasSeen: boolean;
  /** Where it was made. */
  at?: Place;
  since: number;
}

export interface TaskState {
  id: Id;
  generator?: Id;
  /** `ready` is in a queue, `parked` waits for a future. */
  state: 'made' | 'ready' | 'running' | 'parked' | 'done';
  cancelAsked: boolean;
  parkedOn?: Id | undefined;
}

export interface GeneratorState {
  id: Id;
  state: 'fresh' | 'running' | 'suspended' | 'returned' | 'threw';
  /** Where it is while it is suspended; before that, where it was last. */
  chain: readonly Frame[];
  /** What it gave at its `yield`. */
  value?: Preview | undefined;
  future?: Id | undefined;
  /** The task that drives it, if one does. */
  task?: Id;
  since: number;
}

export type ThreadState = 'runs' | 'blocked' | 'working' | 'idle';

export interface State {
  /** How many events this is after. */
  position: number;
  loops: ReadonlyMap<Id, LoopState>;
  handles: ReadonlyMap<Id, HandleState>;
  futures: ReadonlyMap<Id, FutureState>;
  tasks: ReadonlyMap<Id, TaskState>;
  generators: ReadonlyMap<Id, GeneratorState>;
  threads: ReadonlyMap<number, ThreadState>;
  /** What was printed, piece by piece. */
  output: readonly string[];
}
