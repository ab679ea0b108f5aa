// Assertions about what is thrown, after Node's own lib/assert.js.
import { AssertionError, fails, isError } from './assertion-error.ts';
import { isDeepStrictEqual } from './equal.ts';
import { nodeError, received, wrongType } from './errors.ts';
import { host } from './host.ts';
import { isPromise, isRegExp } from './types.ts';

const { inspect } = host.printing;
type Any = any;

const NOTHING = Symbol('nothing was thrown');

/** Shown in the place of an error, with those of its properties that count. */
class Comparison {
  constructor(from: Any, keys: string[], actual?: Any) {
    for (const key of keys)
      if (key in from)
        (this as Any)[key] =
          typeof actual?.[key] === 'string' && isRegExp(from[key]) && from[key].test(actual[key])
            ? actual[key]
            : from[key];
  }
}

function checkKind(actual: Any, expected: Any, message: Any, fn: Function): void {
  let said = message as string | undefined;
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) {
      const text = String(actual);
      if (expected.test(text)) return;
      said ||= `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
    } else if (typeof actual !== 'object' || actual === null) {
      const error = new AssertionError({
        actual,
        expected,
        message,
        operator: 'deepStrictEqual',
        stackStartFn: fn,
      });
      error.operator = fn.name;
      throw error;
    } else return checkKeys(actual, expected, message, fn);
  } else if (expected.prototype !== undefined && actual instanceof expected) return;
  else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    if (!said) {
      said = `The error is expected to be an instance of "${expected.name}". Received `;
      if (isError(actual)) {
        const name = actual.constructor?.name || actual.name;
        said +=
          expected.name === name
            ? 'an error with identical name but a different prototype.'
            : `"${name}"`;
        if (actual.message) said += `\n\nError message:\n\n${actual.message}`;
      } else said += `"${inspect(actual, { depth: -1 })}"`;
    }
  } else {
    const result: unknown = Reflect.apply(expected, {}, [actual]);
    if (result === true) return;
    if (!said) {
      said = `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received ${inspect(result)}`;
      if (isError(actual)) said += `\n\nCaught error:\n\n${actual}`;
    }
  }
  const error = new AssertionError({
    actual,
    expected,
    message: said,
    operator: fn.name,
    stackStartFn: fn,
  });
  error.generatedMessage = !message;
  throw error;
}

function checkKeys(actual: Any, expected: Any, message: unknown, fn: Function): void {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0)
    throw nodeError(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `The argument 'error' may not be an empty object. Received ${inspect(expected)}`,
    );
  for (const key of keys) {
    if (
      typeof actual[key] === 'string' &&
      isRegExp(expected[key]) &&
      expected[key].test(actual[key])
    )
      continue;
    if (key in actual && isDeepStrictEqual(actual[key], expected[key])) continue;
    if (message) fails({ actual, expected, message, operator: fn.name, stackStartFn: fn });
    const error = new AssertionError({
      actual: new Comparison(actual, keys),
      expected: new Comparison(expected, keys, actual),
      operator: 'deepStrictEqual',
      stackStartFn: fn,
    });
    throw Object.assign(error, { actual, expected, operator: fn.name });
  }
}

function expectError(fn: Function, actual: Any, ...[error, message]: Any[]): void {
  const ERROR = 'of type function or an instance of Error, RegExp, or Object';
  let [kind, said] = [error, message];
  if (typeof error === 'string') {
    if (message !== undefined) throw wrongType('error', ERROR, error);
    const same = typeof actual === 'object' && actual !== null ? actual.message : actual;
    if (same === error)
      throw nodeError(
        TypeError,
        'ERR_AMBIGUOUS_ARGUMENT',
        `The "error/message" argument is ambiguous. The error ${typeof actual === 'object' ? 'message ' : ''}"${same}" is identical to the message.`,
      );
    [kind, said] = [undefined, error];
  } else if (
    error !== undefined &&
    error !== null &&
    typeof error !== 'object' &&
    typeof error !== 'function'
  )
    throw wrongType('error', ERROR, error);
  if (actual === NOTHING)
    fails({
      actual: undefined,
      expected: kind,
      operator: fn.name,
      message: `Missing expected ${fn === rejects ? 'rejection' : 'exception'}${kind?.name ? ` (${kind.name})` : ''}${said ? `: ${said}` : '.'}`,
      stackStartFn: fn,
    });
  if (kind) checkKind(actual, kind, said, fn);
}

function matches(actual: unknown, expected: Any): boolean {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return expected.test(String(actual));
    throw wrongType('expected', 'of type function or an instance of RegExp', expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function expectNoError(fn: Function, actual: Any, error: Any, message: Any): void {
  if (actual === NOTHING) return;
  const said = typeof error === 'string' ? error : message;
  const kind = typeof error === 'string' ? undefined : error;
  if (!kind || matches(actual, kind))
    fails({
      actual,
      expected: kind,
      operator: fn.name,
      message: `Got unwanted ${fn === doesNotReject ? 'rejection' : 'exception'}${said ? `: ${said}` : '.'}\nActual message: "${actual?.message}"`,
      stackStartFn: fn,
    });
  throw actual;
}

function thrownBy(fn: unknown): unknown {
  if (typeof fn !== 'function') throw wrongType('fn', 'of type function', fn);
  try {
    fn();
  } catch (error) {
    return error;
  }
  return NOTHING;
}

async function rejectionOf(given: Any): Promise<unknown> {
  const isOne = (value: Any): boolean =>
    isPromise(value) ||
    (value !== null &&
      typeof value === 'object' &&
      typeof value.then === 'function' &&
      typeof value.catch === 'function');
  let promise = given;
  if (typeof given === 'function') {
    promise = given();
    if (!isOne(promise))
      throw nodeError(
        TypeError,
        'ERR_INVALID_RETURN_VALUE',
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${received(promise).slice('Received '.length)}.`,
      );
  } else if (!isOne(given))
    throw wrongType('promiseFn', 'of type function or an instance of Promise', given);
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return NOTHING;
}

export function throws(fn: Any, ...more: Any[]): void {
  expectError(throws, thrownBy(fn), ...more);
}
export async function rejects(fn: Any, ...more: Any[]): Promise<void> {
  expectError(rejects, await rejectionOf(fn), ...more);
}
export function doesNotThrow(fn: Any, ...[error, message]: Any[]): void {
  expectNoError(doesNotThrow, thrownBy(fn), error, message);
}
export async function doesNotReject(fn: Any, ...[error, message]: Any[]): Promise<void> {
  expectNoError(doesNotReject, await rejectionOf(fn), error, message);
}
