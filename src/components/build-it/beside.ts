// The reader's library beside the book's after the same step.
import { editsBetween } from '../../steps/workspace.ts';
import { AROUND, showDifferences, whole } from '../workbench/difference.ts';
import type { Library } from './own-library.ts';

export class Beside {
  readonly #fold: HTMLDetailsElement;
  readonly #place: HTMLElement;
  readonly #both: () => [mine: Library, theirs: Library];

  /** @param root Has the fold that it's in. */
  constructor(root: HTMLElement, both: () => [mine: Library, theirs: Library]) {
    this.#fold = root.querySelector<HTMLDetailsElement>('.beside')!;
    this.#place = root.querySelector<HTMLElement>('.difference')!;
    this.#both = both;
    this.#fold.ontoggle = () => this.refresh();
  }

  close(): void {
    this.#fold.open = false;
  }
  /** Says what the book's has otherwise by now, if that's looked at. */
  refresh(): void {
    if (!this.#fold.open) return;
    const [mine, theirs] = this.#both();
    const differences = Object.entries(editsBetween(mine, theirs)).map(([file, text]) => ({
      file,
      from: whole(mine[file] ?? ''),
      to: whole(text ?? ''),
    }));
    const said = document.createElement('p');
    said.textContent =
      differences.length === 0
        ? 'Yours is the same as the book’s, to the letter.'
        : 'Lines with − are yours, lines with + are the book’s. Any way that passes the tests is right.';
    this.#place.replaceChildren(said, showDifferences(differences, AROUND));
  }
}
