// The workbench of a reader's own library: one for a stage, whichever step is being built.
import {
  broughtInto,
  CASCADE,
  cascadeOf,
  editsBetween,
  suiteOf,
  type Standing,
} from '../../steps/workspace.ts';
import type { TestResult } from '../../runner/contract.ts';
import { bringOntoScreen, bringSpanOntoScreen } from '../workbench/bring-into-view.ts';
import type { Editor } from '../workbench/editor.ts';
import { bindChoice } from '../workbench/engine-choice.ts';
import { isLibrary, libraryIn, type Files } from '../workbench/files.ts';
import { ahead } from '../workbench/loading.ts';
import { MoreFiles } from '../workbench/more-files.ts';
import { bindPresses } from '../workbench/press.ts';
import type { SessionEvent } from '../workbench/session-events.ts';
import { Workbench, type Tending } from '../workbench/workbench.ts';
import { bindHome } from './at-home.ts';
import { Beside } from './beside.ts';
import { BroughtFiles } from './brought.ts';
import { HowLike } from './how-like.ts';
import { Standings } from './standings.ts';
import { isAsInBook, type LadderOnPage, type StepOnPage } from './steps-of-stage.ts';
import { OwnFiles } from './own-files.ts';
import { MINE_BACK, OwnLibrary, type Library } from './own-library.ts';
import { boxesFor } from './on-own.ts';
import { PartBefore } from './part-before.ts';
import { explained } from './red.ts';
import { StepResults } from './results.ts';
import { tellNext, tellOnMine, tellStanding } from './way.ts';
import { isGreen, PATIENCE, verdictOf } from './words.ts';

interface Around {
  /** @param stage This one, unless told otherwise. */
  standing(folder: string, stage?: string): Standing;
  /** Has the reader build another step of the page. */
  go(folder: string): void;
}

export class OwnBench extends Workbench {
  readonly #standings: Standings;
  readonly #ladder: LadderOnPage;
  readonly #around: Around;
  readonly #more: MoreFiles;
  readonly #beside: Beside;
  readonly #howLike: HowLike | undefined;
  readonly #partBefore: PartBefore;
  readonly #own: OwnLibrary;
  readonly #ownFiles: OwnFiles;
  readonly #brought: BroughtFiles;
  #step!: StepOnPage;
  /** How the tests went that were told of. */
  readonly #results: StepResults;

