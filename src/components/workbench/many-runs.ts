// How runs went that come one after the other: of every file of tests.
import { endingOf, lengthOf, withStray, type Run } from './ending.ts';
import type { Ran } from './one-run.ts';
import { Tally } from './tally.ts';

export class ManyRuns {
  readonly #tally = new Tally();
  #unfinished = 0;
  #strays = 0;

  add({ outcome, tally }: Ran): void {
    this.#tally.addAll(tally);
    if (outcome.type !== 'done' || !tally.summary) this.#unfinished++;
    else if (withStray(tally.summary, outcome.exitCode) !== tally.summary) this.#strays++;
  }

  /** As in `12 passed, 1 failed`. */
  get tests(): string {
    return this.#tally.summary;
  }
  /** The same, and how many files weren't run as they should be. */
  get summary(): string {
    return [
      this.tests,
      this.#strays > 0 && `${count(this.#strays)} with an error outside the tests`,
      this.#unfinished > 0 && `${count(this.#unfinished)} stopped before the end`,
    ]
      .filter(Boolean)
      .join(', ');
  }
}

/** How one of them went: beside its name. */
export const howOneWent = (
  { outcome, tally, limits, testing }: Ran,
  { place, edited, ms }: Pick<Run, 'place' | 'edited' | 'ms'>,
): string =>
  outcome.type === 'done'
    ? `${withStray(tally.summary, outcome.exitCode) || 'it couldn’t run'}, ${lengthOf(ms)}`
    : endingOf(outcome, { place, edited, ms, limits, testing: testing?.at(-1) });

const count = (n: number): string => `${n} ${n === 1 ? 'file' : 'files'}`;
