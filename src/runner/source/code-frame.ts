import type { Position } from '../contract.ts';
import { uncurry } from '../primordials.ts';

const split = uncurry(''.split as (by: string) => string[]);

/** The place of an error as Node shows it: where it is, the line, and a mark under the column. */
export function codeFrame({ file, line, column }: Position, source: string | undefined): string {
  const text = source === undefined ? undefined : split(source, '\n')[line - 1];
  const where = `${file}:${line}:${column}\n`;
  if (text === undefined) return where;
  let before = '';
  for (let at = 0; at < column - 1; at++) before += text[at] === '\t' ? '\t' : ' ';
  return `${where}${text}\n${before}^\n\n`;
}
