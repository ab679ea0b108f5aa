// Where texts become bytes, and bytes texts: what Node does there and the npm package `buffer` does
// not. Node says nothing of a text that is broken, and takes what comes before.
import { BYTES, isBytes } from './buffer-errors.ts';
import { mustBe, mustBeNumber, nodeError, outOfRange, wrongType } from './errors.ts';
import { host } from './host.ts';

type Any = any;

export const BASE64URL = /^base64url$/i;
const UTF8 = /^utf-?8$/i;
const UCS2 = /^(ucs-?2|utf-?16le)$/i;
const HEX = /^hex$/i;

export const unknownEncoding = (encoding: unknown): Error =>
  nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${String(encoding)}`);
export const toBase64 = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');
export const bytesInBase64 = (text: string): number =>
  (text.replace(/={1,2}$/, '').length * 3) >>> 2;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const fillWithByte = Uint8Array.prototype.fill;

/** Puts them into the place of the package's own. */
export function handleTexts(Buffer: Any): void {
  const { toString, write } = Buffer.prototype;
  Object.assign(Buffer.prototype, {
    toString(this: Any, encoding?: Any, start?: Any, end?: Any): string {
      const from = start > 0 ? start >>> 0 : 0;
      const to = end === undefined || end > this.length ? this.length : end > 0 ? end >>> 0 : 0;
      if (to <= from) return '';
      if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
      // a copy: some browsers decode no memory that is shared
      if (encoding === undefined || UTF8.test(encoding))
        return decoder.decode(new Uint8Array(this.subarray(from, to)));
      if (!BASE64URL.test(encoding)) return toString.call(this, encoding, from, to);
      return toString
        .call(this, 'base64', from, to)
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, '');
    },
    write(this: Any, text: Any, ...rest: Any[]): number {
      if (typeof text !== 'string')
        throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
      const [, length] = rest;
      if (typeof length === 'number' && length > this.length)
        throw outOfRange('length', `>= 0 && <= ${this.length}`, length);
      const last = rest.length - 1;
      const encoding = String(rest[last]);
      if (HEX.test(encoding)) text = /^(?:[\da-f]{2})*/i.exec(text)![0];
      if (!BASE64URL.test(encoding)) return write.call(this, text, ...rest);
      return write.call(this, toBase64(text), ...rest.slice(0, last), 'base64');
    },
    fill(this: Any, value: Any, offset?: Any, end?: Any, encoding?: Any) {
      if (typeof value === 'string') {
        if (offset === undefined || typeof offset === 'string')
          [encoding, offset] = [offset, undefined];
        else if (typeof end === 'string') [encoding, end] = [end, undefined];
        if (encoding !== undefined && encoding !== null) mustBe('string', 'encoding', encoding);
        if (encoding && !Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
        if (value === '') value = 0;
      }
      if (offset === undefined) [offset, end] = [0, this.length];
      mustBeInteger('offset', offset, Number.MAX_SAFE_INTEGER);
      if (end === undefined) end = this.length;
      else mustBeInteger('end', end, this.length);
      if (offset >= end) return this;
      const bytes: Any =
        typeof value === 'string'
          ? Buffer.from(value, encoding || 'utf8')
          : isBytes(value)
            ? value
            : undefined;
      if (!bytes) return fillWithByte.call(this, value & 255, offset, end);
      if (bytes.length === 0)
        throw nodeError(
          TypeError,
          'ERR_INVALID_ARG_VALUE',
          `The argument 'value' is invalid. Received ${host.printing.inspect(value)}`,
        );
      for (let at = offset; at < end; at++) this[at] = bytes[(at - offset) % bytes.length];
      return this;
    },
    equals(this: Any, other: Any): boolean {
      if (!isBytes(other)) throw wrongType('otherBuffer', BYTES, other);
      return this === other || Buffer.compare(this, other) === 0;
    },
  });
  for (const name of ['indexOf', 'lastIndexOf', 'includes'] as const) {
    const search = Buffer.prototype[name];
    Buffer.prototype[name] = {
      [name](this: Any, value: Any, offset?: Any, encoding?: Any): number | boolean {
        if (typeof offset === 'string') [encoding, offset] = [offset, undefined];
        const isIn = (at: number): number | boolean => (name === 'includes' ? at >= 0 : at);
        let from = Math.trunc(+offset);
        if (Number.isNaN(from)) from = name === 'lastIndexOf' ? this.length : 0;
        from = from < 0 ? Math.max(from + this.length, 0) : Math.min(from, this.length);
        if (typeof value === 'string' && UCS2.test(encoding)) {
          const way = name === 'lastIndexOf' ? name : 'indexOf';
          return isIn(2 * this.toString('ucs2')[way](value, from >> 1));
        }
        if (typeof value === 'string' && Buffer.isEncoding(encoding))
          value = Buffer.from(value, encoding);
        else if (isBytes(value)) value = Buffer.from(value.buffer, value.byteOffset, value.length);
        const isEmpty = value === '' || (isBytes(value) && value.length === 0);
        return isEmpty ? isIn(from) : search.call(this, value, offset, encoding);
      },
    }[name];
  }
  for (const encoding of ['ascii', 'base64', 'base64url', 'hex', 'latin1', 'ucs2', 'utf8'])
    Object.assign(Buffer.prototype, {
      [`${encoding}Slice`](this: Any, start?: Any, end?: Any): string {
        return this.toString(encoding, start, end);
      },
      [`${encoding}Write`](this: Any, text: Any, offset = 0, length = this.length - offset) {
        return this.write(text, offset, length, encoding);
      },
    });
}

function mustBeInteger(name: string, value: unknown, most: number): void {
  mustBeNumber(name, value, 0, most);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
}
