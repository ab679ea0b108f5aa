// The text of a function as it was written, without what the linker put into it: see
// ../source/module-syntax.ts and ../source/tail-calls.ts.
import { theirsOf } from '../own-stacks.ts';
import { uncurry } from '../primordials.ts';
import { TAIL_MARKS } from '../source/tail-marks.ts';

const textOf = uncurry<unknown, [], string>(Function.prototype.toString);
const replaceAll = uncurry(''.replaceAll as (ours: RegExp, by: string) => string);
const replace = uncurry(''.replace as (ours: RegExp, by: string) => string);
const includes = uncurry(''.includes as (text: string) => boolean);

/** What is there, with the room that was left, and what was written. */
const OURS: readonly (readonly [RegExp, string])[] = [
  [/^((?:async )?function\*?) \$\$f\b/g, '$1'],
  [/\$\$load\b/g, 'import'],
  [/\$\$meta {0,5}/g, 'import.meta'],
  [/arguments:\$\$args\(\)/g, 'arguments'],
  [/\$\$args\(\) ?/g, 'arguments'],
  [/\$\$none {0,3}/g, 'arguments'],
  [TAIL_MARKS, ''],
];

/** Other browsers write it on three lines. */
const NATIVE = /\{\s+\[native code\]\s+\}$/;

/** From now on `toString` gives it. */
export function showAsWritten(): void {
  const real = Function.prototype.toString;
  const noting = Proxy; // see inspect-internals.ts
  const { toString } = {
    toString(this: unknown): string {
      if (this === noting) return 'function Proxy() { [native code] }';
      const text = textOf(this === toString ? real : (theirsOf(this) ?? this));
      if (includes(text, '$$')) return asWritten(text);
      return includes(text, '[native code]') ? replace(text, NATIVE, '{ [native code] }') : text;
    },
  };
  Object.defineProperty(Function.prototype, 'toString', {
    value: toString,
    configurable: true,
    writable: true,
  });
}

/** WebKit's errors say of a call how it's written: not what tail-calls.ts has made of it. */
export const asSaid = (text: string): string =>
  includes(text, '/*$$c*/') ? replaceAll(text, TAIL_MARKS, '') : text;

function asWritten(text: string): string {
  for (let at = 0; at < OURS.length; at++) text = replaceAll(text, OURS[at]![0], OURS[at]![1]);
  return text;
}

/**
 * In a thread that is given functions as texts: their `import()` is the linker's again, and what a
 * text of an `eval` sees is what is global.
 */
export function evalAsLinked(scripts: readonly string[]): void {
  if (!scripts.some((script) => script.includes('$$load('))) return;
  const real = eval;
  const linked = (text: string): string =>
    text.replace(/\bimport(?=(\(.{0,12}))/g, (word, call: string) =>
      scripts.some((script) => script.includes(`$$load${call}`)) ? '$$load' : word,
    );
  Object.defineProperty(self, 'eval', {
    value: { eval: (text: any) => real(typeof text === 'string' ? linked(text) : text) }.eval,
    configurable: true,
    writable: true,
  });
}
