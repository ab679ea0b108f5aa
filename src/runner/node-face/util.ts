// node:util.
import { mustBe, nodeError, wrongType } from './errors.ts';
import { isDeepStrictEqual } from './equal.ts';
import { host } from './host.ts';
import * as types from './types.ts';

export { isDeepStrictEqual, types };
export const { format, inspect } = host.printing;
// the script that it comes in has short names
Object.defineProperty(inspect, 'name', { value: 'inspect', configurable: true });
export function formatWithOptions(options: object, ...values: unknown[]): string {
  mustBe('object', 'inspectOptions', options);
  return host.printing.formatWithOptions(options, ...values);
}
export function stripVTControlCharacters(text: string): string {
  mustBe('string', 'str', text);
  return host.printing.stripVTControlCharacters(text);
}
export const { TextDecoder, TextEncoder } = globalThis;

type Fn = (...args: any[]) => unknown;

const custom = Symbol.for('nodejs.util.promisify.custom');
const mustBeFunction = (name: string, value: unknown): void => {
  if (typeof value !== 'function') throw wrongType(name, 'of type function', value);
};

export const promisify = Object.assign(
  function promisify(original: Fn & { [custom]?: Fn }): Fn {
    mustBeFunction('original', original);
    const own = original[custom];
    if (own !== undefined) {
      mustBeFunction('util.promisify.custom', own);
      return Object.defineProperty(own, custom, { value: own, configurable: true });
    }
    function fn(this: unknown, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        Reflect.apply(original, this, [
          ...args,
          (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)),
        ]);
      });
    }
    Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
    Object.defineProperty(fn, custom, { value: fn, configurable: true });
    return Object.defineProperties(fn, Object.getOwnPropertyDescriptors(original)) as Fn;
  },
  { custom },
);

export function callbackify(original: (...args: any[]) => Promise<unknown>): Fn {
  mustBeFunction('original', original);
  return function (this: unknown, ...args: unknown[]): void {
    const callback = args.pop() as Fn;
    if (typeof callback !== 'function')
      throw wrongType('last argument', 'of type function', callback);
    const tell = (...told: unknown[]): void =>
      host.nextTick(() => Reflect.apply(callback, this, told));
    (Reflect.apply(original, this, args) as Promise<unknown>).then(
      (value) => tell(null, value),
      (reason) =>
        tell(
          reason ||
            Object.assign(
              nodeError(
                Error,
                'ERR_FALSY_VALUE_REJECTION',
                'Promise was rejected with falsy value',
              ),
              { reason },
            ),
        ),
    );
  };
}

export function inherits(derived: Fn, base: Fn): void {
  if (derived === undefined || derived === null) mustBeFunction('ctor', derived);
  if (base === undefined || base === null) mustBeFunction('superCtor', base);
  if (base.prototype === undefined) mustBe('object', 'superCtor.prototype', undefined);
  Object.defineProperty(derived, 'super_', { value: base, writable: true, configurable: true });
  Object.setPrototypeOf(derived.prototype as object, base.prototype as object);
}

const warned = new Set<string>();
export function deprecate(fn: Fn, message: string, code?: string): Fn {
  if (code !== undefined) mustBe('string', 'code', code);
  let told = false;
  const deprecated = function (this: unknown, ...args: unknown[]): unknown {
    if (!told && !globalThis.process.noDeprecation && !(code !== undefined && warned.has(code))) {
      told = true;
      if (code !== undefined) warned.add(code);
      globalThis.process.emitWarning(message, 'DeprecationWarning', code);
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  };
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

const colors = inspect.colors as unknown as Record<string, [number, number] | undefined>;
export function styleText(
  style: string | readonly string[],
  text: string,
  options: { validateStream?: boolean } = {},
): string {
  mustBe('object', 'options', options);
  const { validateStream = true } = options;
  mustBe('boolean', 'options.validateStream', validateStream);
  if (typeof text !== 'string') throw wrongType('text', 'of type string', text);
  let [left, right] = ['', ''];
  for (const one of Array.isArray(style) ? (style as string[]) : [style as string]) {
    if (one === 'none') continue;
    const pair = colors[one];
    if (!pair)
      throw nodeError(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'format' must be one of: ${Object.keys(colors)
          .map((name) => `'${name}'`)
          .join(', ')}. Received ${inspect(one)}`,
      );
    left += `\u001b[${pair[0]}m`;
    right = `\u001b[${pair[1]}m${right}`;
  }
  return validateStream ? text : `${left}${text}${right}`; // what is printed here is no terminal
}

/** Nothing asks for any: there is no `NODE_DEBUG`. */
export const debuglog = (): Fn & { enabled: boolean } =>
  Object.assign(() => undefined, { enabled: false });

export const toUSVString = (text: unknown): string => `${text as string}`.toWellFormed();
export const isArray = deprecate(
  { isArray: (value: unknown) => Array.isArray(value) }.isArray,
  'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.',
  'DEP0044',
);

export async function aborted(signal: AbortSignal, resource: object): Promise<void> {
  if (!(signal instanceof AbortSignal))
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'signal is not of type AbortSignal.');
  mustBe('object', 'resource', resource);
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
