// How many tests did what.
import type { TestResult } from '../../runner/contract.ts';

export class Tally {
  readonly #count: Record<TestResult['state'], number> = { passed: 0, failed: 0, skipped: 0 };

  add({ state }: TestResult): void {
    this.#count[state]++;
  }
  /** As in `12 passed, 1 failed`. */
  get summary(): string {
    return (['passed', 'failed', 'skipped'] as const)
      .filter((state) => this.#count[state] > 0)
      .map((state) => `${this.#count[state]} ${state}`)
      .join(', ');
  }
}
