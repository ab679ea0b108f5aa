// What is built at the end of a chapter: says how far its reader has come, and opens their own library
// below the step that they build. Loaded once they ask for it, or have built something before.
import { Files } from '../workbench/files.ts';
import { whatFailed } from '../workbench/loading.ts';
import { save, watchList } from '../workbench/saved.ts';
import type { OwnBench } from './own-bench.ts';
import { BUILT, LENT, nameOfStep } from './lists.ts';
import { offerOwn } from './on-own.ts';
import { stepsOf } from './steps-of-stage.ts';
import { standingOf } from '../../steps/workspace.ts';

const SAID = { built: '✓ built', lent: 'the book’s', open: '' };

class BuildIt {
  readonly #section: HTMLElement;
  readonly #stage: string;
  #bench: Promise<OwnBench> | undefined;
  #built: ReadonlySet<string> = new Set();
  #lent: ReadonlySet<string> = new Set();

  constructor(section: HTMLElement) {
    this.#section = section;
    this.#stage = section.dataset.stage!;
    watchList(BUILT, (built) => {
      this.#built = built;
      this.#show();
    });
    watchList(LENT, (lent) => {
      this.#lent = lent;
      this.#show();
    });
  }

  #show(): void {
    for (const item of this.#section.querySelectorAll<HTMLElement>('li[data-step]')) {
      const name = nameOfStep(this.#stage, item.dataset.step!);
      item.querySelector('.standing')!.textContent =
        SAID[standingOf(name, this.#built, this.#lent)];
    }
  }

  /** Opens the reader's library below a step. */
  async build(folder: string): Promise<void> {
    const item = this.#section.querySelector<HTMLElement>(`li[data-step="${folder}"]`)!;
    const button = item.querySelector<HTMLButtonElement>('[data-build]')!;
    const said = item.querySelector<HTMLElement>('.begin [role=status]')!;
    button.ariaDisabled = 'true'; // and not disabled: it keeps the focus
    said.textContent = 'Loading…';
    try {
      this.#bench ??= this.#open(item);
      this.#bench.catch(() => (this.#bench = undefined));
      const bench = await this.#bench;
      item.append(bench.root);
      said.textContent = '';
      await bench.begin(folder);
      for (const one of this.#section.querySelectorAll<HTMLElement>('li[data-step] > .begin'))
        one.hidden = one.parentElement === item;
    } catch (error) {
      said.textContent = whatFailed(error);
    }
    button.ariaDisabled = null;
  }

  async #open(place: HTMLElement): Promise<OwnBench> {
    const [ladder, { OwnBench }] = await Promise.all([
      stepsOf(this.#stage),
      import('./own-bench.ts'),
    ]);
    const template = this.#section.querySelector('template')!;
    const root = template.content.querySelector('own-loop')!.cloneNode(true) as HTMLElement;
    const files = new Files(`mine/${this.#stage}`, { ...ladder.filesAt(0), ...ladder.tests });
    files.versionOf = (file, of) => {
      const step = ladder.steps.find(({ folder }) => folder === of);
      return step && ladder.filesAt(step.number)[file];
    };
    let bench: OwnBench | undefined;
    const ready = save(files, {
      root,
      refresh: (changed) => bench?.session.refresh(changed),
      putBack: (...version) => void bench?.putBack(...version),
      download: () => bench?.act('download'),
    });
    await ready;
    place.append(root); // its bench wants to find it on the page
    bench = new OwnBench(root, this.#stage, ladder, files, {
      standing: (folder, stage = this.#stage) =>
        standingOf(nameOfStep(stage, folder), this.#built, this.#lent),
      go: (folder) => void this.build(folder),
    });
    return bench;
  }
}

offerOwn();
const buildIt = new BuildIt(document.querySelector<HTMLElement>('.build-it')!);

/** @param target What was clicked in the section. */
export function press(target?: EventTarget | null): void {
  const folder = (target as Element | undefined)?.closest<HTMLElement>('[data-build]')?.dataset
    .build;
  if (folder !== undefined) void buildIt.build(folder);
}
