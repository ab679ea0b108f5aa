// What a reader does with the files of a stage: changes, runs, checks and compares them. It knows
// no document: who shows it is told what happens.
import {
  limitsOf,
  type Engine,
  type EngineOffer,
  type Job,
  type Listener,
  type Outcome,
  type Position,
  type RunEvent,
} from '../../runner/contract.ts';
import type { Why } from '../../store/records.ts';
import type { State, View } from './actions.ts';
import { endingOf, lengthOf, withStray, type Run } from './ending.ts';
import { chosen, insteadOf, load } from './engines.ts';
import { isTyped } from './file-names.ts';
import { isLibrary, isTest, nameOf, type Edits, type Files } from './files.ts';
import { whatFailed } from './loading.ts';
import { replace, SAVED } from './saved.ts';
import { stageFiles, type StageFiles } from './loaders.ts';
import { Patience } from './patience.ts';
import { Tally } from './tally.ts';
import { CHANGED_SINCE, CHECKED_BEFORE, FROM_CHAPTER, FROM_LINK, SAVED_IN_LAB } from './words.ts';

export type SessionEvent =
  | RunEvent
  /** What was printed, marked and found out before is out of date. */
  | { type: 'cleared' }
  /** A run has begun; it may be one of many. */
  | { type: 'begun'; job: Job; isOneOfMany: boolean }
  /** One of many is over. */
  | { type: 'over'; job: Job; hasFailed: boolean; how: string }
  /** A run by itself is over. */
  | { type: 'ended'; job: Job; outcome: Outcome; edited: boolean; hasPassed: boolean }
  | { type: 'mistake'; at: Position; message: string }
  /** Lines of this file are marked. */
  | { type: 'marked'; file: string }
  /** Files have other texts, by the editor or not. */
  | { type: 'texts'; files: readonly string[]; isTyped: boolean }
  /** More of the book's files are known. */
  | { type: 'loaded' }
  | { type: 'status'; text: string; isAside?: true }
  /** What was done, beside that: with a file, say. */
  | { type: 'mention'; text: string }
  /** What can be done, or is shown, may be something else. */
  | { type: 'state' };

export interface SessionView {
  hear(event: SessionEvent): void;
  /** Settles once all that was told can be seen, or nobody waits for it any more. */
  drawn(signal: AbortSignal): Promise<void>;
}

export interface SessionOptions {
  view: View;
  files: Files;
  /** Settles when what is saved is there. */
  ready: Promise<void>;
  /** Where the build put the files of the stage, its tests, and its exercises; or who has them. */
  library: string | (() => Promise<StageFiles>);
  tests?: string;
  exercises?: string | undefined;
  stage: string;
  /** The program, or the reader's part of an exercise, where it is about one. */
  entry?: string | undefined;
  /** The tests that every run of an exercise is. */
  judge?: string | undefined;
  /** The program that an unchanged one is compared with. */
  against?: string | undefined;
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
  /** Whether the book has no such file, where that isn't what `all` says. */
  isOwn?(file: string): boolean;
  /** How long a test may run before it counts as one that never ends, in milliseconds. */
  patience?: number;
  /**
   * The line that says how a run ended, where that isn't told as usual.
   * @param testing The test that was running.
   */
  says?(outcome: Outcome, testing: readonly string[] | undefined): string | undefined;
}

/** After so long a run can be stopped, in milliseconds: most are over by then. */
const LONG = 400;
/** What is said as long as something differs from the book's. */
const OF_EDITS = [SAVED, SAVED_IN_LAB, FROM_CHAPTER, FROM_LINK];
/** Whether the type checker is there already. */
let hasChecked = false;

interface Task {
  kind: 'run' | 'check';
  isLong: boolean;
  abort: AbortController;
  over: Promise<void>;
}

interface Ran {
  job: Job;
  outcome: Outcome;
  edited: boolean;
  printed: string;
  tally: Tally;
  limits: NonNullable<Run['limits']>;
  /** The path of the test that was running, where not all came to their end. */
  testing: readonly string[] | undefined;
}

