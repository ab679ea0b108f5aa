// A session on the page: its toolbar, tabs, editor, output and timeline. A box and the lab say where
// these stand, and what else there is.
import type { Position } from '../../runner/contract.ts';
import type { Place } from '../../timeline/catalogue/shapes.ts';
import { loadKnobs } from '../knobs/load-knobs.ts';
import { Trace, type Reveal } from '../timeline/trace.ts';
import type { Editor, FileInEditor } from './editor.ts';
import { onChoice } from './engine-choice.ts';
import { chosen, load } from './engines.ts';
import { namesOf } from './file-names.ts';
import { isTest, nameOf } from './files.ts';
import { mayLeadIntoText } from './into-text.ts';
import { Moment } from './moment.ts';
import { Output } from './output.ts';
import { Places } from './places.ts';
import { Session, type SessionOptions } from './session.ts';
import type { SessionEvent, SessionView } from './session-events.ts';
import { ShownRun } from './shown-run.ts';
import { once } from './loaders.ts';
import { Tabs } from './tabs.ts';
import { Toolbar } from './toolbar.ts';
import { ahead, whatFailed } from './loading.ts';
import { whenOf } from './when.ts';

const loadEditor = (): Promise<typeof import('./editor.ts')> =>
  once('editor', () => import('./editor.ts'));

export type Tending =
  'new-file' | 'rename-file' | 'delete-file' | 'new-program' | 'find-in-all' | 'undelete';

/** Where things stand, as selectors. */
interface Layout {
  tabs: string;
  /** What the tabs are called together. */
  label: string;
  /** With fewer files open there are no tabs. */
  leastTabs: number;
  trace: string;
  /** What knobs stand before, where a program may have some. */
  knobs?: string;
  canClose?: true;
}

export abstract class Workbench implements SessionView {
  readonly root: HTMLElement;
  readonly session: Session;
  readonly toolbar: Toolbar;
  readonly output: Output;
  protected readonly tabs: Tabs;
  readonly trace: Trace;
  readonly #leastTabs: number;
  readonly #leaving = new AbortController();
  /** Aborted once its place goes from the page. */
  protected readonly gone = this.#leaving.signal;
  readonly #knobs: HTMLElement | undefined;
  readonly #shown: ShownRun;
  #editor: Editor | undefined;
  readonly #moment: Moment;
  /** The file that was asked for last: an earlier one that comes later is not shown any more. */
  #wanted: string | undefined;

  constructor(root: HTMLElement, options: SessionOptions, layout: Layout) {
    this.root = root;
    this.session = new Session(options, this);
    this.toolbar = new Toolbar(root, this.session);
    this.output = new Output(
      root,
      new Places(
        (file) => options.files.has(file) && !this.session.mine.takesPlaceOf(file),
        (at) => void this.go(at),
      ),
    );
    this.tabs = new Tabs(
      this.part(layout.tabs),
      layout.label,
      root.id || root.localName,
      () => this.part('.editor'),
      {
        choose: (file) => void this.open(file),
        ...(layout.canClose && { close: (file) => this.close(file) }),
      },
    );
    this.#leastTabs = layout.leastTabs;
    this.#knobs = layout.knobs === undefined ? undefined : this.part(layout.knobs);
    this.#wanted = options.shown;
    this.trace = new Trace(
      this.part(layout.trace),
      (at, how, said) => void this.#reveal(at, how, said),
    );
    const mark = (lines: readonly number[], said?: string): void => this.#markNow(lines, said);
    this.#moment = new Moment({ session: this.session, trace: this.trace, mark });
    this.#shown = new ShownRun(this, this.#moment, options.against);
    this.trace.onStops = (stops) => ahead(this.#moment.stopAt(stops, () => this.edit()));
    this.trace.onCompare = () => void this.#try(() => this.#compare());
    onChoice(() => {
      if (chosen() === this.session.instead) this.session.runs.instead = undefined;
      this.toolbar.refresh();
    }, this.gone);
  }

  /** Its place goes from the page. Settles once nothing of it runs. */
  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.session.end();
    this.#editor?.end();
  }

  part(selector: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(selector)!;
  }

  // --- what a reader does

