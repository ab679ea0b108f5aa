// Tries a library that isn't in the reader's files yet: runs the tests of steps on it.
import type { Outcome, TestResult } from '../../runner/contract.ts';
import { CASCADE, cascadeOf } from '../../steps/workspace.ts';
import { load, USUAL } from '../workbench/engines.ts';
import { Patience } from '../workbench/patience.ts';
import type { LadderOnPage } from './steps-of-stage.ts';
import { PATIENCE, verdictOf } from './words.ts';

/**
 * @param library By name from the stage's root.
 * @param of Whose tests.
 * @param number Of the last step that is asked.
 * @returns How they went, in words.
 */
export async function tried(
  library: Readonly<Record<string, string>>,
  { steps, tests, others }: LadderOnPage,
  number: number,
): Promise<string> {
  const engine = await load(USUAL);
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
  return (
    verdictOf(outcome, results, patience.testing, steps[number - 1]!, steps) ??
    '✗ They couldn’t be run.'
  );
}
