// Node's order of things in the page: timers that are due, then messages of ports, immediates, and
// ports that were closed; and after each callback first what `process.nextTick` was given, then the microtasks. Microtasks run when nothing of ours
// is on the stack any more, so each callback has a task of its own, which the one before it asks for.
import type { KeepAlive } from './keep-alive.ts';
import type { Ports } from './ports.ts';
import { SafeMap } from '../primordials.ts';
import { installTimerGlobals, isCallback } from './timer-globals.ts';
import {
  drive,
  end,
  refed,
  TimersList,
  type Callback,
  type Drive,
  type Immediate,
} from './timer-handles.ts';

/** What a program may call of it, beside what is global. */
export interface Turns {
  /** Calls it before the microtasks, once what runs now is over. */
  nextTick(callback: Callback, ...args: unknown[]): void;
  /** What `setTimeout` and the others are, whatever a program makes of the global ones. */
  globals: Readonly<Record<string, Callback>>;
}

/** Who is told of what the program hasn't dealt with. */
export interface Told {
  /** What a callback throws. */
  uncaught(error: unknown): void;
  rejected(reason: unknown, promise: Promise<unknown>): void;
  /** One of those was handled after all. */
  handledLate(promise: Promise<unknown>): void;
  /** Says what Node warns of. */
  warn(name: string, text: string): void;
}

interface Loop extends Turns {
  begin(alive: KeepAlive, ports: Ports): void;
  /** Has a turn begin, if none has. */
  wake(): void;
  /** Calls it once the browser has told of all promises that were rejected until now. */
  afterRejections(passed: () => void): void;
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
  const notLater = self.clearTimeout.bind(self);
  const clock = performance.now.bind(performance);
  const time = (): number => Math.floor(clock());
  const apply = Reflect.apply;
  const reject = Promise.reject.bind(Promise) as () => Promise<never>;
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

  const count: Drive['count'] = (holder, counts) => {
    if (counts) alive.hold(holder);
    else alive.release(holder);
  };
  const start: Drive['start'] = (timer, ms, from = time()) => {
    ms = Math.trunc(ms);
    timer._idleStart = from;
    let list = lists.get(ms);
    if (!list) lists.set(ms, (list = new TimersList(from + ms, ++lastList, ms)));
    list.append(timer);
    if (timer[refed]) alive.hold(timer);
    setAlarm(list.expiry);
  };
  const stop: Drive['stop'] = (timer) => {
    if (!timer._idleNext) return;
    timer._idlePrev!._idleNext = timer._idleNext;
    timer._idleNext._idlePrev = timer._idlePrev;
    timer._idlePrev = timer._idleNext = null;
  };
  drive({ start, stop, count });

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

  // Promises that were rejected, and those that were told before they were handled.
  // Browsers tell of each in a task of its own, with microtasks in between.
  const unhandled = new SafeMap<Promise<unknown>, unknown>();
  let late: Promise<unknown>[] = [];
  const gather = (): void => {
    alive.hold(unhandled);
    wake();
  };
  // Of our own: once the browser tells of it, it has told of all that came before.
  const markers = new SafeMap<Promise<unknown>, () => void>();
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    const passed = markers.get(event.promise);
    if (passed) {
      event.stopImmediatePropagation();
      markers.delete(event.promise);
      return passed();
    }
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

  const immediately = (immediate: Immediate): void => {
    immediates[immediates.length] = immediate;
    alive.hold(immediate);
    wake();
  };
  const globals = installTimerGlobals({ start, immediately, uncaught, warn });

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
    afterRejections(passed) {
      markers.set(reject(), passed);
    },
    taken: () => taken,
    begin(whatHolds, itsPorts) {
      alive = whatHolds;
      ports = itsPorts;
    },
  };
}
