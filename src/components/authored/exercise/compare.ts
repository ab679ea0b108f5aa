// The solution as a change of the reader's version, which stays as it is until they take it over.
import type { ProgramBox } from '../../program-box/element.ts';
import { showDifference, whole } from '../../workbench/difference.ts';
import { stageFiles } from '../../workbench/loaders.ts';

/** What is said before the change. @param hasPassed Whether the reader's version, as it is, has. */
const said = (isSame: boolean, hasPassed: boolean): string => {
  if (isSame) return 'It’s the same as what’s in the box.';
  return hasPassed
    ? 'Yours has passed. Here’s what the book’s solution does differently:'
    : 'Here’s what it would change in your version, which stays as it is:';
};

/** Keeps the comparison true of what is in the box. */
export class Comparison {
  readonly #box: ProgramBox;
  readonly #entry: string;
  readonly #solution: string;
  readonly #what = document.createElement('p');
  readonly #choices = document.createElement('p');
  readonly #difference = document.createElement('div');
  #shown: string | undefined;

  static async of(box: ProgramBox, into: Element): Promise<Comparison> {
    const { files } = await stageFiles(box.dataset.exercise!);
    const solution = files[box.dataset.entry!.replace('exercise.ts', 'solution.ts')]!;
    return new Comparison(box, into, solution);
  }

  private constructor(box: ProgramBox, into: Element, solution: string) {
    this.#box = box;
    this.#entry = box.dataset.entry!;
    this.#solution = solution;
    this.#choices.className = 'choices';
    this.#choices.append(
      this.#button('Take it over', async () =>
        (await box.bench()).takeOver(this.#entry, solution.trimEnd()),
      ),
      ' ',
      this.#button('Copy it', async () =>
        (await import('../../workbench/copies.ts')).copyText(await box.bench(), solution),
      ),
    );
    into.replaceChildren(this.#what, this.#choices, this.#difference);
  }

  /** @param passed The text that has passed last. */
  show(passed: string | undefined): void {
    const mine = this.#box.files.code(this.#entry);
    const isSame = whole(mine) === whole(this.#solution);
    this.#what.textContent = said(isSame, mine === passed);
    (this.#choices.firstElementChild as HTMLButtonElement).hidden = isSame;
    if (mine === this.#shown) return;
    this.#shown = mine;
    this.#difference.replaceChildren(
      showDifference({ [this.#entry]: whole(this.#solution) }, () => whole(mine)),
    );
  }

  #button(text: string, act: () => Promise<void>): HTMLButtonElement {
    const it = document.createElement('button');
    it.type = 'button';
    it.textContent = text;
    it.onclick = () => void this.#box.try(act);
    return it;
  }
}
