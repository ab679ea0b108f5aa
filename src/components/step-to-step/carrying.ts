// A reader's changes carried over to another state: what comes in and what doesn't is shown first, and
// then put where the reader wants it.
import { url } from '../../book/url.ts';
import { stretchesOf } from '../../steps/between.ts';
import { carriedOver, isConflict, type Carried, type CarriedOver } from '../../steps/carry-over.ts';
import type { Standing } from '../../steps/workspace.ts';
import { libraryIn } from '../workbench/files.ts';
import { whatFailed } from '../workbench/loading.ts';
import { differenceIn, make } from './drawing.ts';
import type { Kind, Library, Side } from './sides.ts';
import { fateOf } from './words.ts';

/** So long it may take to find what two versions have in common, in milliseconds. */
const PATIENCE = 200;

interface Here {
  /** Where it's shown. */
  root: HTMLElement;
  /** The reader's, and what their changes are carried over to. */
  source: Side;
  target: Side;
  /** Both, as they are by now. */
  again(): Promise<[source: Side, target: Side]>;
  standing(stage: string, folder: string): Standing;
  /** Has what shows what is kept, and where it comes. */
  template: HTMLTemplateElement;
  keeps: HTMLElement;
  /** Called once a side is something else by what was done here, on its list of versions or in another tab. */
  changed(): void;
  close(): void;
}

const PLACE: Record<Kind, (part: number) => string> = {
  lab: (part) => `the lab of part ${part}`,
  mine: (part) => `your library of part ${part}`,
};

/** Where it can be put: the reader's own place if that's what it was carried to. */
function placesFor(source: Side, target: Side): Kind[] {
  if (target.own) return [target.own.kind];
  return source.own!.kind === 'mine' && source.stage === target.stage ? ['mine', 'lab'] : ['lab'];
}

export class Carrying {
  readonly #here: Here;
  #source: Side;
  #target: Side;
  #over!: CarriedOver;
  #isPutting = false;
  readonly #said = make('p', { className: 'said', role: 'status' });

  constructor(here: Here) {
    this.#here = here;
    this.#source = here.source;
    this.#target = here.target;
    this.#show();
    here.root.querySelector<HTMLElement>('h2')!.focus();
  }

