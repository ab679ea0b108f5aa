// <step-to-step>: two states of a library beside each other, as the address or the reader says. Loaded
// by its page alone.
import { between, type Between, type FileBetween } from '../../steps/between.ts';
import { standingOf, type Standing } from '../../steps/workspace.ts';
import { BUILT, LENT, nameOfStep } from '../build-it/lists.ts';
import { whatFailed } from '../workbench/loading.ts';
import { watchList } from '../workbench/saved.ts';
import { addressOf, type Asked } from './address.ts';
import { askedBy } from './asked.ts';
import { differenceIn, make } from './drawing.ts';
import { KINDS, NoSideError, recordsOf, sideOf, whoMade, type Kind, type Side } from './sides.ts';
import { saidOfFile, summaryOf } from './words.ts';

/** So long it may take to find what all files have in common, in milliseconds: a reader's may be large. */
const PATIENCE = 1_000;
/** So many lines are drawn at once; what comes after them is drawn once it's wanted. */
const AT_ONCE = 2_500;

const OPTION: Record<Kind, (part: string) => string> = {
  mine: (part) => `Part ${part}, your library`,
  lab: (part) => `Part ${part}, your lab`,
};

const STEPS = [
  ['back', -1],
  ['on', 1],
] as const;

class StepToStep extends HTMLElement {
  readonly #from = this.querySelector<HTMLSelectElement>('select[name=from]')!;
  readonly #to = this.querySelector<HTMLSelectElement>('select[name=to]')!;
  readonly #said = this.querySelector<HTMLElement>('.status')!;
  readonly #result = this.querySelector<HTMLElement>('.result')!;
  readonly #carry = this.querySelector<HTMLElement>('.carry')!;
  /** The states of the book's, in its order. */
  #states: string[] = [];
  readonly #lists = new Map<string, ReadonlySet<string>>();
  /** What was asked for last. */
  #asked: Asked | undefined;
  #sides: [from: Side, to: Side] | undefined;

