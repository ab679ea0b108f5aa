// How much a run may still print.
import type { Limits, TestResult } from './contract.ts';
import { uncurry } from './primordials.ts';

const indexOf = uncurry(''.indexOf);
const slice = uncurry(''.slice);
const { max, min } = Math;

export function linesIn(text: string): number {
  let lines = 0;
  for (let at = indexOf(text, '\n'); at >= 0; at = indexOf(text, '\n', at + 1)) lines++;
  return lines;
}

/** How a test went counts as output, too: a line, and all that is said of it. */
export const asPrinted = ({ path, errors }: TestResult): string =>
  `${[...path, ...errors.flatMap(({ message, diff = '' }) => [message, diff])].join(' ').replaceAll('\n', ' ')}\n`;

/** The part of a text that has room in so many lines and characters. */
export function fit(text: string, lines: number, chars: number): string {
  let end = 0;
  for (let line = 0; line < lines; line++) {
    end = indexOf(text, '\n', end) + 1;
    if (end === 0) return slice(text, 0, max(0, chars));
  }
  return slice(text, 0, max(0, min(end, chars)));
}

export class OutputBudget {
  #lines: number;
  #chars: number;
  constructor({ lines, chars }: Pick<Limits, 'lines' | 'chars'>) {
    this.#lines = lines;
    this.#chars = chars;
  }
  /** The part of the text that still has room, which is less from now on. */
  take(text: string): string {
    const part = fit(text, this.#lines, this.#chars);
    this.#lines -= linesIn(text);
    this.#chars -= text.length;
    return part;
  }
}
