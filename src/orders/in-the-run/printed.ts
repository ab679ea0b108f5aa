// What a program prints in one order: caught, so that 10,000 runs print nothing.

const METHODS = [
  'log',
  'info',
  'debug',
  'warn',
  'error',
  'trace',
  'dir',
  'table',
  'assert',
] as const;

type Console = Record<string, (...values: unknown[]) => void>;

/** What went to stderr begins so. */
export const ERR = '\u0001';

/** @returns What it printed, line by line, also if it throws. */
export function printedBy(run: () => void, lines: string[]): void {
  const own = console as unknown as Console;
  const before = METHODS.map((name) => [name, own[name]!] as const);
  const print = (sign: string, values: unknown[]): void => {
    for (const line of values.map((value) => textOf(value)).join(' ').split('\n')) lines.push(sign + line); // prettier-ignore
  };
  for (const name of METHODS)
    own[name] = (...values) => print(/warn|error|trace/.test(name) ? ERR : '', values);
  own.assert = (isTrue, ...values) => {
    if (!isTrue) print(ERR, ['Assertion failed', ...values]);
  };
  try {
    run();
  } finally {
    for (const [name, method] of before) own[name] = method;
  }
}

/** Enough to tell two values apart; a text as it is. Some can't be looked at. */
export function textOf(value: unknown): string {
  try {
    return read(value, 0);
  } catch {
    return '…';
  }
}

function read(value: unknown, depth: number): string {
  if (typeof value === 'string') return depth === 0 ? value : `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[Function: ${value.name}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth > 3) return '…';
  const inner = (each: unknown): string => read(each, depth + 1);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(inner).join(', ')} ]`;
  if (value instanceof Set) return `Set { ${[...value].map(inner).join(', ')} }`;
  if (value instanceof Map)
    return `Map { ${[...value].map(([key, its]) => `${inner(key)} => ${inner(its)}`).join(', ')} }`;
  const { name } = (value.constructor as { name?: string } | undefined) ?? {};
  const fields = Object.entries(value).map(([key, its]) => `${key}: ${inner(its)}`);
  const body = fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  return name === undefined || name === 'Object' ? body : `${name} ${body}`;
}
