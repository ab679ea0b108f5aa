// Node's EventEmitter, after its own lib/events.js.
import { nodeError, outOfRange, wrongType } from './errors.ts';
import { host } from './host.ts';
import { noteEmitted } from './emitted.ts';
import { uncurry } from '../primordials.ts';

export type Name = string | symbol;
export type Listener = ((...args: any[]) => unknown) & { listener?: Listener };
type Events = Record<Name, Listener | Listener[] | undefined>;

const kCapture = Symbol('kCapture');
const shapeMode = Symbol('shapeMode');
const kRejection = Symbol.for('nodejs.rejection');
export const captureRejectionSymbol = kRejection;
export const errorMonitor = Symbol('events.errorMonitor');

/** What holds for emitters that say nothing else. */
export const defaults = { max: 10, captures: false };

const { apply } = Reflect;
const slice = uncurry([].slice as (this: Listener[]) => Listener[]);

export const checked = (listener: unknown): Listener => {
  if (typeof listener === 'function') return listener as Listener;
  throw wrongType('listener', 'of type function', listener);
};
export const checkedCount = (name: string, n: unknown): number => {
  if (typeof n !== 'number') throw wrongType(name, 'of type number', n);
  if (Number.isNaN(n) || n < 0) throw outOfRange(name, '>= 0', n);
  return n;
};
const listOf = (found: Listener | Listener[] | undefined): Listener[] =>
  found === undefined ? [] : typeof found === 'function' ? [found] : slice(found);
const inner = (listener: Listener): Listener => listener.listener ?? listener;

export interface EventEmitter {
  _events: Events;
  _eventsCount: number;
  _maxListeners: number | undefined;
  [shapeMode]: boolean;
  [kCapture]: boolean;
  [kRejection]?: (error: unknown, name: Name, ...args: unknown[]) => void;
  on(name: Name, listener: Listener): this;
  off(name: Name, listener: Listener): this;
  once(name: Name, listener: Listener): this;
  emit(name: Name, ...args: unknown[]): boolean;
  listenerCount(name: Name, listener?: Listener): number;
  listeners(name: Name): Listener[];
  getMaxListeners(): number;
  setMaxListeners(n: number): this;
  removeListener(name: Name, listener: Listener): this;
  removeAllListeners(name?: Name): this;
}

/** A function, since programs also call it without `new`. */
export const EventEmitter = function EventEmitter(
  this: EventEmitter,
  options?: { captureRejections?: boolean },
): void {
  (EventEmitter as unknown as { init: Function }).init.call(this, options);
} as unknown as new (options?: { captureRejections?: boolean }) => EventEmitter;

function init(this: EventEmitter, options?: { captureRejections?: boolean }): void {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null) as Events;
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  this[shapeMode] = false;
  const { captureRejections } = options ?? {};
  if (captureRejections !== undefined && typeof captureRejections !== 'boolean')
    throw wrongType('options.captureRejections', 'of type boolean', captureRejections);
  this[kCapture] = captureRejections ?? defaults.captures;
}

