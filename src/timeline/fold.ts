// From events to states: what stood where after any number of them.
import type { Id, TraceEvent } from './events.ts';
import type { FutureState, GeneratorState, HandleState, LoopState, State, TaskState, ThreadState } from './state.ts';

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
      const nearest = copyOf(kept[Math.min(Math.floor(position / EVERY), kept.length - 1)] ?? emptyState());
      for (const event of events.slice(nearest.position, position)) apply(nearest, event);
      return nearest;
    },
  };
}

/** While it is being made a state may change; what its maps hold is never changed, but replaced. */
type Draft = { -readonly [Key in keyof State]: State[Key] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : State[Key] };

export const emptyState = (): Draft => ({
  position: 0,
  loops: new Map(),
  handles: new Map(),
  futures: new Map(),
  tasks: new Map(),
  generators: new Map(),
  threads: new Map(),
  output: [],
});

const copyOf = (state: State): Draft => ({
  ...state,
  loops: new Map(state.loops),
  handles: new Map(state.handles),
  futures: new Map(state.futures),
  tasks: new Map(state.tasks),
  generators: new Map(state.generators),
  threads: new Map(state.threads),
});

/** Takes one event in. A trace may be of a broken library, or begin in the middle: what was never made is made up. */
export function apply(state: Draft, event: TraceEvent): void {
  const since = event.n;
  const place = event.at && { at: event.at };
  const loop = (id: Id): LoopState => state.loops.get(id) ?? { id, name: '?', thread: event.thread, ready: [], stopping: false, closed: false };
  const handle = (id: Id): HandleState => state.handles.get(id) ?? { id, name: '?', state: 'made', wasQueued: false, since };
  const future = (id: Id): FutureState => state.futures.get(id) ?? { id, name: '?', state: 'pending', waiters: [], wasSeen: false, since };
  const generator = (id: Id): GeneratorState => state.generators.get(id) ?? { id, name: '?', thread: event.thread, state: 'fresh', chain: [], since };
  const setLoop = (id: Id, change: Partial<LoopState>): void => void state.loops.set(id, { ...loop(id), ...change });
  const setHandle = (id: Id, change: Partial<HandleState>): void => void state.handles.set(id, { ...handle(id), ...change });
  const setFuture = (id: Id, change: Partial<FutureState>): void => void state.futures.set(id, { ...future(id), ...change });
  const setTask = (id: Id, change: Partial<TaskState>): void => void (state.tasks.has(id) && state.tasks.set(id, { ...state.tasks.get(id)!, ...change }));
  const setGenerator = (id: Id, change: Partial<GeneratorState>): void => void state.generators.set(id, { ...generator(id), ...change });
  const setThread = (id: number, change: Partial<ThreadState>): void => void state.threads.set(id, { ...(state.threads.get(id) ?? { id, state: 'runs' }), ...change });
  const entry = (id: Id, change: HandleState['state'], task: Partial<TaskState>): void => {
    if (state.tasks.has(id)) setTask(id, task);
    else setHandle(id, { state: change });
  };

  if (!state.threads.has(event.thread)) setThread(event.thread, {});
  switch (event.type) {
    case 'made':
      switch (event.kind) {
        case 'loop':
          setLoop(event.id, { name: event.name });
          break;
        case 'handle':
          setHandle(event.id, { name: event.name, ...place });
          break;
        case 'generator': {
          const task = [...state.tasks.values()].findLast(({ generator }) => generator === event.id);
          setGenerator(event.id, { name: event.name, ...(task && { task: task.id }) });
          break;
        }
        case 'task':
          state.tasks.set(event.id, { id: event.id, name: event.name, state: 'made', cancelAsked: false, ...(event.drives !== undefined && { generator: event.drives }) });
          if (event.drives !== undefined && state.generators.has(event.drives)) setGenerator(event.drives, { task: event.id });
          setFuture(event.id, { name: event.name, ...place });
          break;
        case 'future':
          setFuture(event.id, { name: event.name, ...place });
          break;
        case 'executor':
          break;
      }
      break;
    case 'scheduled':
      setLoop(event.loop, { ready: [...loop(event.loop).ready, event.entry] });
      entry(event.entry, 'queued', { state: 'ready' });
      if (!state.tasks.has(event.entry)) setHandle(event.entry, { wasQueued: true });
      break;
    case 'run':
    case 'skipped': {
      const from = [...state.loops.values()].find(({ ready }) => ready.includes(event.entry));
      if (from) {
        const at = from.ready.indexOf(event.entry);
        const took = { entry: event.entry, from: at, of: from.ready.length };
        setLoop(from.id, { ready: from.ready.toSpliced(at, 1), took, ...(event.type === 'run' && { current: event.entry }) });
      }
      if (event.type === 'skipped') {
        if (!state.tasks.has(event.entry) && handle(event.entry).state !== 'cancelled') setHandle(event.entry, { state: 'skipped' });
      } else entry(event.entry, 'running', { state: 'running' });
      break;
    }
    case 'ran': {
      for (const one of state.loops.values()) if (one.current === event.entry) setLoop(one.id, { current: undefined });
      const task = state.tasks.get(event.entry);
      if (!task) setHandle(event.entry, { state: event.error === undefined ? 'done' : 'failed', ...(event.error !== undefined && { error: event.error }) });
      else if (task.state === 'running') setTask(event.entry, { state: task.parkedOn === undefined ? 'made' : 'parked' });
      break;
    }
    case 'cancel':
      if (state.tasks.has(event.id)) setTask(event.id, { cancelAsked: true });
      else if (/made|queued/.test(handle(event.id).state)) setHandle(event.id, { state: 'cancelled' });
      break;
    case 'settled':
      setFuture(event.id, {
        state: event.state,
        waiters: [],
        wasSeen: future(event.id).wasSeen || future(event.id).waiters.length > 0,
        ...(event.value !== undefined && { value: event.value }),
      });
      setTask(event.id, { state: 'done', parkedOn: undefined });
      break;
    case 'seen':
      setFuture(event.id, { wasSeen: true });
      break;
    case 'waits': {
      const { name, task, generator } = event;
      const waiter = { name, ...(task !== undefined && { task }), ...(generator !== undefined && { generator }) };
      const { state: now, waiters } = future(event.id);
      setFuture(event.id, { waiters: now === 'pending' ? [...waiters, waiter] : waiters, wasSeen: true }); // who comes late need not wait
      break;
    }
    case 'unwaits': {
      const at = future(event.id).waiters.findIndex(({ name, task }) => (event.task !== undefined ? task === event.task : name === event.name));
      if (at >= 0) setFuture(event.id, { waiters: future(event.id).waiters.toSpliced(at, 1) });
      break;
    }
    case 'step': {
      setGenerator(event.id, { state: 'running' });
      const { task } = generator(event.id);
      if (task !== undefined) setTask(task, { state: 'running', parkedOn: undefined });
      break;
    }
    case 'yielded': {
      const { value, future: given, chain } = event;
      setGenerator(event.id, { state: 'suspended', chain, value, future: given });
      const { task } = generator(event.id);
      if (task !== undefined && given !== undefined && future(given).state === 'pending') setTask(task, { state: 'parked', parkedOn: given });
      else if (task !== undefined && state.tasks.get(task)?.state === 'running') setTask(task, { state: 'made' }); // until it is put into the queue again
      break;
    }
    case 'returned':
      setGenerator(event.id, { state: 'returned', ...(event.value !== undefined && { value: event.value }) });
      break;
    case 'threw':
      setGenerator(event.id, { state: 'threw', value: event.error });
      break;
    case 'begins':
      setLoop(event.id, { runs: event.how, thread: event.thread });
      break;
    case 'ends':
      setLoop(event.id, { runs: undefined, stopping: false });
      break;
    case 'stop':
      setLoop(event.id, { stopping: true });
      break;
    case 'closed':
      setLoop(event.id, { closed: true, ready: [] });
      break;
    case 'blocks':
      setThread(event.thread, { state: 'blocked' });
      break;
    case 'wakes':
      setThread(event.thread, { state: 'runs' });
      break;
    case 'job':
      setThread(event.worker, { state: 'working', job: event.name });
      break;
    case 'replied':
      setThread(event.worker, { state: 'idle' });
      break;
    case 'output':
      state.output = [...state.output, { n: event.n, stream: event.stream, text: event.text }];
      break;
  }
  state.position++;
  state.last = event;
}

/** The moment at which most is going on: what a picture that stands still shows. */
export function fullestMoment(timeline: Timeline): number {
  let [best, most] = [timeline.length, -1];
  for (let position = 0; position <= timeline.length; position++) {
    const { loops, tasks, generators } = timeline.at(position);
    const ready = [...loops.values()].reduce((sum, loop) => sum + loop.ready.length, 0);
    const standing = [...generators.values()].filter(({ state }) => state === 'suspended').length;
    const parked = [...tasks.values()].filter(({ state }) => state === 'parked').length;
    if (ready + standing + 2 * parked > most) [best, most] = [position, ready + standing + 2 * parked];
  }
  return best;
}
