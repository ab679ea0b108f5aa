// Two versions of code as one listing: what went, what came, and of what stayed as much as is
// needed to find one's way.
import { diffLines } from 'diff';
import { AuthorError } from './author-error.ts';

interface Version {
  code: string;
  /** The same, highlighted: a line of HTML for each line. */
  html: string;
}

/** How many lines of what stayed are shown before and after a change. */
const CONTEXT = 3;

/**
 * Lines of HTML, those that went in `<del>`, those that came in `<ins>`.
 * @throws {AuthorError} if nothing changed.
 */
export function changes(before: Version, after: Version): string {
  const old = before.html.split('\n');
  const now = after.html.split('\n');
  const parts = diffLines(`${before.code}\n`, `${after.code}\n`);
  if (!parts.some(({ added, removed }) => added || removed))
    throw new AuthorError('shows no change: both are the same');
  const take = (lines: string[], count: number, tag?: 'ins' | 'del'): string[] =>
    lines.splice(0, count).map((line) => (tag ? `<${tag}>${line}</${tag}>` : line));
  return parts
    .flatMap(({ count, added, removed }, index) => {
      if (removed) return take(old, count, 'del');
      if (added) return take(now, count, 'ins');
      old.splice(0, count);
      return shorten(take(now, count), index > 0, index < parts.length - 1);
    })
    .join('\n');
}

/** What stayed, without its middle where that is long. */
function shorten(lines: string[], changeBefore: boolean, changeAfter: boolean): string[] {
  const head = changeBefore ? CONTEXT : 0;
  const tail = changeAfter ? CONTEXT : 0;
  const left = lines.length - head - tail;
  if (left < 3) return lines;
  return [
    ...lines.slice(0, head),
    `<span class="unchanged">${left} lines as before</span>`,
    ...lines.slice(lines.length - tail),
  ];
}
