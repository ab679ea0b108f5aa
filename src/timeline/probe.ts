// Watches a run from outside, and tells what its loops, handles, futures, tasks and generators do. It runs in each thread of the
// program, before the program's own code. The library has not one line for it: what it looks for is the shape of a class's public
// methods, so that drafts and what a reader writes are seen as well.
//
// Shipped as text, like all that runs where programs run: it leaves itself in `$probe`.
import { MAX_EVENTS, type Frame, type Id, type Place, type Preview, type Settled, type TraceEvent } from './events.ts';

/** What an event says beside what all events say. */
type Told = TraceEvent extends infer E ? (E extends TraceEvent ? Omit<E, 'n' | 'ms' | 'thread' | 'cause' | 'at'> : never) : never;

export interface ProbeHost {
  /** Passes events on; in order, though not at once. */
  send(events: TraceEvent[]): void;
  /** Counts the events of all threads. */
  counter: Int32Array;
  /** 0 is the program's own. */
  thread: number;
  /** When the run began, by `performance.timeOrigin + performance.now()`. */
  began: number;
  /** How Node shows a value. */
  inspect(value: unknown, options: object): string;
  /** Before a file's name in stack traces. */
  root: string;
}

export interface Probe {
  output(stream: 'stdout' | 'stderr', text: string): void;
  /** Passes on what has not been passed on yet. */
  flush(): void;
}

/** What the marks in the program call: see runner/source/marks.ts. */
export interface Marked {
  /** A generator function of this name has begun, or is about to give something; `delegates` where it says `yield*`. */
  at(name: string, file: string, line: number, delegates?: 1): void;
  /** A class of the program. @returns What takes its place. */
  watch<C>(theClass: C): C;
}

type Any = any;
type Method = (...args: Any[]) => Any;

/** A generator that the marks have named. */
interface Course {
  id: Id | undefined;
  name: string | undefined;
  place: Place | undefined;
  /** It has said `yield*`: the next generator that is resumed is `inner`. */
  delegates: boolean;
  inner: Course | undefined;
  hasBegun: boolean;
  /** Tells that it begins, once its name is known. */
  begin: (() => void) | undefined;
}

/** How many questions without an answer, one after the other, are called spinning. */
const SPINNING = 10_000;
/** How many frames of a chain are told: a half from each of its ends. */
const CHAIN = 12;
/** How many events are passed on at once. */
const BATCH = 64;

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { apply, construct } = Reflect;

