// node:assert, after Node's own lib/assert.js.
import { AssertionError, type Failure } from './assertion-error.ts';
import { isDeepEqual, isDeepStrictEqual, isPartiallyEqual } from './equal.ts';
import { nodeError, received, wrongType } from './errors.ts';
import { host } from './host.ts';
import { isNativeError, isPromise, isRegExp } from './types.ts';

const { inspect } = host.printing;
type Any = any;
type Message = string | Error | undefined;

const NOTHING = Symbol('nothing was thrown');

function fails(failure: Failure): never {
  if (failure.message instanceof Error) throw failure.message;
  throw new AssertionError(failure);
}
const isError = (value: unknown): value is Error => value instanceof Error || isNativeError(value);

/** What stands at the place of a call, from the object that it is a method of on. */
function callAt(from: Function): string | undefined {
  const error = new Error();
  Error.captureStackTrace?.(error, from);
  const place = host.sourceOf(error);
  if (!place) return undefined;
  const { line, column } = place;
  const before = /[\w$]+(?:\s*(?:\?\.|\.)\s*[\w$]+)*(?:\?\.|\.)$/.exec(line.slice(0, column - 1));
  const start = before ? before.index : column - 1;
  let depth = 0;
  const token = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|[();]/g;
  token.lastIndex = column - 1;
  for (let found; (found = token.exec(line));) {
    if (found[0] === '(') depth++;
    else if (found[0] === ')' && --depth === 0) return line.slice(start, found.index + 1);
    else if (found[0] === ';') return line.slice(start, found.index);
  }
  return line.slice(start);
}

function checkTruthy(fn: Function, count: number, value?: unknown, message?: unknown): void {
  if (value) return;
  let said = message;
  if (count === 0) said = 'No value argument passed to `assert.ok()`';
  else if (message === undefined || message === null) {
    const call = callAt(fn);
    said = call && `The expression evaluated to a falsy value:\n\n  ${call}\n`;
  } else if (isError(message)) throw message;
  const error = new AssertionError({
    actual: value,
    expected: true,
    message: said,
    operator: '==',
    stackStartFn: fn,
  });
  error.generatedMessage = message === undefined || message === null;
  throw error;
}

type Assertion = (actual: Any, expected: Any, message?: Message) => void;

/** An assertion about two values. @param holds Whether it does. */
function comparing(
  name: string,
  operator: string,
  holds: (actual: unknown, expected: unknown) => boolean,
): Assertion {
  const method = {
    [name](this: unknown, ...args: unknown[]): void {
      if (args.length < 2)
        throw nodeError(
          TypeError,
          'ERR_MISSING_ARGS',
          'The "actual" and "expected" arguments must be specified',
        );
      const [actual, expected, message] = args;
      if (!holds(actual, expected))
        fails({
          actual,
          expected,
          message,
          operator,
          stackStartFn: method,
          diff: diffOf(this),
        });
    },
  }[name]! as Assertion;
  return method;
}

// oxlint-disable-next-line eqeqeq -- that is the point of it
const isLike = (a: Any, b: Any): boolean => a == b || (Number.isNaN(a) && Number.isNaN(b));
const compare = {
  equal: comparing('equal', '==', isLike),
  notEqual: comparing('notEqual', '!=', (a, b) => !isLike(a, b)),
  deepEqual: comparing('deepEqual', 'deepEqual', isDeepEqual),
  notDeepEqual: comparing('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b)),
  deepStrictEqual: comparing('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual),
  notDeepStrictEqual: comparing(
    'notDeepStrictEqual',
    'notDeepStrictEqual',
    (a, b) => !isDeepStrictEqual(a, b),
  ),
  strictEqual: comparing('strictEqual', 'strictEqual', Object.is),
  notStrictEqual: comparing('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b)),
  partialDeepStrictEqual: comparing(
    'partialDeepStrictEqual',
    'partialDeepStrictEqual',
    isPartiallyEqual,
  ),
};

function fail(message?: Message): never {
  if (message instanceof Error) throw message;
  const isGiven = message !== undefined && message !== null;
  const error = new AssertionError({
    message: isGiven ? message : 'Failed',
    operator: 'fail',
    stackStartFn: fail,
  });
  if (!isGiven) error.generatedMessage = true;
  throw error;
}

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

function throws(fn: Any, ...more: Any[]): void {
  expectError(throws, thrownBy(fn), ...more);
}
async function rejects(fn: Any, ...more: Any[]): Promise<void> {
  expectError(rejects, await rejectionOf(fn), ...more);
}
function doesNotThrow(fn: Any, ...[error, message]: Any[]): void {
  expectNoError(doesNotThrow, thrownBy(fn), error, message);
}
async function doesNotReject(fn: Any, ...[error, message]: Any[]): Promise<void> {
  expectNoError(doesNotReject, await rejectionOf(fn), error, message);
}

function ifError(thrown: Any): void {
  if (thrown === null || thrown === undefined) return;
  const said =
    typeof thrown === 'object' && typeof thrown.message === 'string'
      ? thrown.message.length === 0 && thrown.constructor
        ? thrown.constructor.name
        : thrown.message
      : inspect(thrown);
  throw new AssertionError({
    actual: thrown,
    expected: null,
    operator: 'ifError',
    message: `ifError got unwanted exception: ${said}`,
    stackStartFn: ifError,
  });
}

function checkMatch(text: unknown, pattern: Any, message: Any, fn: Function): void {
  if (!isRegExp(pattern)) throw wrongType('regexp', 'an instance of RegExp', pattern);
  const isWanted = fn === match;
  if (typeof text === 'string' && pattern.test(text) === isWanted) return;
  if (message instanceof Error) throw message;
  const said =
    message ||
    (typeof text === 'string'
      ? `The input ${isWanted ? 'did not match' : 'was expected to not match'} the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`
      : `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})`);
  const error = new AssertionError({
    actual: text,
    expected: pattern,
    message: said,
    operator: fn.name,
    stackStartFn: fn,
  });
  error.generatedMessage = !message;
  throw error;
}
function match(text: unknown, pattern: RegExp, message?: Message): void {
  checkMatch(text, pattern, message, match);
}
function doesNotMatch(text: unknown, pattern: RegExp, message?: Message): void {
  checkMatch(text, pattern, message, doesNotMatch);
}

const methods = {
  fail,
  ...compare,
  match,
  doesNotMatch,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  ifError,
};
const STRICT = {
  equal: compare.strictEqual,
  deepEqual: compare.deepStrictEqual,
  notEqual: compare.notStrictEqual,
  notDeepEqual: compare.notDeepStrictEqual,
};

/** Assertions with a setting of their own. */
const diffs = new WeakMap<object, 'simple' | 'full'>();
const diffOf = (self: unknown): 'simple' | 'full' | undefined =>
  typeof self === 'object' && self !== null ? diffs.get(self) : undefined;
class Assert {
  constructor({
    strict = true,
    diff = 'simple',
  }: { strict?: boolean; diff?: 'simple' | 'full' } = {}) {
    Object.assign(this, { AssertionError }, strict ? STRICT : {});
    diffs.set(this, diff);
  }
}
Object.assign(Assert.prototype, {
  ok: function ok(...args: unknown[]): void {
    checkTruthy(ok, args.length, ...args);
  },
  ...methods,
});

function ok(...args: unknown[]): void {
  checkTruthy(ok, args.length, ...args);
}
function strict(...args: unknown[]): void {
  checkTruthy(strict, args.length, ...args);
}
export const assert: Any = Object.assign(ok, { AssertionError, ok, ...methods, strict, Assert });
Object.assign(strict, assert, STRICT, { strict });
