// The lab's workbench: that of a whole stage, with a tree of its files, a terminal, and a view of
// what was changed.
import type { Position } from '../../runner/contract.ts';
import type { StageTerminal } from '../terminal/element.ts';
import '../terminal/element.ts'; // what is set on it below is not to be lost
import type { Editor, FileInEditor } from '../workbench/editor.ts';
import { bindChoice } from '../workbench/engine-choice.ts';
import { isCode } from '../workbench/file-names.ts';
import { Files, isTest, nameOf, type Edits } from '../workbench/files.ts';
import { offered } from '../workbench/from-link.ts';
import { giveWay, markIn, selectionIn, typedIn } from '../workbench/in-listing.ts';
import { Listing } from '../workbench/listing.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { save } from '../workbench/saved.ts';
import type { SessionEvent } from '../workbench/session-events.ts';
import { stageFiles } from '../workbench/loaders.ts';
import { SAVED_IN_LAB } from '../workbench/words.ts';
import { Workbench, type Tending } from '../workbench/workbench.ts';
import { asLeft, keepLooks, keepPlace, placeLeft, type AsLeft } from './as-left.ts';
import { receive, receiveState } from './brought.ts';
import { FilesPane } from './files-pane.ts';
import type { Panes } from './panes.ts';
import { makeSeparator } from './separator.ts';
import { Side } from './side.ts';
import { inOrder } from './tree.ts';

const isRunnable = (file: string): boolean =>
  isTest(file) || (file.startsWith('programs/') && isCode(file));

/** Where a thumb writes, a keyboard takes half of the screen, unasked. */
const THUMB = '(pointer: coarse)';

export class LabBench extends Workbench {
  readonly #library: string;
  readonly #place = this.part('.editor');
  /** The program that the page comes with, until the editor takes its place. */
  readonly #listing: Listing;
  readonly #listed: string;
  readonly #what = this.part('select') as HTMLSelectElement;
  /** What can be run, as the choice shows it. */
  #choices = JSON.stringify(Array.from(this.#what.options, ({ value }) => value));
  readonly #terminal = this.root.querySelector<StageTerminal>('stage-terminal')!;
  readonly #panes: Panes;
  readonly #tree: FilesPane;
  readonly #side = new Side(this.root, this.session, {
    watch: (isWatched) => this.watch(isWatched),
    open: (file) => void this.go({ file, line: 1, column: 1 }),
  });
  /** What is open, and what Run will run, as it was remembered last. */
  #looks = '';
  #editor: Editor | undefined;
  /** Settles when what is saved is there, and what the reader brings from a box. */
  readonly #begun: Promise<void>;

  constructor(root: HTMLElement, panes: Panes) {
    const { stage, library, tests, listed } = root.dataset as Record<string, string>;
    const listing = new Listing(root.querySelector('.code code')!);
    const all = [...root.querySelectorAll<HTMLElement>('[data-file]')].map(
      ({ dataset }) => dataset.file!,
    );
    const known = (file: string | undefined): file is string => all.includes(file!);
    // the reader's own files are among them once what is saved is there
    const left = asLeft(stage!);
    const before: AsLeft = { ...left, shown: location.hash.slice(1) || left.shown };
    const place = { of: left.shown, at: placeLeft(stage!) };
    const files = new Files(`lab/${stage}`, { [listed!]: listing.code.textContent! });
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const target = [before.target, root.querySelector('select')!.value].find(
      (file) => known(file) && isRunnable(file),
    );
    // what the address asks for, what was open when the reader left, or a program
    const first = [before.shown, place.of, ...before.opened, target].find(known)!;
    const isListed = first === listed && place.at === undefined;
    const opened = before.opened.filter(known);
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
        opened: isListed ? [...new Set([...opened, first])] : opened,
        ...(isListed && { shown: first }),
        target: isListed ? first : target!,
        targetOf: (shown, before) => (isRunnable(shown) ? shown : before),
        outputs: { [listed!]: root.querySelector('samp')!.textContent! },
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
    this.#listing = listing;
    this.#listed = listed!;
    this.#panes = panes;
    panes.onChosen = (pane) => {
      this.mention(''); // of what was done elsewhere
      if (pane === 'files') this.#tree.show(this.session.shown);
    };
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
    const opening = isListed ? undefined : this.open(first);
    this.#looks = isListed ? this.#asItLooks : ''; // nothing is to be remembered of it yet
    this.render();
    requestAnimationFrame(() => this.#tree.show(this.session.shown)); // it wants the layout
    if (isListed) void saved.then(() => this.#showListing());
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
    bindChoice(root, this.gone);
    const [files, side] = [...root.querySelectorAll<HTMLElement>('[role=separator]')];
    makeSeparator(files!, { name: 'files', least: 8, most: 35, side: 'before' });
    makeSeparator(side!, { name: 'side', least: 15, most: 50, side: 'after' });
    this.#what.onchange = () => this.#aim(this.#what.value);
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
    if (this.session.shown === undefined || !this.#editor) return;
    keepPlace(this.session.stage, this.#editor.place());
  }

  /** What the page came with is the reader's, too: they see it, and can write in it. */
  #showListing(): void {
    const { files, shown } = this.session;
    if (this.#editor || shown !== this.#listed || files.isEdited(shown)) return;
    delete this.root.dataset.left;
    this.#listing.makeEditable(shown, (text) => {
      files.set(shown, text);
      this.session.typed(shown);
    });
  }
  /** Once a reader comes near, the editor takes its place. */
  override warm(): void {
    super.warm();
    if (this.wanted !== undefined && !this.#editor) void this.open(this.wanted);
  }

  /** Files of the reader's own that were open, or chosen to run. */
  #bringBack({ opened, shown, target }: AsLeft): Promise<unknown> | undefined {
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
    giveWay(this.#listing.code, editor);
    delete this.root.dataset.left;
  }
  protected override canGo(): Promise<unknown> {
    return this.#listing.free();
  }
  protected override typed(file: string): string | undefined {
    const { code } = this.#listing;
    return file === this.#listed ? typedIn(code, this.session.files.code(file)) : undefined;
  }
  protected override selection(): FileInEditor['selection'] {
    return selectionIn(this.#listing.code);
  }
  protected override markListing(lines: readonly number[], said?: string): void {
    markIn(this.#listing.code, lines, said);
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
    if (event.isTyped) return;
    this.#heed();
    const { shown } = this.session;
    if (shown === undefined || this.#editor || !event.files.includes(shown)) return;
    void this.open(this.wanted ?? shown); // another that is on its way isn't overtaken
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
    const looks = this.#asItLooks;
    // a file that is on its way has its place
    if (looks === this.#looks || (shown === undefined && !this.isEmpty)) return;
    this.#looks = looks;
    this.#tree.show(shown);
    keepLooks(stage, { opened, shown, target });
  }

  get #asItLooks(): string {
    const { opened, shown, target } = this.session;
    return JSON.stringify([opened, shown, target]);
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
