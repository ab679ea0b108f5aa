// node:buffer: the npm package of that name, with what Node has got since.
import * as base from 'buffer/index.js';
import { BYTES, inNodesWords, isBytes } from './buffer-errors.ts';
import {
  BASE64URL,
  bytesInBase64,
  handleTexts,
  toBase64,
  unknownEncoding,
} from './buffer-texts.ts';
import { mustBeNumber, nodeError, outOfRange, wrongType } from './errors.ts';
import { host } from './host.ts';
import { lackingAll } from './needs-node.ts';

type Any = any;
const BYTES_OR_TEXT =
  'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object';

const { Buffer: Base, kMaxLength } = base as Any;
/** Node warns once of what the name itself makes. */
const deprecated = (): void => {
  if (!isWarned)
    globalThis.process.emitWarning(
      'Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.',
      'DeprecationWarning',
      'DEP0005',
    );
  isWarned = true;
};
let isWarned = false;
export const Buffer: Any = new Proxy(Base, {
  apply(target, self, args) {
    deprecated();
    return Reflect.apply(target, self, args) as object;
  },
  construct(target, args, made) {
    deprecated();
    return Reflect.construct(target, args, made) as object;
  },
});
Buffer.prototype.constructor = Buffer;
// making one from another doesn't call the name
Object.defineProperty(Base, Symbol.species, { get: () => Base, configurable: true });
Object.assign(Buffer, { of: (...bytes: number[]): object => Base.from(bytes) as object });
Buffer.poolSize = 64 * 1024;
const { concat, from, isEncoding, byteLength } = Buffer;
handleTexts(Buffer);

const { get: tagOf } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
) as { get: () => unknown };
/** NaN is refused, and not taken for none. */
const sized = (name: 'alloc' | 'allocUnsafe' | 'allocUnsafeSlow'): object => {
  const { [name]: make } = Buffer;
  return {
    [name](size: Any, ...rest: Any[]) {
      mustBeNumber('size', size, 0, Number.MAX_SAFE_INTEGER);
      return make(size, ...rest);
    },
  };
};
Object.assign(Buffer, {
  ...sized('alloc'),
  ...sized('allocUnsafe'),
  ...sized('allocUnsafeSlow'),
  from(value: Any, encoding?: Any, length?: Any) {
    if (typeof value === 'string') {
      if (typeof encoding === 'string' && BASE64URL.test(encoding))
        return from(toBase64(value), 'base64');
      if (encoding === '') encoding = undefined;
      if (typeof encoding === 'string' && !Buffer.isEncoding(encoding))
        throw unknownEncoding(encoding);
    } else if (typeof value !== 'object' || value === null) {
      throw wrongType('first argument', BYTES_OR_TEXT, value);
    }
    return from(value, encoding, length);
  },
  isEncoding: (name: unknown) =>
    typeof name === 'string' && (BASE64URL.test(name) || isEncoding(name)),
  byteLength: (value: Any, encoding?: Any) =>
    typeof value === 'string' && /^base64(url)?$/i.test(encoding)
      ? bytesInBase64(value)
      : byteLength(value, encoding),
  concat(list: Any, length?: Any) {
    if (length !== undefined && list?.length > 0)
      mustBeNumber('length', length, 0, Number.MAX_SAFE_INTEGER);
    const at = Array.isArray(list) ? list.findIndex((its) => !isBytes(its)) : -1;
    if (at >= 0) throw wrongType(`list[${at}]`, BYTES, list[at]);
    return concat(list, length);
  },
  copyBytesFrom(view: Any, offset: Any = 0, length?: Any) {
    if (tagOf.call(view) === undefined) throw wrongType('view', 'an instance of TypedArray', view);
    mustBeNumber('offset', offset, 0, Number.MAX_SAFE_INTEGER);
    length ??= view.length - offset;
    const part = view.subarray(offset, offset + length);
    return Buffer.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  },
});
Object.assign(Buffer.prototype, {
  [Symbol.for('nodejs.util.inspect.custom')](this: Any, _depth: number, options: Any): string {
    const shown = [...this.subarray(0, 50)].map((byte: number) =>
      byte.toString(16).padStart(2, '0'),
    );
    const more = this.length - 50;
    if (more > 0) shown.push(`... ${more} more byte${more > 1 ? 's' : ''}`);
    // what a program adds to one
    const own = Object.keys(this).filter((key) => !/^\d+$/.test(key));
    const text = own.map((key) => `${key}: ${host.printing.inspect(this[key], options)}`);
    return `<Buffer ${text.map((one) => `${one}, `).join('')}${shown.join(' ')}>`;
  },
});
// Node reports what lies outside by code
for (const name of Object.getOwnPropertyNames(Buffer.prototype).filter((its) =>
  /^(read|write)./.test(its),
)) {
  const method = Buffer.prototype[name];
  Buffer.prototype[name] = {
    [name](this: Any, ...args: Any[]) {
      mustFit(name, args);
      try {
        return method.apply(this, args);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw outside(this, name, args);
      }
    },
  }[name];
}

