// What a box does beyond taking text: the workbench of one program, or of an exercise.
import { watchOwn } from '../build-it/on-own.ts';
import { bringOntoScreen, bringSpanOntoScreen, fitsScreen } from '../workbench/bring-into-view.ts';
import type { Editor, FileInEditor } from '../workbench/editor.ts';
import { isProgram, isTest, type Edits, type Files } from '../workbench/files.ts';
import { offered } from '../workbench/from-link.ts';
import { ahead, isNotLoaded } from '../workbench/loading.ts';
import type { Outcome } from '../../runner/contract.ts';
import { MoreFiles } from '../workbench/more-files.ts';
import type { SessionEvent } from '../workbench/session-events.ts';
import { giveWay, markIn, selectionIn, showIn, typedIn } from '../workbench/in-listing.ts';
import { SAVED } from '../workbench/saved.ts';
import { BOOKS_AGAIN, ON_LIST } from '../workbench/words.ts';
import { Workbench } from '../workbench/workbench.ts';
import type { ProgramBox } from './element.ts';

/** So long a press is answered wherever its reader is by then, in milliseconds. */
const AT_ONCE = 1_000;

export class BoxBench extends Workbench {
  readonly #box: ProgramBox;
  readonly #code: HTMLElement;
  readonly #more: MoreFiles;
  readonly #head = this.part('.head');
  readonly #bar = this.part('.bar');
  readonly #live = this.part('.live');
  readonly #results = this.part('.results');
  /** When what is awaited began; nothing once its answer was brought onto the screen. */
  #awaited: number | undefined;
  /** Whether the run is one that a timeline was asked for with. */
  #isForPicture = false;

