// The pane beside the editor: one of output, timeline, and what the reader has changed.
import { whatFailed } from '../workbench/loading.ts';
import type { Session } from '../workbench/session.ts';
import { Tabs } from '../workbench/tabs.ts';

const VIEWS = ['output', 'timeline', 'changes'] as const;
type View = (typeof VIEWS)[number];

interface Acts {
  /** Told whether runs are to be watched. */
  watch(isWatched: boolean): void;
  open(file: string): void;
}

export class Side {
  readonly #root: HTMLElement;
  readonly #session: Session;
  readonly #acts: Acts;
  readonly #tabs: Tabs;
  #shown: View = 'output';

  constructor(root: HTMLElement, session: Session, acts: Acts) {
    this.#root = root;
    this.#session = session;
    this.#acts = acts;
    const row = root.querySelector<HTMLElement>('.side .tabs')!;
    this.#tabs = new Tabs(row, 'Output, timeline and changes', 'lab', (id) => this.#pane(id), {
      choose: (view) => this.#show(view as View),
      isManual: true, // a timeline is that of a run
    });
  }

  render(): void {
    const changed = Object.keys(this.#session.files.edits).length;
    this.#tabs.show(
      [
        { id: 'output', text: 'Output' },
        { id: 'timeline', text: 'Timeline' },
        { id: 'changes', text: changed === 0 ? 'What I changed' : `What I changed (${changed})` },
      ],
      this.#shown,
    );
    if (this.#shown === 'changes') void this.#showChanges();
  }

  /** Something is going to be printed. */
  makeRoom(): void {
    if (this.#shown === 'changes') this.#show('output');
  }

  #pane(view: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(`.${view}`)!;
  }
  #show(view: View): void {
    this.#shown = view;
    for (const each of VIEWS) this.#pane(each).hidden = each !== view;
    this.#acts.watch(view === 'timeline');
  }

  async #showChanges(): Promise<void> {
    const { files } = this.#session;
    const pane = this.#pane('changes');
    try {
      const [{ showChanges }] = await Promise.all([
        import('./changes.ts'),
        this.#session.loadAll(Object.keys(files.edits)),
      ]);
      pane.replaceChildren(showChanges(files, this.#acts.open));
    } catch (error) {
      pane.textContent = whatFailed(error);
    }
  }
}
