// Where a line of code may break that has no room: the same in a listing and in the editor. Of a
// line that goes on below, base.css says how far in.

/** Shorter than this a word fits on any screen. In characters. */
const LONG = 20;
const LONG_WORD = new RegExp(String.raw`\S{${LONG},}`, 'g');
/** After what opens or parts, and before a member. */
const MAY_BREAK = /(?<=[([{,])(?=[\w'"`#$])|(?<=[\w)\]])(?=\??\.[#$_a-z])/gi;

/** Its blanks: it never breaks after those. */
export const indentOf = (line: string): string => /^[ \t]*(?=\S)/.exec(line)?.[0] ?? '';

/** Where a long word may break, in characters from the line's beginning. */
export const breaksIn = (line: string): number[] =>
  [...line.matchAll(LONG_WORD)].flatMap(({ 0: word, index }) =>
    [...word.matchAll(MAY_BREAK)].map((at) => index + at.index).filter((at) => at > index),
  );
