// What a failed assertion says, after Node's lib/internal/assert/assertion_error.js.
import { diffArrays } from 'diff';
import { mustBe } from './errors.ts';
import { host } from './host.ts';
import { isNativeError } from './types.ts';

const { inspect } = host.printing;

const SAYS: Readonly<Record<string, string>> = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};
const WITH_DIFFERENCE = /^(deepStrictEqual|strictEqual|partialDeepStrictEqual)$/;
/** Characters of two values that are still shown on one line, and of one that is cut. */
const SHORT = 12;
const LONG = 512;
const LINES = 50;
/** So many equal lines are shown between others. */
const CONTEXT = 5;
const WIDTH = 80;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const show = (value: unknown): string =>
  inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    sorted: true,
    getters: true,
  });
const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 3)}...` : text;

/** An error without its stack, which would be shown too. */
function copyOf(error: Error): Error {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(error)), error) as Error;
  Object.defineProperty(copy, 'message', { value: error.message });
  if (Object.hasOwn(error, 'cause')) {
    const { cause } = error;
    Object.defineProperty(copy, 'cause', { value: cause instanceof Error ? copyOf(cause) : cause });
  }
  return copy;
}

function onOneLine(actual: unknown, expected: unknown, a: string, b: string): [string, string?] {
  const quotes = [actual, expected].filter((value) => typeof value === 'string').length * 2;
  if (a.length + b.length - quotes <= SHORT && (actual !== 0 || expected !== 0))
    return [`${a} !== ${b}`, ''];
  let text = `\n+ ${a}\n- ${b}`;
  if (typeof actual === 'string' && typeof expected === 'string' && a.length + b.length <= WIDTH) {
    const at = [...a].findIndex((_, i) => a[i] !== b[i]);
    if (at >= 3) text += `\n${' '.repeat(at + 2)}^`;
  }
  return [text];
}

function byLines(a: string[], b: string[], commas: boolean): { text: string; skipped: boolean } {
  const isSame = (x: string, y: string): boolean =>
    x === y || (commas && (`${x},` === y || x === `${y},`));
  let text = '';
  let skipped = false;
  let [atA, atB] = [0, 0];
  const parts = diffArrays(a, b, { comparator: isSame });
  for (const [i, { value, added, removed, count }] of parts.entries()) {
    if (added) text += value.map((line) => `- ${line}\n`).join('');
    else if (removed) text += value.map((line) => `+ ${line}\n`).join('');
    else {
      const lines = value.map(
        (_, n) => (a[atA + n]!.endsWith(',') ? a : b)[(a[atA + n]!.endsWith(',') ? atA : atB) + n]!,
      );
      const isLast = i === parts.length - 1;
      text += lines
        .slice(0, CONTEXT)
        .map((line) => `  ${line}\n`)
        .join('');
      const more = lines.length - CONTEXT;
      if (more > 0 && !isLast) {
        if (more > 2) {
          text += '...\n';
          skipped = true;
        }
        text += lines
          .slice(more > 2 ? -1 : -more)
          .map((line) => `  ${line}\n`)
          .join('');
      }
    }
    if (!added) atA += count;
    if (!removed) atB += count;
  }
  return { text: `\n${text.trimEnd()}`, skipped };
}

function difference(
  actual: unknown,
  expected: unknown,
  operator: string,
  message: string | undefined,
  isFull: boolean,
): string {
  const [shownA, shownB] = [show(actual), show(expected)];
  const [a, b] = [shownA.split('\n'), shownB.split('\n')];
  let says = operator;
  if (
    operator === 'strictEqual' &&
    ((isObject(actual) && isObject(expected)) ||
      (typeof actual === 'function' && typeof expected === 'function'))
  )
    says = 'strictEqualObject';
  let header = '+ actual - expected';
  let text: string;
  let skipped = false;
  if (a.length === 1 && b.length === 1 && !(isObject(actual) && isObject(expected))) {
    const [line, instead] = onOneLine(actual, expected, a[0]!, b[0]!);
    text = line;
    header = instead ?? header;
  } else if (shownA === shownB) {
    says = 'notIdentical';
    header = '';
    skipped = a.length > LINES && !isFull;
    text = skipped ? `${a.slice(0, LINES).join('\n')}\n...}` : shownA;
  } else ({ text, skipped } = byLines(a, b, isObject(actual)));
  return `${message || SAYS[says]}\n${header}${skipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

function otherMessage(
  actual: unknown,
  expected: unknown,
  operator: string,
  isFull: boolean,
): string {
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
    const lines = show(actual).split('\n');
    const isReference = isObject(actual) || typeof actual === 'function';
    const says =
      SAYS[operator === 'notStrictEqual' && isReference ? 'notStrictEqualObject' : operator]!;
    if (lines.length === 1) return `${says}${lines[0]!.length > 5 ? '\n\n' : ' '}${lines[0]}`;
    if (lines.length > LINES && !isFull) lines.splice(46, Infinity, '...');
    return `${says}\n\n${lines.join('\n')}\n`;
  }
  const [a, b] = [show(actual), show(expected)];
  if (operator === 'notDeepEqual' && a === b) {
    const text = `${SAYS[operator]}\n\n${a}`;
    return isFull ? text : cut(text, 1024);
  }
  const [x, y] = isFull ? [a, b] : [cut(a, LONG), cut(b, LONG)];
  if (operator === 'deepEqual')
    return `${SAYS[operator]}\n\n${x}\n\nshould loosely deep-equal\n\n${y}`;
  if (operator === 'notDeepEqual')
    return `${SAYS.notDeepEqualUnequal}\n\n${x}\n\nshould not loosely deep-equal\n\n${y}`;
  return `${x} ${operator} ${y}`;
}