  constructor(
    root: HTMLElement,
    stage: string,
    ladder: LadderOnPage,
    files: Files,
    around: Around,
  ) {
    super(
      root,
      {
        view: 'step',
        files,
        ready: Promise.resolve(),
        library: async () => ({
          files: { ...ladder.filesAt(0), ...ladder.tests },
          modules: ladder.modules,
          others: { ...ladder.others },
        }),
        stage,
        opened: [],
        target: CASCADE,
        targetOf: () => CASCADE,
        isFixed: (file) => file.startsWith('steps/'),
        isOwn: (file) => this.#ownFiles.isOwn(file),
        patience: PATIENCE,
        says: (outcome, testing) =>
          verdictOf(
            outcome,
            this.#results.all,
            testing,
            this.#step,
            ladder.steps,
            (file) => ladder.tests[file],
          ),
        types: () => this.#results.typesAt(this.#step),
      },
      { tabs: '.files', label: 'Your files', leastTabs: 1, trace: '.trace' },
    );
    this.#standings = new Standings(stage, ladder.steps, (folder) => around.standing(folder));
    this.#ladder = ladder;
    this.#own = new OwnLibrary({
      session: this.session,
      ladder,
      standings: this.#standings,
      ownFiles: () => this.#ownFiles,
      changed: () => this.#showStanding(),
    });
    this.#brought = new BroughtFiles({
      files,
      ladder,
      howFar: () => this.#standings.howFar,
      refresh: (names) => this.session.refresh(names),
    });
    this.#results = new StepResults(ladder);
    this.#around = around;
    bindPresses(root, (id) => this.act(id));
    this.output.explain = (error) =>
      explained(error, {
        files: this.session.files.all(),
        isOwn: (file) => isLibrary(file) && !this.#isBooks(file),
        link: (at, said) => this.output.link(at, said),
      });
    this.output.remark = (result) => this.#results.remark(result);
    bindChoice(root, this.gone);
    this.#more = new MoreFiles(root, (file) => void this.lead(file));
    this.#beside = new Beside(root, () => [this.#own.files, ladder.filesAt(this.#step.number)]);
    this.#button('before').onclick = () => void this.#startFromBook();
    this.#button('step').onclick = () => void this.#takeStep();
    const library = (): Library => libraryIn(this.session.files.all());
    const howLike = root.querySelector<HTMLElement>('.how-like');
    this.#howLike = howLike
      ? new HowLike(howLike, { stage, step: () => this.#standings.howFar, library })
      : undefined;
    bindHome(this.part('.at-home'), {
      stage,
      ladder,
      library,
      take: () => this.act('download'),
      put: (library, fromHome, undone) => this.#own.fromHome(library, fromHome, undone),
      green: (number, isOwn) => this.#own.green(this.#standings.withGreen(number, isOwn)),
    });
    this.#ownFiles = new OwnFiles(root, {
      files,
      ladder,
      step: () => this.#step,
      library: () => this.#own.files,
      taken: () => this.session.taken,
      make: async (file) => {
        this.session.changes.rewrite(file, '');
        if (await this.open(file)) this.focus();
      },
      moved: (library, from, to) => this.#moved(library, from, to),
      delete: async (file) => {
        await this.session.changes.delete(file);
        this.close(file);
        this.#bring();
      },
      say: (text) => this.session.say(text),
      focus: () => this.focus(),
    });
    this.#partBefore = new PartBefore(root, {
      stage,
      ladder,
      standing: (stage, folder) => around.standing(folder, stage),
      library: () => this.#own.files,
      step: () => this.#standings.howFar,
      isNew: () => ladder.steps.every(({ folder }) => around.standing(folder) !== 'built'),
      take: (library, aside, undone) => this.#own.come(library, 'part', aside, undone),
      write: (file, text) => {
        this.session.changes.rewrite(file, text);
        void this.open(file);
      },
      say: (text) => this.session.say(text),
    });
    const from = root.querySelector<HTMLElement>('.part-before');
    if (from)
      from.querySelector('button')!.onclick = () =>
        void this.#partBefore.bring(from.querySelector('[role=status]')!);
  }

  #button(what: 'before' | 'step'): HTMLButtonElement {
    return this.root.querySelector<HTMLButtonElement>(`[data-take=${what}]`)!;
  }

  // --- which step

  /** Has the reader build a step. Where they have nothing yet, the book's steps before it stand in. */
  async begin(folder: string): Promise<void> {
    const { session } = this;
    const step = this.#ladder.steps.find((step) => step.folder === folder)!;
    if (this.#step !== step) {
      await session.end();
      this.#step = step;
      session.clear();
      session.say('');
      session.files.know({ [CASCADE]: cascadeOf(this.#ladder.steps, step.number) });
      if (!session.isEdited() && step.number > 1)
        this.#own.putState(step.number - 1, undefined, true);
      this.#bring();
      session.opened.splice(0, Infinity, ...this.#filesOfStep());
      (this.part('.stuck') as HTMLDetailsElement).open = false;
      this.#beside.close();
      this.#showStanding();
      this.#showNext(false);
    }
    this.warm();
    await session.load();
    this.#listFiles();
    await this.open(session.opened[0]!);
    this.focus();
    const { top } = this.root.closest('li')!.getBoundingClientRect();
    bringSpanOntoScreen(top, Infinity, true);
    ahead(this.#ownFiles.tellApart().then(() => this.#partBefore.offer(this.#step)));
  }

  /** What comes with a step is there from now on. */
  #bring(): void {
    this.#brought.come(this.#step, this.root.closest('li'));
  }
  /** It may have come with a step, or been taken from the book. */
  protected override isBooks(file: string): boolean {
    const { files } = this.session;
    return files.has(file) && isAsInBook(this.#ladder, file, files.text(file));
  }
  /** Whether it's the book's, and not to be built. */
  #isBooks(file: string): boolean {
    const isGiven = Object.hasOwn(this.#ladder.given, file.replace('src/', ''));
    return isGiven || this.#brought.has(file);
  }
  /** What the book changes in this step, the largest change first, and the tests. */
  #filesOfStep(): string[] {
    const { tests, number } = this.#step;
    const after = this.#ladder.filesAt(number);
    const before = this.#ladder.begunAt(number);
    const grown = (file: string): number =>
      (after[file]?.length ?? 0) - (before[file]?.length ?? 0);
    const changed = Object.keys(editsBetween(before, after)).filter(
      (file) => Object.hasOwn(after, file) || this.session.files.has(file),
    );
    return [...changed.sort((a, b) => grown(b) - grown(a)), ...(tests ? [tests] : [])];
  }

  /** All of the library, and the tests as far as they're due. */
  #listFiles(): void {
    const later = this.#ladder.steps.slice(this.#step?.number).map(({ tests }) => tests);
    this.#more.list(
      this.session.files.names.filter((file) => file !== CASCADE && !later.includes(file)),
      (file) => this.#isBooks(file),
    );
  }

  /** Says whose the steps before this one are. */
  #showStanding(): void {
    const before = this.#ladder.steps.slice(0, this.#step.number - 1);
    const those = (standing: Standing): StepOnPage[] =>
      before.filter((step) => this.#standings.of(step) === standing);
    const open = those('open');
    this.#button('before').hidden = open.length === 0;
    tellStanding(this.part('.told'), open, those('lent'));
  }

  #showNext(isBuilt: boolean): void {
    const next = this.part('.next');
    next.hidden = !isBuilt;
    if (!isBuilt) return;
    tellNext(next, this.#ladder.steps[this.#step.number], this.#around.go);
    const on = boxesFor(this.session.stage, this.#step.folder);
    if (this.#standings.howFar >= this.#step.number) tellOnMine(next, on);
  }

  // --- the book's code

  async #startFromBook(): Promise<void> {
    const { session } = this;
    await session.end();
    session.clear();
    const replaced = this.#own.replaced(this.#step.number);
    const isAside = this.#own.putState(this.#step.number - 1, MINE_BACK, true);
    this.#bring();
    session.say(
      `You now have the book’s library from before this step.${isAside ? ` ${replaced()}` : ''}`,
    );
    this.#showNext(false);
    this.toolbar.focusPrimary();
  }
  async #takeStep(): Promise<void> {
    const { session } = this;
    const { number } = this.#step;
    await session.end();
    session.clear();
    const mine = this.#brought.with(this.#own.files, number);
    const merged = broughtInto(mine, this.#ladder.begunAt(number), this.#ladder.filesAt(number));
    const replaced = this.#own.replaced(this.#step.number);
    const isAside = merged
      ? this.#own.put({ ...merged }, new Map([[this.#step, 'lent']]), number, MINE_BACK)
      : this.#own.putState(number, MINE_BACK);
    (this.part('.stuck') as HTMLDetailsElement).open = false;
    session.say(
      merged
        ? `The book’s step is in your files.${isAside ? ' What was there is on the list of your versions.' : ''}`
        : 'The book’s step doesn’t fit into your files, so you now have the book’s whole library after it.' +
            (isAside ? ` ${replaced()}` : ''),
    );
    this.#showNext(true);
    this.toolbar.focusPrimary();
  }
  /** Which steps an older version has, its tests say. */
  override async putBack(...version: Parameters<Workbench['putBack']>): Promise<void> {
    await super.putBack(...version);
    const said = await this.#own.judged();
    if (said) this.session.say(said);
  }
  /** A file has another name. */
  #moved(library: Library, from: string, to: string): void {
    const { session } = this;
    const isShown = session.shown === from;
    session.refresh(this.#own.moved(library));
    const at = session.opened.indexOf(from);
    if (at >= 0) session.opened[at] = to;
    if (Object.hasOwn(this.#ladder.filesAt(this.#step.number), from)) session.opened.push(from);
    if (isShown) void this.open(to);
    else session.changed();
    this.#bring();
  }
  override tend(what: Tending): void {
    const file = this.session.shown!;
    if (what === 'new-file') this.#ownFiles.create();
    else if (what === 'rename-file') this.#ownFiles.rename(file);
    else if (what === 'delete-file') void this.#ownFiles.delete(file);
  }
  async resetAll(): Promise<void> {
    const { session } = this;
    if (session.undoLabel === undefined) return this.#startFromBook();
    await session.end();
    session.clear();
    this.#own.takeBack();
    session.say('Yours is back.');
    this.#showNext(false);
    this.toolbar.focusPrimary();
  }
  // --- the tests

  override hear(event: SessionEvent): void {
    if (event.type === 'test') return this.#hearResult(event.result);
    if (event.type === 'testing') {
      const step = this.#results.begins(event.path);
      if (step) this.session.sayProgress(`Running… step ${step.number} of ${this.#step.number}.`);
    }
    if (event.type === 'ended') {
      const isLate = event.outcome.type === 'limit' && event.outcome.which === 'time';
      const endless = isLate && this.#results.endless;
      if (endless) this.#hearResult(endless);
    }
    super.hear(event);
    if (event.type === 'cleared') this.#results.clear();
    if (event.type === 'texts') {
      this.#beside.refresh();
      this.#listFiles();
      this.#howLike?.outdate();
    }
    if (event.type === 'ended') {
      const isBuilt = isGreen(event.outcome, this.#results.all);
      if (isBuilt) {
        this.#standings.built(this.#step);
        this.#own.basedOn(Math.max(this.#step.number, this.#standings.howFar));
      } else if (this.#results.red) this.#standings.red(this.#results.red);
      this.#bring();
      this.#showStanding();
      this.#showNext(isBuilt);
      void this.drawn(new AbortController().signal).then(() => this.#answer());
    }
  }
  #hearResult(result: TestResult): void {
    this.#results.add(result);
    if (this.#isTold(result)) super.hear({ type: 'test', result: this.#results.placed(result) });
  }
  /** What failed, and what passed of this step. */
  #isTold({ path, state }: TestResult): boolean {
    return state === 'failed' || (state === 'passed' && path[0] === suiteOf(this.#step));
  }
  // --- on the page

  protected override mount(editor: Editor): void {
    this.part('.editor').replaceChildren(editor.element);
  }
  /** Brings what is red onto the screen, and else how it went. */
  #answer(): void {
    const bar = this.part('.bar');
    const red = this.root.querySelector<HTMLElement>('.results .failed');
    const next = this.part('.next');
    const part = red ?? (next.hidden ? bar : next);
    bringOntoScreen(part, innerHeight / 2, part === next ? bar : part, bar);
  }
  protected override arrived(): void {
    const { bottom } = this.part('.bar').getBoundingClientRect();
    bringSpanOntoScreen(this.part('.head').getBoundingClientRect().top, bottom, true);
  }
}