const isAnyLength = (name: string): boolean => /U?[Ii]nt[LB]E$/.test(name);
function mustFit(name: string, args: Any[]): void {
  if (name === 'write') return;
  const at = name.startsWith('read') ? 0 : 1;
  const { [at]: offset, [at + 1]: bytes } = args;
  if (isAnyLength(name)) mustBeNumber('byteLength', bytes, 1, 6, '>= 1 and <= 6');
  if (offset === undefined) return;
  mustBeNumber('offset', offset);
  if (!Number.isInteger(offset)) throw outOfRange('offset', 'an integer', offset);
}

function outside(buffer: Any, name: string, args: Any[]): Error {
  const isRead = name.startsWith('read');
  const offset = args[isRead ? 0 : 1] ?? 0;
  const bytes = isAnyLength(name)
    ? args[isRead ? 1 : 2]
    : Number(/\d+/.exec(name)?.[0] ?? (name.includes('Double') ? 64 : 32)) / 8;
  if (buffer.length < bytes)
    return nodeError(
      RangeError,
      'ERR_BUFFER_OUT_OF_BOUNDS',
      'Attempt to access memory outside buffer bounds',
    );
  if (!Number.isInteger(offset) || offset < 0 || offset + bytes > buffer.length)
    return outOfRange('offset', `>= 0 and <= ${buffer.length - bytes}`, offset);
  const isUnsigned = /UInt/i.test(name);
  const most = (1n << BigInt(bytes * 8 - (isUnsigned ? 0 : 1))) - 1n;
  const least = isUnsigned ? 0n : -most - 1n;
  if (bytes > 6 || name.includes('Big')) {
    const edge = isUnsigned ? '2n ** 64n' : '2n ** 63n';
    return outOfRange('value', `>= ${isUnsigned ? '0n' : `-(${edge})`} and < ${edge}`, args[0]);
  }
  return outOfRange('value', `>= ${least} and <= ${most}`, args[0]);
}

for (const name of Object.keys(Buffer.prototype).filter((its) => its.includes('BigUInt')))
  Buffer.prototype[name.replace('UInt', 'Uint')] = Buffer.prototype[name];
// what the package goes by itself
Object.defineProperty(Buffer.prototype, '_isBuffer', { value: true, enumerable: false });
delete Buffer.TYPED_ARRAY_SUPPORT;

inNodesWords(Buffer);
inNodesWords(Buffer.prototype);

export const { Blob, File, atob, btoa } = globalThis;
export { kMaxLength };
export const kStringMaxLength = 2 ** 29 - 24;
export const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength };
export const INSPECT_MAX_BYTES = 50;
const isText = (bytes: Any): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
export const isUtf8 = (bytes: Any): boolean => isText(bytes);
export const isAscii = (bytes: Any): boolean =>
  new Uint8Array(bytes.buffer ?? bytes).every((byte) => byte < 128);
export const { transcode, resolveObjectURL } = lackingAll('buffer', 'transcode resolveObjectURL');
