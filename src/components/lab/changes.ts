// "What I changed": the reader's files beside the book's, with the lines around each change.
import { LAB, stepToStep } from '../step-to-step/address.ts';
import type { Files } from '../workbench/files.ts';
import { AROUND, showDifferences, whole } from '../workbench/difference.ts';
import { showText } from '../workbench/unseen.ts';

/** @param open What to do when a reader wants to see one of the files. */
export function showChanges(files: Files, open: (file: string) => void): DocumentFragment | string {
  if (!files.isEdited()) return 'Nothing yet: every file is as in the book.';
  const text = (code: string | null | undefined): string => (code ? whole(code) : '');
  const edits = Object.entries(files.edits);
  const all = showDifferences(
    edits.map(([file, to]) => ({ file, from: text(files.original(file)), to: text(to) })),
    AROUND,
  );
  for (const [at, name] of all.querySelectorAll('figcaption').entries()) {
    const [file, to] = edits[at]!;
    if (to === null) {
      name.append(' (deleted)');
      continue;
    }
    const way = document.createElement('button');
    way.type = 'button';
    way.append(showText(file));
    way.title = `Open ${file}`;
    way.onclick = () => open(file);
    name.replaceChildren(way, ...(files.original(file) === undefined ? ['(new)'] : []));
  }
  const on = document.createElement('p');
  const way = document.createElement('a');
  way.href = stepToStep({ from: `${files.box.replace('lab/', '')}/${LAB}` });
  way.textContent = 'Carry what you changed in the library over to another state';
  on.append(way);
  all.append(on);
  return all;
}
