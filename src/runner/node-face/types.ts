// node:util/types. What an object is inside is asked of methods that refuse all others, so that
// names and tags that a program changed don't fool it.

type Test = (value: unknown) => boolean;

/** True where the getter or method takes the value for one of its own. */
const takenBy = (method: ((...args: any[]) => unknown) | undefined, ...args: unknown[]): Test => {
  if (!method) return () => false;
  return (value) => {
    try {
      Reflect.apply(method, value, args);
      return true;
    } catch {
      return false;
    }
  };
};
const getter = (prototype: object, name: string | symbol): (() => unknown) | undefined =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get;
const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';
const tag = (value: unknown): string => Object.prototype.toString.call(value);
const tagged =
  (name: string): Test =>
  (value) =>
    isObject(value) && tag(value) === `[object ${name}]`;
const boxed =
  (valueOf: () => unknown): Test =>
  (value) =>
    typeof value === 'object' && takenBy(valueOf)(value);

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const nameOfTyped = getter(typedArray, Symbol.toStringTag)!;
const kindOf = (value: unknown): unknown => Reflect.apply(nameOfTyped, value, []);
const typed =
  (name: string): Test =>
  (value) =>
    kindOf(value) === name;

export const isDate = takenBy(Date.prototype.getTime);
export const isRegExp: Test = (value) =>
  isObject(value) &&
  value !== RegExp.prototype &&
  takenBy(getter(RegExp.prototype, 'source'))(value);
export const isMap = takenBy(getter(Map.prototype, 'size'));
export const isSet = takenBy(getter(Set.prototype, 'size'));
export const isWeakMap = takenBy(WeakMap.prototype.has, {});
export const isWeakSet = takenBy(WeakSet.prototype.has, {});
export const isArrayBuffer = takenBy(getter(ArrayBuffer.prototype, 'byteLength'));
export const isSharedArrayBuffer =
  typeof SharedArrayBuffer === 'function'
    ? takenBy(getter(SharedArrayBuffer.prototype, 'byteLength'))
    : () => false;
export const isAnyArrayBuffer: Test = (value) => isArrayBuffer(value) || isSharedArrayBuffer(value);
export const isDataView = takenBy(getter(DataView.prototype, 'buffer'));
export const isArrayBufferView: Test = (value) => ArrayBuffer.isView(value);
export const isTypedArray: Test = (value) => kindOf(value) !== undefined;
export const isNativeError: Test = (value) =>
  isObject(value) &&
  ((Error as unknown as { isError?: Test }).isError?.(value) ?? value instanceof Error);
export const isNumberObject = boxed(Number.prototype.valueOf);
export const isStringObject = boxed(String.prototype.valueOf);
export const isBooleanObject = boxed(Boolean.prototype.valueOf);
export const isBigIntObject = boxed(BigInt.prototype.valueOf);
export const isSymbolObject = boxed(Symbol.prototype.valueOf);
export const isBoxedPrimitive: Test = (value) =>
  [isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject].some((is) =>
    is(value),
  );
export const isPromise: Test = (value) => {
  if (!isObject(value)) return false;
  return tag(value) === '[object Promise]' && value instanceof Promise;
};
export const isArgumentsObject: Test = (value) =>
  tagged('Arguments')(value) && !Object.hasOwn(value as object, Symbol.toStringTag);
export const isGeneratorObject = tagged('Generator');
export const isMapIterator = tagged('Map Iterator');
export const isSetIterator = tagged('Set Iterator');
export const isModuleNamespaceObject: Test = (value) =>
  isObject(value) && Object.getPrototypeOf(value) === null && tag(value) === '[object Module]';
export const isAsyncFunction: Test = (value) =>
  typeof value === 'function' && /^\[object Async(Generator)?Function\]$/.test(tag(value));
export const isGeneratorFunction: Test = (value) =>
  typeof value === 'function' && /^\[object (Async)?GeneratorFunction\]$/.test(tag(value));
export const isProxy: Test = () => false; // nothing in a page can tell
export const isExternal: Test = () => false;
export const isUint8Array = typed('Uint8Array');
export const isUint8ClampedArray = typed('Uint8ClampedArray');
export const isUint16Array = typed('Uint16Array');
export const isUint32Array = typed('Uint32Array');
export const isInt8Array = typed('Int8Array');
export const isInt16Array = typed('Int16Array');
export const isInt32Array = typed('Int32Array');
export const isFloat16Array = typed('Float16Array');
export const isFloat32Array = typed('Float32Array');
export const isFloat64Array = typed('Float64Array');
export const isBigInt64Array = typed('BigInt64Array');
export const isBigUint64Array = typed('BigUint64Array');
export const isCryptoKey: Test = (value) =>
  typeof CryptoKey === 'function' && value instanceof CryptoKey;
export const isKeyObject: Test = () => false;
