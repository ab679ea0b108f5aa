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
 * outer one counts.
 */
export function applyEdits(source: string, edits: Edit[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text = '' } of [...edits].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  )) {
    if (start < at) continue;
    const blank = source.slice(start, end).replace(/[^\r\n]/g, ' ');
    out += source.slice(at, start) + text + blank.slice(text.length);
    at = end;
  }
  return out + source.slice(at);
}
