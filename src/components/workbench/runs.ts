// The runs of a session: of one program, of every file of tests, and of what a run is compared with.
import type {
  Engine,
  EngineOffer,
  Job,
  Listener,
  Outcome,
  Position,
  RunEvent,
} from '../../runner/contract.ts';
import { endingOf } from './ending.ts';
import { chosen, insteadOf } from './engines.ts';
import { isTest, nameOf, type Files } from './files.ts';
import { howOneWent, ManyRuns } from './many-runs.ts';
import { runOne, type Ran } from './one-run.ts';
import type { OwnLibrary } from './own-library.ts';
import type { SessionView } from './session-events.ts';
import type { Ending, Status } from './status.ts';
import { loadToRun } from './to-run.ts';

export interface RunOptions {
  /** The program, or the reader's part of an exercise, where it is about one. */
  entry?: string | undefined;
  /** The tests that every run of an exercise is. */
  judge?: string | undefined;
  /** The program that an unchanged one is compared with. */
  against?: string | undefined;
  /** Whether it is said of its entry how long that itself took, without what comes before it. */
  isTimed?: boolean;
  /** Whether the page says that its orders can be tried. */
  isExplored?: boolean;
  /** How long a test may run before it counts as one that never ends, in milliseconds. */
  patience?: number;
  /**
   * The line that says how a run ended, where that isn't told as usual.
   * @param testing The test that was running.
   */
  says?(outcome: Outcome, testing: readonly string[] | undefined): string | undefined;
}

/** What runs. */
interface Desk {
  readonly files: Files;
  /** Settles when what is saved is there. */
  readonly ready: Promise<void>;
  readonly mine: OwnLibrary;
  readonly target: string;
  readonly isTraced: boolean;
  /** What programs may import of the stage, and no box shows. */
  readonly data: Readonly<Record<string, string>>;
  readonly all: readonly string[] | undefined;
  isOwn(file: string): boolean;
  load(file?: string): Promise<void>;
  /** What the book says that is printed. */
  outputOf(entry: string): string | undefined;
  /** Something went wrong there. */
  mark(at: Position): void;
}

export class Runs {
  /** Where the last run could be had, if it could not be where it was to run. */
  instead: EngineOffer | undefined;
  /** What the output that is shown came from. */
  ran: string | undefined;
  readonly #options: RunOptions;
  readonly #desk: Desk;
  readonly #show: SessionView;
  readonly #status: Status;
  /** What was watched last. */
  #watched: string | undefined;

  constructor(options: RunOptions, desk: Desk, show: SessionView, status: Status) {
    this.#options = options;
    this.#desk = desk;
    this.#show = show;
    this.#status = status;
  }

  /** What the last one has found out is not shown any more. */
  clear(): void {
    this.ran = this.instead = undefined;
  }

