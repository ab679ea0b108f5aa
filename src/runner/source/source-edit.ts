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
 * outer one counts, and what is put in where another begins stands before it.
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
    const blank = source.slice(start, end).replace(/[^\r\n]/g, () => (room-- > 0 ? '' : ' '));
    out += source.slice(at, start) + text + blank;
    at = end;
  }
  return out + source.slice(at);
}
