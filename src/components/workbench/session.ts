// What a reader does with the files of a stage: changes, runs, checks and compares them. It knows
// no document: who shows it is told what happens.
import type { EngineOffer, Position } from '../../runner/contract.ts';
import type { State, View } from './actions.ts';
import { Changes } from './changes.ts';
import { isTyped } from './file-names.ts';
import { isTest, type Files } from './files.ts';
import { whatFailed } from './loading.ts';
import { stageFiles, type StageFiles } from './loaders.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { OwnLibrary } from './own-library.ts';
import { Runs, type RunOptions } from './runs.ts';
import type { SessionView } from './session-events.ts';
import { Status, type Ending } from './status.ts';

export interface SessionOptions extends RunOptions {
  view: View;
  files: Files;
  /** Settles when what is saved is there. */
  ready: Promise<void>;
  /** Where the build put the files of the stage, its tests, and this exercise; or who has them. */
  library: string | (() => Promise<StageFiles>);
  tests?: string;
  exercise?: string | undefined;
  stage: string;
  /** All that can be opened, where it is about a whole stage. */
  all?: readonly string[];
  opened: readonly string[];
  shown?: string;
  target: string;
  /** What programs print, as far as the page says so itself. */
  outputs?: Readonly<Record<string, string>>;
  /** What Run is to run, once a file is shown. */
  targetOf(shown: string, before: string): string;
  /** Whether a file is there to be read, and not to be changed. */
  isFixed?(file: string): boolean;
  /**
   * What Run does, where it isn't one run of the target.
   * @returns The line that says how it ended.
   */
  runs?(signal: AbortSignal): Promise<Ending>;
  /** What a check of types goes by, where it isn't the book's versions and what is open. */
  types?(): TypesAround;
  /** Whether the book has no such file, where that isn't what `all` says. */
  isOwn?(file: string): boolean;
}

interface TypesAround {
  /** What has no mistakes of a reader's. */
  originals: Record<string, string>;
  /** What is checked besides. */
  also: readonly string[];
}

/** Whether the type checker is there already. */
let hasChecked = false;

export class Session implements State {
  readonly view: View;
  readonly files: Files;
  readonly ready: Promise<void>;
  readonly stage: string;
  readonly entry: string | undefined;
  readonly opened: string[];
  shown: string | undefined;
  target: string;
  /** Whether runs are watched. */
  isTraced = false;
  /** What else is in the stage's folder, once it's loaded: no file can be called so. */
  others: readonly string[] = [];
  /** What programs may import of the stage, and no box shows. */
  data: Readonly<Record<string, string>> = {};
  /** What the reader does to files, other than by typing. */
  readonly changes = new Changes(this);
  /** What runs may be on in the place of the book's library. */
  readonly mine = new OwnLibrary();
  readonly runs: Runs;
  readonly #options: SessionOptions;
  readonly #show: SessionView;
  readonly #status: Status;
  readonly #doing = new OneAtATime(() => this.changed());
  /** Lines where something went wrong, by file. */
  readonly #marks = new Map<string, Set<number>>();
  #outputs: Readonly<Record<string, string>>;
  #tests: readonly string[] = [];
  #again = (): void => {};
  /** Whether what is shown are the mistakes that a check has found. */
  #showsMistakes = false;

  constructor(options: SessionOptions, show: SessionView) {
    this.#options = options;
    this.#show = show;
    this.#status = new Status((text, isAside) =>
      show.hear({ type: 'status', text, ...(isAside && { isAside }) }),
    );
    this.runs = new Runs(options, this, show, this.#status);
    this.view = options.view;
    this.files = options.files;
    this.ready = options.ready;
    this.stage = options.stage;
    this.entry = options.entry;
    this.opened = [...options.opened];
    this.shown = options.shown;
    this.target = options.target;
    this.#outputs = options.outputs ?? {};
  }

