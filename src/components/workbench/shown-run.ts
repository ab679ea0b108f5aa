// What is shown of a run: what it prints, and its timeline. That of a turned knob takes the place of the
// one before only when it has something to show.
import type { Trace, Recording } from '../timeline/trace.ts';
import { whatFailed } from './loading.ts';
import type { Moment } from './moment.ts';
import type { Output } from './output.ts';
import type { Session } from './session.ts';
import type { SessionEvent } from './session-events.ts';

/** Where it's shown. */
interface Around {
  readonly session: Session;
  readonly output: Output;
  readonly trace: Trace;
}

export class ShownRun {
  /** Whether something was changed since it ran. */
  isStale = false;
  readonly #around: Around;
  readonly #moment: Moment;
  readonly #against: string | undefined;
  /** Whether it's one of a knob that was turned, */
  #isForKnob = false;
  /** which has to make way for another one, */
  #isOvertaken = false;
  /** and what is shown was printed before. */
  #isBefore = false;
  /** What is seen of it while it goes on. */
  #seen: Recording | undefined;

  /** @param against What its timeline may be laid beside. */
  constructor(around: Around, moment: Moment, against: string | undefined) {
    this.#around = around;
    this.#moment = moment;
    this.#against = against;
  }

  /** Ends it once it took so long, in milliseconds. What it says last isn't wanted any more. */
  async overtake(patience: number): Promise<void> {
    const { session } = this.#around;
    this.#isOvertaken = true;
    if (await session.makeWay(patience)) session.sayProgress('Running…');
    this.#isOvertaken = false;
  }

  clear(isForKnob: boolean): void {
    this.#isForKnob = isForKnob;
    this.#isBefore = isForKnob;
    if (!isForKnob) this.#around.output.clear();
  }

  hear(event: SessionEvent): void {
    const { output } = this.#around;
    if (this.#isOvertaken && event.type === 'ended' && event.outcome.type === 'stopped') return;
    if (this.#isBefore && /^(?:output|note|test|over|ended|mistake)$/.test(event.type)) {
      this.#isBefore = false;
      output.clear();
    }
    switch (event.type) {
      case 'begun':
        return this.#begin(event);
      case 'output':
        return output.print(event.stream, event.text);
      case 'note':
        return output.note(event.text);
      case 'trace':
        return this.#seen?.hear(event);
      case 'test':
        return output.test(event.result);
      case 'over':
        output.endTests(event.job.entry, event.hasFailed, event.how);
        return output.showFailed();
      case 'ended':
        output.showFailed();
        output.end();
        return this.#end(event);
      case 'mistake':
        return output.mistake(event.at, event.message);
    }
  }

  #begin({ job, isOneOfMany }: SessionEvent & { type: 'begun' }): void {
    const { output, trace, session } = this.#around;
    this.isStale = false;
    this.#seen = job.trace ? trace.begin() : undefined;
    this.#moment.forget(false);
    if (this.#seen) trace.ranNow();
    // that is said of the box's own program
    trace.against = job.entry === session.entry ? this.#against : undefined;
    output.begin(job.entry);
    if (job.mode === 'tests') output.beginTests(job.entry, isOneOfMany);
    output.unfoldExpected(false);
  }

  #end({ job, outcome, edited }: SessionEvent & { type: 'ended' }): void {
    const { trace, session } = this.#around;
    if (!this.#seen) return;
    // of what never ran there is nothing to see
    if (/crashed|unavailable/.test(outcome.type)) return trace.clear();
    trace
      .show(this.#seen, job, outcome, edited && this.#hasChanged, this.#isForKnob)
      .catch((error) =>
        session.say(
          whatFailed(
            error,
            `${session.status} We couldn’t load its timeline. Load the page again.`,
          ),
        ),
      );
  }
  /** Whether anything of the book's was: with files of the reader's own alone, both would be the same. */
  get #hasChanged(): boolean {
    const { session } = this.#around;
    return Object.keys(session.files.edits).some((file) => !session.isOwn(file));
  }
}
