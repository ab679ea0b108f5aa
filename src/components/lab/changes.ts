// "What I changed": the reader's files beside the book's, with the lines around each change.
import type { Files } from '../workbench/files.ts';
import { showDifference } from '../workbench/difference.ts';

const AROUND = 3;

/** @param open What to do when a reader wants to see one of the files. */
export function showChanges(files: Files, open: (file: string) => void): DocumentFragment | string {
  if (!files.isEdited()) return 'Nothing yet: every file is as it stands in the book.';
  const whole = (code = ''): string => `${code.trimEnd()}\n`; // how the last line ends is no change
  const edits = Object.fromEntries(Object.entries(files.edits).map(([file, code]) => [file, whole(code)]));
  const all = showDifference(edits, (file) => whole(files.original(file)));
  for (const figure of all.querySelectorAll('figure')) {
    const name = figure.querySelector('figcaption')!;
    const file = name.textContent!;
    const way = document.createElement('button');
    way.type = 'button';
    way.textContent = file;
    way.title = `Open ${file}`;
    way.onclick = () => open(file);
    name.replaceChildren(way);
    fold(figure.querySelector('pre')!);
  }
  return all;
}

/** Leaves out what is far from any change. */
function fold(listing: HTMLElement): void {
  const rows = [...listing.children];
  const isNear = (at: number): boolean => rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((row) => row.localName !== 'span');
  const near = rows.map((_, at) => isNear(at));
  for (let at = 0; at < rows.length;) {
    const next = near.indexOf(true, at);
    const end = next < 0 ? rows.length : next;
    if (end - at > 2) {
      const left = document.createElement('i');
      left.textContent = `  ${end - at} lines as before`;
      rows[at]!.before(left);
      for (const row of rows.slice(at, end)) {
        if (row !== rows[at]) row.nextSibling?.remove(); // its line break
        row.remove();
      }
    }
    at = Math.max(end, at) + 1;
  }
}