  /** All that can be opened, where it is about a whole stage: the reader's own files, too. */
  get all(): readonly string[] | undefined {
    const { all } = this.#options;
    if (!all) return undefined;
    const own = Object.keys(this.files.edits).filter((file) => this.isOwn(file));
    return [...all.filter((file) => !this.files.isDeleted(file)), ...own];
  }
  /** Whether the book has no such file. */
  isOwn(file: string): boolean {
    if (this.#options.isOwn) return this.#options.isOwn(file);
    return (
      this.#options.all?.includes(file) === false && typeof this.files.edits[file] === 'string'
    );
  }
  /** Those of the book's that the reader took away. */
  get deleted(): readonly string[] {
    return this.#options.all?.filter((file) => this.files.isDeleted(file)) ?? [];
  }
  get deletedLast(): string | undefined {
    return this.changes.deletedLast;
  }
  /** All names that no other file can have: those of files that aren't shown here, too. */
  get taken(): readonly string[] {
    return [...(this.all ?? this.files.names), ...this.others];
  }

  get hasOwn(): boolean {
    return this.mine.isThere;
  }
  get isOnOwn(): boolean {
    return this.mine.isOn;
  }
  get hasLoop(): boolean {
    const isThere = this.#options.isExplored || this.files.has('src/ready-queue.ts');
    return isThere && /Loop\b|\brun\(/.test(this.files.code(this.target));
  }
  get isRunning(): boolean {
    return this.#doing.is('run');
  }
  get isLong(): boolean {
    return this.#doing.isLong;
  }
  get isChecking(): boolean {
    return this.#doing.is('check');
  }
  get instead(): EngineOffer | undefined {
    return this.runs.instead;
  }
  isEdited(file?: string): boolean {
    return this.files.isEdited(file);
  }
  get undoLabel(): string | undefined {
    return this.changes.undoLabel;
  }
  canUndo(file: string): boolean {
    return this.changes.canUndo(file);
  }
  /** What the book says that is printed by what ran, or else by what will. */
  get expected(): string | undefined {
    return this.outputOf(this.runs.ran ?? this.target);
  }
  outputOf(entry: string): string | undefined {
    return this.#outputs[entry];
  }
  /** Whether the reader sees several files, and only one of them runs. */
  get #isOneOfMany(): boolean {
    return this.view === 'box' && this.opened.length > 1;
  }
  /** The files of tests that can be opened. */
  get tests(): readonly string[] {
    return this.#tests;
  }
  isFixed(file: string): boolean {
    return this.#options.isFixed?.(file) ?? false;
  }
  marksIn(file: string): number[] {
    return [...(this.#marks.get(file) ?? [])];
  }

  get status(): string {
    return this.#status.text;
  }
  say(text: string): void {
    this.#status.say(text);
  }
  /** Says how far a run is. */
  sayProgress(text: string): void {
    this.#status.sayAside(text);
  }
  /** Says something that is true until the reader types. */
  sayOfText(text: string): void {
    this.#status.sayOfText(text);
  }
  /** Says something in the place of how a run or a check went, which may be out of date all the same. */
  sayBeside(text: string): void {
    this.#status.sayBeside(text);
  }
  changed(): void {
    this.#show.hear({ type: 'state' });
  }

  /**
   * Sees to it that the book's version of a file is known, of all that it imports, and what is saved
   * of them.
   */
  async load(file = ''): Promise<void> {
    const { library, tests, exercise, judge } = this.#options;
    const [{ files, outputs, others, tests: names = [] }] = await Promise.all([
      typeof library === 'string' ? stageFiles(library) : library(),
      this.ready,
    ]);
    this.files.know(files);
    this.#outputs = { ...this.#outputs, ...outputs };
    this.others = Object.keys(others ?? {});
    const pack = others?.['package.json'];
    this.data = pack === undefined ? {} : { 'package.json': pack };
    this.#tests = judge ? [...names, judge] : names;
    if (file.startsWith('tests/')) this.files.know((await stageFiles(tests!)).files);
    if (file.startsWith('exercises/') && judge) {
      const all = (await stageFiles(exercise!)).files;
      this.files.know(Object.fromEntries([this.entry!, judge].map((name) => [name, all[name]!])));
    }
    this.#show.hear({ type: 'loaded' });
  }
  async loadAll(files: readonly string[]): Promise<void> {
    await Promise.all(files.map((file) => this.load(file)));
  }

  // --- which files are open

  show(file: string): void {
    this.shown = file;
    if (!this.opened.includes(file)) this.opened.push(file);
    this.target = this.#options.targetOf(file, this.target);
    if (this.#isOneOfMany) this.#status.sayName();
    this.changed();
  }
  /** @returns The file beside it, which may be shown now. */
  close(file: string): string | undefined {
    const at = this.opened.indexOf(file);
    this.opened.splice(at, 1);
    if (file === this.shown) this.shown = undefined;
    return this.opened[Math.min(at, this.opened.length - 1)];
  }
  aim(target: string): void {
    this.target = target;
    this.changed();
  }

  // --- what they hold

  /** A knob is turned: how the last run went is said until the next one is over. */
  turns(): void {
    this.#status.goesOn();
  }
  /** The reader has typed. */
  edit(file: string, code: string): void {
    if (code === this.files.code(file)) return; // the editor was told, and tells it back
    this.files.set(file, code);
    this.typed(file);
  }
  typed(file: string): void {
    this.changes.typed();
    this.#status.typed();
    this.#texts([file], true);
  }
  /** What is saved has come, or was changed in another tab. */
  refresh(files: readonly string[]): void {
    this.changes.noticed();
    this.#texts(files, false);
  }
  /** Says something beside how a run is going, or went. */
  mention(text: string): void {
    this.#show.hear({ type: 'mention', text });
  }
  #texts(files: readonly string[], isTyped: boolean): void {
    for (const file of files) this.#marks.delete(file);
    this.#status.changed(files, this.isEdited());
    this.#show.hear({ type: 'texts', files, isTyped });
    this.changed();
  }

  // --- runs and checks

  /** Forgets what the last run or check has found out. */
  clear(): void {
    this.#clear();
  }
  #clear(isForKnob = false): void {
    this.#marks.clear();
    this.runs.clear();
    this.#showsMistakes = false;
    this.#status.clear();
    this.#show.hear({ type: 'cleared', isForKnob });
  }
  stop(): void {
    this.#doing.stopRun();
  }
  /** Ends whatever is being done. */
  end(): Promise<void> {
    return this.#doing.end();
  }

  run(isForKnob = false): void {
    const { target } = this;
    const { runs } = this.#options;
    this.#run((signal) => {
      if (!runs) return this.runs.byItself(target, signal);
      this.#status.isAbout([target]);
      return runs(signal);
    }, isForKnob);
  }
  /** Lets what runs come to its end, but for no longer than that. @returns Whether it was ended. */
  makeWay(ms: number): Promise<boolean> {
    return this.#doing.makeWay(ms);
  }
  /** Every file of tests, one after the other. */
  runTests(): void {
    const tests = this.all!.filter(isTest);
    this.#run((signal) => this.runs.many(tests, signal));
  }
  /** What could not be run where it was to. */
  runAgain(): void {
    this.#again();
  }

