// Functions as text: as they were written, whatever was put into them, or into their place.
import type { Method } from './host.ts';

const standsFor = new WeakMap<object, object>();

/** Gives a function or class of ours the text of theirs. */
export function looksLike<T extends object>(ours: T, theirs: object): T {
  standsFor.set(ours, theirs);
  return ours;
}

/** What runner/source/instrument.ts writes. */
const TRACE = String.raw`globalThis\.\$\$t\?\.`;
const MARK = String.raw`${TRACE}at\((?:"(?:[^"\\]|\\.)*",){2}\d+(?:,1)?\)`;
const NAME = String.raw`[^\s{}()=,;]+`;
const MARKS = new RegExp(
  [
    String.raw`\[/\*\$\$t\*/`,
    String.raw`,${MARK}\]\[0\]`,
    `${MARK};`,
    ` ${MARK}`,
    String.raw`#\$\$t=${TRACE}begun\(${NAME},this\);`,
    String.raw`(?:${NAME}=)?${TRACE}making\(${NAME},new\.target,arguments(?:,this)?\)(?:\?\?${NAME})?;try\{`,
    String.raw`${TRACE}baseless\(${NAME},new\.target,arguments\);`,
    String.raw`;${TRACE}made\(this\);`,
    String.raw`\}catch\(\$\$e\)\{${TRACE}failed\(\$\$e\);throw \$\$e\}finally\{${TRACE}over\(\)\}`,
  ].join('|'),
  'g',
);

const real: Method = Function.prototype.toString;
let travels = 0;

/** For what sends functions to other threads: their marks go with them, to the probe there. */
export function withMarks<T>(work: () => T): T {
  travels++;
  try {
    return work();
  } finally {
    travels--;
  }
}

/** A function's text, by no method of its own. */
export function textOf(named: object): string {
  let theirs = named;
  while (standsFor.has(theirs)) theirs = standsFor.get(theirs)!;
  const text = Reflect.apply(real, theirs, []) as string;
  return travels > 0 ? text : text.replace(MARKS, '');
}

/** Whether a program wrote it, and it isn't a proxy: those hear who asks them. */
export const isWritten = (named: object): boolean => !textOf(named).endsWith('{ [native code] }');

/** From now on programs see what they wrote. */
export function hideMarks(): void {
  const { toString } = {
    toString(this: object): string {
      return typeof this === 'function' ? textOf(this) : (Reflect.apply(real, this, []) as string);
    },
  };
  Object.defineProperty(Function.prototype, 'toString', {
    value: looksLike(toString, real),
    configurable: true,
    writable: true,
  });
}