/** The line that says how it ended, with the name of what ran or without. */
type Ending = string | ((isNamed: boolean) => string);

/** What Undo can put back in the place of what replaced it. */
interface Undo {
  edits: Edits;
  label: string;
  /** What is there as long as nothing has changed. */
  after: string;
}

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
  /** Whether runs are on the reader's own library. */
  isOnOwn = false;
  /** Brings that library, by name from the stage's root. */
  own: (() => Promise<Readonly<Record<string, string>>>) | undefined;
  instead: EngineOffer | undefined;
  status = '';
  /** What else stands in the stage's folder, once it's loaded: no file can be called so. */
  others: readonly string[] = [];
  readonly #options: SessionOptions;
  readonly #show: SessionView;
  /** Lines where something went wrong, by file. */
  readonly #marks = new Map<string, Set<number>>();
  #outputs: Readonly<Record<string, string>>;
  /** What programs may import of the stage, and no box shows. */
  #data: Readonly<Record<string, string>> = {};
  #tests: readonly string[] = [];
  #task: Task | undefined;
  #again = (): void => {};
  /** What was watched last. */
  #watched: string | undefined;
  #undo: Undo | undefined;
  /** What the output that is shown came from. */
  #ran: string | undefined;
  /** How that run ended, in words: with its name, or without. */
  #ending: ((isNamed: boolean) => string) | undefined;
  /** What is to be said of the last run or check once something has changed. */
  #outdated: string | undefined;
  /** The files that it was about. */
  #about: ReadonlySet<string> = new Set();
  /** That is said, and what it is said of is still shown. */
  #stale: string | undefined;
  /** What is true until the reader types. */
  #ofText = '';
  /** Whether what is shown are the mistakes that a check has found. */
  #showsMistakes = false;
  /** What resets took away, by file. */
  readonly #reset = new Map<string, string | null>();
  /** What was deleted last, with what the reader had made of it: `undefined` is the book's. */
  #deleted: { file: string; text: string | undefined } | undefined;

  constructor(options: SessionOptions, show: SessionView) {
    this.#options = options;
    this.#show = show;
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
    const file = this.#deleted?.file;
    // in another tab it may have come back
    return file !== undefined && !this.all!.includes(file) ? file : undefined;
  }

  get hasOwn(): boolean {
    return this.own !== undefined;
  }
  /** Whether what runs under this name is not the file that can be opened here. */
  isElsewhere(file: string): boolean {
    return this.isOnOwn && isLibrary(file);
  }
  get isRunning(): boolean {
    return this.#task?.kind === 'run';
  }
  get isLong(): boolean {
    return this.isRunning && this.#task!.isLong;
  }
  get isChecking(): boolean {
    return this.#task?.kind === 'check';
  }
  isEdited(file?: string): boolean {
    return this.files.isEdited(file);
  }
  get undoLabel(): string | undefined {
    return this.#undo?.label;
  }
  canUndo(file: string): boolean {
    return this.#reset.has(file) && !this.files.isEdited(file);
  }
  /** What the book says that is printed by what ran, or else by what will. */
  get expected(): string | undefined {
    return this.#outputs[this.#ran ?? this.target];
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

  say(text: string): void {
    this.status = text;
    this.#outdated = this.#ending = undefined;
    this.#show.hear({ type: 'status', text });
  }
  /** Says something that is true until the reader types. */
  sayOfText(text: string): void {
    this.say(text);
    this.#ofText = text;
  }
  /** Says something in the place of how a run or a check went, which may be out of date all the same. */
  sayBeside(text: string): void {
    const outdated = this.#outdated;
    this.say(this.#stale ? `${text} ${this.#stale}` : text);
    this.#outdated = outdated;
  }
  changed(): void {
    this.#show.hear({ type: 'state' });
  }

  /**
   * Sees to it that the book's version of a file is known, of all that it imports, and what is saved
   * of them.
   */
  async load(file = ''): Promise<void> {
    const { library, tests, exercises, judge } = this.#options;
    const [{ files, outputs, others, tests: names = [] }] = await Promise.all([
      typeof library === 'string' ? stageFiles(library) : library(),
      this.ready,
    ]);
    this.files.know(files);
    this.#outputs = { ...this.#outputs, ...outputs };
    this.others = Object.keys(others ?? {});
    const pack = others?.['package.json'];
    this.#data = pack === undefined ? {} : { 'package.json': pack };
    this.#tests = judge ? [...names, judge] : names;
    if (file.startsWith('tests/')) this.files.know((await stageFiles(tests!)).files);
    if (file.startsWith('exercises/') && judge) {
      const all = (await stageFiles(exercises!)).files;
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
    if (this.#ending && this.#isOneOfMany) {
      const [ending, outdated] = [this.#ending, this.#outdated];
      if (ending(true) !== this.status) this.say(ending(true));
      [this.#ending, this.#outdated] = [ending, outdated];
    }
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

  /** The reader has typed. */
  edit(file: string, code: string): void {
    if (code === this.files.code(file)) return; // the editor was told, and tells it back
    this.files.set(file, code);
    this.typed(file);
  }
  typed(file: string): void {
    this.#undo = undefined;
    if (this.status === this.#ofText) this.say('');
    this.#texts([file], true);
  }
  /** All names that no other file can have: those of files that aren't shown here, too. */
  get taken(): readonly string[] {
    return [...(this.all ?? this.files.names), ...this.others];
  }

  /**
   * Puts a text in the place of a file's, as one edit; the file may be a new one.
   * @param why For the list of versions, where what the reader had there goes.
   */
  rewrite(file: string, text: string, why: Why = 'name'): void {
    if (this.#deleted?.file === file) this.#deleted = undefined;
    this.#put(file, text, why);
    this.refresh([file]);
  }
  #put(file: string, text: string | null, why: Why): void {
    if (typeof this.files.edits[file] !== 'string') this.files.set(file, text);
    else void replace(this.files, { ...this.files.edits, [file]: text }, why, [file]);
  }
  /** What the reader had made of it can be put back, and is on the list of versions. */
  async delete(file: string): Promise<void> {
    await this.load(file);
    const { [file]: mine, ...others } = this.files.edits;
    this.#deleted = { file, text: mine ?? undefined };
    const gone = this.isOwn(file) ? others : { ...others, [file]: null };
    if (mine === undefined) this.files.set(file, null);
    else void replace(this.files, gone, 'deleted', [file]);
    this.refresh([file]);
  }
  /** @returns The file that is back. */
  undelete(file = this.deletedLast): string | undefined {
    if (file === undefined) return undefined;
    const text = this.#deleted?.file === file ? this.#deleted.text : undefined;
    this.#deleted = undefined;
    if (text === undefined) this.files.forget(file);
    else this.files.set(file, text);
    this.refresh([file]);
    return file;
  }
  /** @param to May be that of a file of the book's that was deleted, whose place it takes. */
  async rename(from: string, to: string): Promise<void> {
    await this.load(from);
    if (this.#deleted?.file === to) this.#deleted = undefined;
    this.#put(to, this.files.text(from), 'name');
    if (this.isOwn(from)) this.files.forget(from);
    else this.files.set(from, null);
    this.refresh([from, to]);
  }
  /** What is saved has come, or was changed in another tab. */
  refresh(files: readonly string[]): void {
    if (this.#undo?.after !== JSON.stringify(this.files.edits)) this.#undo = undefined;
    this.#texts(files, false);
  }
  /** Says something beside how a run is going, or went. */
  mention(text: string): void {
    this.#show.hear({ type: 'mention', text });
  }
  #texts(files: readonly string[], isTyped: boolean): void {
    for (const file of files) this.#marks.delete(file);
    // a file that is new since says nothing of it
    if (this.#outdated && files.some((file) => this.#about.has(file))) {
      this.#stale = this.#outdated;
      this.say(this.#stale);
    }
    if (OF_EDITS.includes(this.status) && !this.isEdited()) this.say('');
    this.#show.hear({ type: 'texts', files, isTyped });
    this.changed();
  }

  /**
   * Puts these edits in the place of the reader's.
   * @param label What to call it to take that back, if it can be.
   */
  replace(edits: Edits, why: Why = 'reset', label?: string): void {
    const before = this.files.edits;
    void replace(this.files, edits, why); // what was here is put aside meanwhile
    this.#undo = label
      ? { edits: before, label, after: JSON.stringify(this.files.edits) }
      : undefined;
    this.refresh(Object.keys({ ...before, ...edits }));
  }
  /** @returns Whether the book's versions are there now; else the reader's own are back. */
  resetAll(label: string): boolean {
    if (this.#undo) {
      this.replace(this.#undo.edits);
      return false;
    }
    for (const [file, mine] of Object.entries(this.files.edits)) this.#reset.set(file, mine);
    this.#deleted = undefined;
    this.replace({}, 'reset', label);
    return true;
  }
  /** @returns Whether the book's version is there now. */
  resetFile(file: string): boolean {
    const { [file]: mine, ...others } = this.files.edits;
    if (mine === undefined) {
      this.replace({ ...others, [file]: this.#reset.get(file)! });
      return false;
    }
    this.#reset.set(file, mine);
    this.replace(others);
    return true;
  }

  // --- runs and checks

  /** Forgets what the last run or check has found out. */
  clear(): void {
    this.#marks.clear();
    this.#ran = this.instead = this.#stale = undefined;
    this.#showsMistakes = false;
    this.#show.hear({ type: 'cleared' });
  }
  stop(): void {
    if (this.isRunning) this.#task!.abort.abort();
  }
  /** Ends whatever is being done. */
  async end(): Promise<void> {
    const task = this.#task;
    task?.abort.abort();
    if (task?.kind === 'run') await task.over;
    else this.#task = undefined;
  }

  run(): void {
    const { target } = this;
    this.#run((signal) => this.#runByItself(target, signal));
  }
  /** Every file of tests, one after the other. */
  runTests(): void {
    const tests = this.all!.filter(isTest);
    this.#run((signal) => this.#runMany(tests, signal));
  }
  /** What could not be run where it was to. */
  runAgain(): void {
    this.#again();
  }

  #run(work: (signal: AbortSignal) => Promise<Ending>): void {
    this.#again = () => this.#run(work);
    void this.#do('run', 'Running…', work);
  }

  /** @param work Gives the line that says how it ended. */
  async #do(
    kind: Task['kind'],
    begins: string,
    work: (signal: AbortSignal) => Promise<Ending>,
  ): Promise<void> {
    if (this.isRunning || this.#task?.kind === kind) return;
    this.#task?.abort.abort(); // a check: a run doesn't wait for it
    const abort = new AbortController();
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const task: Task = { kind, isLong: false, abort, over };
    this.#task = task;
    const timer = setTimeout(() => {
      task.isLong = true;
      this.changed();
    }, LONG);
    // what was printed stays as long as a check has found nothing to show in its place
    if (kind === 'run') this.clear();
    this.say(begins);
    this.changed();
    const ending = await work(abort.signal).catch((error) =>
      abort.signal.aborted ? 'Stopped.' : whatFailed(error),
    );
    clearTimeout(timer);
    if (this.#task === task) {
      this.#task = undefined;
      const said = typeof ending === 'string' ? ending : ending(this.#isOneOfMany);
      if (kind === 'run') this.say(said);
      else this.sayBeside(said);
      if (typeof ending !== 'string') this.#ending = ending;
      this.#outdated = kind === 'run' ? CHANGED_SINCE : CHECKED_BEFORE;
      this.changed();
    }
    resolve();
  }

  async #runByItself(entry: string, signal: AbortSignal): Promise<Ending> {
    const began = performance.now();
    const offer = chosen();
    const { isOnOwn } = this;
    const [engine] = await orAborted(signal, Promise.all([load(offer), this.load(entry)]));
    const run = await this.#runOne(engine, entry, signal);
    const { job, outcome, edited, printed, tally, limits, testing } = run;
    const ms = Math.round(performance.now() - began);
    await this.#show.drawn(signal);
    const { summary } = tally;
    if (job.trace) this.#watched = entry;
    const hasPassed = outcome.type === 'done' && outcome.exitCode === 0 && tally.hasPassed;
    this.#show.hear({
      type: 'ended',
      job,
      outcome,
      edited,
      hasPassed,
    });
    const expected = this.#outputs[entry];
    const said = this.#options.says?.(outcome, testing);
    if (said !== undefined) return said;
    return (isNamed) =>
      endingOf(outcome, {
        name: isNamed ? nameOf(entry) : undefined,
        place: isOnOwn ? `${offer.place}, on your library` : offer.place,
        edited,
        ms,
        summary,
        limits,
        isSolved: entry === this.#options.judge && hasPassed,
        isUndecided: entry === this.#options.judge && tally.isUndecided,
        testing: testing?.at(-1),
        asExpected: expected === undefined ? undefined : printed === expected,
      });
  }

  async #runMany(files: readonly string[], signal: AbortSignal): Promise<string> {
    const began = performance.now();
    const offer = chosen();
    const { place } = offer;
    const [engine] = await orAborted(signal, Promise.all([load(offer), this.load(files[0])]));
    const edited = this.files.isEdited();
    const total = new Tally();
    let unfinished = 0;
    let strays = 0;
    for (const [index, file] of files.entries()) {
      const fileBegan = performance.now();
      const run = await this.#runOne(engine, file, signal, total);
      const { job, outcome, tally, limits, testing } = run;
      const ms = Math.round(performance.now() - fileBegan);
      await this.#show.drawn(signal);
      const isDone = outcome.type === 'done';
      const summary = isDone ? withStray(tally.summary, outcome.exitCode) : '';
      const how = isDone
        ? `${summary || 'it could not be run'}, ${lengthOf(ms)}`
        : endingOf(outcome, { place, edited, ms, limits, testing: testing?.at(-1) });
      this.#show.hear({ type: 'over', job, hasFailed: !isDone || outcome.exitCode !== 0, how });
      if (outcome.type === 'stopped')
        return `Stopped after ${index} of ${files.length} files${total.summary && `: ${total.summary}`}.`;
      if (outcome.type === 'unavailable') return how;
      if (!tally.summary || !isDone) unfinished++;
      else if (summary !== tally.summary) strays++;
      this.status = `Running… ${index + 1} of ${files.length} files: ${total.summary || 'no tests yet'}.`;
      this.#show.hear({ type: 'status', text: this.status, isAside: true });
    }
    const count = (n: number): string => `${n} ${n === 1 ? 'file' : 'files'}`;
    const summary = [
      total.summary,
      strays > 0 && `${count(strays)} with an error outside of the tests`,
      unfinished > 0 && `${count(unfinished)} not run to the end`,
    ]
      .filter(Boolean)
      .join(', ');
    const ms = Math.round(performance.now() - began);
    return endingOf({ type: 'done', exitCode: 0 }, { place, edited, summary, ms });
  }

  /** @param total Of many: counts all their tests. */
  async #runOne(engine: Engine, entry: string, signal: AbortSignal, total?: Tally): Promise<Ran> {
    const job = this.isOnOwn ? await this.#onOwn(this.#job(entry)) : this.#job(entry);
    if (!total) this.#ran = entry;
    this.#about = new Set(Object.keys(job.files));
    const edited = this.files.isEdited();
    const tally = new Tally();
    let printed = '';
    let testing: readonly string[] | undefined;
    const patience = new Patience(this.#options.patience);
    this.#show.hear({ type: 'begun', job, isOneOfMany: total !== undefined });
    const hear = (event: RunEvent): void => {
      this.#show.hear(event);
      if (event.type === 'output') printed += event.text;
      else if (event.type === 'progress') this.say(event.text);
      else if (event.type === 'error') this.#mark(event.at);
      else if (event.type === 'testing') {
        testing = event.path;
        patience.begin();
      } else if (event.type === 'test') {
        testing = undefined;
        tally.add(event.result);
        total?.add(event.result);
        for (const { at } of event.result.errors) if (at) this.#mark(at);
      }
    };
    const ended = await engine.run(job, hear, AbortSignal.any([signal, patience.signal]));
    patience.end();
    const outcome: Outcome = patience.signal.aborted ? { type: 'limit', which: 'time' } : ended;
    this.instead = insteadOf(outcome);
    const { ms, lines, chars } = limitsOf(job);
    const limits = {
      time: `${ms / 1000} s`,
      output: printed.length < chars ? `${inWords(lines)} lines` : `${inWords(chars)} characters`,
    };
    return { job, outcome, edited, printed, tally, limits, testing };
  }

  #job(entry: string): Job {
    return {
      files: { ...this.#data, ...this.files.all() },
      entry,
      mode: isTest(entry) ? 'tests' : 'program',
      trace: this.isTraced && !isTest(entry),
    };
  }

  /** The same with the reader's library in the place of the book's. */
  async #onOwn(job: Job): Promise<Job> {
    const own = await this.own!();
    const others = Object.entries(job.files).filter(([file]) => !isLibrary(file));
    return { ...job, files: { ...Object.fromEntries(others), ...own } };
  }

  #mark({ file, line }: Position): void {
    if (this.isElsewhere(file)) return;
    this.#marks.set(file, (this.#marks.get(file) ?? new Set()).add(line));
    this.#show.hear({ type: 'marked', file });
  }

  /**
   * Runs what the run that was watched last is compared with: the book's version of what was
   * changed, or else the other program.
   * @returns The files of that run.
   */
  async runOther(on: Listener): Promise<Job['files']> {
    await this.ready;
    const own = this.all?.filter((file) => this.isOwn(file)) ?? [];
    const files = {
      ...this.#data,
      ...this.files.originals(),
      ...Object.fromEntries(own.map((file) => [file, this.files.text(file)])),
    };
    const { against } = this.#options;
    const watched = this.#watched ?? this.target;
    const isUsual = watched === this.entry && !this.files.isEdited() && !this.isOnOwn;
    const entry = isUsual ? (against ?? watched) : watched;
    const engine = await load(chosen());
    await engine.run({ ...this.#job(entry), files }, on, new AbortController().signal);
    return files;
  }

  check(): void {
    const begins = hasChecked ? CHECKING : 'Loading the type checker…';
    void this.#do('check', begins, (signal) => this.#check(signal));
  }

  async #check(signal: AbortSignal): Promise<string> {
    const known = this.all ?? [...new Set([...this.opened, ...Object.keys(this.files.edits)])];
    const names = known.filter(isTyped);
    const [{ mistakesIn, whyNotChecked }] = await Promise.all([
      import('./types.ts'),
      this.loadAll(known),
    ]);
    signal.throwIfAborted();
    this.#about = new Set(known);
    this.say(CHECKING);
    try {
      const mistakes = await mistakesIn(this.files, names);
      hasChecked = true;
      signal.throwIfAborted();
      if (mistakes.length > 0 || this.#showsMistakes) this.clear();
      this.#showsMistakes = mistakes.length > 0;
      if (this.#stale === CHECKED_BEFORE) this.#stale = undefined;
      for (const { at, message } of mistakes) {
        this.#show.hear({ type: 'mistake', at, message });
        this.#mark(at);
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

const inWords = (count: number): string => count.toLocaleString('en');

/** The work, unless it is stopped before: then nobody waits for it. */
const orAborted = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
