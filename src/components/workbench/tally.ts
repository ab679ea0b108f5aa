// How many tests did what.
import type { TestResult } from '../../runner/contract.ts';

const STATES = ['passed', 'failed', 'skipped'] as const;

export class Tally {
  readonly #count: Record<TestResult['state'], number> = { passed: 0, failed: 0, skipped: 0 };

  add({ state }: TestResult): void {
    this.#count[state]++;
  }
  addAll(others: Tally): void {
    for (const state of STATES) this.#count[state] += others.#count[state];
  }
  get counts(): Readonly<Record<TestResult['state'], number>> {
    return this.#count;
  }
  /** Whether there were tests, and each of them passed: a test that was left out judges nothing. */
  get hasPassed(): boolean {
    const { passed, failed, skipped } = this.#count;
    return passed > 0 && failed === 0 && skipped === 0;
  }
  /** Whether none failed, and some were left out. */
  get isUndecided(): boolean {
    return this.#count.failed === 0 && this.#count.skipped > 0;
  }
  /** As in `12 passed, 1 failed`. */
  get summary(): string {
    return STATES.filter((state) => this.#count[state] > 0)
      .map((state) => `${this.#count[state]} ${state}`)
      .join(', ');
  }
}
