// The lab's workbench: that of a whole stage, with a tree of its files, a terminal, and a view of
// what was changed.
import { list, path } from '../../door/shapes.ts';
import type { StageTerminal } from '../terminal/element.ts';
import '../terminal/element.ts'; // what is set on it below is not to be lost
import type { Editor } from '../workbench/editor.ts';
import { bindChoice } from '../workbench/engine-choice.ts';
import { Files, isTest, nameOf, type Edits } from '../workbench/files.ts';
import { ahead } from '../workbench/loading.ts';
import { bindPresses } from '../workbench/press.ts';
import { save } from '../workbench/saved.ts';
import type { SessionEvent } from '../workbench/session.ts';
import { stageFiles } from '../workbench/loaders.ts';
import { Workbench } from '../workbench/workbench.ts';
import { receive } from './brought.ts';
import { recall, remember } from './looks.ts';
import { makeSeparator } from './separator.ts';
import { Side } from './side.ts';
import { FileTree } from './tree.ts';

/** One column instead of three panes: as in lab.css. */
const NARROW = '(max-width: 60rem)';
const TABS = list(path, 1_000);

const isRunnable = (file: string): boolean => isTest(file) || file.startsWith('programs/');

export class LabBench extends Workbench {
  readonly #library: string;
  readonly #place = this.part('.editor');
  readonly #fold = this.part('.files details') as HTMLDetailsElement;
  readonly #what = this.part('select') as HTMLSelectElement;
  readonly #terminal = this.root.querySelector<StageTerminal>('stage-terminal')!;
  readonly #narrow = matchMedia(NARROW);
  readonly #tree: FileTree;
  readonly #side = new Side(this.root, this.session, {
    watch: (isWatched) => this.watch(isWatched),
    open: (file) => void this.go({ file, line: 1, column: 1 }),
  });
  /** What is open, and what Run will run, as it was remembered last. */
  #looks = '';
  /** Settles when what is saved is there, and what the reader brings from a box. */
  readonly #begun: Promise<void>;

  constructor(root: HTMLElement) {
    const { stage, library, tests } = root.dataset as Record<string, string>;
    const all = [...root.querySelectorAll<HTMLElement>('[data-file]')].map(
      ({ dataset }) => dataset.file!,
    );
    const known = (file: string | undefined): file is string => all.includes(file!);
    const files = new Files(`lab/${stage}`, {});
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const target = [recall(`what:${stage}`, path), root.querySelector('select')!.value].find(
      (file) => known(file) && isRunnable(file),
    );
    super(
      root,
      {
        view: 'lab',
        files,
        ready,
        library: library!,
        tests: tests!,
        stage: stage!,
        all,
        opened: (recall(`tabs:${stage}`, TABS) ?? []).filter(known),
        target: target!,
        targetOf: (shown, before) => (isRunnable(shown) ? shown : before),
      },
      {
        tabs: '.edit .tabs',
        label: 'Open files',
        leastTabs: 0,
        trace: '.timeline',
        canClose: true,
      },
    );
    this.#library = library!;
    this.#tree = new FileTree(all, (file, how) => void this.#chosen(file, how));
    this.#bind();
    const saved = save(files, {
      root,
      refresh: (changed) => this.session.refresh(changed),
      download: () => this.act('download'),
    });
    void saved.then(resolve);
    // what the address asks for, what was open when the reader left, or a program
    const first = [location.hash.slice(1), recall(`shown:${stage}`, path), target].find(known);
    void this.open(first!);
    this.render();
    this.#begun = saved.then(() => this.#receive());
  }

  #bind(): void {
    const { root } = this;
    bindPresses(root, (id) => this.act(id));
    bindChoice(root);
    this.#fold.querySelector('ul')!.replaceWith(this.#tree.element);
    this.#narrow.onchange = () => this.#fit();
    this.#fit();
    const [files, side] = [...root.querySelectorAll<HTMLElement>('[role=separator]')];
    makeSeparator(files!, { name: 'files', least: 8, most: 35, side: 'before' });
    makeSeparator(side!, { name: 'side', least: 15, most: 50, side: 'after' });
    this.#what.onchange = () => this.session.aim(this.#what.value);
    for (const near of ['pointerenter', 'focusin'] as const)
      root.addEventListener(near, () => this.warm(), { once: true });
    this.#terminal.stage = this.session.stage;
    this.#terminal.files = () => this.#everything();
  }
  #fit(): void {
    this.#fold.open = !this.#narrow.matches;
  }

  async #receive(): Promise<void> {
    const { session } = this;
    if (session.isEdited()) {
      session.say('Your changes, kept in this browser. Reset brings the book’s files back.');
      ahead(session.load()); // the book may have other versions of them now
    }
    await receive(session, this.part('.brought'), () => this.focus());
  }
  async offer(brought: Edits): Promise<void> {
    const { session } = this;
    await this.#begun;
    await this.offered(brought, session.all!, 'the lab', async (edits) => {
      session.replace({ ...session.files.edits, ...edits }, 'link');
      await this.open(Object.keys(edits)[0]!);
    });
  }

  /** All that stands in the stage's folder, as the reader has it now. */
  async #everything(): Promise<Record<string, string>> {
    await this.session.loadAll(this.session.all!);
    const { others } = await stageFiles(this.#library);
    return { ...others, ...this.session.files.all() };
  }

  // --- files

  protected override mount(editor: Editor): void {
    this.#place.replaceChildren(editor.element);
  }
  /** A file was chosen in the tree. */
  async #chosen(file: string, how: 'pointer' | 'look' | 'go'): Promise<void> {
    if (!(await this.open(file)) || how === 'look') return;
    if (this.#narrow.matches) this.#fold.open = false;
    if (how === 'go') this.focus();
    else if (this.#narrow.matches) this.tabs.focus(); // and not the editor: nobody asked for a keyboard on the screen
  }
  override close(file: string): void {
    super.close(file);
    if (this.session.opened.length > 0) return;
    this.#fold.open = true;
    this.#fold.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
  }

  override resetFile(): void {
    const file = this.session.shown!;
    const isBooks = this.session.resetFile(file);
    this.session.say(
      isBooks
        ? `${nameOf(file)} is as it stands in the book.`
        : `Your version of ${nameOf(file)} is back.`,
    );
  }
  override resetAll(): void {
    this.part('.brought').hidden = true;
    const isBooks = this.session.resetAll('Undo reset all');
    this.session.say(
      isBooks ? 'All files are as they stand in the book.' : 'Your changes are back.',
    );
  }

  // --- what is shown of the session

  override hear(event: SessionEvent): void {
    super.hear(event);
    if (event.type === 'cleared') this.#side.makeRoom();
    if (event.type === 'texts')
      for (const file of event.files) this.#terminal.save(file, this.session.files.text(file));
  }

  protected override render(): void {
    super.render();
    const { files, opened, shown, target, stage } = this.session;
    this.#tree.markChanged((file) => files.isEdited(file));
    this.#place.hidden = this.isEmpty;
    this.part('.nothing').hidden = !this.isEmpty;
    this.#what.value = target;
    this.#side.render();
    const looks = JSON.stringify([opened, shown, target]);
    // a file that is on its way has its place
    if (looks === this.#looks || (shown === undefined && !this.isEmpty)) return;
    this.#looks = looks;
    this.#tree.show(shown);
    remember(`tabs:${stage}`, opened);
    remember(`shown:${stage}`, shown);
    remember(`what:${stage}`, target);
  }
}
