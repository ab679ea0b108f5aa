// Node's order of things in the page: timers that are due, then messages of ports, immediates, and
// ports that were closed; and after each callback first what `process.nextTick` was given, then the microtasks. Microtasks run when nothing of ours
// is on the stack any more, so each callback has a task of its own, which the one before it asks for.
import type { KeepAlive } from './keep-alive.ts';
import type { Ports } from './ports.ts';
import { outOfRange, wrongType } from '../node-face/errors.ts';
import { SafeMap, SafeSet } from '../primordials.ts';

type Callback = (...args: unknown[]) => unknown;

/** What a program may call of it, beside what is global. */
export interface Turns {
  /** Calls it before the microtasks, once what runs now is over. */
  nextTick(callback: Callback, ...args: unknown[]): void;
  /** What `setTimeout` and the others are, whatever a program makes of the global ones. */
  globals: Readonly<Record<string, Callback>>;
}

/** Who is told of what nobody in the program has dealt with. */
export interface Told {
  /** What a callback throws. */
  uncaught(error: unknown): void;
  rejected(reason: unknown, promise: Promise<unknown>): void;
  /** One of those was handled after all. */
  handledLate(promise: Promise<unknown>): void;
  /** Says what Node warns of. */
  warn(name: string, text: string): void;
}

/** Node's `TIMEOUT_MAX`, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** What Node warns of in a duration. */
const FAULTS = {
  large: { name: 'TimeoutOverflowWarning', text: 'does not fit into a 32-bit signed integer', isOnce: false }, // prettier-ignore
  negative: { name: 'TimeoutNegativeWarning', text: 'is a negative number', isOnce: true },
  none: { name: 'TimeoutNaNWarning', text: 'is not a number', isOnce: true },
};

/** Timers of one duration, in the order in which they are due. */
class TimersList {
  _idleNext: Linked = this as unknown as Linked;
  _idlePrev: Linked = this as unknown as Linked;
  expiry: number;
  id: number;
  readonly msecs: number;
  constructor(expiry: number, id: number, msecs: number) {
    this.expiry = expiry;
    this.id = id;
    this.msecs = msecs;
  }
  get first(): Timeout | undefined {
    return (this._idlePrev as unknown) === this ? undefined : (this._idlePrev as Timeout);
  }
  [custom](_depth: number, options: object, inspect: Inspect): string {
    return shown(this, options, inspect);
  }
  append(timer: Timeout): void {
    const last = this._idleNext;
    timer._idleNext = last;
    timer._idlePrev = this as unknown as Linked;
    last._idlePrev = timer;
    this._idleNext = timer;
  }
}
interface Linked {
  _idleNext: Linked | null;
  _idlePrev: Linked | null;
}

// The names of these fields are seen where a program prints a timer.
const custom = Symbol.for('nodejs.util.inspect.custom');
const kAsyncContextFrame = Symbol('kAsyncContextFrame');
const refed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const asyncId = Symbol('asyncId');
const triggerId = Symbol('triggerId');
let lastId = 1;
const byPrimitive = new SafeMap<number, Timeout>();

/** Those before and behind it in its list are no more than named. */
type Inspect = (value: object, options: object) => string;
const shown = (timer: object, options: object, inspect: Inspect): string =>
  inspect(timer, { ...options, depth: 0, customInspect: false });

/** How timers are started and stopped: known to `installTurns` alone. */
let start: (timer: Timeout, ms: number, from?: number) => void;
let stop: (timer: Timeout) => void;
let count: (holder: Timeout | Immediate, counts: boolean) => void;

class Timeout implements Linked {
  _idleTimeout: number;
  _idlePrev: Linked | null = null;
  _idleNext: Linked | null = null;
  _idleStart = 0;
  _onTimeout: Callback | undefined;
  _timerArgs: unknown[] | undefined;
  _repeat: number | null;
  _destroyed = false;
  [refed] = true;
  [kHasPrimitive] = false;
  [asyncId] = ++lastId;
  [triggerId] = 0;
  [kAsyncContextFrame] = undefined;

