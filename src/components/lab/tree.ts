// The files of a stage as a tree, with the keys that trees have:
// https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
import { bringIntoView } from '../workbench/bring-into-view.ts';

const TOPS = ['src', 'props', 'programs', 'tests'];

/** As the book lists them: its folders first, files before the folders beside them. */
export function inOrder(files: readonly string[]): string[] {
  const rank = (file: string): number => {
    const [top, ...rest] = file.split('/');
    if (rest.length === 0) return TOPS.length + 1;
    return (TOPS.indexOf(top!) + 1 || TOPS.length + 1) - 1;
  };
  const top = (file: string): string => file.slice(0, Math.max(0, file.indexOf('/')));
  const depth = (file: string): number => file.split('/').length;
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...files].sort(
    (a, b) => rank(a) - rank(b) || compare(top(a), top(b)) || depth(a) - depth(b) || compare(a, b),
  );
}

/** Which folders are closed at first: what most readers come for fits the window then. */
export const CLOSED = new Set(['src/drafts', 'tests']);

/** Letters of one word follow each other faster than this, in milliseconds. */
const PAUSE = 500;

export interface TreeActs {
  /** `how` tells a click from the keys: Space looks at a file, Enter goes there. */
  open(file: string, how: 'pointer' | 'look' | 'go'): void;
  rename(file: string): void;
  delete(file: string): void;
  /** Offers what can be done with a file, beside its item, or what was pressed there. */
  menu(file: string, item: HTMLElement, pressed?: Element): void;
}

export class FileTree {
  readonly element = document.createElement('ul');
  readonly #acts: TreeActs;
  /** By their paths, those of folders with a / at the end: a file may have the name of one. */
  readonly #items = new Map<string, HTMLElement>();
  /** What it was made of. */
  #files: readonly string[] = [];
  #deleted: readonly string[] = [];
  /** Letters that were typed to come to a file, and when the last of them was. */
  #sought = '';
  #soughtAt = -Infinity;

