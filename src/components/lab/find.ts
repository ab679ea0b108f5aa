// Finds a text in all files of a stage.

export interface Hit {
  file: string;
  /** From 1. */
  line: number;
  /** Of the line, before, within and after what was sought. */
  parts: readonly [before: string, found: string, after: string];
}

export interface Found {
  hits: Hit[];
  /** Whether there are more than were wanted. */
  isMore: boolean;
}

/** How much of a line is shown before what was found, and in all, in characters. */
const BEFORE = 12;
const LONGEST = 200;

/**
 * @param files In the order in which they are looked through.
 * @param most How many lines are wanted.
 */
export function findIn(
  files: Iterable<readonly [file: string, text: string]>,
  wanted: string,
  { matchCase = false, most = 500 } = {},
): Found {
  const hits: Hit[] = [];
  if (wanted === '') return { hits, isMore: false };
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), matchCase ? 'u' : 'iu');
  for (const [file, text] of files) {
    if (!pattern.test(text)) continue;
    for (const [at, line] of text.split('\n').entries()) {
      const match = pattern.exec(line);
      if (!match) continue;
      if (hits.length === most) return { hits, isMore: true };
      hits.push({ file, line: at + 1, parts: partsOf(line, match.index, match[0].length) });
    }
  }
  return { hits, isMore: false };
}

function partsOf(line: string, at: number, length: number): Hit['parts'] {
  const from = Math.max(line.length - line.trimStart().length, at - BEFORE);
  const begin = Math.min(from, at);
  return [
    `${begin > 0 && line.slice(0, begin).trim() ? '…' : ''}${line.slice(begin, at)}`,
    line.slice(at, at + length).slice(0, LONGEST),
    line.slice(at + length, begin + LONGEST),
  ];
}