  constructor(callback: Callback, ms: number, args: unknown[] | undefined, repeats: boolean) {
    this._idleTimeout = ms;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeats ? ms : null;
  }
  ref(): this {
    if (!this[refed]) {
      this[refed] = true;
      if (!this._destroyed) count(this, true);
    }
    return this;
  }
  unref(): this {
    if (this[refed]) {
      this[refed] = false;
      count(this, false);
    }
    return this;
  }
  hasRef(): boolean {
    return this[refed];
  }
  /** Begins its wait anew. */
  refresh(): this {
    if (!this._onTimeout) return this;
    if (this._idleNext) stop(this);
    this._destroyed = false;
    start(this, this._idleTimeout);
    return this;
  }
  [custom](_depth: number, options: object, inspect: Inspect): string {
    return shown(this, options, inspect);
  }
  close(): this {
    clear(this);
    return this;
  }
  [Symbol.toPrimitive](): number {
    this[kHasPrimitive] = true;
    byPrimitive.set(this[asyncId], this);
    return this[asyncId];
  }
  [Symbol.dispose](): void {
    clear(this);
  }
}

class Immediate {
  _idleNext = null;
  _idlePrev = null;
  _onImmediate: Callback | undefined;
  _argv: unknown[] | undefined;
  _destroyed = false;
  /** Null once it's over. */
  [refed]: boolean | null = true;
  [asyncId] = ++lastId;
  [triggerId] = 0;
  [kAsyncContextFrame] = undefined;

  constructor(callback: Callback, args: unknown[] | undefined) {
    this._onImmediate = callback;
    this._argv = args;
  }
  ref(): this {
    if (this[refed] === false) {
      this[refed] = true;
      count(this, true);
    }
    return this;
  }
  unref(): this {
    if (this[refed]) {
      this[refed] = false;
      count(this, false);
    }
    return this;
  }
  hasRef(): boolean {
    return Boolean(this[refed]);
  }
  [Symbol.dispose](): void {
    clearImmediate(this);
  }
}

function end(timer: Timeout): void {
  timer._destroyed = true;
  if (timer[kHasPrimitive]) byPrimitive.delete(timer[asyncId]);
  count(timer, false);
}

function clear(timer: unknown): void {
  if (typeof timer === 'number' || typeof timer === 'string')
    timer = byPrimitive.get(Number(timer));
  if (!(timer instanceof Timeout) || timer._destroyed) return;
  timer._onTimeout = undefined; // one that repeats may be running
  timer._idleTimeout = -1;
  stop(timer);
  end(timer);
}

function clearImmediate(immediate: unknown): void {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return;
  immediate._destroyed = true;
  immediate._onImmediate = undefined;
  immediate[refed] = null;
  count(immediate, false);
}

interface Loop extends Turns {
  begin(alive: KeepAlive, ports: Ports): void;
  /** Has a turn begin, if none has. */
  wake(): void;
  /** How often something other than ticks and promises had its turn. */
  taken(): number;
  /** No more than microtasks, and what becomes of promises, runs until `done` is called. */
  end(done: () => void): void;
}

/**
 * Puts timers and immediates in place. Call it before ports are watched, as it has a port of its
 * own.
 */
