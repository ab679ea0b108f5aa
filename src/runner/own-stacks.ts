// The classes of errors where each error has its stack for itself, as in WebKit: there's no getter of
// their prototype then that could give it in Node's form. Errors that JavaScript itself throws, no class of
// ours makes.
import { SafeWeakMap } from './primordials.ts';

const KINDS =
  'Error EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError'.split(
    ' ',
  );
const { construct, defineProperty, deleteProperty, set, setPrototypeOf } = Reflect;
const TheError = Error as ErrorConstructor & { stackTraceLimit?: unknown };
const Watched = Proxy; // the console knows those that come later: see page/inspect-internals.ts

/** How many frames of this file may stand on top. */
const OURS = 5;

/** What WebKit's errors have for all to see; of those made here it would be a place in this file. */
const PLACE = ['line', 'column', 'sourceURL'];
export function hidePlace(error: object): void {
  for (let at = 0; at < PLACE.length; at++) deleteProperty(error, PLACE[at]!);
}

/** A program may give all objects a `get`, which isn't meant here. */
const bare = <T extends object>(its: T): T => {
  setPrototypeOf(its, null);
  return its;
};

const raws = new SafeWeakMap<object, string>();
const theirs = new SafeWeakMap<object, object>();
/** The stack of an error that one of these classes has made, as the browser has it. */
export const rawOf = (error: object): string | undefined => raws.get(error);
/** The browser's own class, for one of ours. */
export const theirsOf = (value: unknown): unknown => theirs.get(value as object);

/** @param shown Gives a stack Node's form, when it's first read. @param keep Makes it the error's own. */
export function giveStacks(
  shown: (error: object, stack: string) => string,
  keep: (error: object, stack: unknown) => unknown,
): void {
  const make = (its: ErrorConstructor, args: unknown[], made: Function): object => {
    const { stackTraceLimit: limit } = TheError;
    if (typeof limit === 'number') set(TheError, 'stackTraceLimit', limit + OURS);
    let error: { stack: unknown };
    try {
      error = construct(its, args, made);
    } finally {
      if (typeof limit === 'number') set(TheError, 'stackTraceLimit', limit);
    }
    const { stack } = error;
    if (typeof stack !== 'string') return error;
    raws.set(error, stack);
    hidePlace(error);
    const own = bare({
      get: () => keep(error, shown(error, stack)),
      set(this: object, its: unknown) {
        keep(this, its);
      },
      configurable: true,
    });
    defineProperty(error, 'stack', own);
    return error;
  };
  const global = globalThis as unknown as Record<string, ErrorConstructor | undefined>;
  let base: object | undefined;
  for (const name of KINDS) {
    const its = global[name];
    if (!its) continue;
    const handler: ProxyHandler<ErrorConstructor> = bare({
      apply: (_: unknown, __: unknown, args: unknown[]) => make(its, args, ours),
      construct: (_: unknown, args: unknown[], made: Function) => make(its, args, made),
    });
    const ours: ErrorConstructor = new Watched(its, handler);
    theirs.set(ours, its);
    if (base) setPrototypeOf(its, base);
    base ??= ours;
    defineProperty(its.prototype, 'constructor', { value: ours });
    defineProperty(global, name, { value: ours });
  }
}