  #show(): void {
    const [source, target] = [this.#source, this.#target];
    this.#over = carriedOver(source.own!, target.library);
    const { files } = this.#over;
    const comes = files.some(({ fate }) => fate === 'comes');
    const title = make('h2', { tabIndex: -1 }, 'Your changes, carried over');
    const intro = make('p', {}, this.#intro(comes));
    const list = make('ul', {}, ...files.map((one) => make('li', { className: one.fate }, fateOf(one, target.name)))); // prettier-ignore
    this.#here.root.replaceChildren(
      title,
      intro,
      list,
      this.#choices(comes),
      this.#said,
      ...files.flatMap((one) => this.#differences(one)),
    );
  }

  #intro(comes: boolean): string {
    const { files } = this.#over;
    const [mine, target] = [this.#source.name, this.#target.name];
    if (files.length === 0) return `There are no changes of yours in ${mine}.`;
    if (files.every(({ fate }) => fate === 'there')) return `All that you changed in ${mine} is in ${target} already.`; // prettier-ignore
    if (!comes) return `None of your changes fits into ${target}, so there’s nothing to put anywhere. They stay where they are, in ${mine}.`; // prettier-ignore
    const conflicts = files.filter(isConflict).length;
    return [
      `Nothing has been changed yet. This is what ${target} becomes with what you changed in ${mine}, which itself stays as it is unless you put this in its place.`,
      conflicts > 0 && `${conflicts === 1 ? 'One file doesn’t' : `${conflicts} files don’t`} fit in: yours ${conflicts === 1 ? 'goes' : 'go'} on the list of your versions.`, // prettier-ignore
    ]
      .filter(Boolean)
      .join(' ');
  }

  #choices(comes: boolean): HTMLElement {
    const { stage, part, step } = this.#target;
    const all = make('p', { className: 'choices' });
    const add = (text: string, act: () => unknown, isMain = false): void => {
      const button = make('button', { type: 'button', className: isMain ? 'plain main' : 'plain' });
      button.textContent = text;
      button.onclick = () => void this.#try(act);
      all.append(button);
    };
    if (comes) {
      for (const [at, kind] of placesFor(this.#source, this.#target).entries())
        add(`Put it into ${PLACE[kind](part)}`, () => this.#putOnce(kind), at === 0);
      add('Take it home (zip)', () => this.#takeHome());
      if (step !== undefined && step > 0) add('Run its tests', async () => {
        this.#said.textContent = 'Running…';
        const { testsOn } = await import('./putting.ts');
        this.#said.textContent = await testsOn(this.#over.library, stage, step);
      }); // prettier-ignore
    }
    add(comes ? 'Leave it' : 'Close', () => this.#here.close());
    return all;
  }

  async #try(act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#said.textContent = whatFailed(error);
    }
  }

  async #takeHome(): Promise<void> {
    const { saveLibrary } = await import('../take-home/own-version.ts');
    const { stage, ladder, step } = this.#target;
    const steps = step === undefined ? undefined : ladder.steps.slice(0, step).map(({ folder }) => folder); // prettier-ignore
    const isWhole = await saveLibrary(stage, libraryIn(this.#over.library), steps);
    this.#said.textContent = isWhole ? 'Saved.' : 'Saved, without the tests: we couldn’t load those.'; // prettier-ignore
  }

  /** What a second press would find there is what the first has put. */
  async #putOnce(kind: Kind): Promise<void> {
    if (this.#isPutting) return;
    this.#isPutting = true;
    try {
      await this.#put(kind);
    } finally {
      this.#isPutting = false;
    }
  }
  /** What a reader saw is what is put there: if it's something else by now, they see that first. */
  async #put(kind: Kind): Promise<void> {
    const seen = [this.#source, this.#target].map(({ library }) => JSON.stringify(library)).join();
    const [source, target] = await this.#here.again();
    if ([source, target].map(({ library }) => JSON.stringify(library)).join() !== seen) {
      [this.#source, this.#target] = [source, target];
      this.#show();
      this.#said.textContent = 'Your files have changed meanwhile. Now you see them as they are. Nothing has been put anywhere.'; // prettier-ignore
      return;
    }
    const { library, files } = this.#over;
    const { stage, ladder, step, part } = target;
    const { template, keeps, changed, standing } = this.#here;
    const aside = Object.fromEntries(
      files.filter(isConflict).flatMap(({ file, mine }) => (mine === undefined ? [] : [[file, mine]])),
    ); // prettier-ignore
    const { putInto } = await import('./putting.ts');
    const put = await putInto(
      { kind, stage, ladder, step, standing: (folder) => standing(stage, folder) },
      library as Library,
      aside,
      template,
      keeps,
      changed,
    );
    const place = PLACE[kind](part);
    this.#said.textContent = put.isKept
      ? `It’s in ${place} now.${put.isAside ? ' What was there is on the list of your versions, below.' : ''}`
      : `It’s in ${place} now, but not all of it could be kept: see below.`;
    const back = make('button', { type: 'button', className: 'plain' }, 'Take it back');
    back.onclick = () =>
      void this.#try(async () => {
        await put.takeBack();
        this.#here.changed();
        this.#done(`What was in ${place} is back.`);
      });
    const see = make('a', { href: this.#addressOf(kind) }, kind === 'lab' ? `Open ${place}` : `See ${place}`); // prettier-ignore
    const after = make('p', { className: 'choices' }, see, back);
    this.#here.root.querySelector('.choices')!.replaceWith(after);
    this.#sayIntro(false);
    this.#here.changed();
    see.focus();
  }
  /** It says that nothing has changed, as long as that's so. */
  #sayIntro(isSo: boolean): void {
    this.#here.root.querySelector('p')!.hidden = !isSo;
  }
  #done(text: string): void {
    this.#sayIntro(true);
    this.#said.textContent = text;
    this.#here.root.querySelector('.choices')!.replaceWith(this.#choices(true));
    this.#here.root.querySelector('button')!.focus();
  }
  #addressOf(kind: Kind): string {
    const { stage, ladder, step } = this.#target;
    if (kind === 'lab') return url(`lab/${stage}/`);
    return `${ladder.steps[Math.max(0, (step ?? 1) - 1)]!.chapter.url}#build-it`;
  }

  /** Of what comes in, what it changes there; of what doesn't, both changes of what it was before. */
  #differences(one: Carried): HTMLElement[] {
    const { file, fate, mine, base, theirs } = one;
    if (fate === 'there') return [];
    const shown = (title: string, from: string | undefined, to: string | undefined): HTMLElement => {
      const what = from === undefined ? 'came' : to === undefined ? 'went' : 'changed';
      return make(
        'section',
        { className: 'file' },
        make('h3', {}, make('code', {}, file), ` ${title}`),
        differenceIn({ what, stretches: stretchesOf(from, to, PATIENCE) }),
      );
    }; // prettier-ignore
    const there = this.#target.name;
    if (fate === 'comes')
      return [shown(`what it changes in ${there}`, theirs, this.#over.library[file])];
    if (fate === 'lines' || fate === 'deleted')
      return [shown('what you changed', base, mine), shown(`what ${there} has changed`, base, theirs)]; // prettier-ignore
    return [shown(`yours, beside that of ${there}`, theirs, mine)];
  }
}
