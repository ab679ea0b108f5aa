import type { Position } from '../contract.ts';

/** The place of an error as Node shows it: where it is, the line, and a mark under the column. */
export function codeFrame({ file, line, column }: Position, source: string | undefined): string {
  const text = source?.split('\n')[line - 1];
  const where = `${file}:${line}:${column}\n`;
  if (text === undefined) return where;
  return `${where}${text}\n${text.slice(0, column - 1).replace(/\S/g, ' ')}^\n\n`;
}
