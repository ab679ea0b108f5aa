// A promise that was rejected with what is no error.
import { uncurry } from '../primordials.ts';

const { assign, hasOwn } = Object;
const { keyFor } = Symbol;
const slice = uncurry(''.slice);
const endsWith = uncurry(''.endsWith as (end: string) => boolean);
const IS_NONE = ' is not a symbol';

const isLikeError = (thrown: unknown): boolean =>
  thrown instanceof Error ||
  (typeof thrown === 'object' && thrown !== null && hasOwn(thrown, 'stack'));

/** What Node throws for a rejection: another error in the place of a reason that is none. */
export function rejectionOf(reason: unknown): unknown {
  if (isLikeError(reason)) return reason;
  let text = '#<Object>';
  try {
    if (Object(reason) !== reason) text = String(reason);
    else keyFor(reason as symbol); // an engine's own words for a value, without asking it
  } catch (error) {
    const { message } = error as Error;
    // JavaScriptCore has no words for it
    if (endsWith(message, IS_NONE)) text = slice(message, 0, -IS_NONE.length);
  }
  const error = new Error(
    `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${text}".`,
  );
  return assign(error, { name: 'UnhandledPromiseRejection', code: 'ERR_UNHANDLED_REJECTION' });
}
