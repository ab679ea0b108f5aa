// How the tests of steps went that have run, as they are told beside a reader's library.
import type { TestResult } from '../../runner/contract.ts';
import { LOADED, suiteOf } from '../../steps/workspace.ts';
import { isKit } from './red.ts';
import type { LadderOnPage, StepOnPage } from './steps-of-stage.ts';
import { isOfTypes, testIn } from './test-text.ts';
import { PATIENCE } from './words.ts';

export class StepResults {
  readonly #ladder: LadderOnPage;
  /** Those that came to their end. */
  all: TestResult[] = [];
  /** The path of the test that is running, or was last. */
  #testing: readonly string[] = [];

  constructor(ladder: LadderOnPage) {
    this.#ladder = ladder;
  }

  clear(): void {
    this.all = [];
    this.#testing = [];
  }
  /** @returns The step that comes to its tests with this one. */
  begins(path: readonly string[]): StepOnPage | undefined {
    const step = path[0] === this.#testing[0] ? undefined : this.#stepOf(path);
    this.#testing = path;
    return step;
  }
  add(result: TestResult): void {
    this.all.push(result);
  }
  /** Of the test that never ended, which has no result of its own. */
  get endless(): TestResult | undefined {
    const path = [...this.#testing];
    if (path.length === 0 || this.all.some((one) => `${one.path}` === `${path}`)) return undefined;
    return { path, state: 'failed', ms: PATIENCE, errors: [{ message: 'This test doesn’t end.' }] };
  }
  /** The step of the first red test, unless it couldn't be loaded: then nothing is known of any step. */
  get red(): StepOnPage | undefined {
    const red = this.all.find(({ state }) => state === 'failed');
    return red && red.path.at(-1) !== LOADED ? this.#stepOf(red.path) : undefined;
  }

  /** The result as it leads to the test, where only what the tests share is known. */
  placed(result: TestResult): TestResult {
    const file = this.#stepOf(result.path)?.tests;
    const line = this.#testOf(result)?.line;
    const errors = result.errors.map(({ at: first, through = [], ...error }) => {
      const places = [first ?? [], through].flat().filter((place) => !isKit(place.file));
      const [at, ...rest] =
        places.length > 0 || !file || !line ? places : [{ file, line, column: 1 }];
      return { ...error, ...(at && { at }), ...(rest.length > 0 && { through: rest }) };
    });
    return { ...result, errors };
  }
  /** What a reader should know of a test that has passed. */
  remark(result: TestResult): string | undefined {
    return result.state === 'passed' && isOfTypes(this.#testOf(result)?.text)
      ? 'and what it says of types is for “Check types”'
      : undefined;
  }

  /**
   * What a check of types goes by: the book's library is right by its tests, and the types in those of the
   * steps before still hold.
   */
  typesAt({ number }: StepOnPage): { originals: Record<string, string>; also: string[] } {
    const { filesAt, tests, steps } = this.#ladder;
    const due = steps.slice(0, number).flatMap(({ tests }) => tests ?? []);
    return {
      originals: { ...filesAt(number), ...tests },
      also: due.filter((file) => isOfTypes(tests[file])),
    };
  }

  #stepOf([suite]: readonly string[]): StepOnPage | undefined {
    return this.#ladder.steps.find((step) => suiteOf(step) === suite);
  }
  #testOf({ path }: TestResult): ReturnType<typeof testIn> {
    const file = this.#stepOf(path)?.tests;
    return file === undefined ? undefined : testIn(this.#ladder.tests[file]!, path.at(-1)!);
  }
}
