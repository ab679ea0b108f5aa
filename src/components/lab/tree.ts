// The files of a stage as a tree, with the keys that trees have:
// https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
import { bringIntoView } from '../workbench/bring-into-view.ts';

/** Which folders are closed at first: what most readers come for fits the window then. */
const CLOSED = new Set(['src/drafts', 'tests']);

export class FileTree {
  readonly element = document.createElement('ul');
  readonly #open: (file: string, how: 'pointer' | 'look' | 'go') => void;
  readonly #items = new Map<string, HTMLElement>();

  /** @param open `how` tells a click from the keys: Space looks at a file, Enter goes there. */
  constructor(
    files: readonly string[],
    open: (file: string, how: 'pointer' | 'look' | 'go') => void,
  ) {
    this.#open = open;
    this.element.role = 'tree';
    this.element.ariaLabel = 'Files of the stage';
    for (const file of files)
      this.#folder(file.slice(0, file.lastIndexOf('/'))).append(this.#line(this.#item(file)));
    this.#all[0]!.tabIndex = 0;
    this.element.addEventListener('click', ({ target }) => this.#act(itemOf(target), 'pointer'));
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('focusin', ({ target }) => this.#rove(itemOf(target)));
  }

  /** Says which file the editor shows, and opens the way to it. */
  show(file: string | undefined): void {
    for (const item of this.#items.values())
      if (item.ariaExpanded === null) item.ariaSelected = String(item.dataset.file === file);
    const item = file === undefined ? undefined : this.#items.get(file);
    if (!item) return;
    for (let above = folderOf(item); above; above = folderOf(above)) above.ariaExpanded = 'true';
    if (!this.element.contains(document.activeElement)) this.#rove(item);
    bringIntoView(this.element.closest('.files')!, item);
  }

  markChanged(isChanged: (file: string) => boolean): void {
    for (const [file, item] of this.#items) {
      if (item.ariaExpanded !== null) continue;
      const mark = item.querySelector<HTMLElement>('.changed')!;
      if (mark.hidden !== isChanged(file)) continue;
      mark.hidden = !mark.hidden;
      item.title = mark.hidden ? file : `${file}, changed`;
      item.ariaLabel = mark.hidden ? null : `${nameOf(item)}, changed`;
    }
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
    item.append(name, mark);
    this.#items.set(path, item);
    return item;
  }

  /** Where an item stands: not around what is below it, so that its name is its own. */
  #line(item: HTMLElement): HTMLElement {
    const line = document.createElement('li');
    line.role = 'none';
    line.append(item);
    return line;
  }

  #folder(path: string): HTMLElement {
    if (!path) return this.element;
    const known = this.#items.get(path);
    if (known) return known.nextElementSibling as HTMLElement;
    const item = this.#item(path);
    const group = document.createElement('ul');
    group.role = 'group';
    group.id = `lab-folder-${path.replace(/\W+/g, '-')}`;
    item.ariaExpanded = String(!CLOSED.has(path));
    item.setAttribute('aria-owns', group.id);
    const line = this.#line(item);
    line.append(group);
    this.#folder(path.slice(0, Math.max(0, path.lastIndexOf('/')))).append(line);
    return group;
  }

  #rove(item: HTMLElement | undefined): void {
    if (item) for (const each of this.#all) each.tabIndex = each === item ? 0 : -1;
  }

  #act(item: HTMLElement | undefined, how: 'pointer' | 'look' | 'go'): void {
    if (!item) return;
    if (item.ariaExpanded === null) this.#open(item.dataset.file!, how);
    else item.ariaExpanded = String(item.ariaExpanded !== 'true');
  }

  #key(event: KeyboardEvent): void {
    const item = itemOf(event.target);
    const { key } = event;
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
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
    else if (/^\S$/u.test(key))
      [...seen.slice(here + 1), ...seen.slice(0, here)]
        .find((each) => nameOf(each).startsWith(key.toLowerCase()))
        ?.focus();
    else return;
    event.preventDefault();
  }
}

const itemOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target as Element).closest<HTMLElement>('[role=treeitem]') ?? undefined;
const folderOf = (item: HTMLElement): HTMLElement | undefined =>
  (item.closest('[role=group]')?.previousElementSibling as HTMLElement | null | undefined) ??
  undefined;
const nameOf = (item: HTMLElement): string => item.dataset.file!.split('/').at(-1)!;
