// What a link brought, before any of it is used: what differs from the book's version, file by file.
import { diffLines } from 'diff';
import type { Edits } from './kept-edits.ts';

/** @param original The book's version of a file, `undefined` if the book has no such file. */
export function showDifference(edits: Edits, original: (file: string) => string | undefined): DocumentFragment {
  const all = document.createDocumentFragment();
  for (const [file, code] of Object.entries(edits)) {
    const figure = document.createElement('figure');
    const name = document.createElement('figcaption');
    name.textContent = file;
    const listing = document.createElement('pre');
    listing.tabIndex = 0;
    listing.role = 'region';
    listing.ariaLabel = `What differs in ${file}`;
    for (const { value, added, removed } of diffLines(original(file) ?? '', code))
      for (const line of value.replace(/\n$/, '').split('\n')) {
        const row = document.createElement(added ? 'ins' : removed ? 'del' : 'span');
        row.textContent = `${added ? '+' : removed ? '-' : ' '} ${line}`;
        listing.append(row, '\n');
      }
    figure.append(name, listing);
    all.append(figure);
  }
  return all;
}
