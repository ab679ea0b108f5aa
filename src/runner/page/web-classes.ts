// How console shows objects of the web's own classes: their values are getters of the class, which
// inspect doesn't read. Node's classes have the same methods under the same symbol.
import type { inspect as Inspect } from 'node-inspect-extracted';
import { uncurry } from '../primordials.ts';

type Options = Parameters<typeof Inspect>[1] & { depth: number | null; breakLength: number };
type Shown = Record<string, unknown>;

const CLASSES: Record<string, string> = {
  AbortController: 'signal',
  AbortSignal: 'aborted',
  Blob: 'size type',
  ByteLengthQueuingStrategy: 'highWaterMark',
  CompressionStream: 'readable writable',
  CountQueuingStrategy: 'highWaterMark',
  DecompressionStream: 'readable writable',
  Event: 'type defaultPrevented cancelable timeStamp',
  EventTarget: '',
  File: 'size type name lastModified',
  PerformanceMark: 'name entryType startTime duration detail',
  PerformanceMeasure: 'name entryType startTime duration detail',
  ReadableStream: 'locked',
  Request:
    'method url headers destination referrer referrerPolicy mode credentials cache redirect integrity keepalive isReloadNavigation isHistoryNavigation signal',
  Response: 'status statusText headers body bodyUsed ok redirected type url',
  TextDecoder: 'encoding fatal ignoreBOM',
  TextDecoderStream: 'encoding fatal ignoreBOM readable writable',
  TextEncoderStream: 'encoding readable writable',
  TransformStream: 'readable writable',
  URL: 'href origin protocol username password host hostname port pathname search searchParams hash',
  WritableStream: 'locked',
};

/** These show what they hold as deep as what holds them. */
const AS_DEEP = ['URL', 'TextDecoder', 'Request', 'Response'];

/** Nor are these more than named where they are too deep. */
const EVENTS = /^Event/;

/** What is global in Node and seen to be. */
const GLOBALS =
  'global clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa performance fetch crypto navigator'.split(
    ' ',
  );
const ACCESSORS = ['performance', 'crypto', 'navigator'];

const { defineProperty, hasOwn, keys: keysOf } = Object;
const { isArray } = Array;
const includes = uncurry([].includes as (value: string) => boolean) as (
  list: string[],
  value: string,
) => boolean;
const slice = uncurry(''.slice);
const indexOf = uncurry(''.indexOf);
const eachHeader = uncurry(Headers.prototype.forEach);
const eachField = uncurry(FormData.prototype.forEach);
const eachParam = uncurry(URLSearchParams.prototype.forEach);

export function showWebClasses(inspect: typeof Inspect): void {
  const show = (
    prototype: object | undefined,
    text: (this: any, depth: number, options: Options) => unknown,
  ): void => {
    if (prototype)
      defineProperty(prototype, inspect.custom, {
        value: text,
        configurable: true,
        writable: true,
      });
  };

  const global = globalThis as unknown as Record<string, { prototype: object } | undefined>;
  for (const [name, list] of Object.entries(CLASSES)) {
    const keys = list.split(' ').filter(Boolean);
    const less = AS_DEEP.includes(name) ? 0 : 1;
    const bare = name === 'URL' || name === 'AbortController'; // Node's have no fields of their own
    show(global[name]?.prototype, function (depth, options) {
      const named: string = this.constructor.name;
      if (depth < 0 && EVENTS.test(name)) return named;
      if (depth < 0) return bare ? `${named} {}` : `[${named}]`;
      const values: Shown = {};
      for (let at = 0; at < keys.length; at++) values[keys[at]!] = this[keys[at]!];
      const left = options.depth === null ? null : options.depth - less;
      return `${named} ${inspect(values, { ...options, depth: left })}`;
    });
  }
  const ours = keysOf(globalThis);
  show(Object.getPrototypeOf(globalThis), function (depth, options) {
    if (depth < 0) return '[Object [global]]';
    const scope: Shown = {};
    defineProperty(scope, Symbol.toStringTag, { value: 'global' });
    const its = keysOf(this);
    for (let at = -GLOBALS.length; at < its.length; at++) {
      const key = at < 0 ? GLOBALS[at + GLOBALS.length]! : its[at]!;
      const get = includes(ACCESSORS, key) ? () => undefined : undefined;
      const accessors = get && (key === 'performance' ? { get, set: get } : { get });
      if (at < 0 || !(includes(ours, key) || hasOwn(scope, key)))
        defineProperty(scope, key, {
          ...(accessors ?? { value: key === 'global' ? scope : this[key] }),
          enumerable: true,
        });
    }
    return inspect(scope, { ...options, customInspect: true });
  });
  show(Headers.prototype, function (depth, options) {
    const values: Shown = {};
    eachHeader(this, (value, name) => (values[name] = value));
    return `Headers ${inspect(values, { ...options, depth: options.depth ?? depth })}`;
  });
  show(FormData.prototype, function (depth, options) {
    const values: Shown = Object.create(null);
    eachField(this, (value, name) => {
      const before = values[name];
      if (isArray(before)) before[before.length] = value;
      else values[name] = name in values ? [before, value] : value;
    });
    const text = inspect(values, { ...options, depth: options.depth ?? depth });
    return `FormData ${slice(text, indexOf(text, ']') + 2)}`; // without "[Object: null prototype]"
  });
  show(TextEncoder.prototype, function (depth, options) {
    return depth < 0 ? '[TextEncoder]' : inspect({ encoding: this.encoding }, options);
  });
  show(URLSearchParams.prototype, function (depth, options) {
    if (depth < 0) return '[Object]';
    const inner = { ...options, depth: depth === null ? options.depth : depth - 1 };
    const joined = (by: string): string => {
      let text = '';
      eachParam(this, (value, name) => {
        text += `${text && by}${inspect(name, inner)} => ${inspect(value, inner)}`;
      });
      return text;
    };
    const text = joined(', ');
    if (text === '') return `${this.constructor.name} {}`;
    return text.length > options.breakLength
      ? `${this.constructor.name} {\n  ${joined(',\n  ')} }`
      : `${this.constructor.name} { ${text} }`;
  });
  show(Object.getPrototypeOf(new URLSearchParams().keys()), function (depth) {
    return depth < 0 ? '[Object]' : 'URLSearchParams Iterator { <items unknown> }';
  });
}
