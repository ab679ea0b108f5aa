// What `setTimeout`, `setInterval` and `setImmediate` give back: as in Node, down to the fields that
// a program sees where it prints one.
import { SafeMap } from '../primordials.ts';

export type Callback = (...args: unknown[]) => unknown;

/** Timers of one duration, in the order in which they are due. */
export class TimersList {
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
export const refed = Symbol('refed');
const kHasPrimitive = Symbol('kHasPrimitive');
const asyncId = Symbol('asyncId');
const triggerId = Symbol('triggerId');
let lastId = 1;
const byPrimitive = new SafeMap<number, Timeout>();

/** Those before and behind it in its list are no more than named. */
type Inspect = (value: object, options: object) => string;
const shown = (timer: object, options: object, inspect: Inspect): string =>
  inspect(timer, { ...options, depth: 0, customInspect: false });

/** How timers are started and stopped: the loop says how, before anything else runs. */
export interface Drive {
  start(timer: Timeout, ms: number, from?: number): void;
  stop(timer: Timeout): void;
  /** Whether the program goes on as long as this one waits. */
  count(holder: Timeout | Immediate, counts: boolean): void;
}
let start: Drive['start'];
let stop: Drive['stop'];
let count: Drive['count'];
export function drive(by: Drive): void {
  ({ start, stop, count } = by);
}

export class Timeout implements Linked {
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

export class Immediate {
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

export function end(timer: Timeout): void {
  timer._destroyed = true;
  if (timer[kHasPrimitive]) byPrimitive.delete(timer[asyncId]);
  count(timer, false);
}

export function clear(timer: unknown): void {
  if (typeof timer === 'number' || typeof timer === 'string')
    timer = byPrimitive.get(Number(timer));
  if (!(timer instanceof Timeout) || timer._destroyed) return;
  timer._onTimeout = undefined; // one that repeats may be running
  timer._idleTimeout = -1;
  stop(timer);
  end(timer);
}

export function clearImmediate(immediate: unknown): void {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return;
  immediate._destroyed = true;
  immediate._onImmediate = undefined;
  immediate[refed] = null;
  count(immediate, false);
}
