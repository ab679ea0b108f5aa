// The workbench of one fault: the reader writes a test, and it runs on the book's library and on the broken one.
import { url } from '../../book/url.ts';
import {
  beginningOf,
  ENTRY,
  hasTests,
  nameOf,
  withFault,
  type Fault,
  type FaultsOfStage,
} from '../../faults/fault.ts';
import { judge, type On, type Verdict, type Went } from '../../faults/judge.ts';
import { told } from '../../faults/words.ts';
import type { Job, RunEvent } from '../../runner/contract.ts';
import { bringOntoScreen, bringSpanOntoScreen } from '../workbench/bring-into-view.ts';
import { AROUND, showDifferences } from '../workbench/difference.ts';
import type { Editor } from '../workbench/editor.ts';
import { bindChoice } from '../workbench/engine-choice.ts';
import { chosen, insteadOf } from '../workbench/engines.ts';
import { endingOf } from '../workbench/ending.ts';
import { Files } from '../workbench/files.ts';
import { MoreFiles } from '../workbench/more-files.ts';
import { runOne, type Ran } from '../workbench/one-run.ts';
import { bindPresses } from '../workbench/press.ts';
import { orAborted } from '../workbench/runs.ts';
import { mark, save } from '../workbench/saved.ts';
import type { SessionEvent } from '../workbench/session-events.ts';
import type { Ending } from '../workbench/status.ts';
import { Workbench } from '../workbench/workbench.ts';
import { loadToRun } from '../workbench/to-run.ts';
import { CAUGHT, GIVEN_UP } from './lists.ts';

/** A test that takes longer never ends, in milliseconds. */
const PATIENCE = 10_000;

/** @param errors What its tests said of what went wrong. */
const wentOf = ({ outcome, tally, printed, testing }: Ran, errors: string): Went => ({
  outcome,
  ...tally.counts,
  printed: printed + errors,
  testing: testing?.at(-1),
});

/** What became of it so far. */
export interface Standing {
  isCaught: boolean;
  /** Whether the reader had it shown. */
  isGivenUp: boolean;
}

export class FaultBench extends Workbench {
  readonly fault: Fault;
  readonly #all: FaultsOfStage;
  readonly #more: MoreFiles;
  readonly #name: string;
  readonly #standing: () => Standing;

  constructor(
    root: HTMLElement,
    stage: string,
    all: FaultsOfStage,
    fault: Fault,
    standing: () => Standing,
    files: Files,
    ready: Promise<void>,
  ) {
    super(
      root,
      {
        view: 'fault',
        files,
        ready,
        library: url(`code/${stage}.json`),
        stage,
        entry: ENTRY,
        opened: [ENTRY],
        target: ENTRY,
        targetOf: () => ENTRY,
        isFixed: (file) => file !== ENTRY,
        runs: (signal) => this.#catch(signal),
      },
      { tabs: '.files', label: 'Files', leastTabs: 1, trace: '.trace' },
    );
    this.fault = fault;
    this.#all = all;
    this.#name = nameOf(stage, fault);
    this.#standing = standing;
    root.ariaLabel = `Fault ${fault.number}`;
    bindPresses(root, (id) => this.act(id));
    bindChoice(root, this.gone);
    this.#more = new MoreFiles(root, (file) => void this.lead(file));
    const [which, where] = root.querySelectorAll('.hint p');
    which!.textContent = `It’s in ${fault.file}.`;
    where!.textContent = `It’s in ${fault.symbol}.`;
    this.part('.give-up button').onclick = () => {
      mark(GIVEN_UP, this.#name);
      this.#tell();
      this.part('.what-it-was').focus();
    };
    this.render();
  }

  async begin(): Promise<void> {
    await this.session.load();
    await this.open(ENTRY);
    this.refresh();
  }

  /** Shows what it is to a reader who knows it by now: what they have caught may be read later than the rest. */
  refresh(): void {
    const { isCaught, isGivenUp } = this.#standing();
    const isLoaded = this.session.files.has(this.fault.file);
    if ((isCaught || isGivenUp) && isLoaded && this.part('.what-it-was').hidden) this.#tell();
  }

  /** Runs what the reader wrote on both libraries, and says what came of it. */
  async #catch(signal: AbortSignal): Promise<Ending> {
    const { session } = this;
    const began = performance.now();
    const offer = chosen();
    const [engine] = await orAborted(signal, Promise.all([loadToRun(offer), session.load()]));
    const { data, files } = session;
    const isTest = hasTests(files.code(ENTRY));
    const books: Job = {
      files: { ...data, ...files.all() },
      entry: ENTRY,
      mode: isTest ? 'tests' : 'program',
    };
    const broken: Job = { ...books, files: withFault(books.files, this.fault) };
    /** What the broken library did: it's shown once it's caught. */
    let behind: RunEvent[] = [];
    let runs = 0;
    let last: Ran;
    const run = async (on: On): Promise<Went> => {
      const isFirst = ++runs === 1;
      if (isFirst) this.hear({ type: 'begun', job: books, isOneOfMany: false });
      else session.sayProgress('Running…');
      if (on === 'broken') behind = [];
      let errors = '';
      const hear = (event: RunEvent): void => {
        if (event.type === 'test')
          for (const { message } of event.result.errors) errors += `\n${message}`;
        if (isFirst || event.type === 'progress') this.#hear(event);
        else if (on === 'broken') behind.push(event);
      };
      last = await runOne(engine, on === 'books' ? books : broken, hear, signal, PATIENCE);
      session.runs.instead = insteadOf(last.outcome);
      return wentOf(last, errors);
    };
    const verdict = await judge(run, isTest);
    if (verdict.is === 'caught') this.#showBroken(books, behind);
    await this.drawn(signal);
    this.output.showFailed();
    this.output.end();
    requestAnimationFrame(() => this.#answer()); // once it says how it ended
    if (verdict.is === 'undecided')
      return endingOf(verdict.went.outcome, {
        place: offer.place,
        ms: Math.round(performance.now() - began),
        edited: false,
        limits: last!.limits,
        testing: verdict.went.testing,
      });
    return this.#decided(verdict, isTest);
  }

  #decided(verdict: Exclude<Verdict, { is: 'undecided' }>, isTest: boolean): string {
    const said = told(verdict, isTest);
    if (verdict.is !== 'caught') return said;
    const { isCaught, isGivenUp } = this.#standing();
    if (!isGivenUp) mark(CAUGHT, this.#name);
    this.#tell();
    return isGivenUp && !isCaught ? `${said} You had seen it before, so it isn’t counted.` : said;
  }

  #hear(event: RunEvent): void {
    this.hear(event);
    const { session } = this;
    if (event.type === 'progress') session.say(event.text);
    const places =
      event.type === 'error'
        ? [event.at]
        : event.type === 'test'
          ? event.result.errors.flatMap(({ at }) => at ?? [])
          : [];
    // other files are another library's, or the reader can't change them
    for (const at of places) if (at.file === ENTRY) session.mark(at);
  }

