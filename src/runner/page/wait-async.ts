// `Atomics.waitAsync` keeps no program of Node's running: where nothing else does, nobody hears that
// its time is up.
import type { KeepAlive } from './keep-alive.ts';
import { uncurry } from '../primordials.ts';

const then = uncurry<Promise<string>, [(value: string) => void], unknown>(Promise.prototype.then);
const withResolvers = Promise.withResolvers.bind(Promise) as typeof Promise.withResolvers;

/** @returns Tells of those whose time was up while nothing kept the program running. */
export function letWaitsGo(alive: KeepAlive): () => void {
  const real = Atomics.waitAsync as ((...args: unknown[]) => any) | undefined;
  let late: (() => void)[] = [];
  if (!real) return () => {};
  const { waitAsync } = {
    waitAsync(array: unknown, index: unknown, value: unknown, _ms: unknown, ...more: unknown[]) {
      const its = real(array, index, value, _ms, ...more);
      if (!its.async) return its;
      const { promise, resolve } = withResolvers<string>();
      then(its.value, (value) => {
        if (value === 'timed-out' && !alive.busy()) late[late.length] = () => resolve(value);
        else resolve(value);
      });
      return { async: true, value: promise };
    },
  };
  Object.defineProperty(Atomics, 'waitAsync', {
    value: waitAsync,
    configurable: true,
    writable: true,
  });
  return () => {
    const some = late;
    late = [];
    for (let at = 0; at < some.length; at++) some[at]!();
  };
}
