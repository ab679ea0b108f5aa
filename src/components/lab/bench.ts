// The lab's workbench: that of a whole stage, with a tree of its files, a terminal, and a view of
// what was changed.
import { count, list, path } from '../../door/shapes.ts';
import type { Position } from '../../runner/contract.ts';
import type { StageTerminal } from '../terminal/element.ts';
import '../terminal/element.ts'; // what is set on it below is not to be lost
import type { Editor } from '../workbench/editor.ts';
import { bindChoice } from '../workbench/engine-choice.ts';
import { isCode } from '../workbench/file-names.ts';
import { Files, isTest, nameOf, type Edits } from '../workbench/files.ts';
import { offered } from '../workbench/from-link.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { bindPresses } from '../workbench/press.ts';
import { save } from '../workbench/saved.ts';
import type { SessionEvent } from '../workbench/session-events.ts';
import { stageFiles } from '../workbench/loaders.ts';
import { SAVED_IN_LAB } from '../workbench/words.ts';
import { Workbench, type Tending } from '../workbench/workbench.ts';
import { receive, receiveState } from './brought.ts';
import { FilesPane } from './files-pane.ts';
import { recall, remember } from './looks.ts';
import { Panes } from './panes.ts';
import { makeSeparator } from './separator.ts';
import { Side } from './side.ts';
import { inOrder } from './tree.ts';

const TABS = list(path, 1_000);
/** The line at the top of the shown file, and the caret. */
const PLACE = list(count, 2);

const isRunnable = (file: string): boolean =>
  isTest(file) || (file.startsWith('programs/') && isCode(file));

/** Where a thumb writes, a keyboard takes half of the screen, unasked. */
const THUMB = '(pointer: coarse)';

/** What was open, shown, and to be run, as the reader left. */
interface Before {
  opened: string[];
  shown: string | undefined;
  target: string | undefined;
}