  async byItself(entry: string, signal: AbortSignal): Promise<Ending> {
    const began = performance.now();
    const offer = chosen();
    const place = this.#desk.mine.placeOf(offer.place);
    const [engine] = await orAborted(
      signal,
      Promise.all([loadToRun(offer), this.#desk.load(entry)]),
    );
    const { edited, ran } = await this.#runOne(engine, entry, signal);
    const { job, outcome, printed, took, tally, limits, testing } = ran;
    const ms = Math.round(performance.now() - began);
    await this.#show.drawn(signal);
    if (job.trace) this.#watched = entry;
    const hasPassed = outcome.type === 'done' && outcome.exitCode === 0 && tally.hasPassed;
    this.#show.hear({ type: 'ended', job, outcome, edited, hasPassed });
    const expected = this.#desk.outputOf(entry);
    const said = this.#options.says?.(outcome, testing);
    if (said !== undefined) return said;
    return (isNamed) =>
      endingOf(outcome, {
        name: isNamed ? nameOf(entry) : undefined,
        place,
        edited,
        ms,
        took: this.#options.isTimed && entry === this.#options.entry ? took : undefined,
        summary: tally.summary,
        limits,
        isSolved: entry === this.#options.judge && hasPassed,
        isUndecided: entry === this.#options.judge && tally.isUndecided,
        testing: testing?.at(-1),
        printed,
        expected,
      });
  }

  async many(files: readonly string[], signal: AbortSignal): Promise<string> {
    const began = performance.now();
    const offer = chosen();
    const { place } = offer;
    const [engine] = await orAborted(
      signal,
      Promise.all([loadToRun(offer), this.#desk.load(files[0])]),
    );
    const edited = this.#desk.files.isEdited();
    const all = new ManyRuns();
    this.#status.isAbout([]);
    for (const [index, file] of files.entries()) {
      const fileBegan = performance.now();
      const { ran } = await this.#runOne(engine, file, signal, true);
      const { job, outcome } = ran;
      all.add(ran);
      const ms = Math.round(performance.now() - fileBegan);
      await this.#show.drawn(signal);
      const how = howOneWent(ran, { place, edited, ms });
      const hasFailed = outcome.type !== 'done' || outcome.exitCode !== 0;
      this.#show.hear({ type: 'over', job, hasFailed, how });
      if (outcome.type === 'stopped')
        return `Stopped after ${index} of ${files.length} files${all.tests && `: ${all.tests}`}.`;
      if (outcome.type === 'unavailable') return how;
      this.#status.sayAside(
        `Running… ${index + 1} of ${files.length} files: ${all.tests || 'no tests yet'}.`,
      );
    }
    const ms = Math.round(performance.now() - began);
    return endingOf({ type: 'done', exitCode: 0 }, { place, edited, summary: all.summary, ms });
  }

  /**
   * Runs what the run that was watched last is compared with: the book's version of what was
   * changed, or else the other program.
   * @returns The files of that run.
   */
  async other(on: Listener): Promise<Job['files']> {
    await this.#desk.ready;
    const { files, data, target, mine, all } = this.#desk;
    const own = all?.filter((file) => this.#desk.isOwn(file)) ?? [];
    const those = {
      ...data,
      ...files.originals(),
      ...Object.fromEntries(own.map((file) => [file, files.text(file)])),
    };
    const { against } = this.#options;
    const watched = this.#watched ?? target;
    const isUsual = watched === this.#options.entry && !files.isEdited() && !mine.isOn;
    const entry = isUsual ? (against ?? watched) : watched;
    const engine = await loadToRun(chosen());
    await engine.run({ ...this.#job(entry), files: those }, on, new AbortController().signal);
    return those;
  }

  async #runOne(
    engine: Engine,
    entry: string,
    signal: AbortSignal,
    isOneOfMany = false,
  ): Promise<{ ran: Ran; edited: boolean }> {
    const { mine, files } = this.#desk;
    const job = mine.isOn ? await mine.under(this.#job(entry)) : this.#job(entry);
    if (!isOneOfMany) this.ran = entry;
    this.#status.isAbout(Object.keys(job.files), isOneOfMany);
    const edited = files.isEdited();
    this.#show.hear({ type: 'begun', job, isOneOfMany });
    const { patience } = this.#options;
    const ran = await runOne(engine, job, (event) => this.#hear(event), signal, patience);
    this.instead = insteadOf(ran.outcome);
    return { ran, edited };
  }
  #hear(event: RunEvent): void {
    this.#show.hear(event);
    if (event.type === 'progress') this.#status.say(event.text);
    else if (event.type === 'error') this.#desk.mark(event.at);
    else if (event.type === 'test')
      for (const { at } of event.result.errors) if (at) this.#desk.mark(at);
  }

  #job(entry: string): Job {
    const { data, files, isTraced } = this.#desk;
    return {
      files: { ...data, ...files.all() },
      entry,
      mode: isTest(entry) ? 'tests' : 'program',
      trace: isTraced && !isTest(entry),
    };
  }
}

/** The work, unless it's stopped before: then it isn't waited for. */
/** @throws The signal's reason, once it is aborted. */
export const orAborted = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
