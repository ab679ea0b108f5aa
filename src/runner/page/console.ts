// The reader's console: prints as Node's does, whatever the program puts in the place of what the
// language brings.
import util from 'node-inspect-extracted';
import { lackingAll } from '../node-face/needs-node.ts';
import { noteProxies, shownStack, showStacks, types } from './inspect-internals.ts';
import { showWebClasses } from './web-classes.ts';
import { prepareStacks, shownAs } from '../stacks.ts';
import { uncurry } from '../primordials.ts';

const { format, inspect } = util;
const width = (util as unknown as { getStringWidth(text: string): number }).getStringWidth;
const { assign, keys: keysOf, hasOwn } = Object;
const { floor, max } = Math;
const { isArray } = Array;
const { captureStackTrace } = Error;
const { apply } = Reflect;
const unshift = uncurry([].unshift as (this: unknown[], ...values: unknown[]) => number);
const now = performance.now.bind(performance);
const replaceAll = uncurry(''.replaceAll as (text: string, by: string) => string);
const repeat = uncurry(''.repeat);
const toFixed = uncurry((0).toFixed);
const padStart = uncurry(''.padStart);
const eachIn = uncurry(Set.prototype.forEach);
const eachPair = uncurry(Map.prototype.forEach);

const IN_ORDER =
  'log info debug warn error dir time timeEnd timeLog trace assert clear count countReset group groupEnd table dirxml groupCollapsed Console'.split(
    ' ',
  );

export type Print = (stream: 'stdout' | 'stderr', text: string) => void;

/** @param warnOf Says what Node warns of. @param clean What to do to an error's stack. */
export function installConsole(
  write: Print,
  warnOf: (name: string, text: string) => void,
  clean: (stack: string) => string,
): void {
  showStacks((error, stack) => shownAs(error, stack, clean));
  prepareStacks(clean);
  noteProxies();
  showWebClasses(inspect);

  let indent = '';
  const print = (stream: 'stdout' | 'stderr', text: string): void =>
    write(stream, `${indent}${indent === '' ? text : replaceAll(text, '\n', `\n${indent}`)}\n`);
  const out = (values: unknown[]): void => print('stdout', apply(format, undefined, values));
  const err = (values: unknown[]): void => print('stderr', apply(format, undefined, values));
  const warn = (text: string): void => warnOf('Warning', text);

  const counts: Record<string, number> = Object.create(null);
  const clocks: Record<string, number> = Object.create(null);
  // what Node's methods call by their names, which the program may have given to others
  const its = console as unknown as Record<string, (...values: unknown[]) => void>;
  const call = (name: string, values: unknown[]): void => {
    const method = its[name];
    if (typeof method !== 'function') throw new TypeError(`this.${name} is not a function`);
    apply(method, its, values);
  };
  /** Undefined, with a warning, for a clock that isn't there. */
  const elapsed = (label: string, method: string): string | undefined => {
    if (label in clocks) return duration(now() - clocks[label]!);
    warn(`No such label '${label}' for console.${method}()`);
    return undefined;
  };

  const methods = {
    log: (...values: unknown[]) => out(values),
    info: (...values: unknown[]) => out(values),
    debug: (...values: unknown[]) => out(values),
    dirxml: (...values: unknown[]) => out(values),
    warn: (...values: unknown[]) => err(values),
    error: (...values: unknown[]) => err(values),
    dir: (value: unknown, options?: object) =>
      print('stdout', inspect(value, { customInspect: false, ...options })),
    table(data: unknown, columns?: string[]) {
      if (columns !== undefined && !isArray(columns)) throw notAnArray(columns);
      call('log', [tableOf(data, columns) ?? data]);
    },
    assert(ok: unknown, ...values: unknown[]) {
      if (ok) return;
      if (typeof values[0] === 'string') values[0] = `Assertion failed: ${values[0]}`;
      else unshift(values, 'Assertion failed');
      call('warn', values);
    },
    trace(...values: unknown[]) {
      const trace = { name: 'Trace', message: apply(format, undefined, values), stack: '' };
      captureStackTrace?.(trace, methods.trace);
      const stack: unknown = trace.stack;
      call('error', [typeof stack === 'string' ? shownStack(trace, stack) : stack]);
    },
    count(label = 'default') {
      label = `${label}`;
      call('log', [`${label}: ${(counts[label] = (counts[label] ?? 0) + 1)}`]);
    },
    countReset(label = 'default') {
      // Node doesn't find the count of a label that is no string
      if (typeof label === 'string' && label in counts) delete counts[label];
      else warn(`Count for '${label}' does not exist`);
    },
    time(label = 'default') {
      label = `${label}`;
      if (label in clocks) warn(`Label '${label}' already exists for console.time()`);
      else clocks[label] = now();
    },
    timeEnd(label = 'default') {
      label = `${label}`;
      const text = elapsed(label, 'timeEnd');
      if (text === undefined) return;
      call('log', ['%s: %s', label, text]);
      delete clocks[label];
    },
    timeLog(label = 'default', ...values: unknown[]) {
      label = `${label}`;
      const text = elapsed(label, 'timeLog');
      if (text === undefined) return;
      unshift(values, '%s: %s', label, text);
      call('log', values);
    },
    group(...values: unknown[]) {
      if (values.length > 0) call('log', values);
      indent += '  ';
    },
    groupCollapsed: (...values: unknown[]) => apply(methods.group, undefined, values),
    groupEnd() {
      indent = repeat(' ', max(0, indent.length - 2));
    },
    clear() {},
  };
  // in Node's order, with what the browser has besides
  const all: Record<string, unknown> = {
    ...console,
    ...methods,
    ...lackingAll('console', 'Console'),
  };
  const names = [...IN_ORDER, ...keysOf(console)];
  for (const name of names) Reflect.deleteProperty(console, name);
  for (const name of names) (console as unknown as typeof all)[name] = all[name];
}

