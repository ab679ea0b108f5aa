// On a narrow screen one pane at a time, with tabs above: files, code, output. On a wide one all of
// them are there, and nothing of this is.

/** One pane at a time: as in lab.css. */
const NARROW = '(max-width: 60rem)';

export type Pane = 'files' | 'code' | 'output';

export class Panes {
  readonly #root: HTMLElement;
  readonly #narrow = matchMedia(NARROW);
  /** Told what the reader has chosen to see. */
  onChosen = (_pane: Pane): void => {};
  readonly #tabs: readonly HTMLElement[];

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#tabs = [...root.querySelectorAll<HTMLElement>('.switch [role=tab]')];
    for (const tab of this.#tabs) tab.onclick = () => this.#choose(tab);
    root.querySelector<HTMLElement>('.switch')!.onkeydown = (event) => this.#key(event);
    this.#narrow.addEventListener('change', () => this.#fit());
    this.#fit();
  }

  get isNarrow(): boolean {
    return this.#narrow.matches;
  }
  get shown(): Pane {
    return this.#root.dataset.pane as Pane;
  }

  /** A focus that would be hidden goes to the tab of what is shown. */
  show(pane: Pane): void {
    if (pane === this.shown) return;
    const here = this.#panelOf(this.#tabOf(this.shown));
    const isLost = this.isNarrow && here.contains(document.activeElement);
    this.#root.dataset.pane = pane;
    for (const tab of this.#tabs) {
      const isShown = tab.dataset.pane === pane;
      tab.ariaSelected = String(isShown);
      tab.tabIndex = isShown ? 0 : -1;
    }
    if (isLost) this.#tabOf(pane).focus();
  }
  focus(): void {
    this.#tabOf(this.shown).focus();
  }

  #tabOf(pane: Pane): HTMLElement {
    return this.#tabs.find(({ dataset }) => dataset.pane === pane)!;
  }
  #panelOf(tab: HTMLElement): HTMLElement {
    return document.getElementById(tab.getAttribute('aria-controls')!)!;
  }

  #fit(): void {
    for (const tab of this.#tabs) {
      const panel = this.#panelOf(tab);
      panel.role = this.isNarrow ? 'tabpanel' : null;
      if (this.isNarrow) panel.setAttribute('aria-labelledby', tab.id);
      else panel.removeAttribute('aria-labelledby');
    }
  }

  #key(event: KeyboardEvent): void {
    const count = this.#tabs.length;
    const here = this.#tabs.indexOf(event.target as HTMLElement);
    const to = {
      ArrowRight: (here + 1) % count,
      ArrowLeft: (here - 1 + count) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#choose(this.#tabs[to]!);
    this.focus();
  }
  #choose({ dataset }: HTMLElement): void {
    const pane = dataset.pane as Pane;
    this.show(pane);
    this.onChosen(pane);
  }
}
