// Tries every order of a box's program, below what it prints. Loaded when a reader asks for that, or for
// an order that a link brought.
import { render } from 'preact';
import { url } from '../../book/url.ts';
import { inEngine } from '../../orders/in-the-page.ts';
import { orderJob, searchJob, ENTRY } from '../../orders/job.ts';
import { NotTriedError } from '../../orders/as-function.ts';
import { answerOf, progressOf, whyNot, whyNotTried } from '../../orders/sentences.ts';
import {
  BOUNDS,
  KINDS,
  type Example,
  type Kind,
  type Place,
  type Told,
} from '../../orders/told.ts';
import { toClipboard } from '../copy/clipboard.ts';
import type { BoxBench } from '../program-box/bench.ts';
import { USUAL } from '../workbench/engines.ts';
import { isTest, nameOf, type Edits } from '../workbench/files.ts';
import { whatFailed } from '../workbench/loading.ts';
import { stageFiles } from '../workbench/loaders.ts';
import { Places } from '../workbench/places.ts';
import { linkTo } from '../workbench/share.ts';
import { loadToRun } from '../workbench/to-run.ts';
import styles from './every-order.css?inline';
import { Panel, type Found } from './panel.tsx';

type End = Extract<Told, { type: 'end' }>;

// beside the script, or every page would load them
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

const panels = new WeakMap<BoxBench, EveryOrder>();

const panelOf = (bench: BoxBench): EveryOrder => {
  let panel = panels.get(bench);
  if (!panel) panels.set(bench, (panel = new EveryOrder(bench)));
  return panel;
};

/** The reader has asked for it. */
export const tryOrders = (bench: BoxBench): Promise<void> => panelOf(bench).search();

/**
 * A link brought an order: it's run once the reader says so.
 * @param of What was changed in the program that it's an order of.
 */
export const offerOrder = (bench: BoxBench, choices: readonly number[], of: Edits): void =>
  panelOf(bench).offer(choices, of);

class EveryOrder {
  readonly #bench: BoxBench;
  readonly #places: Places;
  readonly #root = document.createElement('section');
  #running: AbortController | undefined;
  #status = '';
  #progress = '';
  #found: Found[] = [];
  #end: End | undefined;
  #brought: readonly number[] | undefined;
  #broughtOf: Edits = {};
  #entry = '';
  /** What was done with an example, said beside its buttons. */
  #done: { kind: Kind; text: string; link?: string } | undefined;
  #isStale = false;
  readonly #closing = new AbortController();

