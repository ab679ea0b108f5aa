// What the npm package `buffer` throws, as Node words it. That it throws is enough to look.
import { nodeError, outOfRange, wrongType } from './errors.ts';

type Any = any;
type Told = (args: Any[], self: Any, match: string[]) => Error;

const SAFE = '>= 0 && <= 9007199254740991';
export const BYTES = 'an instance of Buffer or Uint8Array';
export const isBytes = (value: unknown): boolean => value instanceof Uint8Array;

/** By the name of the function, and what it said. */
const TOLD: [said: RegExp, told: Told][] = [
  [
    / Unknown encoding: /,
    (_a, _s, [text]) => nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', text!.slice(1)),
  ],
  [/ "size" argument must/, ([size]) => wrongType('size', 'of type number', size)],
  [/ option "size"/, ([size]) => outOfRange('size', SAFE, size)],
  [/ "list" argument/, ([list]) => wrongType('list', 'an instance of Array', list)],
  [
    / The "string" argument/,
    ([text]) => wrongType('string', 'of type string or an instance of Buffer or ArrayBuffer', text),
  ],
  [
    / The "buf1"/,
    ([one, other]) =>
      isBytes(one) ? wrongType('buf2', BYTES, other) : wrongType('buf1', BYTES, one),
  ],
  [
    / The first argument must be one of/,
    ([value]) =>
      wrongType(
        'first argument',
        'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object',
        value,
      ),
  ],
  [
    / ".*" is outside of buffer bounds/,
    (_a, _s, [text]) => nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', text!.slice(1)),
  ],
  [
    /^(compare|copy) .*(The "target"|should be a Buffer)/,
    ([target]) => wrongType('target', BYTES, target),
  ],
  [
    /^compare .*range/,
    ([target, start, end]) =>
      start < 0
        ? outOfRange('targetStart', SAFE, start)
        : outOfRange('targetEnd', `>= 0 && <= ${target.length}`, end),
  ],
  [/^copy targetStart/, ([, start]) => outOfRange('targetStart', '>= 0', start)],
  [
    /^copy .*range/,
    ([, , start], self) => outOfRange('sourceStart', `>= 0 && <= ${self.length}`, start),
  ],
  [
    / val must be/,
    ([value]) =>
      wrongType(
        'value',
        'one of type number or string or an instance of Buffer or Uint8Array',
        value,
      ),
  ],
  [
    / must be a multiple/,
    (_a, _s, [text]) => nodeError(RangeError, 'ERR_INVALID_BUFFER_SIZE', text!.slice(1)),
  ],
  [
    /^write Attempt/,
    ([, offset], self) => outOfRange('offset', `>= 0 && <= ${self.length}`, offset),
  ],
];

/** Of each function of an object, those that throw in Node's words. */
export function inNodesWords(of: Any): void {
  for (const [key, its] of Object.entries(Object.getOwnPropertyDescriptors(of))) {
    if (typeof its.value !== 'function' || key === 'constructor' || key === 'parent') continue;
    const { value } = its;
    const { [key]: method } = {
      [key](this: Any, ...args: Any[]) {
        try {
          return value.apply(this, args);
        } catch (error: Any) {
          if (error.code !== undefined) throw error;
          const said = `${key} ${error.message}`;
          const found = TOLD.find(([pattern]) => pattern.test(said));
          throw found ? found[1](args, this, [/ .*/s.exec(said)![0]]) : error;
        }
      },
    };
    Object.defineProperty(of, key, {
      ...its,
      value: Object.defineProperty(method, 'length', { value: value.length, configurable: true }),
    });
  }
}