export function installTurns({ uncaught, rejected, handledLate, warn }: Told): Loop {
  const { port1, port2 } = new MessageChannel();
  const ask = port2.postMessage.bind(port2, 0);
  const later = self.setTimeout.bind(self);
  const soon = self.queueMicrotask.bind(self) as (callback: Callback) => void;
  const notLater = self.clearTimeout.bind(self);
  const clock = performance.now.bind(performance);
  const time = (): number => Math.floor(clock());
  const apply = Reflect.apply;
  let alive: KeepAlive;
  let ports: Ports;

  const lists = new SafeMap<number, TimersList>();
  let immediates: Immediate[] = [];
  let ticks: { callback: Callback; args: unknown[] }[] = [];
  let lastList = 0;
  /** When the browser will wake us, and by which of its timers. */
  let alarm: { at: number; id: number } | undefined;
  let isAsked = false; // a task of ours is on its way
  let over: (() => void) | undefined; // nothing but promises goes on
  let taken = 0;
  let isRunning = false; // a callback runs, and ticks come right after it

  const wake = (): void => {
    if (isAsked) return;
    isAsked = true;
    ask();
  };
  /** What became of promises is told before: browsers do that in a task of its own. */
  let isPassed = false;
  /** When what ran last was over. */
  let reached = 0;
  const setAlarm = (at: number): void => {
    if (alarm && alarm.at <= at) return;
    if (alarm) notLater(alarm.id);
    // by way of a task of our own: browsers slow down timers that timers set
    const id = later(
      () => {
        alarm = undefined;
        wake();
      },
      Math.max(0, Math.ceil(at - clock())),
    );
    alarm = { at, id };
  };

  count = (holder, counts) => {
    if (counts) alive.hold(holder);
    else alive.release(holder);
  };
  start = (timer, ms, from = time()) => {
    ms = Math.trunc(ms);
    timer._idleStart = from;
    let list = lists.get(ms);
    if (!list) lists.set(ms, (list = new TimersList(from + ms, ++lastList, ms)));
    list.append(timer);
    if (timer[refed]) alive.hold(timer);
    setAlarm(list.expiry);
  };
  stop = (timer) => {
    if (!timer._idleNext) return;
    timer._idlePrev!._idleNext = timer._idleNext;
    timer._idleNext._idlePrev = timer._idlePrev;
    timer._idlePrev = timer._idleNext = null;
  };

  /** @returns False if it threw: then the next one comes before ticks and microtasks. */
  const call = (callback: Callback, self?: unknown, args?: unknown[]): boolean => {
    let ended = false;
    isRunning = true;
    try {
      apply(callback, self, args ?? []);
      ended = true;
    } catch (error) {
      uncaught(error);
    }
    if (ended) runTicks();
    isRunning = false;
    return ended;
  };
  const runTicks = (): void => {
    while (ticks.length > 0) {
      const some = ticks;
      ticks = [];
      for (let at = 0; at < some.length; at++)
        try {
          apply(some[at]!.callback, undefined, some[at]!.args);
        } catch (error) {
          uncaught(error);
        }
    }
    alive.release(runTicks);
  };

  // Promises that were rejected, and those of which that was told before somebody handled them.
  // Browsers tell of each in a task of its own, with microtasks in between.
  const unhandled = new SafeMap<Promise<unknown>, unknown>();
  let late: Promise<unknown>[] = [];
  const gather = (): void => {
    alive.hold(unhandled);
    wake();
  };
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    unhandled.set(event.promise, event.reason);
    gather();
  });
  self.addEventListener('rejectionhandled', ({ promise }) => {
    if (!unhandled.delete(promise)) late[late.length] = promise;
    gather();
  });
  const tellOfPromises = (): void => {
    const some = late;
    late = [];
    for (let at = 0; at < some.length; at++) handledLate(some[at]!);
    // one after the other: traces would show that a map hands them out
    while (unhandled.size > 0) {
      let promise!: Promise<unknown>;
      let isFirst = true;
      unhandled.forEach((_, each) => {
        if (isFirst) promise = each;
        isFirst = false;
      });
      const reason = unhandled.get(promise);
      unhandled.delete(promise);
      rejected(reason, promise);
    }
    runTicks();
    alive.release(unhandled);
  };

  const soonest = (): TimersList | undefined => {
    let found: TimersList | undefined;
    lists.forEach((list) => {
      if (!list.first) lists.delete(list.msecs);
      else if (
        !found ||
        list.expiry < found.expiry ||
        (list.expiry === found.expiry && list.id < found.id)
      )
        found = list;
    });
    return found;
  };
  /** What Node does in a turn of its loop; it stops after each callback, for the microtasks. */
  function* turns(): Generator<boolean, void> {
    alive.hold(turns);
    yield* timersDue();
    for (;;) {
      yield* ports.due(call);
      yield* ticksLeft();
      const some = immediates;
      immediates = [];
      for (let at = 0; at < some.length; at++) {
        const immediate = some[at]!;
        const { _onImmediate: callback } = immediate;
        if (!callback) continue;
        immediate._destroyed = true;
        const ended = call(callback, immediate, immediate._argv);
        immediate._onImmediate = undefined;
        immediate[refed] = null;
        count(immediate, false);
        if (ended) yield true;
      }
      yield* ticksLeft();
      yield* ports.closed(call);
      yield* timersDue();
      // only here a turn, and with it the program, may end: what is unref'd and due in it has run
      alive.release(turns);
      const wasBusy = alive.busy();
      if (!wasBusy || (immediates.length === 0 && !ports.waits())) yield false;
      alive.hold(turns);
      if (!wasBusy) yield* timersDue();
    }
  }
  function* timersDue(): Generator<boolean, void> {
    const now = reached; // however long the callbacks take
    for (let list; (list = soonest()) && list.expiry <= now;) yield* dueIn(list, now);
    yield* ticksLeft();
  }
  /** Those of the last callback of its kind, if it threw. */
  function* ticksLeft(): Generator<boolean, void> {
    if (ticks.length === 0) return;
    runTicks();
    yield true;
  }
  function* dueIn(list: TimersList, now: number): Generator<boolean, void> {
    for (let timer; (timer = list.first);) {
      if (now - timer._idleStart < list.msecs) {
        list.expiry = Math.max(timer._idleStart + list.msecs, now + 1);
        list.id = ++lastList;
        return;
      }
      stop(timer);
      const began = time();
      const { _onTimeout: callback } = timer;
      const ended = !callback || call(callback, timer, timer._timerArgs);
      if (timer._repeat && timer._idleTimeout !== -1)
        start(timer, (timer._idleTimeout = timer._repeat), began);
      else if (!timer._idleNext && !timer._destroyed) end(timer);
      if (ended) yield true;
    }
  }
  const steps = turns();
  port1.onmessage = () => {
    isPassed = !isPassed;
    if (isPassed) {
      reached = time();
      return ask();
    }
    isAsked = false;
    const isTold = ticks.length === 0 && unhandled.size + late.length > 0;
    if (ticks.length > 0 || isTold) {
      isRunning = true;
      if (isTold) tellOfPromises();
      else runTicks();
      isRunning = false;
      return wake(); // their microtasks come first
    }
    alive.release(unhandled);
    if (over) return over();
    if (!alive.busy()) return; // what is not waited for does not run after the end
    taken++;
    if (steps.next().value || immediates.length > 0 || ports.waits()) return wake();
    const next = soonest();
    if (next) setAlarm(next.expiry);
  };

  const isCallback = (value: unknown): value is Callback => {
    if (typeof value === 'function') return true;
    throw wrongType('callback', 'of type function', value);
  };
  const warned = new SafeSet<object>();
  const msOf = (given: unknown): number => {
    const ms = given === undefined ? 1 : Number(given);
    if (ms >= 1 && ms <= LONGEST) return ms;
    const fault =
      ms > LONGEST ? FAULTS.large : ms < 0 ? FAULTS.negative : Number.isNaN(ms) ? FAULTS.none : undefined; // prettier-ignore
    if (fault && !(fault.isOnce && warned.has(fault))) {
      warned.add(fault);
      warn(fault.name, `${ms} ${fault.text}.\nTimeout duration was set to 1.`);
    }
    return 1;
  };
  const begin = (callback: unknown, ms: unknown, args: unknown[], repeats: boolean): Timeout => {
    isCallback(callback);
    const timer = new Timeout(
      callback as Callback,
      msOf(ms),
      args.length > 0 ? args : undefined,
      repeats,
    );
    start(timer, timer._idleTimeout);
    return timer;
  };
  const globals = {
    setTimeout(callback: unknown, ms?: unknown, ...args: unknown[]) {
      return begin(callback, ms, args, false);
    },
    clearTimeout: (timer: unknown) => clear(timer),
    setInterval(callback: unknown, ms?: unknown, ...args: unknown[]) {
      return begin(callback, ms, args, true);
    },
    clearInterval: (timer: unknown) => clear(timer),
    setImmediate(callback: unknown, ...args: unknown[]) {
      isCallback(callback);
      const immediate = new Immediate(callback as Callback, args.length > 0 ? args : undefined);
      immediates[immediates.length] = immediate;
      alive.hold(immediate);
      wake();
      return immediate;
    },
    clearImmediate,
    queueMicrotask(callback: unknown) {
      if (!isCallback(callback)) return;
      soon(() => {
        try {
          apply(callback, undefined, []);
        } catch (error) {
          uncaught(error);
        }
      });
    },
  } as Record<string, Callback>;
  for (const name of Object.keys(globals))
    Object.defineProperty(self, name, {
      value: globals[name],
      configurable: true,
      writable: true,
      enumerable: true,
    });

  // The browser's would go off whether or not anything else keeps the program running.
  const { timeout } = {
    timeout(delay: unknown): AbortSignal {
      if (typeof delay !== 'number') throw wrongType('delay', 'of type number', delay);
      if (!Number.isInteger(delay)) throw outOfRange('delay', 'an integer', delay);
      if (delay < 0 || delay >= 2 ** 32) throw outOfRange('delay', '>= 0 && <= 4294967295', delay);
      const controller = new AbortController();
      const abort = (): void =>
        controller.abort(
          new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
        );
      begin(abort, delay, [], false).unref();
      return controller.signal;
    },
  };
  Object.defineProperty(AbortSignal, 'timeout', {
    value: timeout,
    configurable: true,
    writable: true,
  });

  return {
    globals,
    nextTick(callback, ...args) {
      if (!isCallback(callback) || over) return;
      ticks[ticks.length] = { callback, args };
      alive.hold(runTicks);
      if (!isRunning) wake();
    },
    end(done) {
      over = done;
      wake();
    },
    wake,
    taken: () => taken,
    begin(whatHolds, itsPorts) {
      alive = whatHolds;
      ports = itsPorts;
    },
  };
}