  constructor(acts: TreeActs) {
    this.#acts = acts;
    this.element.role = 'tree';
    this.element.ariaLabel = 'Files of the stage';
    this.element.addEventListener('click', ({ target }) => {
      const item = itemOf(target);
      const button = (target as Element).closest('.row-menu');
      if (item && button) this.#acts.menu(item.dataset.file!, item, button);
      else this.#act(item, 'pointer');
    });
    this.element.addEventListener('contextmenu', (event) => {
      const item = itemOf(event.target);
      if (item?.ariaExpanded !== null) return;
      event.preventDefault();
      this.#acts.menu(item.dataset.file!, item);
    });
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('focusin', ({ target }) => this.#rove(itemOf(target)));
  }

  /**
   * Lists these files: what was open stays so, and the focus where it was, or near it.
   * @param deleted Files of the book's that can be put back.
   */
  list(files: readonly string[], deleted: readonly string[]): void {
    const all = inOrder([...files, ...deleted]);
    const isSame = (a: readonly string[], b: readonly string[]): boolean =>
      JSON.stringify(a) === JSON.stringify(b);
    if (isSame(all, this.#files) && isSame(deleted, this.#deleted)) return;
    this.#files = all;
    this.#deleted = deleted;
    const hadFocus = this.element.contains(document.activeElement);
    const at = this.#seen.findIndex(({ tabIndex }) => tabIndex === 0);
    const isBefore = this.#seen[at];
    const before = [...this.#items].find(([, item]) => item === isBefore)?.[0];
    const expanded = new Map([...this.#items].map(([path, item]) => [path, item.ariaExpanded]));
    this.#items.clear();
    this.element.replaceChildren();
    for (const file of all) {
      const item = this.#item(file);
      this.#items.set(file, item);
      this.#folder(folderName(file)).append(this.#line(item));
    }
    for (const [file, item] of this.#items) {
      const isFolder = item.ariaExpanded !== null;
      if (isFolder) item.ariaExpanded = expanded.get(file) ?? item.ariaExpanded;
      else if (deleted.includes(file)) this.#tell(item, ', deleted');
    }
    const seen = this.#seen;
    const next = this.#items.get(before ?? '') ?? seen[Math.min(Math.max(at, 0), seen.length - 1)];
    this.#rove(next);
    if (hadFocus) next?.focus();
  }
  focus(file?: string): void {
    const item = this.#items.get(file ?? '') ?? this.#all.find(({ tabIndex }) => tabIndex === 0);
    item?.focus();
  }
  /** The folder of what has the focus, or had it last: `src/`. */
  get folder(): string {
    const item = this.#all.find(({ tabIndex }) => tabIndex === 0);
    const file = item?.dataset.file ?? '';
    const folder = item?.ariaExpanded === null ? folderName(file) : file;
    return folder && `${folder}/`;
  }

  /** Says which file the editor shows, and opens the way to it. */
  show(file: string | undefined): void {
    for (const item of this.#items.values())
      if (item.ariaExpanded === null) item.ariaSelected = String(item.dataset.file === file);
    const item = file === undefined ? undefined : this.#items.get(file);
    if (!item) return;
    for (let above = folderOf(item); above; above = folderOf(above)) above.ariaExpanded = 'true';
    if (!this.element.contains(document.activeElement)) this.#rove(item);
    bringIntoView(this.element, item);
    const focused = itemOf(document.activeElement);
    if (focused && this.element.contains(focused)) bringIntoView(this.element, focused);
  }

  markChanged(isChanged: (file: string) => boolean): void {
    for (const [file, item] of this.#items) {
      if (item.ariaExpanded !== null || this.#deleted.includes(file)) continue;
      const mark = item.querySelector<HTMLElement>('.changed')!;
      if (mark.hidden !== isChanged(file)) continue;
      mark.hidden = !mark.hidden;
      this.#tell(item, mark.hidden ? '' : ', changed');
    }
  }
  #tell(item: HTMLElement, what: string): void {
    item.title = item.dataset.file! + what;
    item.ariaLabel = what ? nameOf(item) + what : null;
    item.classList.toggle('deleted', what === ', deleted');
  }

  get #all(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('[role=treeitem]')];
  }
  /** Those that no closed folder hides. */
  get #seen(): HTMLElement[] {
    return this.#all.filter((item) => !item.closest('[aria-expanded=false] + ul'));
  }

  #item(path: string): HTMLElement {
    const item = document.createElement('span');
    item.role = 'treeitem';
    item.ariaLevel = String(path.split('/').length);
    item.tabIndex = -1;
    item.dataset.file = path;
    item.title = path;
    const name = document.createElement('span');
    name.className = 'name';
    name.textContent = nameOf(item);
    const mark = document.createElement('span');
    mark.className = 'changed';
    mark.hidden = true;
    mark.ariaHidden = 'true';
    mark.textContent = '•';
    // for mouse and thumb: the keys are F2, Delete, and that of the menu
    const menu = document.createElement('span');
    menu.className = 'row-menu';
    menu.ariaHidden = 'true';
    item.append(name, mark, menu);
    return item;
  }

  /** Where an item is: not around what is below it, so that its name is its own. */
  #line(item: HTMLElement): HTMLElement {
    const line = document.createElement('li');
    line.role = 'none';
    line.append(item);
    return line;
  }

  #folder(path: string): HTMLElement {
    if (!path) return this.element;
    const known = this.#items.get(`${path}/`);
    if (known) return known.nextElementSibling as HTMLElement;
    const item = this.#item(path);
    this.#items.set(`${path}/`, item);
    const group = document.createElement('ul');
    group.role = 'group';
    group.id = `lab-folder-${this.#items.size}`;
    item.querySelector('.row-menu')!.remove();
    item.ariaExpanded = String(!CLOSED.has(path));
    item.setAttribute('aria-owns', group.id);
    const line = this.#line(item);
    line.append(group);
    this.#folder(folderName(path)).append(line);
    return group;
  }

  #rove(item: HTMLElement | undefined): void {
    if (item) for (const each of this.#all) each.tabIndex = each === item ? 0 : -1;
  }

  #act(item: HTMLElement | undefined, how: 'pointer' | 'look' | 'go'): void {
    if (!item) return;
    const file = item.dataset.file!;
    if (this.#deleted.includes(file)) this.#acts.menu(file, item);
    else if (item.ariaExpanded === null) this.#acts.open(file, how);
    else item.ariaExpanded = String(item.ariaExpanded !== 'true');
  }

  /** By the letters of a name that are typed without a pause; one letter goes on from here. */
  #seek(letter: string, now: number): void {
    const seen = this.#seen;
    const here = seen.findIndex((item) => item === document.activeElement);
    const from = (begin: number, word: string): HTMLElement | undefined =>
      [...seen.slice(begin), ...seen.slice(0, begin)].find((it) => nameOf(it).startsWith(word));
    const word = now - this.#soughtAt < PAUSE ? this.#sought + letter : letter;
    const longer = word.length > 1 ? from(here, word) : undefined;
    this.#sought = longer ? word : letter;
    this.#soughtAt = now;
    (longer ?? from(here + 1, letter))?.focus();
  }

  #key(event: KeyboardEvent): void {
    const item = itemOf(event.target);
    const { key } = event;
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const isLetter = /^\S$/u.test(key);
    if (!isLetter) this.#soughtAt = -Infinity; // a new word begins
    const seen = this.#seen;
    const here = seen.indexOf(item);
    const closed = item.ariaExpanded === 'false';
    const open = item.ariaExpanded === 'true';
    if (key === 'ArrowDown') seen[here + 1]?.focus();
    else if (key === 'ArrowUp') seen[here - 1]?.focus();
    else if (key === 'Home') seen[0]!.focus();
    else if (key === 'End') seen.at(-1)!.focus();
    else if (key === 'ArrowRight') {
      if (closed) item.ariaExpanded = 'true';
      else if (open) seen[here + 1]?.focus();
    } else if (key === 'ArrowLeft') {
      if (open) item.ariaExpanded = 'false';
      else folderOf(item)?.focus();
    } else if (key === 'Enter') this.#act(item, 'go');
    else if (key === ' ') this.#act(item, 'look');
    else if (key === 'F2' || key === 'Delete') {
      if (item.ariaExpanded !== null || this.#deleted.includes(item.dataset.file!)) return;
      this.#acts[key === 'F2' ? 'rename' : 'delete'](item.dataset.file!);
    } else if (isLetter) this.#seek(key.toLowerCase(), event.timeStamp);
    else return;
    event.preventDefault();
  }
}

const itemOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target as Element | null)?.closest<HTMLElement>('[role=treeitem]') ?? undefined;
const folderOf = (item: HTMLElement): HTMLElement | undefined =>
  (item.closest('[role=group]')?.previousElementSibling as HTMLElement | null | undefined) ??
  undefined;
const folderName = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (item: HTMLElement): string => item.dataset.file!.split('/').at(-1)!;
