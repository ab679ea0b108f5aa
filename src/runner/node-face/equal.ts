// When two values are deeply equal, after Node's lib/internal/util/comparisons.js: strictly, or
// loosely, where `==` will do and prototypes do not count.
import * as types from './types.ts';

type Mode = 'strict' | 'loose' | 'partial';
type Pairs = [unknown, unknown][];

export const isDeepStrictEqual = (a: unknown, b: unknown): boolean => isEqual(a, b, 'strict', []);
export const isDeepEqual = (a: unknown, b: unknown): boolean => isEqual(a, b, 'loose', []);
/** Whether `a` has all that `b` has. */
export const isPartiallyEqual = (a: unknown, b: unknown): boolean => isEqual(a, b, 'partial', []);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isEqual(a: unknown, b: unknown, mode: Mode, open: Pairs): boolean {
  if (a === b) return a !== 0 || mode === 'loose' || Object.is(a, b);
  if (mode !== 'loose') {
    if (!isObject(a) || !isObject(b)) return typeof a === 'number' && Object.is(a, b);
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) && mode === 'strict') return false;
  } else {
    if (!isObject(a))
      // oxlint-disable-next-line eqeqeq -- loosely
      return !isObject(b) && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
    if (!isObject(b)) return false;
  }
  const tag = (value: object): string => Object.prototype.toString.call(value);
  if (tag(a) !== tag(b)) return false;
  if (!isSameKind(a, b, mode)) return false;

  if (open.some(([x, y]) => x === a && y === b)) return true; // a circle in both
  open.push([a, b]);
  const equal = haveSameContents(a, b, mode, open);
  open.pop();
  return equal;
}

/** What objects are besides their properties. */
function isSameKind(a: any, b: any, mode: Mode): boolean {
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return mode === 'partial' || a.length === b.length;
  for (const is of [types.isDate, types.isRegExp, types.isMap, types.isSet, types.isBoxedPrimitive])
    if (is(a) !== is(b)) return false;
  if (types.isDate(a)) return Object.is(+a, +b);
  if (types.isRegExp(a))
    return a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
  if (types.isNativeError(a) || a instanceof Error) {
    if (!(types.isNativeError(b) || b instanceof Error)) return false;
    for (const name of ['message', 'name', 'cause', 'errors']) {
      const isHidden = (one: object): boolean =>
        Object.hasOwn(one, name) && !Object.prototype.propertyIsEnumerable.call(one, name);
      if (name === 'message' || name === 'name') {
        if (a[name] !== b[name]) return false;
      } else if (isHidden(a) !== isHidden(b) || !isEqual(a[name], b[name], mode, [])) return false;
    }
    return true;
  }
  if (types.isArrayBufferView(a)) {
    if (!types.isArrayBufferView(b) || a.byteLength !== b.byteLength) return false;
    if (mode === 'loose' && (types.isFloat32Array(a) || types.isFloat64Array(a)))
      return a.every((x: number, i: number) => x === b[i]);
    return sameBytes(a.buffer, b.buffer, a.byteOffset, b.byteOffset, a.byteLength);
  }
  if (types.isAnyArrayBuffer(a))
    return (
      types.isAnyArrayBuffer(b) &&
      a.byteLength === b.byteLength &&
      sameBytes(a, b, 0, 0, a.byteLength)
    );
  if (types.isSet(a) || types.isMap(a)) return mode === 'partial' || a.size === b.size;
  if (types.isBoxedPrimitive(a))
    return typeof a.valueOf() === typeof b.valueOf() && Object.is(a.valueOf(), b.valueOf());
  if (a instanceof URL) return b instanceof URL && a.href === b.href;
  if (types.isWeakMap(a) || types.isWeakSet(a) || types.isPromise(a)) return false;
  return true;
}

function sameBytes(a: ArrayBuffer, b: ArrayBuffer, atA: number, atB: number, n: number): boolean {
  const [x, y] = [new Uint8Array(a, atA, n), new Uint8Array(b, atB, n)];
  return x.every((byte, i) => byte === y[i]);
}

/** Enumerable properties, symbols among them unless it's loosely. */
function keysOf(value: object, mode: Mode): PropertyKey[] {
  const isEnumerable = (key: symbol): boolean =>
    Object.prototype.propertyIsEnumerable.call(value, key);
  const symbols = mode === 'loose' ? [] : Object.getOwnPropertySymbols(value).filter(isEnumerable);
  const names = Object.keys(value);
  // those of a view were compared as bytes
  if (ArrayBuffer.isView(value))
    return [...names.filter((name) => !/^\d+$/.test(name)), ...symbols];
  return [...names, ...symbols];
}

function haveSameContents(a: any, b: any, mode: Mode, open: Pairs): boolean {
  if (mode === 'partial' && Array.isArray(b)) return hasInOrder(a, b, open);
  const keys = keysOf(b, mode);
  if (mode !== 'partial' && keysOf(a, mode).length !== keys.length) return false;
  const has = Object.prototype.propertyIsEnumerable;
  if (!keys.every((key) => has.call(a, key))) return false;
  if (types.isSet(a) && !hasMembers(a, b, mode, open)) return false;
  if (types.isMap(a) && !hasEntries(a, b, mode, open)) return false;
  return keys.every((key) => isEqual(a[key], b[key], mode, open));
}

/** Whether the items of `b` stand in `a`, in that order, with others between them or not. */
function hasInOrder(a: unknown[], b: unknown[], open: Pairs): boolean {
  let at = 0;
  return b.every((item) => {
    while (at < a.length) if (isEqual(a[at++], item, 'partial', open)) return true;
    return false;
  });
}

function hasMembers(a: Set<unknown>, b: Set<unknown>, mode: Mode, open: Pairs): boolean {
  const left = [...a].filter((value) => !b.has(value));
  return [...b].every((value) => {
    if (a.has(value)) return true;
    if (mode !== 'loose' && !isObject(value)) return false;
    const at = left.findIndex((other) => isEqual(other, value, mode, open));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function hasEntries(
  a: Map<unknown, unknown>,
  b: Map<unknown, unknown>,
  mode: Mode,
  open: Pairs,
): boolean {
  const left = [...a].filter(([key]) => !b.has(key));
  return [...b].every(([key, value]) => {
    if (a.has(key)) return isEqual(a.get(key), value, mode, open);
    if (mode !== 'loose' && !isObject(key)) return false;
    const at = left.findIndex(
      ([other, its]) => isEqual(other, key, mode, open) && isEqual(its, value, mode, open),
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