function duration(ms: number): string {
  if (ms < 1_000) return `${Number(toFixed(ms, 3))}ms`;
  if (ms < 60_000) return `${toFixed(ms / 1_000, 3)}s`;
  const hours = floor(ms / 3_600_000);
  const minutes = floor((ms % 3_600_000) / 60_000);
  const rest = padStart(toFixed((ms % 60_000) / 1_000, 3), 6, '0');
  return hours > 0
    ? `${hours}:${padStart(String(minutes), 2, '0')}:${rest} (h:mm:ss.mmm)`
    : `${minutes}:${rest} (m:ss.mmm)`;
}

// --- console.table
function tableOf(data: unknown, columns: string[] | undefined): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (types.isMapIterator(data) || types.isSetIterator(data)) return undefined; // no rows that could be known
  const index: string[] = [];
  const inCell = (value: unknown): string =>
    inspect(value, {
      maxArrayLength: 3,
      breakLength: Infinity,
      depth:
        typeof value === 'object' && value !== null && !isArray(value) && keysOf(value).length > 2
          ? -1
          : 0,
    });
  const values: string[] = [];
  if (types.isMap(data)) {
    const keys: string[] = [];
    eachPair(data as Map<unknown, unknown>, (value, key) => {
      index[index.length] = inCell(index.length);
      keys[keys.length] = inCell(key);
      values[values.length] = inCell(value);
    });
    return drawn(['(iteration index)', 'Key', 'Values'], [index, keys, values], index.length);
  }
  if (types.isSet(data)) {
    eachIn(data as Set<unknown>, (value) => {
      index[index.length] = inCell(index.length);
      values[values.length] = inCell(value);
    });
    return drawn(['(iteration index)', 'Values'], [index, values], index.length);
  }
  const cells: Record<string, string[]> = Object.create(null);
  const rows = keysOf(data);
  for (let row = 0; row < rows.length; row++) {
    const item = (data as Record<string, unknown>)[rows[row]!];
    const isPrimitive = item === null || (typeof item !== 'object' && typeof item !== 'function');
    if (isPrimitive && columns === undefined) {
      values[row] = inCell(item);
      continue;
    }
    const keys = columns ?? keysOf(item as object);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      const isThere = !isPrimitive && hasOwn(item as object, key);
      (cells[key] ??= [])[row] = isThere ? inCell((item as Record<string, unknown>)[key]) : '';
    }
  }
  const heads = ['(index)'];
  const all = [rows];
  const names = keysOf(cells);
  for (let at = 0; at < names.length; at++) {
    heads[at + 1] = names[at]!;
    all[at + 1] = cells[names[at]!]!;
  }
  if (values.length > 0) {
    heads[heads.length] = 'Values';
    all[all.length] = values;
  }
  return drawn(heads, all, rows.length);
}

/** @param columns Column by column; cells that are missing stay empty. */
function drawn(heads: string[], columns: string[][], rows: number): string {
  const widths: number[] = [];
  for (let at = 0; at < heads.length; at++) {
    widths[at] = width(heads[at]!);
    for (let row = 0; row < rows; row++)
      widths[at] = max(widths[at]!, width(columns[at]![row] ?? ''));
  }
  const line = (left: string, cell: (at: number) => string, middle: string, right: string) => {
    let text = left;
    for (let at = 0; at < heads.length; at++) text += (at > 0 ? middle : '') + cell(at);
    return text + right;
  };
  const rule = (at: number): string => repeat('─', widths[at]! + 2);
  const padded = (text: string, at: number): string =>
    ` ${text}${repeat(' ', widths[at]! - width(text))} `;
  let text = line('┌', rule, '┬', '┐\n');
  text += line('│', (at) => padded(heads[at]!, at), '│', '│\n');
  text += line('├', rule, '┼', '┤\n');
  for (let row = 0; row < rows; row++)
    text += line('│', (at) => padded(columns[at]![row] ?? '', at), '│', '│\n');
  return text + line('└', rule, '┴', '┘');
}

const notAnArray = (columns: unknown): Error => {
  const received =
    columns === null
      ? 'null'
      : typeof columns === 'object'
        ? `an instance of ${columns.constructor?.name}`
        : `type ${typeof columns} (${inspect(columns)})`;
  return assign(
    new TypeError(`The "properties" argument must be an instance of Array. Received ${received}`),
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
};