  connectedCallback(): void {
    this.#to.append(...[...this.#from.children].slice(1).map((group) => group.cloneNode(true)));
    this.#states = [...this.#from.querySelectorAll('option')].map(({ value }) => value).filter(Boolean); // prettier-ignore
    for (const list of [BUILT, LENT]) watchList(list, (names) => this.#lists.set(list, names));
    for (const select of [this.#from, this.#to]) select.onchange = () => this.#choose();
    this.#button('swap').onclick = () => {
      const { from, to } = this.#asked!;
      this.#ask({ from: to, to: from });
    };
    for (const [name, by] of STEPS)
      this.#button(name).onclick = () => {
        const asked = this.#moved(by);
        if (asked) this.#ask(asked);
      };
    addEventListener('hashchange', () => this.#heed());
    void this.#offerOwn().then(() => {
      this.querySelector<HTMLFieldSetElement>('fieldset')!.disabled = false;
      this.#heed();
    });
  }
  #button(name: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`[data-do=${name}]`)!;
  }
  #group(stage: string): HTMLOptGroupElement | null {
    return this.#from.querySelector(`optgroup[data-stage="${CSS.escape(stage)}"]`);
  }
  readonly #partOf = (stage: string): number | undefined => {
    const part = this.#group(stage)?.dataset.part;
    return part === undefined ? undefined : Number(part);
  };

  /** What the reader has, they can choose. */
  async #offerOwn(): Promise<void> {
    const groups = [...this.#from.querySelectorAll<HTMLOptGroupElement>('optgroup[data-stage]')];
    const found = await Promise.all(
      groups.flatMap(({ dataset: { stage, part } }) =>
        KINDS.map(
          async (kind) =>
          (await recordsOf(kind, stage!)).length > 0 ? { value: `${stage}/${kind}`, text: OPTION[kind](part!) } : [], // prettier-ignore
        ),
      ),
    );
    const own = found.flat();
    for (const select of [this.#from, this.#to]) {
      const { value } = select;
      select.querySelector('optgroup[label=Yours]')?.remove();
      if (own.length === 0) continue;
      const group = make('optgroup', { label: 'Yours' }, ...own.map((one) => make('option', one)));
      select.children[0]!.after(group);
      select.value = value;
    }
  }

  #choose(): void {
    if (this.#from.value !== '' && this.#to.value !== '')
      this.#ask({ from: this.#from.value, to: this.#to.value });
  }
  #ask(asked: Asked): void {
    history.replaceState(null, '', addressOf(asked));
    void this.#show(asked);
  }
  /** Both sides, by so many steps on; nothing where there's none. */
  #moved(by: number): Asked | undefined {
    const { from, to } = this.#asked ?? {};
    const [a, b] = [from, to].map((id) => this.#states[this.#states.indexOf(id ?? '') + by]);
    const isBooks = [from, to].every((id) => this.#states.includes(id ?? ''));
    return isBooks && a !== undefined && b !== undefined ? { from: a, to: b } : undefined;
  }

  #heed(): void {
    const asked = askedBy(location.hash);
    if (asked === 'refused')
      return this.#refuse('The address isn’t one of this page’s. Choose two states above.');
    if (!asked) return;
    const { from, to, file } = asked;
    if (from === undefined || to === undefined) return this.#halfAsked(from, to);
    const isShown = from === this.#asked?.from && to === this.#asked.to;
    if (isShown && this.#sides) this.#goTo(file);
    else void this.#show({ from, to, file });
  }

  /** The reader chooses the other one. */
  #halfAsked(from = '', to = ''): void {
    this.#refuse('');
    [this.#from.value, this.#to.value] = [from, to];
    const select = from === '' ? this.#from : this.#to;
    if (this.#from.value + this.#to.value !== '') select.focus();
    else this.#said.textContent = 'The address asks for a state that isn’t here. Choose two above.';
  }
  #refuse(text: string): void {
    this.#sides = this.#asked = undefined;
    this.#result.replaceChildren();
    this.#closeCarry();
    this.#said.textContent = text;
    this.#enable();
  }
  #enable(): void {
    const here = document.activeElement;
    for (const name of ['swap', 'back', 'on']) this.#button(name).disabled = !this.#asked;
    if (here instanceof HTMLButtonElement && here.disabled) this.#from.focus();
    // at the first state, and at the last one, a button keeps the focus
    for (const [name, by] of STEPS)
      this.#button(name).ariaDisabled = this.#asked && !this.#moved(by) ? 'true' : null;
  }

  async #show(asked: Asked): Promise<void> {
    this.#asked = asked;
    [this.#from.value, this.#to.value] = [asked.from, asked.to];
    this.#said.textContent = 'Loading…';
    const isLate = (): boolean => this.#asked !== asked;
    try {
      const sides = await this.#read(asked);
      if (isLate()) return;
      this.#sides = sides;
      this.#closeCarry();
      this.#draw(sides);
      this.#enable();
      this.#goTo(asked.file);
    } catch (error) {
      if (!isLate()) this.#refuse(error instanceof NoSideError ? error.message : whatFailed(error));
    }
  }
  /** A side is something else by now. What was being done goes on beside it. */
  async #showAgain(asked: Asked): Promise<void> {
    try {
      const [sides] = await Promise.all([this.#read(asked), this.#offerOwn()]);
      if (this.#asked !== asked) return;
      [this.#from.value, this.#to.value] = [asked.from, asked.to];
      this.#sides = sides;
      this.#draw(sides);
    } catch (error) {
      this.#said.textContent = error instanceof NoSideError ? error.message : whatFailed(error);
    }
  }
  #read({ from, to }: Asked): Promise<[Side, Side]> {
    return Promise.all([sideOf(from, this.#partOf), sideOf(to, this.#partOf)]);
  }

  // --- what is shown

  #draw([from, to]: [Side, Side]): void {
    const all = between(from.library, to.library, PATIENCE);
    this.#said.textContent = `From ${from.name} to ${to.name}: ${summaryOf(all)}`;
    let left = AT_ONCE;
    const sections = all.files.map((file, at) => {
      const lines = file.plus + file.minus;
      const body = (): HTMLElement => this.#body(file);
      const isDrawn = lines <= left;
      if (isDrawn) left -= lines;
      return this.#section(all.files, at, isDrawn ? body() : folded(lines, body));
    });
    this.#result.replaceChildren(...this.#head(all, from, to), ...sections);
  }
  #body(file: FileBetween): HTMLElement {
    const [from, to] = this.#sides!;
    return differenceIn(file, whoMade(from, to, { from: file.was ?? file.file, to: file.file }));
  }

  #head(all: Between, from: Side, to: Side): HTMLElement[] {
    const source = from.own ? from : to.own ? to : undefined;
    const head: HTMLElement[] = [];
    if (source && all.files.length > 0) {
      const target = source === from ? to : from;
      const button = make('button', { type: 'button', className: 'plain' });
      button.textContent = `Carry your changes over to ${target.name}`;
      button.onclick = () => void this.#carryOver(source === from, button);
      head.push(make('p', {}, button));
    }
    if (all.namesCame.length + all.namesWent.length > 0) head.push(names(all));
    if (all.files.length > 1)
      head.push(
        make(
          'nav',
          { ariaLabel: 'Files that differ' },
          make('ol', {}, ...all.files.map((file) => make('li', {}, this.#link(file.file), ` ${saidOfFile(file)}`))), // prettier-ignore
        ),
      );
    return head;
  }
  #link(file: string, text: string | Node = make('code', {}, file)): HTMLAnchorElement {
    const { from, to } = this.#asked!;
    return make('a', { href: addressOf({ from, to, file }) }, text);
  }
  #section(files: readonly FileBetween[], at: number, body: HTMLElement): HTMLElement {
    const file = files[at]!;
    const title = make('h2', { tabIndex: -1 }, make('code', {}, file.file));
    const next = files[at + 1];
    const section = make(
      'section',
      { className: 'file' },
      make('div', { className: 'head' }, title, make('span', {}, saidOfFile(file)), ...(next ? [this.#next(next)] : [])), // prettier-ignore
      body,
    );
    section.dataset.file = file.file;
    return section;
  }
  #next({ file }: FileBetween): HTMLAnchorElement {
    const link = this.#link(file, 'Next file');
    link.title = file;
    link.ariaLabel = `Next file: ${file}`;
    return link;
  }

  #goTo(file: string | undefined): void {
    if (file === undefined) return;
    const section = [...this.#result.querySelectorAll<HTMLElement>('.file')].find(({ dataset }) => dataset.file === file); // prettier-ignore
    if (!section) {
      const [from, to] = this.#sides!;
      const isThere = file in from.library && file in to.library;
      this.#said.textContent += isThere ? ` ${file} is the same in both.` : ` Neither has ${file}.`;
      return;
    }
    section.querySelector<HTMLButtonElement>('.show')?.click();
    section.scrollIntoView();
    section.querySelector('h2')!.focus({ preventScroll: true });
  }

  // --- what is carried over

  async #carryOver(isFrom: boolean, button: HTMLElement): Promise<void> {
    const asked = this.#asked!;
    const order = ([from, to]: [Side, Side]): [Side, Side] => (isFrom ? [from, to] : [to, from]);
    try {
      const { Carrying } = await import('./carrying.ts');
      const [source, target] = order(this.#sides!);
      this.#carry.hidden = false;
      const carrying = new Carrying({
        root: this.#carry,
        source,
        target,
        again: async () => order(await this.#read(asked)),
        standing: (stage, folder) => this.#standing(stage, folder),
        template: this.querySelector('template')!,
        keeps: this.querySelector('.keeps')!,
        changed: () => void this.#showAgain(asked),
        close: () => {
          this.#closeCarry();
          (button.isConnected ? button : this.#from).focus();
        },
      });
      void carrying;
    } catch (error) {
      this.#said.textContent = whatFailed(error);
    }
  }
  #closeCarry(): void {
    this.#carry.hidden = true;
    this.#carry.replaceChildren();
  }
  #standing(stage: string, folder: string): Standing {
    const [built, lent] = [BUILT, LENT].map((list) => this.#lists.get(list) ?? new Set<string>());
    return standingOf(nameOfStep(stage, folder), built!, lent!);
  }
}

/** Drawn once it's wanted. */
function folded(lines: number, draw: () => HTMLElement): HTMLElement {
  const place = make('div', { className: 'difference' });
  const button = make('button', { type: 'button', className: 'show plain' });
  button.textContent = `Show the ${lines} lines`;
  button.onclick = () => {
    const body = draw();
    body.tabIndex = -1;
    place.replaceWith(body);
    body.focus({ preventScroll: true });
  };
  place.append(button);
  return place;
}

function names({ namesCame, namesWent }: Between): HTMLElement {
  const row = (text: string, all: readonly string[]): HTMLElement[] =>
    all.length === 0
      ? []
      : [make('p', {}, text, ...all.flatMap((name, at) => [at > 0 ? ', ' : ' ', make('code', {}, name)]))]; // prettier-ignore
  const count = namesCame.length + namesWent.length;
  return make(
    'details',
    { className: 'names', open: count <= 12 },
    make('summary', {}, `Names added and removed: ${count}`),
    ...row('Added:', namesCame),
    ...row('Removed:', namesWent),
  );
}

customElements.define('step-to-step', StepToStep);