  /** Does what a button of the toolbar does, or the keys that run. */
  act(id: string): void {
    if (id === 'run-anew') return void this.#try(() => this.#runAnew());
    const action = this.toolbar.find(id);
    if (action) void this.#try(() => action.does(this));
  }
  async #try(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.session.say(whatFailed(error));
    }
  }

  /** By keys, which say what is wanted: what runs already may be of a text that was since changed. */
  async #runAnew(): Promise<void> {
    if (this.session.isRunning) await this.session.end();
    this.run();
  }
  run(): void {
    if (this.root.dataset.locked === undefined) this.session.run();
  }
  /** Ends what runs once it took so long, in milliseconds. What it says last isn't wanted any more. */
  overtake(patience: number): Promise<void> {
    return this.#shown.overtake(patience);
  }
  /** A knob was turned. What was printed stays until there is something else, and so does a picture. */
  runForKnob(): void {
    const { session, trace } = this;
    if (this.root.dataset.locked !== undefined) return;
    if (trace.isSeen) session.isTraced = trace.isWanted = true;
    session.run(true);
  }
  /** Opens the timeline, or closes it; one of a program that was changed since is of no use. */
  toggleTimeline(): void {
    this.watch(!this.session.isTraced || this.#shown.isStale);
  }
  /** A reader who looks at the timeline sees every run in it, and no other reader pays for that. */
  watch(isOn: boolean): void {
    const { session } = this;
    session.isTraced = this.trace.isWanted = isOn;
    this.#moment.forget(!isOn);
    session.changed();
    if (!isOn) return;
    if (isTest(session.target))
      session.say('A timeline shows a program. You’ll see one when you next run one.');
    else void session.end().then(() => this.run()); // what runs already is not watched
  }
  /** Runs the program on the reader's library, or on the book's again. */
  async toggleOwn(): Promise<void> {
    const { session } = this;
    session.mine.isOn = !session.mine.isOn;
    session.changed();
    await session.end();
    this.run();
  }
  abstract resetAll(): void | Promise<void>;
  resetFile(): void {}
  /** Says what was done, where a box has one line for all: not over the word that it runs. */
  protected mention(text: string): void {
    const { session } = this;
    if (session.isRunning) session.say(`Running… ${text}`);
    else session.sayBeside(text);
  }
  /** What is done with the files of a whole stage. */
  tend(_what: Tending): void {}

  /** Loads what a run or an edit will want. What fails here is told when it is wanted. */
  warm(): void {
    const engine = load(chosen()).then((engine) => engine.warm?.());
    // the editor last: it's much, and a finger that lands on Run has come near only just before
    ahead(Promise.all([engine, this.session.load()]).then(loadEditor));
  }

  // --- files

  /**
   * Shows a file of the stage.
   * @param line Which line to bring into view.
   * @returns Whether it is shown now.
   */
  async open(file: string, line?: number): Promise<boolean> {
    const { session } = this;
    this.#wanted = file;
    try {
      await Promise.all([loadEditor(), session.load(file)]);
      if (this.#wanted !== file) return false;
      const editor = await this.edit(file);
      session.show(file);
      editor.mark(session.marksIn(file));
      this.#moment.showIfHere();
      if (line !== undefined) editor.reveal(line);
      return true;
    } catch (error) {
      if (this.#wanted !== file) return false;
      this.#wanted = session.shown;
      session.say(whatFailed(error));
      session.changed();
      return false;
    }
  }
  /** Leads to a place, and has the reader go on there. */
  async go(at: Position): Promise<void> {
    this.showCode();
    await this.lead(at.file, at);
  }
  /** Shows a file, and has the reader go on in it. */
  protected async lead(file: string, at?: Position): Promise<void> {
    if (!(await this.open(file))) return;
    this.focus();
    if (at) this.#editor!.point(at.line, at.column);
    this.arrived();
  }
  /** A reader was led to a file: what says which one that is, is to be in view with it. */
  protected arrived(): void {}
  /** Opens what finds and replaces in the file that is shown. */
  async find(): Promise<void> {
    await this.session.ready;
    await (await this.edit()).find();
  }
  focus(): void {
    if (mayLeadIntoText()) this.#editor?.focus();
    else this.tabs.focus({ preventScroll: true });
  }
  /**
   * Shows a version that came back, and says which one it is.
   * @param others What else was changed, and went onto the list.
   */
  async putBack(files: readonly string[], at: number, others: readonly string[]): Promise<void> {
    const file = files.find((name) => this.session.files.has(name));
    this.showCode();
    if (file !== undefined) await this.open(file);
    const rest = others.length > 0 ? ` What you had in ${namesOf(others)} is on the list.` : '';
    this.session.mention(`Put back: the version of ${whenOf(at)}.${rest}`);
    this.arrived();
  }
  close(file: string): void {
    const wasShown = file === this.session.shown;
    const next = this.session.close(file);
    if (wasShown || this.#wanted === file) this.#wanted = wasShown ? undefined : this.session.shown;
    if (wasShown && next) void this.open(next);
    else this.session.changed();
  }
  /** Whether no file is shown, and none is on its way. */
  protected get isEmpty(): boolean {
    return this.session.shown === undefined && this.#wanted === undefined;
  }

  /** The editor, with the file that is shown, or another one. */
  async edit(file?: string): Promise<Editor> {
    const { openEditor } = await loadEditor();
    if (!this.#editor) await this.canGo();
    const { files, shown } = this.session;
    const name = file ?? shown!;
    const it: FileInEditor = {
      name,
      original: files.original(name) ?? files.code(name),
      code: files.code(name),
      isFixed: this.session.isFixed(name),
    };
    if (this.#editor) this.#editor.show(it);
    else {
      it.code = this.typed(name) ?? it.code;
      it.selection = this.selection();
      this.#editor = openEditor(it, (changed, code) => this.session.edit(changed, code));
      this.mount(this.#editor);
      this.#editor.settle();
      if (this.gone.aborted) this.#editor.end();
    }
    return this.#editor;
  }
  /** The file that is shown, or on its way. */
  protected get wanted(): string | undefined {
    return this.#wanted;
  }
  /** Puts the editor onto the page. */
  protected abstract mount(editor: Editor): void;
  /** Settles when what the editor will take the place of may go. */
  protected async canGo(): Promise<unknown> {
    return undefined;
  }
  /** What was typed into what the editor will take the place of, to its last blank. */
  protected typed(_file: string): string | undefined {
    return undefined;
  }
  /** Where the reader is in what the editor will take the place of. */
  protected selection(): FileInEditor['selection'] {
    return undefined;
  }
  protected get hasEditor(): boolean {
    return this.#editor !== undefined;
  }

  #mark(file: string): void {
    if (file === this.session.shown)
      ahead(this.edit().then((editor) => editor.mark(this.session.marksIn(file))));
  }

  // --- the timeline

  /** Shows a line that a timeline speaks of. @param said What happened there. */
  async #reveal(at: Place, how: Reveal, said?: string): Promise<void> {
    const { file, line } = at;
    if (this.session.mine.takesPlaceOf(file)) return this.#moment.forget(true);
    this.#moment.set(at, said);
    if (how === 'go') this.showCode();
    if (how !== 'mark' && (await this.open(file, line)) && how === 'go')
      this.bringBeside(this.#editor!, line);
    this.#moment.show();
  }
  #markNow(lines: readonly number[], said?: string): void {
    if (this.#editor) this.#editor.mark(lines, said);
    else this.markListing(lines, said);
  }
  /** Marks lines of what the editor will take the place of. */
  protected markListing(_lines: readonly number[], _said?: string): void {}
  /** Has the editor be on the page, where something else may be in its place. */
  protected showCode(): void {}
  /** Brings a line onto the screen, if possible beside the timeline that speaks of it. */
  protected bringBeside(_editor: Editor, _line: number): void {}
  /** Lays the run that is shown beside another one. */
  async #compare(): Promise<void> {
    const other = this.trace.begin();
    await this.trace.compare(other, await this.session.runs.other(other.hear));
  }

  // --- what is shown of the session

  hear(event: SessionEvent): void {
    switch (event.type) {
      case 'status':
        return this.output.say(event.text, event.isAside);
      case 'mention':
        return this.mention(event.text);
      case 'state':
        return this.render();
      case 'marked':
        return this.#mark(event.file);
      case 'loaded':
        return this.#heedKnobs();
      case 'texts':
        return this.#retext(event.files, event.isTyped);
      case 'cleared':
        this.#markNow([]);
        return this.#shown.clear(event.isForKnob);
      default:
        return this.#shown.hear(event);
    }
  }
  drawn(signal: AbortSignal): Promise<void> {
    return this.output.drawn(signal);
  }

  #heedKnobs(): void {
    if (this.#knobs) loadKnobs(this, this.#knobs);
  }

  #retext(files: readonly string[], isTyped: boolean): void {
    const { session } = this;
    this.#shown.isStale = true;
    if (!isTyped) for (const file of files) this.#editor?.replace(file, session.files.code(file));
  }

  /** Whether a file counts as the book's, though it isn't as the book had it at first. */
  protected isBooks(_file: string): boolean {
    return false;
  }

  protected render(): void {
    const { opened, files, shown, expected } = this.session;
    this.toolbar.refresh();
    this.#heedKnobs();
    this.output.expect(expected, this.session.view === 'lab' || this.session.isEdited());
    if (opened.length < this.#leastTabs) return;
    this.tabs.show(
      opened.map((file) => {
        const isChanged = files.isEdited(file) && !this.isBooks(file);
        return {
          id: file,
          text: `${nameOf(file)}${isChanged ? ' •' : ''}`,
          title: `${file}${isChanged ? ', changed' : ''}`,
        };
      }),
      shown,
    );
  }
}