function add(emitter: EventEmitter, name: Name, listener: Listener, first: boolean): void {
  checked(listener);
  if (emitter._events === undefined) {
    emitter._events = Object.create(null) as Events;
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined)
    emitter.emit('newListener', name, inner(listener));
  const { _events: events } = emitter;
  const before = events[name];
  if (before === undefined) {
    events[name] = listener;
    emitter._eventsCount++;
    return;
  }
  const all = (events[name] =
    typeof before === 'function' ? [before] : (before as Listener[] & { warned?: boolean }));
  if (first) all.unshift(listener);
  else all.push(listener);
  const most = emitter.getMaxListeners();
  if (most > 0 && all.length > most && !(all as { warned?: boolean }).warned) {
    (all as { warned?: boolean }).warned = true;
    (globalThis.process as NodeJS.Process | undefined)?.emitWarning(
      Object.assign(
        new Error(
          `Possible EventEmitter memory leak detected. ${all.length} ${String(name)} listeners added to ${host.printing.inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
        ),
        { name: 'MaxListenersExceededWarning', emitter, type: name, count: all.length },
      ),
    );
  }
}

function onceOf(emitter: EventEmitter, name: Name, listener: Listener): Listener {
  checked(listener);
  let called = false;
  const wrapped: Listener = (...args) => {
    if (called) return undefined;
    called = true;
    emitter.removeListener(name, wrapped);
    return listener.apply(emitter, args);
  };
  wrapped.listener = listener;
  Object.defineProperty(wrapped, 'name', { value: 'bound onceWrapper', configurable: true });
  return wrapped;
}

function failed(emitter: EventEmitter, error: unknown, name: Name, args: unknown[]): void {
  if (typeof emitter[kRejection] === 'function') return emitter[kRejection](error, name, ...args);
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false; // a listener that fails here fails for good
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

const methods = {
  setMaxListeners(this: EventEmitter, n: number) {
    this._maxListeners = checkedCount('setMaxListeners', n);
    return this;
  },
  getMaxListeners(this: EventEmitter) {
    return this._maxListeners ?? defaults.max;
  },
  emit(this: EventEmitter, name: Name, ...args: unknown[]): boolean {
    const events = this._events as Events | undefined;
    if (name === 'error') {
      if (events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (events?.error === undefined) {
        const error = args[0];
        if (error instanceof Error) {
          noteEmitted(this, error, EventEmitter.prototype.emit);
          throw error;
        }
        let shown: string;
        try {
          shown = host.printing.inspect(error);
        } catch {
          shown = String(error);
        }
        throw Object.assign(
          nodeError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`),
          { context: error },
        );
      }
    }
    const found = events?.[name];
    if (found === undefined) return false;
    const list = listOf(found);
    for (let at = 0; at < list.length; at++) {
      const result = apply(list[at]!, this, args);
      if (this[kCapture] && typeof (result as Promise<unknown> | undefined)?.then === 'function')
        (result as Promise<unknown>).then(undefined, (error) =>
          host.nextTick(() => failed(this, error, name, args)),
        );
    }
    return true;
  },
  addListener(this: EventEmitter, name: Name, listener: Listener) {
    add(this, name, listener, false);
    return this;
  },
  prependListener(this: EventEmitter, name: Name, listener: Listener) {
    add(this, name, listener, true);
    return this;
  },
  once(this: EventEmitter, name: Name, listener: Listener) {
    return this.on(name, onceOf(this, name, listener));
  },
  prependOnceListener(this: EventEmitter, name: Name, listener: Listener) {
    add(this, name, onceOf(this, name, listener), true);
    return this;
  },
  removeListener(this: EventEmitter, name: Name, listener: Listener) {
    checked(listener);
    const all = listOf(this._events?.[name]);
    const at = all.findLastIndex((one) => one === listener || one.listener === listener);
    if (at < 0) return this;
    const [removed] = all.splice(at, 1);
    if (all.length > 0) this._events[name] = all.length === 1 ? all[0]! : all;
    else {
      delete this._events[name];
      this._eventsCount--;
    }
    if (this._events.removeListener !== undefined)
      this.emit('removeListener', name, inner(removed!));
    return this;
  },
  removeAllListeners(this: EventEmitter, name?: Name) {
    if (this._events === undefined) return this;
    for (const one of name === undefined ? Reflect.ownKeys(this._events) : [name]) {
      if (name === undefined && one === 'removeListener') continue;
      if (this._events.removeListener !== undefined)
        for (const listener of listOf(this._events[one]).reverse())
          this.removeListener(one, listener);
      else if (this._events[one] !== undefined) {
        delete this._events[one];
        this._eventsCount--;
      }
    }
    if (name === undefined) {
      this._events = Object.create(null) as Events;
      this._eventsCount = 0;
    }
    return this;
  },
  listeners(this: EventEmitter, name: Name) {
    return listOf(this._events?.[name]).map(inner);
  },
  rawListeners(this: EventEmitter, name: Name) {
    return listOf(this._events?.[name]);
  },
  listenerCount(this: EventEmitter, name: Name, listener?: Listener) {
    const all = listOf(this._events?.[name]);
    return listener ? all.filter((one) => inner(one) === listener).length : all.length;
  },
  eventNames(this: EventEmitter) {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
};
Object.assign(EventEmitter.prototype, {
  _events: undefined,
  _eventsCount: 0,
  _maxListeners: undefined,
  ...methods,
  on: methods.addListener,
  off: methods.removeListener,
});
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true });
Object.assign(EventEmitter, { init, EventEmitter });
