// What a run may say, from a sandbox or from Node, and the door that it goes through. The reader's
// code runs where this comes from: it can put functions of its own in the place of the language's,
// and so change any message before it leaves.
import * as v from 'valibot';
import { Door } from '../door/door.ts';
import { list, tagged } from '../door/shapes.ts';
import { TraceEvent } from '../timeline/catalogue/catalogue.ts';
import { MAX_EVENTS, MAX_OUTPUT } from '../timeline/limits.ts';
import {
  Failed,
  Printed,
  Tested,
  Testing,
  type Job,
  type Limits,
  type Listener,
} from './contract.ts';
import { asPrinted, OutputBudget } from './output-budget.ts';

/** How many events are told at once; a probe tells 64. */
const BATCH = 1_000;
/**
 * How many of each a run may tell. Threads say at their end how many events they didn't keep, when
 * the trace is full.
 */
const MOST = { testing: 10_000, test: 10_000, error: 100, trace: MAX_EVENTS + 100 };

/** Each of a batch of events has to pass by itself: one that doesn't takes no other along. */
const Traced = v.object({ type: v.literal('trace'), events: list(v.unknown(), BATCH) });
/** Whatever its code is, the run is over; what isn't a code counts as a failure. */
export const ExitCode = v.fallback(v.pipe(v.number(), v.safeInteger()), 1);
const Exit = v.object({
  type: v.literal('exit'),
  code: ExitCode,
  needsNode: v.exactOptional(v.literal(true)),
});
const Flooded = v.object({ type: v.literal('flooded') });
/** The frame ended it. */
const Killed = v.object({
  type: v.literal('killed'),
  why: v.fallback(v.picklist(['stopped', 'time']), 'stopped'),
});

const REPORTS = [Printed, Failed, Testing, Tested, Traced, Exit, Flooded, Killed] as const;
export const Report = tagged(REPORTS);
/** As it is told: with events that are some. */
export type Report =
  | Exclude<v.InferOutput<typeof Report>, { type: 'trace' }>
  | { type: 'trace'; events: TraceEvent[] };

export type End = Extract<Report, { type: 'exit' | 'flooded' | 'killed' }>;

/** Hears one run: passes on what is in order, within bounds, and counts the rest. */
export class Reports {
  readonly #door = new Door();
  readonly #on: Listener;
  readonly #files: Job['files'];
  readonly #budget: OutputBudget;
  readonly #left = { ...MOST };
  #notes: string[] = [];
  /** How many characters of what is printed the trace may have. */
  #traced: number;
  #tooMany = 0;

  constructor(files: Job['files'], limits: Pick<Limits, 'lines' | 'chars'>, on: Listener) {
    this.#files = files;
    this.#budget = new OutputBudget(limits);
    this.#traced = limits.chars + MAX_OUTPUT; // what was printed last is traced whole
    this.#on = on;
  }

  /** Something that the reader should know. What was said before stays said. */
  note(text: string): void {
    this.#notes.push(text);
    this.#on({ type: 'note', text: this.#notes.join(' ') });
  }

  /** @returns How the run ended, if the message says so. */
  hear(message: unknown): End | undefined {
    const report = this.#door.admit(Report, message);
    switch (report?.type) {
      case 'output': {
        const text = this.#budget.take(report.text);
        if (text !== '') this.#on({ ...report, text });
        // the teller should have stopped before
        return text === report.text ? undefined : { type: 'flooded' };
      }
      case 'error':
        if (this.#isFile(report.at.file) && this.#has('error', 1) > 0) this.#on(report);
        return undefined;
      case 'testing':
        if (this.#has('testing', 1) > 0) this.#on(report);
        return undefined;
      case 'test': {
        for (const error of report.result.errors)
          if (error.at && !this.#isFile(error.at.file)) delete error.at;
        const printed = asPrinted(report.result);
        if (this.#budget.take(printed) !== printed) return { type: 'flooded' };
        if (this.#has('test', 1) > 0) this.#on(report);
        return undefined;
      }
      case 'trace': {
        const count = this.#has('trace', report.events.length);
        const events = this.#door
          .admitEach(TraceEvent, report.events.slice(0, count), BATCH)
          .filter((event) => this.#hasRoomFor(event));
        if (events.length > 0) this.#on({ type: 'trace', events });
        return undefined;
      }
      default:
        return report;
    }
  }

  /** Nothing more is heard. Says how much was left out, if anything was. */
  end(): void {
    const count = this.#door.refused + this.#tooMany;
    if (count === 0) return;
    this.note(
      `${count === 1 ? 'A message of this run was' : `${count.toLocaleString('en')} messages of this run were`} left out: not in the form that we expect, too long, or too many. ` +
        'Programs cause this when they replace what the language brings, such as Array.prototype.push.',
    );
  }

  /** Whether a place is in the program: pages lead to it. */
  #isFile(file: string): boolean {
    return Object.hasOwn(this.#files, file);
  }

  #hasRoomFor(event: TraceEvent): boolean {
    if (event.type === 'output') this.#traced -= event.text.length;
    if (event.type !== 'output' || this.#traced >= 0) return true;
    this.#tooMany++;
    return false;
  }

  /** @returns How many of so many there is room for. */
  #has(what: keyof typeof MOST, wanted: number): number {
    const count = Math.min(wanted, this.#left[what]);
    this.#left[what] -= count;
    this.#tooMany += wanted - count;
    return count;
  }
}