export class LabBench extends Workbench {
  readonly #library: string;
  readonly #place = this.part('.editor');
  readonly #what = this.part('select') as HTMLSelectElement;
  readonly #terminal = this.root.querySelector<StageTerminal>('stage-terminal')!;
  readonly #panes: Panes;
  readonly #tree: FilesPane;
  readonly #side = new Side(this.root, this.session, {
    watch: (isWatched) => this.watch(isWatched),
    open: (file) => void this.go({ file, line: 1, column: 1 }),
  });
  /** What is open, and what Run will run, as it was remembered last. */
  #looks = '';
  /** What can be run, as the choice shows it. */
  #choices = '';
  #editor: Editor | undefined;
  /** Settles when what is saved is there, and what the reader brings from a box. */
  readonly #begun: Promise<void>;

  constructor(root: HTMLElement) {
    const { stage, library, tests } = root.dataset as Record<string, string>;
    const all = [...root.querySelectorAll<HTMLElement>('[data-file]')].map(
      ({ dataset }) => dataset.file!,
    );
    const known = (file: string | undefined): file is string => all.includes(file!);
    // the reader's own files are among them once what is saved is there
    const before: Before = {
      opened: recall(`tabs:${stage}`, TABS) ?? [],
      shown: location.hash.slice(1) || recall(`shown:${stage}`, path),
      target: recall(`what:${stage}`, path),
    };
    const place = { of: recall(`shown:${stage}`, path), at: recall(`place:${stage}`, PLACE) };
    const files = new Files(`lab/${stage}`, {});
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const target = [before.target, root.querySelector('select')!.value].find(
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
        opened: before.opened.filter(known),
        target: target!,
        targetOf: (shown, before) => (isRunnable(shown) ? shown : before),
      },
      {
        tabs: '.edit .tabs',
        label: 'Open files',
        leastTabs: 0,
        trace: '.timeline',
        knobs: '#lab-shown',
        canClose: true,
      },
    );
    this.#library = library!;
    this.#panes = new Panes(root, (pane) => {
      this.mention(''); // of what was done elsewhere
      if (pane === 'files') this.#tree.show(this.session.shown);
    });
    this.#tree = new FilesPane(this.part('.files'), this.session, {
      open: (file, how) => void this.#chosen(file, how),
      go: (at) => void this.go(at),
      renamed: (from, to) => this.#follow(from, to),
    });
    this.#bind();
    const saved = save(files, {
      root,
      refresh: (changed) => this.session.refresh(changed),
      putBack: (...version) => void this.putBack(...version),
      download: () => this.act('download'),
    });
    void saved.then(resolve);
    // what the address asks for, what was open when the reader left, or a program
    const first = [before.shown, recall(`shown:${stage}`, path), ...before.opened, target].find(
      known,
    );
    const opening = this.open(first!);
    this.render();
    let reopening: Promise<unknown> | undefined;
    this.#begun = saved.then(() => {
      reopening = this.#bringBack(before);
      return this.#receive();
    });
    // once its text is that which was left
    void Promise.all([opening, saved]).then(async () => {
      await reopening;
      const [top, caret] = place.at ?? [];
      const isFree = !this.#place.contains(document.activeElement);
      if (caret !== undefined && this.session.shown === place.of && isFree)
        this.#editor?.goBack([top!, caret]);
    });
  }

  #bind(): void {
    const { root } = this;
    bindPresses(root, (id) => this.act(id));
    bindChoice(root, this.gone);
    const [files, side] = [...root.querySelectorAll<HTMLElement>('[role=separator]')];
    makeSeparator(files!, { name: 'files', least: 8, most: 35, side: 'before' });
    makeSeparator(side!, { name: 'side', least: 15, most: 50, side: 'after' });
    this.#what.onchange = () => this.#aim(this.#what.value);
    for (const near of ['pointerenter', 'focusin'] as const)
      root.addEventListener(near, () => this.warm(), { once: true });
    document.addEventListener('keydown', (event) => {
      const { key, shiftKey, ctrlKey, metaKey } = event;
      if (key.toLowerCase() !== 'f' || !shiftKey || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      this.#panes.show('files');
      this.#tree.find();
    });
    addEventListener('pagehide', () => this.#keepPlace());
    document.addEventListener('visibilitychange', () => document.hidden && this.#keepPlace());
    this.#terminal.stage = this.session.stage;
    this.#terminal.files = () => this.#everything();
  }

  /** Where the reader is in the shown file: some browsers end a page without another word. */
  #keepPlace(): void {
    if (this.session.shown !== undefined && this.#editor)
      remember(`place:${this.session.stage}`, this.#editor.place());
  }

  /** Files of the reader's own that were open, or chosen to run. */
  #bringBack({ opened, shown, target }: Before): Promise<unknown> | undefined {
    const { session } = this;
    for (const file of opened)
      if (session.isOwn(file) && !session.opened.includes(file)) session.opened.push(file);
    // the book's were here before them
    const place = (file: string): number => opened.indexOf(file) + 1 || Infinity;
    session.opened.sort((a, b) => place(a) - place(b));
    if (target && session.isOwn(target) && isRunnable(target)) session.target = target;
    const reopening = shown && session.isOwn(shown) ? super.open(shown) : undefined;
    this.#heed();
    this.render();
    return reopening;
  }

  async #receive(): Promise<void> {
    const { session } = this;
    if (session.isEdited()) {
      session.say(SAVED_IN_LAB);
      ahead(session.load()); // the book may have other versions of them now
    }
    await receive(session, this.part('.brought'), () => this.focus());
    await receiveState(session, this.root).catch((error) => session.say(whatFailed(error)));
  }
  async offer(brought: Edits): Promise<void> {
    const { session } = this;
    this.#panes.show('code');
    await this.#begun;
    await offered(this, brought, session.all!, 'the lab', async (edits) => {
      session.changes.replace({ ...session.files.edits, ...edits }, 'link');
      const first = Object.keys(edits).find((file) => edits[file] !== null);
      if (first !== undefined) await this.open(first);
    });
  }

  /** All that is in the stage's folder, as the reader has it now. */
  async #everything(): Promise<Record<string, string>> {
    await this.session.loadAll(this.session.all!);
    const { others } = await stageFiles(this.#library);
    return { ...others, ...this.session.files.all() };
  }

  // --- files

  protected override mount(editor: Editor): void {
    this.#editor = editor;
    this.#place.replaceChildren(editor.element);
  }
  /** A file was chosen in the tree. */
  async #chosen(file: string, how: 'pointer' | 'look' | 'go'): Promise<void> {
    this.#panes.show('code');
    if (file === this.#glanced) this.#glanced = undefined; // it is wanted for itself
    if ((await this.open(file)) && how === 'go') this.focus();
  }
  protected override showCode(): void {
    this.#panes.show('code');
  }
  override go(at: Position): Promise<void> {
    this.#panes.show('code');
    return super.go(at);
  }
  /** Who chooses what to run is shown it; a file that was opened so makes room for the next one. */
  #aim(file: string): void {
    const { session } = this;
    session.aim(file);
    if (session.isRunning) return;
    const before = this.#glanced;
    this.#glanced = session.opened.includes(file) ? undefined : file;
    void this.open(file).then((isShown) => {
      const isOver = before !== undefined && before !== file && session.opened.includes(before);
      if (isShown && isOver && !session.isEdited(before)) this.close(before);
    });
  }
  #glanced: string | undefined;
  override focus(): void {
    if (matchMedia(THUMB).matches) this.tabs.focus();
    else super.focus();
  }
  override close(file: string): void {
    super.close(file);
    if (this.session.opened.length > 0) return;
    this.#panes.show('files');
    this.#tree.focus();
  }
  /** In a line of its own: how all tests went is not lost for a file that was made. */
  protected override mention(text: string): void {
    const line = this.part('.told');
    if (line.textContent !== text) line.textContent = text;
  }
  override tend(what: Tending): void {
    this.#panes.show('files');
    this.#tree.tend(what);
  }

  /** What was open under its old name is open under the new one. */
  #follow(from: string, to: string): void {
    const { session } = this;
    if (this.#closed.has(from)) session.opened.push(to);
    if (this.#gone === from) void super.open(to);
    if (this.#aimedAt === from && isRunnable(to)) session.aim(to);
  }
  /** What was shown, or to be run, when it went away. */
  #gone: string | undefined;
  readonly #closed = new Set<string>();
  #aimedAt: string | undefined;
  /** Closes what isn't there any more, and runs something else. */
  #heed(): void {
    const { session } = this;
    const all = session.all!;
    this.#gone = this.#aimedAt = undefined;
    this.#closed.clear();
    for (const file of [...session.opened]) {
      if (all.includes(file)) continue;
      if (file === session.shown) this.#gone = file;
      this.#closed.add(file);
      super.close(file);
    }
    if (all.includes(session.target)) return;
    this.#aimedAt = session.target;
    const next = inOrder(all).find((file) => file.startsWith('programs/') && isRunnable(file));
    session.aim(next ?? all.find(isRunnable) ?? session.target);
  }

  override resetFile(): void {
    const file = this.session.shown!;
    const isBooks = this.session.changes.resetFile(file);
    this.session.mention(
      isBooks ? `${nameOf(file)} is as in the book.` : `Your version of ${nameOf(file)} is back.`,
    );
  }
  override resetAll(): void {
    this.part('.brought').hidden = true;
    const isBooks = this.session.changes.resetAll('Undo reset all');
    this.session.mention(isBooks ? 'All files are as in the book.' : 'Your changes are back.');
  }

  // --- what is shown of the session

  override hear(event: SessionEvent): void {
    super.hear(event);
    if (event.type === 'cleared' || (event.type === 'texts' && event.isTyped)) this.mention('');
    if (event.type === 'cleared') {
      this.#side.makeRoom();
      this.#panes.show('output');
    }
    if (event.type !== 'texts') return;
    const { files, all } = this.session;
    for (const file of event.files)
      this.#terminal.save(file, all!.includes(file) ? files.text(file) : null);
    this.#tree.refresh();
    if (!event.isTyped) this.#heed();
  }

  protected override render(): void {
    super.render();
    const { opened, shown, target, stage } = this.session;
    this.#tree.render();
    this.#offer();
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

  /** What can be run. */
  #offer(): void {
    const all = inOrder(this.session.all!).filter(isRunnable);
    const choices = JSON.stringify(all);
    if (choices === this.#choices) return;
    this.#choices = choices;
    const groups = [...this.#what.querySelectorAll('optgroup')];
    for (const [at, is] of [(file: string) => !isTest(file), isTest].entries())
      groups[at]!.replaceChildren(...all.filter(is).map((file) => new Option(nameOf(file), file)));
  }
}
