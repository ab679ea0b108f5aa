// node:assert, after Node's own lib/assert.js.
import { AssertionError, fails, isError } from './assertion-error.ts';
import { doesNotReject, doesNotThrow, rejects, throws } from './assert-throws.ts';
import { isDeepEqual, isDeepStrictEqual, isPartiallyEqual } from './equal.ts';
import { nodeError, wrongType } from './errors.ts';
import { host } from './host.ts';
import { isRegExp } from './types.ts';

const { inspect } = host.printing;
type Any = any;
type Message = string | Error | undefined;

/** What is at the place of a call, from the object that it is a method of on. */
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
