// The reader's console: prints values as Node does.
import { format } from 'node-inspect-extracted';
import { asInNode } from '../stacks.ts';

export type Print = (stream: 'stdout' | 'stderr', text: string) => void;

/** @param clean What to do to text with an error's stack in it. */
export function installConsole(write: Print, clean: (stack: string) => string): void {
  let indent = '';
  const print = (stream: 'stdout' | 'stderr', values: unknown[]): void => {
    let text: string;
    try {
      for (const value of values) if (value instanceof Error) asInNode(value);
      text = format(...values);
      if (values.some((value) => value instanceof Error)) text = clean(text);
    } catch {
      text = '[a value that cannot be shown]';
    }
    write(stream, `${text.replace(/^/gm, indent)}\n`);
  };
  const counts = new Map<string, number>();
  const clocks = new Map<string, number>();
  const out = (...values: unknown[]): void => print('stdout', values);
  const err = (...values: unknown[]): void => print('stderr', values);
  Object.assign(console, {
    log: out,
    info: out,
    debug: out,
    dir: (value: unknown) => out(value),
    table: out,
    warn: err,
    error: err,
    trace: err,
    groupCollapsed: (...values: unknown[]) => console.group(...values),
    countReset: (label = 'default') => void counts.delete(label),
    timeLog: (label = 'default') =>
      out(`${label}: ${(performance.now() - (clocks.get(label) ?? NaN)).toFixed(3)}ms`),
    assert: (ok: unknown, ...values: unknown[]) => ok || err('Assertion failed', ...values),
    count: (label = 'default') =>
      out(`${label}: ${counts.set(label, (counts.get(label) ?? 0) + 1).get(label)}`),
    time: (label = 'default') => void clocks.set(label, performance.now()),
    timeEnd: (label = 'default') =>
      out(`${label}: ${(performance.now() - (clocks.get(label) ?? NaN)).toFixed(3)}ms`),
    group: (...values: unknown[]) => {
      if (values.length) out(...values);
      indent += '  ';
    },
    groupEnd: () => void (indent = indent.slice(2)),
    clear: () => {},
  });
}
