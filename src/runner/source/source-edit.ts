/**
 * Replaces the text from `start` to `end`. What is not replaced becomes spaces, so that all else
 * stays where it was.
 */
export interface Edit {
  start: number;
  end: number;
  /**
   * At most as long as what it replaces; where that is nothing, it is put in, and moves the rest of
   * its line.
   */
  text?: string;
}

/**
 * Makes the edits. Every line and column outside them is the same as before; of nested edits the
 * outer one counts, and what is put in where another begins is before it.
 */
export function applyEdits(source: string, edits: Edit[]): string {
  let out = '';
  let at = 0;
  const isPutIn = ({ start, end }: Edit): boolean => start === end;
  for (const { start, end, text = '' } of [...edits].sort(
    (a, b) => a.start - b.start || +isPutIn(b) - +isPutIn(a) || b.end - a.end,
  )) {
    if (start < at) continue;
    let room = text.length;
    const blank = blankOf(source.slice(start, end)).replace(/[^\r\n]/g, (char) =>
      room-- > 0 ? '' : char,
    );
    out += source.slice(at, start) + text + blank;
    at = end;
  }
  return out + source.slice(at);
}

/**
 * As Node blanks: white space stays, and what is not ASCII becomes white space that takes as many
 * bytes of UTF-8.
 */
const blankOf = (text: string): string =>
  text
    .replace(/[\u{10000}-\u{10ffff}]/gu, ' \ufeff')
    .replace(/[^\s\0-\x7f]/g, (char) => (char < '\u0800' ? '\u00a0' : '\u2002'))
    .replace(/\S/g, ' ');