  constructor(root: ProgramBox, files: Files, ready: Promise<void>) {
    const { program, entry, judge, against, needs, library, tests, exercise } =
      root.dataset as Record<string, string>;
    super(
      root,
      {
        view: judge ? 'exercise' : 'box',
        files,
        ready,
        library: library!,
        tests: tests!,
        exercise,
        stage: program!.split('/')[0]!,
        entry: entry!,
        judge,
        against,
        isTimed: root.dataset.timed !== undefined,
        isExplored: root.dataset.orders !== undefined,
        opened: [entry!],
        shown: entry!,
        target: judge ?? entry!,
        outputs: judge ? {} : { [entry!]: root.querySelector('samp')!.textContent! },
        // what is on the screen, where that can run
        targetOf: (file) => judge ?? (isTest(file) || isProgram(file) ? file : entry!),
      },
      { tabs: '.files', label: 'Files', leastTabs: 2, trace: '.trace', knobs: '.bar' },
    );
    this.#box = root;
    this.#code = root.listing.code;
    this.#more = new MoreFiles(root, (file) => void this.lead(file));
    const grown = new ResizeObserver(() => this.#answer(this.#awaited));
    for (const part of [this.#live, this.#results]) grown.observe(part);
    if (needs !== undefined)
      watchOwn(
        program!,
        needs,
        (library) => {
          this.session.mine.isBroughtBy(library);
          this.session.changed();
        },
        this.gone,
      );
    this.#show(Object.keys(files.edits));
    this.render();
    // the box says so by itself, before this is there
    void ready.then(() => {
      if (this.session.status === '' && this.part('.status').textContent === SAVED)
        this.session.say(SAVED);
    });
  }

  override hear(event: SessionEvent): void {
    super.hear(event);
    if (event.type === 'cleared')
      this.#awaited = this.#isForPicture || event.isForKnob ? undefined : performance.now();
    if (event.type === 'ended') {
      this.#isForPicture = false;
      const began = this.#awaited;
      this.#awaited = undefined;
      requestAnimationFrame(() => this.#answer(began, event)); // once it says how it ended
    }
    if (event.type === 'loaded') {
      this.#more.list([...this.session.files.names, ...this.session.tests]);
      this.toolbar.refresh(); // what it has is known only now
    }
    if (event.type === 'texts') this.root.dispatchEvent(new Event('texts'));
    if (event.type === 'texts' && !event.isTyped) this.#show(event.files);
    if (event.type === 'ended' && event.hasPassed) this.root.dispatchEvent(new Event('passed'));
  }

  protected override render(): void {
    super.render();
    // that's said of the book's version
    const told = this.root.querySelector<HTMLElement>('.orders-told');
    if (told) told.hidden = this.session.isEdited();
  }

  override watch(isOn: boolean): void {
    this.#isForPicture = isOn; // and not for what it prints, elsewhere
    super.watch(isOn);
  }

  /**
   * Brings onto the screen what a press has led to: the first that is printed, and at the end what
   * failed. A reader who has gone elsewhere meanwhile is left alone.
   */
  #answer(began: number | undefined, ended?: { outcome: Outcome }): void {
    const failed = this.#results.querySelector('.failed');
    const hasPrinted = this.#live.hasChildNodes() && this.#live;
    const part = (ended && failed) || this.#results.querySelector('li') || hasPrinted;
    if (began === undefined || (!part && !ended)) return;
    if (!this.session.isRunning) this.#awaited = undefined;
    const { top, bottom } = this.#bar.getBoundingClientRect();
    const isHere = bottom > 0 && top < innerHeight;
    if (!isHere && performance.now() - began > AT_ONCE) return;
    const isWell = ended?.outcome.type === 'done' && ended.outcome.exitCode === 0;
    if (isWell) this.#toBeginning();
    // a pane of output is shown to its end, where it says what failed
    const most = ended && !isWell ? innerHeight : innerHeight / 3;
    const first = part && part === failed ? part : this.#bar.nextElementSibling!;
    bringOntoScreen(part || this.#bar, most, first, this.#bar);
  }

  /** What is but a little longer than its pane is read from its beginning, and a flood from its end. */
  #toBeginning(): void {
    const { scrollHeight, clientHeight } = this.#live;
    const isSelecting = getSelection()?.type === 'Range';
    if (scrollHeight < 2 * clientHeight && !isSelecting) this.#live.scrollTop = 0;
  }

  /** Shows texts that the reader hasn't typed just now. Each file that was changed has a tab. */
  #show(changed: readonly string[]): void {
    const { files, opened } = this.session;
    for (const file of Object.keys(files.edits)) if (!opened.includes(file)) opened.push(file);
    if (!this.hasEditor && changed.length > 0) showIn(this.#code, files.code(this.session.entry!));
    if (files.isEdited()) ahead(this.edit());
    // the book may have other versions of them now
    if (opened.length > 1) ahead(this.session.load());
  }

  protected override markListing(lines: readonly number[], said?: string): void {
    markIn(this.#code, lines, said);
  }
  protected override canGo(): Promise<unknown> {
    return this.#box.listing.free();
  }
  protected override typed(file: string): string | undefined {
    const { entry, files } = this.session;
    return file === entry ? typedIn(this.#code, files.code(file)) : undefined;
  }
  protected override selection(): FileInEditor['selection'] {
    return selectionIn(this.#code);
  }
  protected override bringBeside(editor: Editor, line: number): void {
    const timeline = this.part('trace-timeline');
    const [held, where] = [...timeline.querySelectorAll<HTMLElement>('.head > *')];
    const { top } = timeline.getBoundingClientRect();
    // by their heights: what is held may be further down
    const bottom = top + held!.offsetHeight + where!.offsetHeight;
    let at: ReturnType<Editor['reveal']> = null;
    for (const where of ['nearest', 'end', 'start'] as const) {
      at = editor.reveal(line, where);
      if (!at) return;
      if (fitsScreen(at.top, bottom))
        return bringSpanOntoScreen(at.top, Math.max(at.bottom, bottom));
    }
    bringSpanOntoScreen(at!.top, at!.bottom);
  }
  protected override mount(editor: Editor): void {
    giveWay(this.#code, editor);
  }

  protected override arrived(): void {
    const { bottom } = this.part('.editor').getBoundingClientRect();
    bringSpanOntoScreen(this.#head.getBoundingClientRect().top, bottom, true);
  }

  /** As if nothing had run. */
  async forget(): Promise<void> {
    const { session } = this;
    await session.end();
    session.clear();
    session.say('');
  }

  /** Puts another text in the place of a file's, which goes on the list of versions. */
  async takeOver(file: string, text: string): Promise<void> {
    const { session } = this;
    await this.#end();
    const isEdited = session.isEdited(file);
    const edits = { ...session.files.edits, [file]: text };
    session.changes.replace(edits, 'solution', isEdited ? 'Take mine back' : 'Back to the book’s');
    this.#beginAnew(`The solution is in the box.${isEdited ? ON_LIST : ''}`);
    await this.open(file);
    this.arrived();
    this.toolbar.focusPrimary();
  }

  async resetAll(): Promise<void> {
    await this.#end();
    const isReset = this.session.changes.resetAll('Undo reset');
    const books = BOOKS_AGAIN + (isReset ? ON_LIST : '');
    this.#beginAnew(this.session.isEdited() ? SAVED : books);
    this.toolbar.focusPrimary();
  }
  async #end(): Promise<void> {
    await this.session.end();
    // without an editor the listing stays, and takes text as it is
    await this.edit().catch((error) => {
      if (!isNotLoaded(error)) throw error;
    });
  }
  #beginAnew(said: string): void {
    this.session.clear();
    this.session.sayOfText(said);
    this.output.unfoldExpected(true);
  }

  async offer(brought: Edits): Promise<void> {
    const { session } = this;
    this.root.scrollIntoView();
    const files = [session.entry!, ...Object.keys(brought)];
    const isTaken = await offered(this, brought, files, 'this box', async (edits) => {
      await this.#end();
      session.changes.replace(
        edits,
        'link',
        session.isEdited() ? 'Back to mine' : 'Back to the book’s',
      );
      this.#beginAnew('');
      for (const file of Object.keys(edits)) await this.open(file);
    });
    if (isTaken !== undefined && this.root.dataset.locked === undefined)
      this.toolbar.focusPrimary();
  }
}
