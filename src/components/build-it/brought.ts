// Files that come with a step, finished: they are put into the reader's library as the step begins, and the
// step says so. A file of the reader's own by that name stays.
import type { Files } from '../workbench/files.ts';
import { isBrought, type LadderOnPage, type StepOnPage } from './steps-of-stage.ts';
import { listOf } from './words.ts';

interface Here {
  files: Files;
  ladder: LadderOnPage;
  /** How far it is built: the number of a step, or 0. */
  howFar(): number;
  /** These files have other texts. */
  refresh(files: readonly string[]): void;
}

export class BroughtFiles {
  readonly #here: Here;

  constructor(here: Here) {
    this.#here = here;
  }

  /** Whether it's the book's, as it came. */
  has(file: string): boolean {
    const { files, ladder } = this.#here;
    return files.has(file) && isBrought(ladder, file, files.text(file));
  }

  /**
   * What is in a library with all that comes with the steps up to one.
   * @param library Files by their names from the stage's root.
   */
  with(library: Readonly<Record<string, string>>, last: number): Record<string, string> {
    const { ladder } = this.#here;
    const all = ladder.steps.slice(0, last).map(({ number }) => ladder.broughtBy(number));
    return { ...Object.assign({}, ...all), ...library };
  }

  /**
   * Has all come that is due: with this step and those before it, as far as nothing before them is open.
   * @param item Where the step is on the page.
   */
  come({ number }: StepOnPage, item: Element | null): void {
    const { files, ladder, howFar, refresh } = this.#here;
    const came: string[] = [];
    for (const step of ladder.steps.slice(0, Math.min(number, howFar() + 1)))
      for (const [file, text] of Object.entries(ladder.broughtBy(step.number))) {
        if (files.has(file)) continue;
        files.rebase(file, text, step.folder);
        came.push(file);
      }
    if (came.length > 0) refresh(came);
    this.#tell(number, item?.querySelector('.brings [role=status]') ?? null);
  }
  #tell(number: number, said: Element | null): void {
    if (!said) return;
    const { files, ladder } = this.#here;
    const all = Object.keys(ladder.broughtBy(number));
    const there = all.filter((file) => files.has(file));
    const own = there.filter((file) => !this.has(file));
    const [it, is, comes] =
      all.length === 1 ? ['It', 'It’s', 'comes'] : ['They', 'They’re', 'come'];
    if (there.length < all.length)
      said.textContent = `${it} ${comes} once the steps before this one are green.`;
    else if (own.length === 0) said.textContent = `${is} in your library now.`;
    else
      said.textContent = `Your own ${listOf(own)} ${own.length === 1 ? 'stays' : 'stay'}: rename or delete ${own.length === 1 ? 'it' : 'them'} to get the book’s.`;
  }
}