  #run(work: (signal: AbortSignal) => Promise<Ending>, isForKnob = false): void {
    this.#again = () => this.#run(work);
    const begins = (): void => {
      // what was printed stays as long as a check has found nothing to show in its place
      this.#clear(isForKnob);
      if (!isForKnob) this.say('Running…'); // most are over before that could be read
    };
    const ends = (ending: Ending): void => this.#status.sayRan(ending, this.#isOneOfMany);
    void this.#doing.do('run', begins, work, ends);
  }

  mark({ file, line }: Position): void {
    if (this.mine.takesPlaceOf(file)) return;
    this.#marks.set(file, (this.#marks.get(file) ?? new Set()).add(line));
    this.#show.hear({ type: 'marked', file });
  }

  check(): void {
    void this.#doing.do(
      'check',
      () => this.say(hasChecked ? CHECKING : 'Loading the type checker…'),
      (signal) => this.#check(signal),
      (ending) => this.#status.sayChecked(ending),
    );
  }

  async #check(signal: AbortSignal): Promise<string> {
    const { originals, also = [] } = this.#options.types?.() ?? {};
    const known = this.all ?? [
      ...new Set([...this.opened, ...Object.keys(this.files.edits), ...also]),
    ];
    const names = known.filter(isTyped);
    const [{ mistakesIn, whyNotChecked }] = await Promise.all([
      import('./types.ts'),
      this.loadAll(known),
    ]);
    signal.throwIfAborted();
    this.#status.isAbout(known);
    this.say(CHECKING);
    try {
      const mistakes = await mistakesIn(this.files, names, originals);
      hasChecked = true;
      signal.throwIfAborted();
      if (mistakes.length > 0 || this.#showsMistakes) this.clear();
      this.#showsMistakes = mistakes.length > 0;
      this.#status.checkedAgain();
      for (const { at, message } of mistakes) {
        this.#show.hear({ type: 'mistake', at, message });
        this.mark(at);
      }
      if (mistakes.length === 0) return 'The types are right.';
      return `${mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`} in the types.`;
    } catch (error) {
      signal.throwIfAborted();
      return whyNotChecked(error) ?? whatFailed(error);
    }
  }
}

const CHECKING = 'Checking…';
