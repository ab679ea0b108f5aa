// A row of tabs. Arrow keys choose, or go where choosing does something, Delete closes where closing is possible.
import { bringIntoView } from './bring-into-view.ts';

export interface Tab {
  id: string;
  text: string;
  title?: string;
}

interface Acts {
  choose(id: string): void;
  close?(id: string): void;
  /** Whether arrow keys only go to a tab, because to show it does something: Enter chooses it. */
  isManual?: true;
}

export class Tabs {
  readonly #row: HTMLElement;
  /** Stands beside its tabs and owns them, since no button to close them may be inside. */
  readonly #list = document.createElement('span');
  readonly #prefix: string;
  readonly #panel: (id: string) => HTMLElement;
  readonly #acts: Acts;
  #tabs: readonly Tab[] = [];
  #shown: string | undefined;
  #drawn = '';

  /**
   * @param prefix Begins the ids of all that belongs to it.
   * @param panel What a tab shows.
   */
  constructor(
    row: HTMLElement,
    label: string,
    prefix: string,
    panel: (id: string) => HTMLElement,
    acts: Acts,
  ) {
    this.#row = row;
    this.#prefix = prefix;
    this.#panel = panel;
    this.#acts = acts;
    this.#list.role = 'tablist';
    this.#list.ariaLabel = label;
    row.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#seek()).observe(row); // what is shown stays in a row that narrows
  }

  show(tabs: readonly Tab[], shown: string | undefined): void {
    const drawn = JSON.stringify([tabs, shown]);
    if (drawn === this.#drawn) return;
    const isFirst = this.#drawn === '';
    this.#drawn = drawn;
    this.#tabs = tabs;
    this.#shown = shown;
    const hadFocus = this.#row.contains(document.activeElement);
    const elements = tabs.map((tab) => this.#element(tab));
    this.#row.replaceChildren(this.#list, ...elements);
    this.#list.setAttribute('aria-owns', tabs.map(({ id }) => this.#idOf(id)).join(' '));
    if (hadFocus) this.focus();
    if (!isFirst) this.#seek(); // else the observer does, once the page is laid out
  }
  #seek(): void {
    const selected = this.#selected;
    if (selected) bringIntoView(this.#row, selected.parentElement!);
  }

  focus(options?: FocusOptions): void {
    this.#selected?.focus(options);
  }

  get #selected(): HTMLElement | null {
    return this.#row.querySelector<HTMLElement>('[aria-selected=true]');
  }

  #idOf(id: string): string {
    return `${this.#prefix}-tab-${id.replace(/\W+/g, '-')}`;
  }

  #element({ id, text, title }: Tab): HTMLElement {
    const item = document.createElement('span');
    const tab = document.createElement('button');
    const shown = id === this.#shown;
    const panel = this.#panel(id);
    tab.type = 'button';
    tab.role = 'tab';
    tab.id = this.#idOf(id);
    tab.textContent = text;
    if (title) tab.title = title;
    tab.ariaSelected = String(shown);
    tab.tabIndex = shown ? 0 : -1;
    panel.id ||= `${this.#prefix}-panel`;
    tab.setAttribute('aria-controls', panel.id);
    tab.onclick = () => this.#acts.choose(id);
    if (shown) {
      panel.role = 'tabpanel';
      panel.setAttribute('aria-labelledby', tab.id);
    }
    item.append(tab);
    if (this.#acts.close) {
      const close = document.createElement('button');
      close.type = 'button';
      close.className = 'close';
      close.textContent = '×';
      close.ariaLabel = `Close ${text.replace(/ •$/, '')}`;
      close.title = `Close ${title ?? text}`;
      close.tabIndex = shown ? 0 : -1;
      close.onclick = () => this.#acts.close!(id);
      item.append(close);
      item.onauxclick = ({ button }) => {
        if (button === 1) this.#acts.close!(id); // the wheel, as in browsers
      };
    }
    return item;
  }

  #key(event: KeyboardEvent): void {
    if ((event.target as Element).role !== 'tab') return;
    const count = this.#tabs.length;
    const all = [...this.#row.querySelectorAll<HTMLElement>('[role=tab]')];
    const here = all.indexOf(event.target as HTMLElement);
    const to = {
      ArrowRight: (here + 1) % count,
      ArrowLeft: (here - 1 + count) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to !== undefined && this.#acts.isManual) all[to]!.focus();
    else if (to !== undefined) this.#acts.choose(this.#tabs[to]!.id);
    else if (event.key === 'Delete' && this.#shown) this.#acts.close?.(this.#shown);
    else return;
    event.preventDefault();
  }
}
