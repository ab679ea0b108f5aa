// The tokens of a file, coloured as in the editor. It brings the editor's parser along, so it's
// loaded apart: until it's here, lines are plain.
import { highlightCode } from '@lezer/highlight';
import { colours } from '../workbench/colours.ts';
import { language } from '../workbench/language.ts';

/** A piece of a line, and its classes. */
export type Token = readonly [text: string, classes: string];

/** A longer file keeps the page busy for too long, and stays plain. In characters. */
const MOST = 200_000;

/** Line by line, counted from 0. */
export function tokensOf(code: string): Token[][] {
  const lines: Token[][] = [[]];
  if (code.length <= MOST)
    highlightCode(
      code,
      language.parser.parse(code),
      colours,
      (text, classes) => lines.at(-1)!.push([text, classes]),
      () => lines.push([]),
    );
  return lines;
}
