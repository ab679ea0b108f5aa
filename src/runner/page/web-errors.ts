// What the web's own functions throw, in Node's words and with its codes. Nothing is asked before
// something goes wrong: each is called as it is, and what the browser throws is told anew.
import { nodeError, wrongType } from '../node-face/errors.ts';
import { hidePlace } from '../own-stacks.ts';
import { uncurry } from '../primordials.ts';
import { hostClass, RealProxy as Proxy, types } from './inspect-internals.ts';
import { TAKES, WORDS } from './web-words.ts';

type Any = any;
type Args = unknown[];
type Fn = (...args: Args) => unknown;

const { apply, construct, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf, ownKeys } =
  Reflect;
const { assign, defineProperty } = Object;
/** Where a DOMException doesn't know its own. */
let captureStackTrace: typeof Error.captureStackTrace | undefined;
const global = globalThis as Any;
const then = uncurry(Promise.prototype.then);
const hostname = uncurry(getOwnPropertyDescriptor(URL.prototype, 'hostname')!.get as () => string);
const href = uncurry(getOwnPropertyDescriptor(URL.prototype, 'href')!.get as () => string);

/** Before what the browser says: whose function failed, or that it needs `new`. */
const PREFIX = /^(?:Failed to [^']*'[^']*'(?: property)?(?: (?:on|from) '[^']*')?: )+/;
const UNDICI = /^(Headers|Request|Response|FormData|MessageEvent|CloseEvent|WebSocket)\b/;
const SPECIAL = /^(https?|wss?|ftp|file):/;

/** The same error, with other words. */
function reworded(error: Error, message: string, more: object = {}): Error {
  defineProperty(error, 'message', {
    value: message,
    configurable: true,
    writable: true,
    enumerable: false, // the browser's is
  });
  return assign(error, more);
}

const isOf = (type: string, value: unknown): boolean => {
  const kind = typeof value;
  const isObject = kind === 'object' && value !== null;
  if (type === 'object') return isObject && !Array.isArray(value);
  if (type === 'dictionary') return kind === 'object' || kind === 'function';
  if (type === 'EventListener') return isObject || kind === 'function';
  return /[A-Z]/.test(type) ? value instanceof global[type] : kind === type;
};
const inWords = (type: string): string =>
  type === 'dictionary'
    ? 'a dictionary'
    : /[A-Z]/.test(type)
      ? `an instance of ${type}`
      : `of type ${type}`;

/** What Node says of the arguments, if they are what is wrong. */
function wrongArguments(of: string, args: Args): Error | undefined {
  const takes = (TAKES[of] ?? '').split(' ').map((one) => /(\w+)([?!]?):?(\w*)/.exec(one) ?? []);
  const needed = takes.filter(([, name, mark]) => name && !mark).map(([, name]) => `"${name}"`);
  if (args.length < needed.length)
    return nodeError(
      TypeError,
      'ERR_MISSING_ARGS',
      `The ${needed.join(' and ')} argument${needed.length > 1 ? 's' : ''} must be specified`,
    );
  for (const [at, [, name, mark, type]] of takes.entries())
    if (type && !(mark === '?' && args[at] === undefined) && !isOf(type, args[at]))
      return wrongType(name!, inWords(type), args[at]);
  return undefined;
}

const kindOf = (thrown: Error): ErrorConstructor =>
  thrown instanceof RangeError ? RangeError : thrown instanceof DOMException ? Error : TypeError;

/** @param of The function's name, behind that of its class. @param isCall Of a class, without `new`. */
function inNodesWords(thrown: Any, of: string, args: Args, self: unknown, isCall = false): unknown {
  if (!types.isNativeError(thrown) || typeof thrown.message !== 'string') return thrown;
  const text: string = thrown.message;
  let said = text.replace(PREFIX, '');
  if (said === text && !/^Illegal (invocation|constructor)$/.test(text)) return thrown; // the program's own
  if (isCall || said.startsWith('Please use the'))
    said = `Class constructor ${of} cannot be invoked without 'new'`;
  for (const [pattern, code, words] of WORDS) {
    const match = pattern.exec(`${of} ${said}`);
    if (!match) continue;
    const message = typeof words === 'string' ? words : words(args, match, self);
    if (code === '') return reworded(thrown, message);
    return code.startsWith('ERR_')
      ? nodeError(kindOf(thrown), code, message)
      : new DOMException(message, code);
  }
  if (thrown instanceof DOMException) return new DOMException(said, thrown.name);
  const [, count, given] = /^(\d+) arguments? required, but only (\d+)/.exec(said) ?? [];
  if (count && UNDICI.test(of))
    said = `${/\./.test(of) ? of : `${of} constructor`}: ${count} argument${count === '1' ? '' : 's'} required, but ${given === '0' ? '' : 'only '}${given} found.`;
  else {
    const wrong = /Symbol value to/.test(said) ? undefined : wrongArguments(of, args);
    if (wrong) return wrong;
  }
  return reworded(thrown, said);
}

const invalidUrl = (error: Error, input: unknown, base?: unknown): Error =>
  reworded(error, 'Invalid URL', {
    code: 'ERR_INVALID_URL',
    input: String(input),
    ...(base !== undefined && { base: String(base) }),
  });
/** Chromium takes blanks and the like in the name of a host. */
const isSound = (url: URL): boolean => !(hostname(url).includes('%') && SPECIAL.test(href(url)));

const aborted = (args: Args): Args =>
  args[0] === undefined ? [new DOMException('This operation was aborted', 'AbortError')] : args;
/** What is done before the browser is asked. @returns What it's given. */
const BEFORE: Record<string, (args: Args) => Args> = {
  'AbortController.abort': aborted,
  'AbortSignal.abort': aborted,
  'EventTarget.addEventListener'(args) {
    const options = args[2];
    if (typeof options === 'number' || typeof options === 'string')
      throw wrongType('options', 'of type object', options);
    return args;
  },
};
/** What is made of its answer. */
const AFTER: Record<string, (result: Any) => unknown> = {
  URL(url) {
    if (url && !isSound(url)) throw new TypeError('Invalid URL');
    return url;
  },
  'URL.parse': (url) => (url && isSound(url) ? url : null),
};

/** A function that does what another does, in other words. @param make How it is constructed. */
function worded(fn: Fn, of: string, make: (...args: Any[]) => Any = construct): Fn {
  const before = BEFORE[of];
  const after = AFTER[of];
  const isBody = /^(Request|Response)\./.test(of);
  const told = (error: Any, args: Args, self?: unknown, isCall?: boolean): unknown => {
    try {
      if (error instanceof DOMException) hidePlace(error);
      return of === 'URL' && args.length > 0 && /Invalid (base )?URL$/.test(error.message)
        ? invalidUrl(error, ...(args as [unknown]))
        : inNodesWords(error, of, args, self, isCall);
    } catch {
      return error; // the program has broken what this is made of
    }
  };
  return new Proxy(fn, {
    apply(target, self, args: Args) {
      try {
        const result = apply(target, self, before ? before(args) : args) as unknown;
        if (!isBody || !types.isPromise(result)) return after ? after(result) : result;
        return then(result as Promise<unknown>, undefined, (error) => {
          throw told(error, args, self);
        });
      } catch (error) {
        throw told(error, args, self, 'prototype' in target);
      }
    },
    construct(target, args: Args, made) {
      try {
        const result = make(target, args, made) as object;
        return after ? (after(result) as object) : result;
      } catch (error) {
        throw told(error, args);
      }
    },
  });
}

/** @param isShown Whether it is seen that they are there. */
function wordMethods(of: object, name: string, isShown: boolean): void {
  for (const key of ownKeys(of)) {
    const its = getOwnPropertyDescriptor(of, key)!;
    if (
      typeof its.value === 'function' &&
      typeof key === 'string' &&
      key !== 'constructor' &&
      key !== 'now'
    )
      defineProperty(of, key, {
        ...its,
        value: worded(its.value, `${name}.${key}`),
        enumerable: isShown && its.enumerable!,
      });
  }
}

/** In Node these are plain functions, */
const NO_CLASSES = /^(MessageChannel|MessagePort|URLPattern)$/;
/** and of other classes no one sees the static methods. */
const SHOWS_METHODS = /^(URL|Response|ReadableStream)$/;

/** Of a DOMException, which may have a cause in Node. */
function withStack(target: Function, args: ArrayLike<unknown>, made?: Function): object {
  const [message, options] = args as Args;
  const isDictionary = typeof options === 'object' && options !== null;
  const exception = construct(target, isDictionary ? [message, (options as Any).name] : args, made);
  captureStackTrace?.(exception);
  if (isDictionary && 'cause' in options)
    defineProperty(exception, 'cause', {
      value: options.cause,
      configurable: true,
      writable: true,
    });
  return exception;
}

/** @param names Classes and functions of the web. */
export function wordErrors(names: string[]): void {
  // which stacks.ts has replaced by now
  if (!('stack' in DOMException.prototype)) captureStackTrace = Error.captureStackTrace;
  const classes = new Map<unknown, Fn>();
  for (const name of names) {
    const own: Fn | undefined = global[name];
    const its = getOwnPropertyDescriptor(global, name);
    if (typeof own !== 'function') continue;
    const { prototype } = own;
    const value = worded(own, name, name === 'DOMException' ? withStack : construct);
    // functions may be inherited
    defineProperty(global, name, { configurable: true, writable: true, ...its, value });
    if (!prototype) continue;
    classes.set(own, NO_CLASSES.test(name) ? value : hostClass(value));
    wordMethods(own, name, SHOWS_METHODS.test(name));
    wordMethods(prototype, name, true);
    defineProperty(prototype, 'constructor', {
      ...getOwnPropertyDescriptor(prototype, 'constructor'),
      value,
    });
  }
  // in Node's order
  for (const name of ['canParse', 'createObjectURL', 'revokeObjectURL']) {
    const its = getOwnPropertyDescriptor(URL, name)!;
    Reflect.deleteProperty(URL, name);
    defineProperty(URL, name, its);
  }
  const address = getOwnPropertyDescriptor(URL.prototype, 'href')!;
  defineProperty(URL.prototype, 'href', { ...address, set: worded(address.set as Fn, 'URL') });
  for (const [own] of classes) {
    const parent = classes.get(getPrototypeOf(own as object));
    if (parent) setPrototypeOf(own as object, parent);
  }
}