function install({ send, counter, thread, began, inspect, root }: ProbeHost): Probe {
  const now = performance.now.bind(performance);
  const add = Atomics.add.bind(Atomics);
  const origin = performance.timeOrigin - began;
  const firstId = thread * 1_000_000;
  let ids = 0;
  const newId = (): Id => firstId + ++ids;

  // --- telling
  let batch: TraceEvent[] = [];
  let dropped = 0;
  let kept = 0;
  let questions = 0;
  /** What is under way: the event that anything told now is due to. */
  interface Context {
    n: number | undefined;
    /** How many of the reader's functions were on the way when it began; and where it is while no more are. */
    depth?: number;
    place?: () => Place | undefined;
  }
  const contexts: Context[] = [];
  /** Results that were given, and are told as soon as they have been taken, before what follows from them. */
  const settling: { tell(): void; isSo(): boolean }[] = [];

  const flush = (): void => {
    if (batch.length === 0) return;
    const events = batch;
    batch = [];
    send(events);
  };
  const tell = (told: Told, { at, cause }: { at?: Place | undefined; cause?: number | undefined } = {}): number | undefined => {
    for (const one of [...settling]) if (one.isSo()) one.tell();
    questions = 0;
    if (kept >= MAX_EVENTS) {
      dropped++;
      return undefined;
    }
    if (++kept === MAX_EVENTS) leave();
    const n = add(counter, 0, 1);
    const why = cause ?? contexts.at(-1)?.n;
    const place = at ?? placeNow();
    batch.push({ n, ms: Math.round((origin + now()) * 100) / 100, thread, ...(why !== undefined && { cause: why }), ...(place && { at: place }), ...told } as TraceEvent);
    // who runs may never come back, and a thread that has done its work may be ended
    if (batch.length >= BATCH || told.type === 'run' || told.type === 'step' || told.type === 'blocks' || told.type === 'ends') flush();
    return n;
  };
  /** What is called most often costs nothing again once the trace is full. */
  const restore: (() => void)[] = [];
  const leave = (): void => {
    for (const one of restore) one();
    marks.at = () => {};
  };
  const within = <T>(n: number | undefined, work: () => T): T => {
    contexts.push({ n });
    try {
      return work();
    } finally {
      contexts.pop();
    }
  };

  // --- where the reader's code stands
  const frame = new RegExp(`${root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}((?:[\\w.-]+/)*[\\w.-]+\\.[cm]?[jt]s):(\\d+):\\d+`, 'g');
  /** Where the functions stand that are under way, the innermost first: the reader's, and those of the library. */
  function stackNow(): { reader: Place[]; library: Place | undefined } {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 60;
    const stack = String(new Error().stack);
    Error.stackTraceLimit = limit;
    const places = [...stack.matchAll(frame)].map(([, file, line]) => ({ file: file!, line: Number(line) })).filter(({ file }) => !file.startsWith('.')); // the probe's own
    return { reader: places.filter(({ file }) => !file.startsWith('src/')), library: places[0] };
  }
  function placeNow(): Place | undefined {
    const { reader, library } = stackNow();
    const context = contexts.findLast(({ place }) => place);
    return (context?.depth === reader.length ? context.place!() : undefined) ?? reader[0] ?? library;
  }

  const preview = (value: unknown): Preview => {
    try {
      if (value instanceof Error) return shorten(`${value.name}: ${value.message}`);
      if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
      if (typeof value === 'object' && value && things.has(value)) return getPrototypeOf(value).constructor.name;
      return shorten(inspect(value, { depth: 1, breakLength: Infinity, compact: true }));
    } catch {
      return 'something that cannot be shown';
    }
  };
  const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const given = (value: unknown): { value?: Preview } => (value === undefined ? {} : { value: preview(value) });

  // --- things, and what they are
  const things = new WeakMap<object, Id>();
  const kinds = new Map<Id, string>();
  const places = new Map<Id, Place | undefined>();
  const scheduledBy = new Map<Id, number | undefined>();

  const has = (prototype: Any, ...names: string[]): boolean => names.every((name) => typeof lookUp(prototype, name)?.value === 'function');
  const lookUp = (prototype: Any, name: string): PropertyDescriptor | undefined => {
    for (let at = prototype; at; at = getPrototypeOf(at)) {
      const found = getOwnPropertyDescriptor(at, name);
      if (found) return found;
    }
    return undefined;
  };
  const isGenerator = (value: unknown): value is object => everyGenerator.isPrototypeOf(value as object);
  const isPlainFunction = (value: unknown): value is Method => typeof value === 'function' && getPrototypeOf(value) === Function.prototype;

  type Kind = 'loop' | 'future' | 'handle' | 'executor' | 'thread';
  const kindOf = (prototype: Any): Kind | undefined => {
    if (has(prototype, 'callSoon')) return 'loop';
    if (has(prototype, 'addDoneCallback', 'setResult')) return 'future';
    if (has(prototype, 'run', 'cancel', 'cancelled')) return 'handle';
    if (has(prototype, 'submit')) return 'executor';
    if (has(prototype, 'run', 'take')) return 'thread';
    return undefined;
  };

  const name = (id: Id, kind: Exclude<Kind, 'thread'> | 'task' | 'generator', called: string, more: { drives?: Id; at?: Place | undefined } = {}): void => {
    const { drives, at = placeNow() } = more;
    kinds.set(id, kind);
    places.set(id, at);
    tell({ type: 'made', id, kind, name: called, ...(drives !== undefined && { drives }) }, { at });
  };
  /** The thing's id; one that was never seen is told of. */
  const see = (thing: Any, kind: Exclude<Kind, 'thread'>): Id => {
    let id = things.get(thing);
    if (id === undefined) {
      id = newId();
      things.set(thing, id);
      name(id, kind, getPrototypeOf(thing)?.constructor?.name ?? '?');
    }
    return id;
  };

  // --- generators
  const everyGenerator = getPrototypeOf(function* () {}.prototype);
  const courses = new WeakMap<object, Course>();
  const running: Course[] = [];
  /** The generator that has just given something, until anything else happens. */
  let gave: { course: Course; value: unknown } | undefined;

  const courseOf = (generator: object): Course => {
    let course = courses.get(generator);
    if (!course) courses.set(generator, (course = { id: undefined, name: undefined, place: undefined, delegates: false, inner: undefined, hasBegun: false, begin: undefined }));
    return course;
  };
  const idOf = (course: Course): Id => (course.id ??= newId());
  const chainOf = (course: Course): Frame[] => {
    const chain: Frame[] = [];
    for (let at: Course | undefined = course; at; at = at.inner) {
      if (at.name !== undefined) chain.push({ name: at.name, at: at.place! });
      if (chain.length > CHAIN) chain.splice(CHAIN / 2, 1);
    }
    return chain;
  };

  for (const how of ['next', 'throw', 'return'] as const) {
    const real: Method = everyGenerator[how];
    const resume = function (this: Any, value: unknown): unknown {
      if (kept >= MAX_EVENTS || !isGenerator(this)) return apply(real, this, [value]);
      const course = courseOf(this);
      const outer = running.at(-1);
      const isInner = outer?.delegates === true && (outer.inner === course || !course.hasBegun);
      if (isInner) outer.inner = course;
      const context: Context = { n: contexts.at(-1)?.n };
      const wasNamed = course.name !== undefined;
      const begin = (): void => {
        course.begin = undefined;
        if (!wasNamed) name(idOf(course), 'generator', course.name!, { at: course.place });
        const sent = how === 'next' && !wasNamed ? {} : given(value);
        context.n = tell({ type: 'step', id: idOf(course), how, ...sent }, { at: chainOf(course).at(-1)?.at });
      };
      if (!isInner) {
        if (wasNamed) begin();
        else course.begin = begin; // a mark in its first line says what it is
      }
      course.hasBegun = true;
      running.push(course);
      contexts.push(context);
      try {
        const result = apply(real, this, [value]);
        if (isInner) {
          if (result.done) outer.delegates = (outer.inner = undefined) !== undefined;
        } else if (course.name !== undefined) {
          if (result.done) tell({ type: 'returned', id: idOf(course), ...given(result.value) }, { at: course.place });
          else {
            const future = things.get(result.value);
            const chain = chainOf(course);
            tell({ type: 'yielded', id: idOf(course), chain, ...(future !== undefined ? { future } : given(result.value)) }, { at: chain.at(-1)?.at });
            gave = { course, value: result.value };
          }
        }
        return result;
      } catch (error) {
        if (isInner) outer.delegates = (outer.inner = undefined) !== undefined;
        else if (course.name !== undefined) tell({ type: 'threw', id: idOf(course), error: preview(error) });
        throw error;
      } finally {
        course.begin = undefined;
        contexts.pop();
        running.pop();
      }
    };
    defineProperty(everyGenerator, how, { value: asBefore(resume, real), configurable: true, writable: true });
    restore.push(() => defineProperty(everyGenerator, how, { value: real, configurable: true, writable: true }));
  }

  // --- calls that were put down
  /** Functions of ours that stand in for the reader's. */
  const standIns = new WeakMap<Method, { real: Method; entry?: Id }>();
  const doneCallbacks = new WeakMap<Method, Method>();
  const realOf = (callback: Any): Any => standIns.get(callback)?.real ?? callback;

  const runEntry = (entry: Id, place: () => Place | undefined, work: () => unknown): unknown => {
    const n = tell({ type: 'run', entry }, { at: place(), cause: scheduledBy.get(entry) });
    contexts.push({ n, place, depth: stackNow().reader.length });
    try {
      const result = work();
      tell({ type: 'ran', entry });
      return result;
    } catch (error) {
      tell({ type: 'ran', entry, error: preview(error) });
      throw error;
    } finally {
      contexts.pop();
    }
  };
  /** What to call in the place of `real`, so that it is seen. */
  const standIn = (real: Method, entry?: Id): Method => {
    const replacement = asBefore(function (this: unknown, ...args: unknown[]): unknown {
      if (kept >= MAX_EVENTS) return apply(real, this, args);
      const id = entry ?? newId();
      if (entry === undefined) {
        name(id, 'handle', labelOf(real));
      } else called.add(id);
      return runEntry(id, () => places.get(id), () => apply(real, this, args));
    }, real);
    standIns.set(replacement, { real, ...(entry !== undefined && { entry }) });
    return replacement;
  };
  /** Handles whose function was called. */
  const called = new Set<Id>();
  const labelOf = (callback: Method): string => callback.name || shorten(String(callback).replace(/\s+/g, ' '));

  // --- classes
  const patched = new WeakMap<object, Set<string>>();
  type Around = (real: Method, self: Any, args: Any[]) => Any;
  const around = (prototype: Any, method: string, what: Around): void => {
    const found = getOwnPropertyDescriptor(prototype, method);
    if (typeof found?.value !== 'function') return;
    const done = patched.get(prototype) ?? new Set();
    patched.set(prototype, done);
    if (done.has(method)) return;
    done.add(method);
    const real = found.value as Method;
    defineProperty(prototype, method, {
      ...found,
      value: asBefore(function (this: unknown, ...args: unknown[]): unknown {
        return kept >= MAX_EVENTS ? (dropped++, apply(real, this, args)) : what((...changed) => apply(real, this, changed), this, args);
      }, real),
    });
  };
  /** Tells where the library says no. */
  const orRefused = <T>(id: Id, call: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error !== refused) tell({ type: 'refused', id, call, error: preview(error) });
      refused = error; // on its way out it passes others
      throw error;
    }
  };
  let refused: unknown;

  const patch: Record<Kind, (prototype: Any) => void> = {
    loop(prototype) {
      around(prototype, 'callSoon', (real, self, [callback, ...args]) => {
        const loop = see(self, 'loop');
        return orRefused(loop, 'callSoon', () => {
          if (!isPlainFunction(callback)) return real(callback, ...args);
          const function_ = realOf(callback) as Method;
          const entry = newId();
          scheduledBy.set(entry, undefined);
          name(entry, 'handle', labelOf(function_));
          const result = real(standIn(function_, entry), ...args);
          if (scheduledBy.get(entry) === undefined) scheduledBy.set(entry, tell({ type: 'scheduled', loop, entry }));
          return result;
        });
      });
      around(prototype, 'schedule', (real, self, [entry]) => {
        const id = things.get(entry) ?? see(entry, 'handle');
        const loop = see(self, 'loop');
        return orRefused(loop, 'schedule', () => {
          real(entry);
          scheduledBy.set(id, tell({ type: 'scheduled', loop, entry: id }));
        });
      });
      const turning = new Set<object>();
      for (const how of ['runForever', 'runUntilComplete'])
        around(prototype, how, (real, self, args) => {
          const id = see(self, 'loop');
          if (turning.has(self)) return real(...args); // one of these calls the other
          turning.add(self);
          const n = tell({ type: 'begins', id, how });
          return within(n, () => {
            try {
              const result = real(...args);
              tell({ type: 'ends', id, how });
              return result;
            } catch (error) {
              tell({ type: 'ends', id, how, error: preview(error) });
              throw error;
            } finally {
              turning.delete(self);
            }
          });
        });
      around(prototype, 'runOnce', (real, self) => orRefused(see(self, 'loop'), 'runOnce', () => real()));
      around(prototype, 'addTask', (real, self, args) => orRefused(see(self, 'loop'), 'addTask', () => real(...args)));
      around(prototype, 'stop', (real, self) => {
        tell({ type: 'stop', id: see(self, 'loop') });
        return real();
      });
      around(prototype, 'close', (real, self) => orRefused(see(self, 'loop'), 'close', () => {
        real();
        tell({ type: 'closed', id: see(self, 'loop') });
      }));
    },

    future(prototype) {
      const isDerived = kindOf(getPrototypeOf(prototype)) === 'future';
      const settle = (method: string, state: Settled): void =>
        around(prototype, method, (real, self, [value]) => {
          const id = see(self, 'future');
          if (isDerived && method === 'cancel' && kinds.get(id) === 'task') {
            const n = tell({ type: 'cancel', id });
            return within(n, () => real(value));
          }
          if (isDerived) return orRefused(id, method, () => real(value)); // its base tells
          const wasDone = self.done?.() === true;
          const context: Context = { n: undefined };
          let isTold = false;
          const tellOnce = (): void => {
            if (isTold) return;
            isTold = true;
            settling.splice(settling.indexOf(one), 1);
            context.n = tell({ type: 'settled', id, state, ...(state !== 'cancelled' && given(value)) }, { cause: contexts.at(-2)?.n });
          };
          const one = { tell: tellOnce, isSo: () => !wasDone && self.done?.() === true };
          settling.push(one);
          contexts.push(context);
          try {
            const result = orRefused(id, method, () => real(value));
            if (method !== 'cancel' || (result !== false && !wasDone)) tellOnce();
            return result;
          } finally {
            if (settling.includes(one)) settling.splice(settling.indexOf(one), 1);
            contexts.pop();
          }
        });
      settle('setResult', 'finished');
      settle('setException', 'failed');
      settle('cancel', 'cancelled');

      around(prototype, 'addDoneCallback', (real, self, [callback]) => {
        const id = see(self, 'future');
        const driven = gave?.value === self ? idOf(gave!.course) : undefined;
        gave = undefined;
        const task = things.get(callback);
        const who = {
          name: typeof callback === 'function' ? labelOf(realOf(callback)) : (callback?.constructor?.name ?? String(callback)),
          ...(task !== undefined && { task }), ...(driven !== undefined && { generator: driven }),
        };
        const n = tell({ type: 'waits', id, ...who });
        return orRefused(id, 'addDoneCallback', () => within(n, () => {
          if (!isPlainFunction(callback) || standIns.has(callback)) return real(callback);
          let replacement = doneCallbacks.get(callback);
          if (!replacement) doneCallbacks.set(callback, (replacement = standIn(callback)));
          return real(replacement);
        }));
      });
      around(prototype, 'removeDoneCallback', (real, self, [callback]) => {
        const count = real(doneCallbacks.get(callback) ?? callback);
        const task = things.get(callback);
        if (count !== 0) tell({ type: 'unwaits', id: see(self, 'future'), name: callback?.name || String(callback), ...(task !== undefined && { task }) });
        return count;
      });
      const seen = new WeakSet<object>();
      for (const look of ['result', 'exception', 'resume'])
        around(prototype, look, (real, self, args) => {
          const tellSeen = (): void => {
            if (seen.has(self) || self.done?.() !== true) return;
            seen.add(self);
            tell({ type: 'seen', id: see(self, 'future') });
          };
          tellSeen();
          try {
            return real(...args);
          } finally {
            tellSeen(); // it may have waited for that
          }
        });
      around(prototype, 'run', (real, self) => {
        const id = see(self, 'future');
        const course = drivenBy.get(id);
        return runEntry(id, () => course && chainOf(course).at(-1)?.at, () => real());
      });
    },

    handle(prototype) {
      around(prototype, 'run', (real, self) => {
        const id = see(self, 'handle');
        called.delete(id);
        try {
          return real();
        } finally {
          if (!called.has(id)) tell({ type: 'skipped', entry: id }, { at: places.get(id), cause: scheduledBy.get(id) });
        }
      });
      around(prototype, 'cancel', (real, self) => {
        const id = see(self, 'handle');
        return orRefused(id, 'cancel', () => {
          tell({ type: 'cancel', id });
          return real();
        });
      });
    },

    executor(prototype) {
      around(prototype, 'submit', (real, self, args) => orRefused(see(self, 'executor'), 'submit', () => real(...args)));
      around(prototype, 'poll', (real) => within(contexts.at(-1)?.n, () => real()));
    },

    thread(prototype) {
      const workers = new WeakMap<object, number>();
      const workerOf = (self: object): number => {
        if (!workers.has(self)) workers.set(self, thread * 100 + ++threads);
        return workers.get(self)!;
      };
      around(prototype, 'run', (real, self, args) => {
        tell({ type: 'job', worker: workerOf(self), name: nameOfJob(String(args[0])) });
        return real(...args);
      });
      around(prototype, 'take', (real, self) => {
        const reply = real();
        if (reply === undefined) {
          if (++questions === SPINNING) {
            tell({ type: 'spins', count: SPINNING });
            flush();
            questions = SPINNING + 1;
          }
          return reply;
        }
        const n = tell({ type: 'replied', worker: workerOf(self) });
        const context = contexts.at(-1);
        if (context) context.n = n; // what follows from the news
        return reply;
      });
    },
  };
  let threads = 0;
  const nameOfJob = (source: string): string => /^(?:async\s+)?function\*?\s+([\w$]+)/.exec(source)?.[1] ?? shorten(source.replace(/\s+/g, ' '));

  // --- making
  const drivenBy = new Map<Id, Course>();
  const making: { newTarget: unknown; id: Id }[] = [];
  const watch = <C>(theClass: C): C => {
    const { prototype } = theClass as Any;
    const kind = kindOf(prototype);
    if (kind) patch[kind](prototype);
    return new Proxy(theClass as Any, {
      construct(target, args, newTarget) {
        if (kept >= MAX_EVENTS) return construct(target, args, newTarget);
        const inMaking = making.at(-1);
        if (inMaking?.newTarget === newTarget) {
          const thing = construct(target, args, newTarget); // its base, so this is itself
          things.set(thing, inMaking!.id);
          return thing;
        }
        const generator = isGenerator(args[0]) ? courseOf(args[0]) : undefined;
        if ((!kind && !(generator && /Task/.test(newTarget.name))) || kind === 'thread') return construct(target, args, newTarget);
        const known = kind === 'handle' && standIns.get(args[0])?.entry;
        const id = known || newId();
        if (generator) drivenBy.set(id, generator);
        const call = kind === 'handle' && !known && isPlainFunction(args[0]) ? args[0] : undefined;
        if (!known) name(id, generator ? 'task' : kind!, call ? labelOf(call) : newTarget.name, generator && { drives: idOf(generator) });
        making.push({ newTarget, id });
        try {
          const thing = construct(target, call ? [standIn(call, id), ...args.slice(1)] : args, newTarget);
          things.set(thing, id);
          return thing;
        } catch (error) {
          tell({ type: 'refused', id, call: 'new', error: preview(error) });
          throw error;
        } finally {
          making.pop();
        }
      },
    });
  };

  const at = (called: string, file: string, line: number, delegates?: 1): void => {
    const course = running.at(-1);
    if (!course) return;
    course.name ??= called;
    course.place = { file, line };
    course.delegates = delegates === 1;
    course.begin?.();
    gave = undefined;
  };

  // --- sleeping
  const { wait } = Atomics;
  Atomics.wait = ((...args: Parameters<typeof wait>) => {
    if (kept >= MAX_EVENTS) return wait(...args);
    tell({ type: 'blocks' });
    const result = wait(...args);
    tell({ type: 'wakes' });
    return result;
  }) as typeof wait;

  const marks: Marked = { at, watch };
  (globalThis as Any).$$t = marks;
  return {
    output: (stream, text) => void tell({ type: 'output', stream, text }),
    flush() {
      if (dropped > 0) batch.push({ n: add(counter, 0, 1), thread, type: 'dropped', count: dropped });
      dropped = 0;
      flush();
    },
  };
}

/** A function of ours that looks as the one did whose place it takes. */
function asBefore(ours: Method, theirs: Method): Method {
  defineProperty(ours, 'name', { value: theirs.name, configurable: true });
  defineProperty(ours, 'length', { value: theirs.length, configurable: true });
  return ours;
}

export type InstallProbe = typeof install;
(globalThis as Any).$probe = install;