export interface Failure {
  actual?: unknown;
  expected?: unknown;
  operator?: string;
  message?: unknown;
  stackStartFn?: Function | undefined;
  diff?: 'simple' | 'full' | undefined;
}

/** The fields come in the order in which Node shows them. */
/** As much of a text as Node shows with the error: of a long line what is behind its beginning. */
const brief = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const lines = value.split('\n');
  if (lines.length > 10) return `${lines.slice(0, 10).join('\n')}\n...`;
  return value.length > LONG ? `${value.slice(LONG)}...` : value;
};

export class AssertionError extends Error {
  generatedMessage: boolean;
  code = 'ERR_ASSERTION';
  actual: unknown;
  expected: unknown;
  operator: string | undefined;
  diff: string;

  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: object): string {
    const { actual, expected } = this;
    this.actual = brief(actual);
    this.expected = brief(expected);
    try {
      return inspect(this, { ...options, customInspect: false, depth: 0 });
    } finally {
      Object.assign(this, { actual, expected });
    }
  }

  constructor(failure: Failure) {
    mustBe('object', 'options', failure);
    const { message, stackStartFn, diff = 'simple' } = failure;
    const operator = String(failure.operator);
    let { actual, expected } = failure;
    if (
      (message === undefined || message === null) &&
      actual instanceof Error &&
      expected instanceof Error
    )
      [actual, expected] = [copyOf(actual), copyOf(expected)];
    const isFull = diff === 'full';
    super(
      WITH_DIFFERENCE.test(operator)
        ? difference(actual, expected, operator, message as string | undefined, isFull)
        : message === undefined || message === null
          ? otherMessage(actual, expected, operator, isFull)
          : String(message),
    );
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      value: 'AssertionError [ERR_ASSERTION]',
      writable: true,
      configurable: true,
    });
    this.actual = actual;
    this.expected = expected;
    this.operator = failure.operator;
    Error.captureStackTrace?.(this, stackStartFn);
    void this.stack; // made with the name as it is now
    this.name = 'AssertionError';
    this.diff = diff;
  }
  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

/** @throws {AssertionError} Unless the program says itself what is thrown. */
export function fails(failure: Failure): never {
  if (failure.message instanceof Error) throw failure.message;
  throw new AssertionError(failure);
}

export const isError = (value: unknown): value is Error =>
  value instanceof Error || isNativeError(value);
