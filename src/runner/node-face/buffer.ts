// node:buffer: the npm package of that name, with what Node has got since.
import * as base from 'buffer/index.js';
import { nodeError, outOfRange, received } from './errors.ts';
import { host } from './host.ts';
import { lackingAll } from './needs-node.ts';

type Any = any;
const BASE64URL = /^base64url$/i;

const { Buffer: Base, kMaxLength } = base as Any;
export const Buffer: Any = Base;
Buffer.poolSize = 64 * 1024;
const { from, isEncoding, byteLength } = Buffer;
const { toString, write } = Buffer.prototype;
const toBase64 = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');

Object.assign(Buffer, {
  from(value: Any, encoding?: Any, length?: Any) {
    if (typeof value === 'string') {
      if (typeof encoding === 'string' && BASE64URL.test(encoding))
        return from(toBase64(value), 'base64');
      if (typeof encoding === 'string' && !Buffer.isEncoding(encoding))
        throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    } else if (typeof value !== 'object' || value === null) {
      throw nodeError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. ${received(value)}`,
      );
    }
    return from(value, encoding, length);
  },
  isEncoding: (name: unknown) =>
    typeof name === 'string' && (BASE64URL.test(name) || isEncoding(name)),
  byteLength: (value: Any, encoding?: Any) =>
    typeof value === 'string' && typeof encoding === 'string' && BASE64URL.test(encoding)
      ? byteLength(toBase64(value), 'base64')
      : byteLength(value, encoding),
  copyBytesFrom(view: Any, offset = 0, length = view.length - offset) {
    const part = view.subarray(offset, offset + length);
    return Buffer.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  },
});
Object.assign(Buffer.prototype, {
  toString(encoding?: Any, start?: Any, end?: Any) {
    if (typeof encoding !== 'string' || !BASE64URL.test(encoding))
      return toString.call(this, encoding, start, end);
    return toString
      .call(this, 'base64', start, end)
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
  },
  write(text: Any, ...rest: Any[]) {
    const last = rest.length - 1;
    if (typeof rest[last] !== 'string' || !BASE64URL.test(rest[last]))
      return write.call(this, text, ...rest);
    return write.call(this, toBase64(text), ...rest.slice(0, last), 'base64');
  },
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
      try {
        return method.apply(this, args);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw outside(this, name, args);
      }
    },
  }[name];
}

function outside(buffer: Any, name: string, args: Any[]): Error {
  const isRead = name.startsWith('read');
  const isAnyLength = /U?[Ii]nt[LB]E$/.test(name);
  const offset = args[isRead ? 0 : 1] ?? 0;
  const bytes = isAnyLength
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
  return outOfRange('value', `>= ${least} and <= ${most}`, args[0]);
}

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
