// <what-you-built>: what a reader has built of each part, from their own browser.
import { standingOf } from '../../steps/workspace.ts';
import { libraryIn } from '../workbench/files.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { watchList } from '../workbench/saved.ts';
import { measuredIn } from './measured.ts';
import { BUILT, LENT, LIKENESS, nameOfStep } from './lists.ts';
import { libraryOf, offerOwn } from './on-own.ts';
import { isBrought, stepsOf } from './steps-of-stage.ts';

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;

const NONE: ReadonlySet<string> = new Set();

class WhatYouBuilt extends HTMLElement {
  #lists: Record<string, ReadonlySet<string>> = {};

  connectedCallback(): void {
    for (const list of [BUILT, LENT, LIKENESS])
      watchList(list, (names) => {
        this.#lists[list] = names;
        for (const section of this.querySelectorAll<HTMLElement>('section[data-of]'))
          void this.#show(section).catch(() => {}); // what didn't come is told by the page
      });
    offerOwn((isThere) => {
      this.querySelector<HTMLElement>('.soon')!.hidden = isThere;
      this.querySelector<HTMLElement>('.now')!.hidden = !isThere;
    });
    ahead(import('../all-work/all-work.ts'));
    for (const button of this.querySelectorAll<HTMLButtonElement>('.on button'))
      button.onclick = () => void takeHome(button.closest('section')!);
  }

  async #show(section: HTMLElement): Promise<void> {
    const stage = section.dataset.of!;
    const { [BUILT]: built = NONE, [LENT]: lent = NONE, [LIKENESS]: asked = NONE } = this.#lists;
    const isBegun = [...built].some((name) => name.startsWith(`${stage}/`));
    if (isBegun) {
      const ladder = await stepsOf(stage);
      const standings = ladder.steps.map(({ folder }) =>
        standingOf(nameOfStep(stage, folder), built, lent),
      );
      const [own, books] = (['built', 'lent'] as const).map(
        (one) => standings.filter((standing) => standing === one).length,
      );
      const library = libraryIn(await libraryOf(stage));
      const files = Object.keys(library).filter(
        (file) => !Object.hasOwn(ladder.given, file) && !isBrought(ladder, file, library[file]!),
      );
      const lines = files.map((file) => library[file]!.trimEnd().split('\n').length);
      const say = (what: string, text: string): void => {
        const place = section.querySelector(`[data-say=${what}]`);
        if (place) place.textContent = text;
      };
      say(
        'steps',
        `${own} of ${standings.length} passed${books ? `, ${books} from the book` : ''}`,
      );
      say(
        'code',
        `${count(
          lines.reduce((sum, some) => sum + some, 0),
          'line',
        )} in ${count(files.length, 'file')}`,
      );
      const measured = measuredIn(asked, stage);
      say(
        'likeness',
        measured
          ? `${measured.passed} of the ${measured.due} scenarios that step ${measured.step} covers${measured.toCome > 0 ? `, ${measured.toCome} to come` : ''}, when you last asked`
          : 'not asked yet: “How like asyncio?” is below your library',
      );
      const next = ladder.steps[standings.indexOf('open')];
      const on = section.querySelector<HTMLAnchorElement>('.on a')!;
      const to = next ?? ladder.steps.at(-1)!;
      on.href = `${to.chapter.url}#build-it`;
      on.textContent = next ? `Go on with step ${to.number}, ${to.title}` : 'See your library';
    }
    section.querySelector<HTMLElement>('.none')!.hidden = isBegun;
    for (const part of section.querySelectorAll<HTMLElement>('dl, .on')) part.hidden = !isBegun;
  }
}

async function takeHome(section: HTMLElement): Promise<void> {
  const stage = section.dataset.of!;
  const said = section.querySelector('[role=status]')!;
  said.textContent = '';
  try {
    const { saveLibrary } = await import('../take-home/own-version.ts');
    const isWhole = await saveLibrary(stage, libraryIn(await libraryOf(stage)));
    said.textContent = isWhole ? 'Saved.' : 'Saved, without the tests: we couldn’t load those.';
  } catch (error) {
    said.textContent = whatFailed(error);
  }
}

customElements.define('what-you-built', WhatYouBuilt);
