// Find and replace in the file that is shown: the browser's own finds only the lines that the
// editor draws. It comes with the editor, since what is typed after Ctrl+F can't wait.
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search';
import { Prec, type Extension } from '@codemirror/state';
import {
  EditorView,
  keymap,
  runScopeHandlers,
  type Command,
  type Panel,
  type ViewUpdate,
} from '@codemirror/view';
import { mayLeadIntoText } from './into-text.ts';

const look = EditorView.theme({
  '.cm-panels': { background: 'var(--paper)', color: 'var(--ink)', zIndex: 1 },
  '.cm-panels-top': { borderBottom: '1px solid var(--rule)' },
  '.cm-find': {
    display: 'flex',
    flexWrap: 'wrap',
    font: 'var(--small) var(--serif)',
    gap: '0.3rem 0.8rem',
    padding: '0.4rem 0.6rem',
  },
  '.cm-find > span': { alignItems: 'center', display: 'flex', gap: '0.2rem', maxWidth: '100%' },
  '.cm-find input[type=text]': {
    background: 'var(--paper-code)',
    border: '1px solid var(--ink-soft)',
    borderRadius: '3px',
    color: 'var(--ink)',
    flex: '1 1 5rem',
    font: '0.8125rem var(--mono)',
    minHeight: '2rem',
    minWidth: 0,
    padding: '0 0.4rem',
    width: '13rem',
  },
  '.cm-find .count': { color: 'var(--ink-soft)', minWidth: '3.5rem', paddingLeft: '0.3rem' },
  '.cm-find label': {
    alignItems: 'center',
    display: 'flex',
    gap: '0.3rem',
    minHeight: '2rem',
    paddingRight: '0.5rem',
  },
  '.cm-find button': { minHeight: '2rem', minWidth: '2rem', padding: '0 0.5rem' },
  '@media (pointer: coarse)': {
    '.cm-find :is(button, label, input[type=text])': { minHeight: '2.75rem' },
    '.cm-find button': { minWidth: '2.75rem' },
    // were it smaller, some phones would zoom in on it
    '.cm-find input[type=text]': { fontSize: '1rem' },
  },
  // on a phone in three rows: what is sought, how, and what by
  '@media (max-width: 30rem)': {
    '.cm-find': { gap: '0.1rem 0.25rem' },
    '.cm-find button': { padding: '0 0.3rem' },
    '.cm-find .way': { minWidth: '2.25rem' },
    '.cm-find label': { gap: '0.2rem', paddingRight: 0 },
    '.cm-find input[type=text]': { padding: '0 0.25rem' },
    '.cm-find > span': { display: 'contents' },
    '.cm-find::before, .cm-find::after': { content: '""', flexBasis: '100%' },
    '.cm-find::before': { order: 1 },
    '.cm-find :is(.way, label)': { order: 2 },
    '.cm-find::after': { order: 3 },
    '.cm-find > :last-child > *': { order: 4 },
  },
  '.cm-searchMatch': { background: 'var(--added-wash)', outline: '1px solid var(--ink-soft)' },
  '.cm-searchMatch.cm-searchMatch-selected': {
    background: 'var(--accent-wash)',
    outline: '2px solid var(--accent)',
  },
});

/** How far matches are counted. */
const MOST = 1_000;

function button(text: string, name: string, act: () => unknown, className = ''): HTMLButtonElement {
  const it = document.createElement('button');
  it.className = className;
  it.type = 'button';
  it.textContent = text;
  if (name !== text) it.ariaLabel = it.title = name;
  it.onclick = act;
  return it;
}
function field(name: string, label: string): HTMLInputElement {
  const it = document.createElement('input');
  it.type = 'text';
  it.name = name;
  it.placeholder = it.ariaLabel = label;
  it.autocomplete = 'off';
  it.autocapitalize = 'off';
  it.spellcheck = false;
  return it;
}
function check(text: string): { label: HTMLLabelElement; box: HTMLInputElement } {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  label.append(box, text);
  return { label, box };
}
function row(...parts: Node[]): HTMLElement {
  const it = document.createElement('span');
  it.append(...parts);
  return it;
}

class FindPanel implements Panel {
  readonly dom = document.createElement('div');
  readonly top = true;
  readonly #view: EditorView;
  readonly #what = field('find', 'Find');
  readonly #by = field('replace', 'Replace with');
  readonly #case = check('Match case');
  readonly #word = check('Whole words');
  readonly #count = document.createElement('span');

