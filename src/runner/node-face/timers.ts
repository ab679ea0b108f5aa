// node:timers and node:timers/promises.
import { AbortError, mustBeNumber, wrongType } from './errors.ts';
import { host } from './host.ts';

type Any = any;
export const {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  clearImmediate,
} = host.globals as Record<string, (...args: Any[]) => Any>;

interface Options {
  signal?: AbortSignal;
  ref?: boolean;
}

function checked(options: Options, delay: unknown = 0): Options {
  mustBeNumber('delay', delay);
  if (options === null || typeof options !== 'object')
    throw wrongType('options', 'of type object', options);
  const { signal, ref = true } = options;
  if (signal !== undefined && !(typeof signal === 'object' && 'aborted' in signal))
    throw wrongType('options.signal', 'an instance of AbortSignal', signal);
  if (typeof ref !== 'boolean') throw wrongType('options.ref', 'of type boolean', ref);
  return options;
}

/** @param begin Starts what will call `resolve`, and gives it with what stops it. */
async function wait<T>(
  value: T,
  options: Options,
  delay: unknown,
  begin: (resolve: () => void) => [timer: Any, stop: (timer: Any) => void],
): Promise<T> {
  const { signal, ref = true } = checked(options, delay);
  if (signal?.aborted) throw new AbortError(signal);
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const [timer, stop] = begin(() => resolve(value));
  if (!ref) timer.unref();
  if (!signal) return promise;
  const abort = (): void => {
    stop(timer);
    reject(new AbortError(signal));
  };
  signal.addEventListener('abort', abort);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}

const sleep = <T>(ms?: number, value?: T, options: Options = {}): Promise<T> =>
  wait(value as T, options, ms, (resolve) => [setTimeout!(resolve, ms), clearTimeout!]);
const turn = <T>(value?: T, options: Options = {}): Promise<T> =>
  wait(value as T, options, 0, (resolve) => [setImmediate!(resolve), clearImmediate!]);

async function* each<T>(ms?: number, value?: T, options: Options = {}): AsyncGenerator<T, void> {
  const { signal, ref = true } = checked(options, ms);
  if (signal?.aborted) throw new AbortError(signal);
  let due = 0;
  let tell = (): void => {};
  const timer = setInterval!(() => {
    due++;
    tell();
  }, ms);
  if (!ref) timer.unref();
  const abort = (): void => {
    clearInterval!(timer);
    tell();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    while (!signal?.aborted) {
      if (due === 0) await new Promise<void>((resolve) => (tell = resolve));
      for (; due > 0; due--) yield value as T;
    }
    throw new AbortError(signal);
  } finally {
    clearInterval!(timer);
    signal?.removeEventListener('abort', abort);
  }
}

export const promises = {
  setTimeout: sleep,
  setImmediate: turn,
  setInterval: each,
  scheduler: {
    wait: (ms: number, options?: Options) => sleep(ms, undefined, options),
    yield: () => turn(),
  },
};
for (const [name, value] of Object.entries({
  setTimeout: sleep,
  setInterval: each,
  setImmediate: turn,
}))
  Object.defineProperty(value, 'name', { value: name });
const custom = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, custom, {
  get: () => sleep,
  configurable: true,
  enumerable: true,
});
Object.defineProperty(setImmediate, custom, {
  get: () => turn,
  configurable: true,
  enumerable: true,
});
