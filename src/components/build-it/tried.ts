// Tries a library that isn't in the reader's files yet: runs the tests of steps on it.
import type { Outcome, TestResult } from '../../runner/contract.ts';
import { CASCADE, cascadeOf, suiteOf } from '../../steps/workspace.ts';
import { USUAL } from '../workbench/engines.ts';
import { Patience } from '../workbench/patience.ts';
import { loadToRun } from '../workbench/to-run.ts';
import type { LadderOnPage, StepOnPage } from './steps-of-stage.ts';
import { namesOf, PATIENCE, verdictOf } from './words.ts';

interface Went {
  outcome: Outcome;
  results: TestResult[];
  testing: readonly string[] | undefined;
}

async function run(
  library: Readonly<Record<string, string>>,
  { steps, tests, others }: LadderOnPage,
  number: number,
): Promise<Went> {
  const engine = await loadToRun(USUAL);
  const results: TestResult[] = [];
  const patience = new Patience(PATIENCE);
  const ended = await engine.run(
    {
      files: { ...others, ...tests, ...library, [CASCADE]: cascadeOf(steps, number) },
      entry: CASCADE,
      mode: 'tests',
      trace: false,
    },
    (event) => {
      patience.hear(event);
      if (event.type === 'test') results.push(event.result);
    },
    patience.signal,
  );
  patience.end();
  const outcome: Outcome = patience.signal.aborted ? { type: 'limit', which: 'time' } : ended;
  return { outcome, results, testing: patience.testing };
}

/**
 * @param library By name from the stage's root.
 * @param of Whose tests.
 * @param number Of the last step that is asked.
 * @returns How they went, in words.
 */
export async function tried(
  library: Readonly<Record<string, string>>,
  of: LadderOnPage,
  number: number,
): Promise<string> {
  return inWords(await run(library, of, number), of, number);
}

function inWords(went: Went, { steps, tests }: LadderOnPage, n: number): string {
  const { outcome, results, testing } = went;
  const said = verdictOf(outcome, results, testing, steps[n - 1]!, steps, (file) => tests[file]);
  return said ?? '✗ They couldn’t be run.';
}

/**
 * Runs the tests of all steps, or of those up to one.
 * @returns The last step up to which they're green, or 0; and how they went, in words.
 */
export async function progressOf(
  library: Readonly<Record<string, string>>,
  ladder: LadderOnPage,
  last = ladder.steps.length,
): Promise<{ green: number; said: string[] }> {
  const steps = ladder.steps.slice(0, last);
  const went = await run(library, ladder, last);
  const green = greenOf(went, steps);
  const said = green > 0 ? [saidOfGreen(steps.slice(0, green), ladder.steps.length)] : [];
  if (green < steps.length) said.push(inWords(went, ladder, green + 1));
  return { green, said };
}

function saidOfGreen(green: readonly StepOnPage[], all: number): string {
  if (green.length === all) return `✓ All ${all} steps are green.`;
  return green.length === 1 ? '✓ Step 1 is green.' : `✓ S${namesOf(green).slice(1)} are green.`;
}

/** What comes after the first red test isn't run, so it's the steps before that one. */
function greenOf({ outcome, results, testing }: Went, steps: readonly StepOnPage[]): number {
  const red = results.find(({ state }) => state === 'failed');
  if (!red && outcome.type === 'done' && outcome.exitCode === 0) return steps.length;
  const [suite] = red?.path ?? testing ?? [];
  return Math.max(
    0,
    steps.findIndex((step) => suiteOf(step) === suite),
  );
}