  constructor(view: EditorView) {
    this.#view = view;
    this.dom.className = 'cm-find';
    this.dom.role = 'group';
    this.dom.ariaLabel = 'Find in this file';
    this.#what.setAttribute('main-field', '');
    this.#count.className = 'count';
    for (const it of [this.#what, this.#by, this.#case.box, this.#word.box])
      it.oninput = () => this.#commit();
    this.dom.onkeydown = (event) => this.#key(event);
    this.dom.append(
      row(
        this.#what,
        this.#count,
        button('↑', 'Previous match', () => findPrevious(view), 'way'),
        button('↓', 'Next match', () => findNext(view), 'way'),
        button('×', 'Close Find', () => leave(view)),
      ),
      row(this.#case.label, this.#word.label),
      row(
        this.#by,
        button('Replace', 'Replace', () => this.#replace()),
        button('Replace all', 'Replace all', () => this.#replaceAll()),
      ),
    );
    this.#show(getSearchQuery(view.state));
  }

  update(update: ViewUpdate): void {
    const query = getSearchQuery(update.state);
    if (query !== getSearchQuery(update.startState)) this.#show(query);
    else if (update.docChanged || update.selectionSet) this.#tell(query);
  }

  #commit(): void {
    const query = new SearchQuery({
      search: this.#what.value,
      replace: this.#by.value,
      caseSensitive: this.#case.box.checked,
      wholeWord: this.#word.box.checked,
      literal: true,
    });
    this.#view.dispatch({ effects: setSearchQuery.of(query) });
    // what is found is told by who goes there
    if (this.#count.textContent === NONE)
      this.#view.dispatch({ effects: EditorView.announce.of(NONE) });
  }

  #key(event: KeyboardEvent): void {
    const isEnter = event.key === 'Enter' && !event.isComposing;
    if (runScopeHandlers(this.#view, event, 'search-panel')) event.preventDefault();
    else if (isEnter && event.target === this.#what)
      (event.shiftKey ? findPrevious : findNext)(this.#view);
    else if (isEnter && event.target === this.#by) this.#replace();
  }

  /** Where nothing is left to be found, that is no failure. */
  #replace(): void {
    const before = this.#view.state.doc;
    replaceNext(this.#view);
    if (this.#view.state.doc !== before && this.#count.textContent === NONE)
      this.#count.textContent = 'Replaced, none left';
  }
  /** The editor announces how many it replaced; who looks on reads it here. */
  #replaceAll(): void {
    const query = getSearchQuery(this.#view.state);
    let count = 0;
    if (query.valid)
      for (const matches = query.getCursor(this.#view.state); !matches.next().done;) count++;
    if (count > 0 && replaceAll(this.#view))
      this.#count.textContent = `${count.toLocaleString('en')} replaced`;
  }

  #show(query: SearchQuery): void {
    // not what is being typed: the caret would jump
    if (this.#what.value !== query.search) this.#what.value = query.search;
    if (this.#by.value !== query.replace) this.#by.value = query.replace;
    this.#case.box.checked = query.caseSensitive;
    this.#word.box.checked = query.wholeWord;
    this.#tell(query);
  }

  /** How many there are, and which of them is selected. */
  #tell(query: SearchQuery): void {
    const { state } = this.#view;
    const { from, to } = state.selection.main;
    let count = 0;
    let here = 0;
    if (query.valid)
      for (const matches = query.getCursor(state); count < MOST;) {
        const { done, value } = matches.next();
        if (done) break;
        count++;
        if (value.from === from && value.to === to) here = count;
      }
    const all = count === MOST ? `${MOST}+` : count;
    this.#count.textContent = !query.valid ? '' : count === 0 ? NONE : here ? `${here} of ${all}` : `${all} found`; // prettier-ignore
  }
}
const NONE = 'Not found';

/** The editor has the focus then, or what led here, where the editor would bring up an unwanted keyboard. */
function leave(view: EditorView): void {
  const around = view.dom.closest('program-box, tasque-lab');
  if (!mayLeadIntoText())
    around?.querySelector<HTMLElement>('.more')!.focus({ preventScroll: true });
  closeSearchPanel(view);
}

/** The field would show several lines as one, and have another thing found than it shows. */
const isShown = ({ search }: SearchQuery): boolean => !/[\r\n]/.test(search);

export function openFind(view: EditorView): true {
  const before = getSearchQuery(view.state);
  openSearchPanel(view); // which asks for what is selected
  if (!isShown(getSearchQuery(view.state))) {
    const query = isShown(before) ? before : new SearchQuery({ search: '', literal: true });
    view.dispatch({ effects: setSearchQuery.of(query) });
  }
  const main = view.dom.querySelector<HTMLInputElement>('[main-field]')!;
  main.focus();
  main.select();
  return true;
}

/** The next one of what was asked for; nothing was, to begin with. */
const orAsk =
  (go: Command): Command =>
  (view) => {
    const query = getSearchQuery(view.state);
    return query.valid && isShown(query) ? go(view) || true : openFind(view);
  };

const scope = 'editor search-panel';
export const finding: Extension = [
  search({ createPanel: (view) => new FindPanel(view), literal: true }),
  Prec.high(
    keymap.of([
      { key: 'Mod-f', run: openFind, scope },
      { key: 'F3', run: orAsk(findNext), shift: orAsk(findPrevious), scope },
      { key: 'Mod-g', run: orAsk(findNext), shift: orAsk(findPrevious), scope },
      { key: 'Escape', run: closeSearchPanel, scope },
    ]),
  ),
  look,
];