  constructor(bench: BoxBench) {
    this.#bench = bench;
    this.#places = new Places(
      () => true,
      (at) => void bench.go(at),
    );
    this.#root.className = 'every-order';
    this.#root.ariaLabel = `Every order of ${nameOf(bench.session.entry!)}`;
    bench.part('.trace').before(this.#root);
    const heed = (): void => {
      this.#isStale =
        this.#running !== undefined || this.#found.length > 0 || this.#end !== undefined;
      this.#draw();
    };
    bench.root.addEventListener('texts', heed, { signal: this.#closing.signal });
  }

  offer(choices: readonly number[], of: Edits): void {
    this.#brought = choices;
    this.#broughtOf = of;
    this.#status = 'The link brings an order of this program. It hasn’t run.';
    this.#draw();
    this.#root.scrollIntoView({ block: 'nearest' });
  }

  search(): Promise<void> {
    this.#brought = undefined;
    return this.#run();
  }

  async #run(choices?: readonly number[]): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const { signal } = running;
    this.#found = [];
    this.#end = this.#done = undefined;
    this.#isStale = false;
    this.#say(choices ? 'Running that order…' : 'Trying…');
    this.#root.querySelector('button')?.focus({ preventScroll: true });
    this.#root.scrollIntoView({ block: 'nearest' });
    let sum: Extract<Told, { type: 'tried' }> | undefined;
    const hear = (told: Told): void => {
      if (signal.aborted) return;
      if (told.type === 'found') {
        const { type: _, kind, ...example } = told;
        if (kind !== 'cut') this.#found = [...this.#found, { kind, example }].sort(byKind);
        return this.#draw();
      }
      if (told.type === 'tried') {
        sum = told;
        this.#progress = progressOf(sum);
        return this.#draw();
      }
      if (told.type === 'not-tried') return this.#say(whyNot(told));
      this.#end = told;
      this.#say(choices ? saidAgain(told, this.#isOfLink) : answerOf(told));
    };
    try {
      const [engine, along] = await Promise.all([loadToRun(USUAL), this.#along()]);
      if (signal.aborted) return;
      const files = searchJob(await this.#files(), this.#entry, along, BOUNDS, choices);
      const why = await inEngine(engine, files, BOUNDS.ms, hear, signal);
      if (why !== undefined) this.#say(whyNotTried(why));
    } catch (error) {
      this.#say(error instanceof NotTriedError ? whyNotTried(error.message) : whatFailed(error));
    }
    if (this.#running !== running) return;
    if (signal.aborted)
      this.#status = sum ? answerOf({ ...sum, isComplete: false }, true) : 'Stopped.';
    this.#running = undefined;
    this.#progress = '';
    this.#draw();
  }

  /** What runs along; the files of the stage are there then. */
  async #along(): Promise<Record<string, string>> {
    const { session } = this.#bench;
    this.#entry = isTest(session.target) ? session.entry! : session.target;
    const [{ files }] = await Promise.all([
      stageFiles(url('code/orders.json')),
      session.load(this.#entry),
    ]);
    return { ...files };
  }

  /** As a run of the box has them: on the reader's own library, if it's on that. */
  async #files(): Promise<Readonly<Record<string, string>>> {
    const { data, files, mine } = this.#bench.session;
    const all = { ...data, ...files.all() };
    return mine.isOn ? (await mine.under({ files: all, entry: this.#entry })).files : all;
  }

  #say(text: string): void {
    this.#status = text;
    this.#progress = '';
    this.#draw();
  }

  /** Runs it as it is, once in this order and once in the usual one, and shows where they part. */
  async #onTimeline(kind: Kind, { choices }: Example): Promise<void> {
    const { session, trace } = this.#bench;
    this.#tell(kind, 'Running both…');
    try {
      const [engine, along] = await Promise.all([loadToRun(USUAL), this.#along()]);
      const sources = await this.#files();
      const watch = async (order: readonly number[]) => {
        const recording = trace.begin();
        const job = {
          files: orderJob(sources, this.#entry, along, order),
          entry: ENTRY,
          trace: true,
        };
        await engine.run(job, recording.hear, new AbortController().signal);
        return { events: recording.events, sources };
      };
      const [mine, usual] = [await watch(choices), await watch([])];
      session.isTraced = trace.isWanted = true;
      session.changed();
      const view = await trace.view(mine);
      view.show({ ...mine, ended: 'done', hasFailed: false, other: undefined });
      view.showCompare(mine, usual, ['This order', 'Usually']);
      this.#tell(kind, '');
      view.takeFocus();
      view.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      this.#tell(kind, whatFailed(error));
    }
  }

  async #copyLink(kind: Kind, { choices }: Example): Promise<void> {
    this.#tell(kind, ''); // what is said a second time is said again
    const { files } = this.#bench.session;
    const link = await linkTo({ box: files.box, edits: files.edits, order: [...choices] });
    if (typeof link !== 'string')
      return this.#tell(kind, 'What you changed is too much for a link.');
    if (await toClipboard(link)) this.#tell(kind, 'The link is copied. It brings this order back.');
    else this.#tell(kind, 'This browser doesn’t allow copying. The link:', link);
  }

  /** Whether the program in the box is the one of the link. */
  get #isOfLink(): boolean {
    const { edits } = this.#bench.session.files;
    const files = [...Object.keys(edits), ...Object.keys(this.#broughtOf)];
    return files.every((file) => edits[file] === this.#broughtOf[file]);
  }

  #link({ file, line }: Place, said: string): Node | string {
    const { files, mine } = this.#bench.session;
    if (!files.has(file) || mine.takesPlaceOf(file)) return said;
    return this.#places.link({ file, line, column: 1 }, said);
  }

  #tell(kind: Kind, text: string, link?: string): void {
    this.#done = { kind, text, ...(link !== undefined && { link }) };
    this.#draw();
  }

  #close(): void {
    this.#running?.abort();
    this.#closing.abort();
    this.#bench.toolbar.focusPrimary();
    render(null, this.#root);
    this.#root.remove();
    panels.delete(this.#bench);
  }

  #draw(): void {
    if (!panels.has(this.#bench)) return;
    render(
      <Panel
        status={this.#status}
        progress={this.#progress}
        isRunning={this.#running !== undefined}
        found={this.#found}
        usual={this.#end?.usual}
        ways={this.#end?.ways}
        hasJobs={this.#end?.hasJobs === true}
        entry={this.#entry}
        done={this.#done}
        isStale={this.#isStale}
        isBrought={this.#brought !== undefined && !this.#end}
        link={(at, said) => this.#link(at, said)}
        stop={() => this.#running?.abort()}
        again={() => void this.#run(this.#brought)}
        search={() => void this.search()}
        close={() => this.#close()}
        onTimeline={(kind, example) => void this.#onTimeline(kind, example)}
        copyLink={(kind, example) => void this.#copyLink(kind, example)}
      />,
      this.#root,
    );
  }
}

const byKind = (a: Found, b: Found): number => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);

const saidAgain = ({ same }: End, isOfLink: boolean): string =>
  isOfLink
    ? same > 0
      ? 'That order is back, and it prints the same as the usual one now.'
      : 'That order is back.'
    : 'That order ran, but not on the link’s program: the box has another version.';
