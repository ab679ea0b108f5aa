// What Node's inspect asks V8 about a value, answered as far as a page can: by methods that throw
// for any other kind of value, taken before the program can replace them. A page cannot look into
// a promise or an iterator, so that inspect is told to say so: see ../inspect-internals-plugin.ts.

type Test = (value: unknown) => boolean;
type Method = (this: any, ...args: any[]) => unknown;

const { apply, getPrototypeOf, getOwnPropertyDescriptor, ownKeys } = Reflect;
const { isArray } = Array;
const { toStringTag } = Symbol;
const { includes } = String.prototype;
const { isExtensible } = Object;
const isError = (Error as { isError?: Test }).isError;
const toText = Function.prototype.toString;
const nameOf = Object.prototype.toString;
const isPrototypeOf = Object.prototype.isPrototypeOf;
const search = RegExp.prototype.exec;

const getter = (prototype: object, key: PropertyKey): Method =>
  getOwnPropertyDescriptor(prototype, key)!.get!;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** Whether a method of a kind takes a value for one of its kind. */
const takes = (method: Method, value: unknown, args: unknown[]): boolean => {
  try {
    apply(method, value, args);
    return true;
  } catch {
    return false;
  }
};
// To ask takes a few microseconds where the answer is no. So it isn't asked of what has no tag, and
// could have lost it only with its prototype.
const takenBy =
  (method: Method, ...args: unknown[]): Test =>
  (value) =>
    isObject(value) && (toStringTag in value || !isUsual(value)) && takes(method, value, args);
/** For kinds that the language names where there is no tag. */
const named =
  (name: string, method: Method): Test =>
  (value) =>
    isObject(value) &&
    (toStringTag in value
      ? takes(method, value, [])
      : apply(nameOf, value, []) === `[object ${name}]`);
const inherits =
  (prototype: object): Test =>
  (value) =>
    apply(isPrototypeOf, prototype, [value]) as boolean;

const isUsual = inherits(Object.prototype);
const tagOf = getter(getPrototypeOf(Uint8Array.prototype)!, Symbol.toStringTag);
const isArrayBuffer = takenBy(getter(ArrayBuffer.prototype, 'byteLength'));
const isShared: Test =
  typeof SharedArrayBuffer === 'function'
    ? takenBy(getter(SharedArrayBuffer.prototype, 'byteLength'))
    : () => false;
const isMap = takenBy(getter(Map.prototype, 'size'));
const isSet = takenBy(getter(Set.prototype, 'size'));
const isWeakMap = takenBy(WeakMap.prototype.has);
const isWeakSet = takenBy(WeakSet.prototype.has);
const isDate = named('Date', Date.prototype.getTime);
const isRegExp = named('RegExp', getter(RegExp.prototype, 'source'));
const isDataView = takenBy(getter(DataView.prototype, 'buffer'));
const isNumberObject = named('Number', Number.prototype.valueOf);
const isStringObject = named('String', String.prototype.valueOf);
const isBooleanObject = named('Boolean', Boolean.prototype.valueOf);
const isBigIntObject = takenBy(BigInt.prototype.valueOf);
const isSymbolObject = takenBy(Symbol.prototype.valueOf);
const isNativeError: Test = isError ?? inherits(Error.prototype);

const async = inherits(getPrototypeOf(async () => {})!);
const generator = inherits(getPrototypeOf(function* () {})!);
const asyncGenerator = inherits(getPrototypeOf(async function* () {})!);
const SPACE = String.raw`(?:\s|/\*[^]*?\*/|//.*\n)*`;
const WRITTEN_ASYNC = new RegExp(
  String.raw`^async(?:${SPACE}(?:function\b|\*|\[|[\w$#'"]|[^\x00-\x7f])|${SPACE}\([^)]*\)${SPACE}=>)`,
);
const WRITTEN_GENERATOR = new RegExp(String.raw`^(?:async\b)?${SPACE}(?:function\b)?${SPACE}\*`);
const NATIVE = /\{ \[native code\] \}$/;
const isWritten = (how: RegExp, value: unknown, inherited: boolean): boolean => {
  if (typeof value !== 'function') return false;
  const text = apply(toText, value, []);
  // a bound function inherits the prototype of what it is bound to
  return inherited ? apply(search, NATIVE, [text]) === null : apply(search, how, [text]) !== null;
};

export const types = {
  isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isShared(value),
  isArrayBuffer,
  isArgumentsObject: (value: object) =>
    getOwnPropertyDescriptor(value, 'callee')?.enumerable === false &&
    getOwnPropertyDescriptor(value, toStringTag) === undefined &&
    apply(nameOf, value, []) === '[object Arguments]',
  isAsyncFunction: (value: unknown) =>
    isWritten(WRITTEN_ASYNC, value, async(value) || asyncGenerator(value)),
  isGeneratorFunction: (value: unknown) =>
    isWritten(WRITTEN_GENERATOR, value, generator(value) || asyncGenerator(value)),
  isBoxedPrimitive: (value: unknown) =>
    isNumberObject(value) ||
    isStringObject(value) ||
    isBooleanObject(value) ||
    isBigIntObject(value) ||
    isSymbolObject(value),
  isDataView,
  isDate,
  isExternal: () => false,
  isMap,
  isMapIterator: inherits(getPrototypeOf(new Map().entries())!),
  /** As modules.ts makes them, and the language. */
  isModuleNamespaceObject(value: object) {
    const tag = getOwnPropertyDescriptor(value, Symbol.toStringTag);
    return (
      tag?.value === 'Module' &&
      !tag.configurable &&
      getPrototypeOf(value) === null &&
      !isExtensible(value)
    );
  },
  isNativeError,
  isPromise: inherits(Promise.prototype),
  isRegExp,
  isSet,
  isSetIterator: inherits(getPrototypeOf(new Set().values())!),
  isTypedArray: (value: unknown) => apply(tagOf, value, []) !== undefined,
  isWeakMap,
  isWeakSet,
  isBigIntObject,
  isBooleanObject,
  isNumberObject,
  isStringObject,
  isSymbolObject,
};

