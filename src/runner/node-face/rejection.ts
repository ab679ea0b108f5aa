// A promise that was rejected with what is no error.
import { uncurry } from '../primordials.ts';

const { assign, hasOwn, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { keyFor, toStringTag } = Symbol;
const slice = uncurry(''.slice);
const endsWith = uncurry(''.endsWith as (end: string) => boolean);
const IS_NONE = ' is not a symbol';
const { toString: plainText } = Object.prototype;
const kindOf = uncurry<unknown, [], string>(plainText);
const codeOf = uncurry<unknown, [], string>(Function.prototype.toString);

const isLikeError = (thrown: unknown): boolean =>
  thrown instanceof Error ||
  (typeof thrown === 'object' && thrown !== null && hasOwn(thrown, 'stack'));

/** What Node throws for a rejection: another error in the place of a reason that is none. */
export function rejectionOf(reason: unknown): unknown {
  if (isLikeError(reason)) return reason;
  const text = Object(reason) === reason ? briefly(reason as object) : String(reason);
  const error = new Error(
    `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${text}".`,
  );
  return assign(error, { name: 'UnhandledPromiseRejection', code: 'ERR_UNHANDLED_REJECTION' });
}

/** V8's own words for a value, which it finds without asking it. */
function inOwnWords(value: unknown): string | undefined {
  try {
    return keyFor(value as symbol);
  } catch (error) {
    const { message } = error as Error;
    return endsWith(message, IS_NONE) ? slice(message, 0, -IS_NONE.length) : undefined;
  }
}
const HAS_WORDS = inOwnWords({}) === '#<Object>';

/** What V8 calls it, in other engines too: of the program's own at most the traps of a proxy are run, and a getter of a `toStringTag`. */
function briefly(value: object): string {
  try {
    if (HAS_WORDS) return inOwnWords(value) ?? '#<Object>';
    if (typeof value === 'function') return codeOf(value);
    const its = dataOf(value, 'constructor');
    const name = typeof its === 'function' ? dataOf(its, 'name') : undefined;
    const isPlain = dataOf(value, 'toString') === plainText;
    if (isPlain && typeof name === 'string' && name !== '') return `#<${name}>`;
    const tag = dataOf(value, toStringTag);
    return typeof tag === 'string' ? `[object ${tag}]` : kindOf(value);
  } catch {
    return '#<Object>';
  }
}
function dataOf(value: object, key: PropertyKey): unknown {
  for (let at: object | null = value; at; at = getPrototypeOf(at) as object | null) {
    const its = getOwnPropertyDescriptor(at, key);
    if (its) return its.value;
  }
  return undefined;
}
