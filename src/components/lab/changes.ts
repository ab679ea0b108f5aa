// "What I changed": the reader's files beside the book's, with the lines around each change.
import type { Files } from '../workbench/files.ts';
import { AROUND, showDifference, whole } from '../workbench/difference.ts';
import { showText } from '../workbench/unseen.ts';

/** @param open What to do when a reader wants to see one of the files. */
export function showChanges(files: Files, open: (file: string) => void): DocumentFragment | string {
  if (!files.isEdited()) return 'Nothing yet: every file is as it stands in the book.';
  const edits = Object.fromEntries(
    Object.entries(files.edits).map(([file, code]) => [file, whole(code)]),
  );
  const all = showDifference(edits, (file) => whole(files.original(file) ?? ''), AROUND);
  for (const name of all.querySelectorAll('figcaption')) {
    const file = name.textContent!;
    const way = document.createElement('button');
    way.type = 'button';
    way.append(showText(file));
    way.title = `Open ${file}`;
    way.onclick = () => open(file);
    name.replaceChildren(way);
  }
  return all;
}
