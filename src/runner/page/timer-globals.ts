// `setTimeout` and the others, as a program calls them.
import { outOfRange, wrongType } from '../node-face/errors.ts';
import { SafeSet } from '../primordials.ts';
import {
  clear,
  clearImmediate,
  Immediate,
  Timeout,
  type Callback,
  type Drive,
} from './timer-handles.ts';

/** Node's `TIMEOUT_MAX`, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** What Node warns of in a duration. */
const FAULTS = {
  large: { name: 'TimeoutOverflowWarning', text: 'does not fit into a 32-bit signed integer', isOnce: false }, // prettier-ignore
  negative: { name: 'TimeoutNegativeWarning', text: 'is a negative number', isOnce: true },
  none: { name: 'TimeoutNaNWarning', text: 'is not a number', isOnce: true },
};

export const isCallback = (value: unknown): value is Callback => {
  if (typeof value === 'function') return true;
  throw wrongType('callback', 'of type function', value);
};

interface Turns {
  start: Drive['start'];
  /** Puts one behind those that wait. */
  immediately(immediate: Immediate): void;
  /** What a callback throws. */
  uncaught(error: unknown): void;
  /** Says what Node warns of. */
  warn(name: string, text: string): void;
}

/** @returns What they are, whatever a program makes of the global ones. */
export function installTimerGlobals({
  start,
  immediately,
  uncaught,
  warn,
}: Turns): Readonly<Record<string, Callback>> {
  const soon = self.queueMicrotask.bind(self) as (callback: Callback) => void;
  const apply = Reflect.apply;
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
      immediately(immediate);
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
  return globals;
}
