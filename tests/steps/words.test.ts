// What a reader is told of how the tests of a step went.
import { expect, test } from 'vitest';
import { namesOf, verdictOf } from '../../src/components/build-it/words.ts';
import type { Outcome, TestResult } from '../../src/runner/contract.ts';
import { LOADED } from '../../src/steps/workspace.ts';

const steps = [1, 2, 3, 4, 5, 7].map((number) => ({ number, title: `the ${number}` }));
const step = steps[1]!;
const result = (number: number, name: string, message?: string): TestResult => ({
  path: [`Step ${number}: the ${number}`, name],
  state: message === undefined ? 'passed' : 'failed',
  ms: 1,
  errors: message === undefined ? [] : [{ message }],
});
const done = (exitCode: number): Outcome => ({ type: 'done', exitCode });
const late: Outcome = { type: 'limit', which: 'time' };
const missing = "SyntaxError: '../../src/index.ts' does not export 'Handle' (it exports TaskLoop)";

test.each<[string | undefined, Outcome, TestResult[], string[]?]>([
  ['✓ Step 2 is green: 1 test.', done(0), [result(2, 'b')]],
  [
    '✓ Step 2 is green: 2 tests, and 1 of the steps before.',
    done(0),
    [result(1, 'a'), result(2, 'b'), result(2, 'c')],
  ],
  ['✓ Step 2 is green: 1 of the steps before.', done(0), [result(1, 'a')]], // a step for speed
  ['✗ Step 2: red is “b”.', done(1), [result(1, 'a'), result(2, 'b', 'no'), result(2, 'c', 'no')]],
  ['✗ Step 2: red is “a”, of step 1.', done(1), [result(1, 'a', 'no'), result(2, 'b', 'no')]],
  ['✗ Step 2: src/index.ts exports no Handle yet.', done(1), [result(2, LOADED, missing)]],
  ['✗ Step 2: your library can’t be loaded.', done(1), [result(2, LOADED, 'SyntaxError: no')]],
  ['✗ Step 2: the tests didn’t come to their end.', done(1), []],
  ['✗ Step 2: a test doesn’t end, so we ended it: “b”.', late, [], ['Step 2: the 2', 'b']],
  [
    '✗ Step 2: a test doesn’t end, so we ended it: “a”, of step 1.',
    late,
    [],
    ['Step 1: the 1', 'a'],
  ],
  ['✗ Step 2: your library doesn’t come to its end as it’s loaded, so we ended it.', late, [], []],
  [undefined, { type: 'stopped' }, []],
  [undefined, { type: 'limit', which: 'output' }, []],
])('%s', (said, outcome, results, testing) =>
  expect(verdictOf(outcome, results, testing, step, steps)).toBe(said),
);

test.each([
  [[1], 'step 1'],
  [[1, 2], 'steps 1 and 2'],
  [[2, 3, 4, 5], 'steps 2 to 5'],
  [[1, 3, 7], 'steps 1, 3 and 7'],
])('%j are %s', (numbers, names) =>
  expect(namesOf(steps.filter(({ number }) => numbers.includes(number)))).toBe(names),
);