// --- proxies: known, since those of the program are made by a constructor that notes them
export const RealProxy = Proxy;
const { revocable } = Proxy;
class Itself {
  constructor(value: object) {
    return value;
  }
}
/** What a proxy was made of, in private fields of it: ten times faster than in a WeakMap. */
class Noted extends Itself {
  readonly #target: unknown;
  readonly #handler: unknown;
  constructor(proxy: object, target: unknown, handler: unknown) {
    super(proxy);
    this.#target = target;
    this.#handler = handler;
  }
  static of(value: object): [target: unknown, handler: unknown] | undefined {
    return #target in value ? [value.#target, value.#handler] : undefined;
  }
}

/** From now on console shows the target of a proxy, and calls none of its traps, as in Node. */
export function noteProxies(): void {
  try {
    new Noted(Object.freeze({}), undefined, undefined);
  } catch {
    return; // JavaScript may come to refuse fields to what is frozen: then proxies stay unknown
  }
  Object.defineProperty(RealProxy, 'revocable', {
    value: new RealProxy(revocable, {
      apply(_, self, args) {
        const pair = apply(revocable, self, args) as { proxy: object };
        new Noted(pair.proxy, args[0], args[1]);
        return pair;
      },
    }),
    configurable: true,
    writable: true,
  });
  globalThis.Proxy = new RealProxy(RealProxy, {
    construct(_, args) {
      const target = args[0] as object;
      const handler = args[1] as object;
      return new Noted(new RealProxy(target, handler), target, handler);
    },
  });
}

/** Undefined for what is no proxy; a revoked one has lost what it was made of. */
function getProxyDetails(value: object, both = true): unknown {
  const details = Noted.of(value);
  if (details === undefined) return undefined;
  try {
    isArray(value); // the one thing that a revoked proxy refuses, and no trap hears
    return both ? details : details[0];
  } catch {
    return both ? [null, null] : null;
  }
}

// --- classes of the web's: their text is the browser's own
const hostClasses = new WeakSet();
const isHostClass = hostClasses.has.bind(hostClasses);
/** From now on it is shown as the class that it is in Node. */
export function hostClass<T extends Function>(its: T): T {
  hostClasses.add(its);
  return its;
}
export const textOf = (its: Function): unknown =>
  isHostClass(its) ? 'class {}' : apply(toText, its, []);

// --- the rest
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;
const INDEX = /^(?:0|[1-9]\d*)$/;
const BRANDS: [name: string, is: Test][] = [
  ['Array', isArray],
  ['Map', isMap],
  ['Set', isSet],
  ['WeakMap', isWeakMap],
  ['WeakSet', isWeakSet],
  ['Date', isDate],
  ['RegExp', isRegExp],
  ['Error', isNativeError],
  ['ArrayBuffer', isArrayBuffer],
  ['SharedArrayBuffer', isShared],
  ['DataView', isDataView],
  ['Number', isNumberObject],
  ['String', isStringObject],
  ['Boolean', isBooleanObject],
  ['BigInt', isBigIntObject],
  ['Symbol', isSymbolObject],
  ['Function', (value) => typeof value === 'function'],
];

export const binding = {
  constants: { kPending: 0, kRejected: 2, ALL_PROPERTIES, ONLY_ENUMERABLE },
  getPromiseDetails: () => [0, undefined],
  getProxyDetails,
  Proxy: RealProxy,
  previewEntries: () => [[], false],
  getExternalValue: () => 0n,
  getOwnNonIndexProperties(value: object, filter = ONLY_ENUMERABLE): PropertyKey[] {
    const found: PropertyKey[] = [];
    for (const key of ownKeys(value))
      if (
        !(typeof key === 'string' && apply(search, INDEX, [key]) && +key < 2 ** 32 - 1) &&
        (filter === ALL_PROPERTIES || getOwnPropertyDescriptor(value, key)?.enumerable)
      )
        found[found.length] = key;
    return found;
  },
  /** What V8 remembers of how an object was made: here, its kind. */
  getConstructorName(value: object): string {
    for (let at = 0; at < BRANDS.length; at++) if (BRANDS[at]![1](value)) return BRANDS[at]![0];
    const tag: unknown =
      apply(tagOf, value, []) ?? (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
    return typeof tag === 'string' ? tag : 'Object';
  },
};

/** Classes and such of the language's own; a page's globals are more than these. */
export const LANGUAGE =
  'AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Int16Array Int32Array Int8Array Intl Iterator JSON Map Math Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly'.split(
    ' ',
  );

// --- stacks
let shown = (_: object, stack: string): string => stack;
/** @param show What to print of the stack of an error. */
export function showStacks(show: (error: object, stack: string) => string): void {
  shown = show;
}
/** The last error of which no frame is shown, though it has some: in blobs, or of our own. */
let hidden: object | undefined;
export function shownStack(error: object, stack: string): string {
  const text = shown(error, stack);
  hidden = text !== stack && !apply(includes, text, ['\n    at']) ? error : undefined;
  return text;
}
/** Node puts an error that has no frames in brackets. */
export const withoutFrames = (error: object, text: string): string =>
  error === hidden ? text : `[${text}]`;
