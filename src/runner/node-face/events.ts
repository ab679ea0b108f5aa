// node:events, after Node's own lib/events.js.
import {
  captureRejectionSymbol,
  checked,
  checkedCount,
  defaults,
  errorMonitor,
  EventEmitter,
  type Listener,
  type Name,
} from './emitter.ts';
import { AbortError, mustBe, mustBeNumber, wrongType } from './errors.ts';
import { listenersOf } from './event-targets.ts';

export { captureRejectionSymbol, errorMonitor, EventEmitter };

const isEmitter = (target: any): target is EventEmitter => typeof target?.on === 'function';
const notAnEmitter = (target: unknown, name = 'emitter'): Error =>
  wrongType(name, 'an instance of EventEmitter or EventTarget', target);

/** Listens on an emitter, or on an EventTarget. */
function listen(
  target: any,
  name: Name,
  listener: Listener,
  options: { once?: boolean } = {},
): () => void {
  if (isEmitter(target)) {
    if (options.once) target.once(name, listener);
    else target.on(name, listener);
    return () => target.removeListener(name, listener);
  }
  if (typeof target?.addEventListener !== 'function')
    throw wrongType('emitter', 'an instance of EventEmitter', target);
  target.addEventListener(name, listener, options);
  return () => target.removeEventListener(name, listener, options);
}

export interface Watched {
  signal?: AbortSignal;
}
const signalOf = (options: Watched = {}): AbortSignal | undefined => {
  mustBe('object', 'options', options);
  const { signal } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw wrongType('options.signal', 'an instance of AbortSignal', signal);
  return signal;
};

export async function once(target: any, name: Name, options?: Watched): Promise<unknown[]> {
  const signal = signalOf(options);
  if (signal?.aborted) throw new AbortError(signal);
  const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
  const ends = [listen(target, name, (...args) => resolve(args), { once: true })];
  if (name !== 'error' && isEmitter(target)) ends.push(listen(target, 'error', reject));
  if (signal)
    ends.push(listen(signal, 'abort', () => reject(new AbortError(signal)), { once: true }));
  const done = (): void => ends.forEach((end) => end());
  promise.then(done, done);
  return promise;
}

export function on(
  target: any,
  name: Name,
  options: Watched & { close?: string[]; highWaterMark?: number; lowWaterMark?: number } = {},
): AsyncIterableIterator<unknown[]> {
  const signal = signalOf(options);
  for (const mark of ['highWaterMark', 'lowWaterMark'] as const)
    mustBeNumber(`options.${mark}`, options[mark] ?? 1, 1, Number.MAX_SAFE_INTEGER);
  if (signal?.aborted) throw new AbortError(signal);
  const come: unknown[][] = [];
  const waiting: PromiseWithResolvers<IteratorResult<unknown[]>>[] = [];
  let error: unknown;
  let isOver = false;
  const close = (): Promise<IteratorResult<unknown[]>> => {
    for (const end of ends) end();
    isOver = true;
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  const fail = (thrown: unknown): void => {
    const first = waiting.shift();
    if (first) first.reject(thrown);
    else error = { thrown };
    void close();
  };
  const ends = [
    listen(target, name, (...args) => {
      const first = waiting.shift();
      if (first) first.resolve({ value: args, done: false });
      else come.push(args);
    }),
  ];
  if (name !== 'error' && isEmitter(target)) ends.push(listen(target, 'error', fail));
  for (const end of options.close ?? []) ends.push(listen(target, end, () => void close()));
  if (signal)
    ends.push(listen(signal, 'abort', () => fail(new AbortError(signal)), { once: true }));
  return Object.setPrototypeOf(
    {
      async next() {
        if (come.length > 0) return { value: come.shift()!, done: false };
        if (error) {
          const { thrown } = error as { thrown: unknown };
          error = undefined;
          throw thrown;
        }
        if (isOver) return { value: undefined, done: true };
        const one = Promise.withResolvers<IteratorResult<unknown[]>>();
        waiting.push(one);
        return one.promise;
      },
      return: close,
      throw(thrown: unknown) {
        if (!(thrown instanceof Error))
          throw wrongType('EventEmitter.AsyncIterator', 'an instance of Error', thrown);
        fail(thrown);
      },
    },
    Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype) as object,
  ) as AsyncIterableIterator<unknown[]>;
}

const byTarget = new WeakMap<EventTarget, number>();
export const getMaxListeners = (target: any): number => {
  if (isEmitter(target)) return target.getMaxListeners();
  if (target instanceof EventTarget)
    return byTarget.get(target) ?? (target instanceof AbortSignal ? 0 : defaults.max);
  throw notAnEmitter(target);
};
export function setMaxListeners(n: number = defaults.max, ...targets: any[]): void {
  checkedCount('setMaxListeners', n);
  if (targets.length === 0) defaults.max = n;
  for (const target of targets)
    if (isEmitter(target)) target.setMaxListeners(n);
    else if (target instanceof EventTarget) byTarget.set(target, n);
    else throw notAnEmitter(target, 'eventTargets');
}
export function getEventListeners(target: any, name: Name): Listener[] {
  if (typeof target.listeners === 'function') return target.listeners(name);
  if (target instanceof EventTarget) return listenersOf(target, name) as Listener[];
  throw notAnEmitter(target);
}
export function listenerCount(target: any, name: Name): number {
  if (typeof target.listenerCount === 'function') return target.listenerCount(name);
  if (target instanceof EventTarget) return listenersOf(target, name).length;
  throw notAnEmitter(target);
}
export function addAbortListener(signal: AbortSignal, listener: () => void): Disposable {
  if (!(signal instanceof AbortSignal))
    throw wrongType('signal', 'an instance of AbortSignal', signal);
  checked(listener);
  if (signal.aborted) queueMicrotask(listener);
  const end = signal.aborted ? undefined : listen(signal, 'abort', listener, { once: true });
  return { [Symbol.dispose]: () => end?.() };
}

Object.assign(EventEmitter, {
  once,
  on,
  errorMonitor,
  captureRejectionSymbol,
  getEventListeners,
  getMaxListeners,
  setMaxListeners,
  listenerCount,
  addAbortListener,
  usingDomains: false,
});
for (const [name, get, set] of [
  [
    'defaultMaxListeners',
    () => defaults.max,
    (n: unknown) => (defaults.max = checkedCount('defaultMaxListeners', n)),
  ],
  [
    'captureRejections',
    () => defaults.captures,
    (value: unknown) => {
      mustBe('boolean', 'EventEmitter.captureRejections', value);
      defaults.captures = value as boolean;
    },
  ],
] as const)
  Object.defineProperty(EventEmitter, name, { get, set, enumerable: true, configurable: true });
