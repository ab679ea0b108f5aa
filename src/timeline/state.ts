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
  /** Whose time it has: the host's, or one that passes as the program wants. */
  clock?: 'real' | 'virtual';
  /** What a virtual clock says. */
  now?: number;
  stopping: boolean;
  closed: boolean;
}

/** A call that was put down for later; or a done callback that was called at once. */
export interface HandleState {
  state: 'made' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'skipped';
  /** The event that put it down. */
  since: number;
}

/** A timer that waits for its moment. */
export interface TimerState {
  id: Id;
  loop: Id;
  /** When it's due: by its loop's clock if that is virtual, else since the run began, if that's known. */
  due?: number;
  /** With which delay it was asked for, if its loop's clock is the host's. */
  delay?: number;
  /** The task that set it, if one did. */
  task?: Id;
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
  /** The group that it was begun in. */
  group?: Id;
  /** The innermost scope that it's in. */
  scope?: Id | undefined;
  /** The scopes, calls and tasks that have asked it to end, as far as that wasn't taken back. */
  askedBy?: readonly Id[];
}

/** What a task is inside of: a time limit, a group, a lock. */
export interface ScopeState {
  id: Id;
  task: Id;
  /** The next scope around it, of the same task. */
  parent?: Id;
  /** The timer that ends it. */
  timer?: Id | undefined;
  /** Its body is over, but not what it waits for. */
  isEnding: boolean;
  since: number;
}

/** A call that waits for several futures, or for one on behalf of another. */
export interface GatheringState {
  /** Its future's. */
  id: Id;
  /** The function that was called: `gather`, `wait`, `shield`. */
  name: string;
  /** The task that called it, if one did; and the scope in which it did. */
  task?: Id;
  scope?: Id;
  /** What it waits for; */
  members: readonly Id[];
  /** and how many of them aren't done. */
  left: number;
  /** Who has asked it to end. */
  askedBy?: Id;
  since: number;
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

/** One end of a connection. */
export interface SocketState {
  id: Id;
  /** Whether it connected to a server; else a server has accepted it. */
  isCaller: boolean;
  /** The other end, if that's in the program too. */
  other?: Id;
  /** The task that asked for it, if one did. */
  task?: Id;
  phase: 'opening' | 'open' | 'closing' | 'closed';
  /** How many bytes have come in that weren't read yet; */
  waiting: number;
  /** and how many it wrote that haven't come in at the other end, if that's in the program. */
  underWay: number;
  /** Its reader has asked the other side to wait. */
  isPaused: boolean;
  /** The task whose `drain()` waits. */
  drainer?: Id | undefined;
  /** It writes nothing more; */
  hasEnded: boolean;
  /** nor does the other end. */
  hasHeardEnd: boolean;
  /** Why it failed, such as `ECONNRESET`. */
  error?: string;
  since: number;
}

export type ThreadState = 'runs' | 'blocked' | 'working' | 'idle';

export interface State {
  /** How many events this is after. */
  position: number;
  loops: ReadonlyMap<Id, LoopState>;
  handles: ReadonlyMap<Id, HandleState>;
  /** Those that aren't due yet. */
  timers: ReadonlyMap<Id, TimerState>;
  futures: ReadonlyMap<Id, FutureState>;
  tasks: ReadonlyMap<Id, TaskState>;
  /** Those that aren't left yet, of each task the outermost first. */
  scopes: ReadonlyMap<Id, ScopeState>;
  /** In the order in which they came up. */
  sockets: ReadonlyMap<Id, SocketState>;
  /** Those that have something to wait for, or whose future isn't done. */
  gatherings: ReadonlyMap<Id, GatheringState>;
  generators: ReadonlyMap<Id, GeneratorState>;
  threads: ReadonlyMap<number, ThreadState>;
  /** What was printed, piece by piece. */
  output: readonly string[];
}