  #showBroken(job: Job, events: readonly RunEvent[]): void {
    this.session.clear();
    this.hear({ type: 'begun', job, isOneOfMany: false });
    this.output.note('On the broken library:');
    for (const event of events) this.#hear(event);
  }

  /** Shows what it is. */
  #tell(): void {
    const { file, symbol, caught } = this.fault;
    const { files } = this.session;
    const from = files.originals();
    const to = withFault(from, this.fault);
    const section = this.part('.what-it-was');
    const { part } = this.#all;
    section.querySelector('p')!.textContent =
      `The fault is in ${symbol}. Of the tests of part ${part} that were asked, ${caught === 1 ? 'one catches' : `${caught} catch`} it.`;
    section
      .querySelector('.difference')!
      .replaceChildren(showDifferences([{ file, from: from[file]!, to: to[file]! }], AROUND));
    section.hidden = false;
    this.part('.help').hidden = true;
  }

  async resetAll(): Promise<void> {
    const { session } = this;
    await session.end();
    session.changes.resetAll('Undo reset');
    session.clear();
    this.toolbar.focusPrimary();
  }

  override hear(event: SessionEvent): void {
    super.hear(event);
    if (event.type === 'loaded') this.#more.list(this.session.files.names);
  }

  // --- on the page

  protected override mount(editor: Editor): void {
    this.part('.editor').replaceChildren(editor.element);
  }
  /** Brings what is red onto the screen, and else how it went. */
  #answer(): void {
    const bar = this.part('.bar');
    const red = this.root.querySelector<HTMLElement>('.results .failed');
    bringOntoScreen(red ?? bar, innerHeight / 2, bar, bar);
  }
  protected override arrived(): void {
    const { bottom } = this.part('.bar').getBoundingClientRect();
    bringSpanOntoScreen(this.part('.head').getBoundingClientRect().top, bottom, true);
  }
}

export function openBench(
  root: HTMLElement,
  stage: string,
  all: FaultsOfStage,
  fault: Fault,
  standing: () => Standing,
): FaultBench {
  root.id = `fault-${fault.id}`; // others may be open beside it
  const files = new Files(nameOf(stage, fault), { [ENTRY]: beginningOf(stage) });
  let bench: FaultBench | undefined;
  const ready = save(files, {
    root,
    refresh: (changed) => bench?.session.refresh(changed),
    putBack: (...version) => void bench?.putBack(...version),
    download: () => bench?.act('download'),
  });
  bench = new FaultBench(root, stage, all, fault, standing, files, ready);
  return bench;
}
