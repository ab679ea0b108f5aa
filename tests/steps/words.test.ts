// What a reader is told of how the tests of a step went.
import { expect, test } from 'vitest';
import { namesOf, verdictOf } from '../../src/components/build-it/words.ts';
import type { Outcome, TestResult } from '../../src/runner/contract.ts';
import { LOADED } from '../../src/steps/workspace.ts';

const steps = [1, 2, 3, 4, 5, 7].map((number) => ({
  number,
  title: `the ${number}`,
  tests: `${number}.test.ts`,
}));
const step = steps[1]!;
const result = (number: number, name: string, message?: string): TestResult => ({
  path: [`Step ${number}: the ${number}`, name],
  state: message === undefined ? 'passed' : 'failed',
  ms: 1,
  errors: message === undefined ? [] : [{ message }],
});
const done = (exitCode: number): Outcome => ({ type: 'done', exitCode });
const late: Outcome = { type: 'limit', which: 'time' };
const missing =
  "SyntaxError: '../../src/index.ts' does not export 'Handle' (it exports TaskLoop, Queue; types need 'import type')";
const TEXTS: Record<string, string> = {
  '2.test.ts': `import { expect } from 'vitest';
import {
  Handle,
  Queue as Line,
  TaskLoop,
  Task as Job,
  type Callback,
} from '../../src/index.ts';`,
  '3.test.ts': "import { Handle } from '../../src/index.ts';",
};

test.each<[string | undefined, Outcome, TestResult[], string[]?]>([
  ['✓ Step 2 is green: 1 test.', done(0), [result(2, 'b')]],
  [
    '✓ Step 2 is green: 2 tests, and 1 of the steps before.',
    done(0),
    [result(1, 'a'), result(2, 'b'), result(2, 'c')],
  ],
  [
    '✓ Step 2 has no tests of its own. Those of the steps before are green: 1.',
    done(0),
    [result(1, 'a')],
  ],
  ['✗ Step 2: “b” is red.', done(1), [result(1, 'a'), result(2, 'b', 'no'), result(2, 'c', 'no')]],
  ['✗ Step 1: “a” is red.', done(1), [result(1, 'a', 'no'), result(2, 'b', 'no')]],
  [
    '✗ Step 2: src/index.ts doesn’t export Handle and Task yet.',
    done(1),
    [result(2, LOADED, missing)],
  ],
  ['✗ Step 3: src/index.ts doesn’t export Handle yet.', done(1), [result(3, LOADED, missing)]],
  ['✗ Step 4: src/index.ts doesn’t export Handle yet.', done(1), [result(4, LOADED, missing)]],
  ['✗ Step 2: your library can’t be loaded.', done(1), [result(2, LOADED, 'SyntaxError: no')]],
  ['✗ Step 2: the tests didn’t come to their end.', done(1), []],
  ['✗ Step 2: a test doesn’t end, so we ended it: “b”.', late, [], ['Step 2: the 2', 'b']],
  ['✗ Step 1: a test doesn’t end, so we ended it: “a”.', late, [], ['Step 1: the 1', 'a']],
  ['✗ Step 2: your library doesn’t come to its end as it’s loaded, so we ended it.', late, [], []],
  ['✗ Step 2: the tests didn’t come to their end.', late, [result(2, 'b')]],
  [undefined, { type: 'stopped' }, []],
  [undefined, { type: 'limit', which: 'output' }, []],
])('%s', (said, outcome, results, testing) =>
  expect(verdictOf(outcome, results, testing, step, steps, (file) => TEXTS[file])).toBe(said),
);

test.each([
  [[1], 'step 1'],
  [[1, 2], 'steps 1 and 2'],
  [[2, 3, 4, 5], 'steps 2 to 5'],
  [[1, 3, 7], 'steps 1, 3 and 7'],
])('%j are %s', (numbers, names) =>
  expect(namesOf(steps.filter(({ number }) => numbers.includes(number)))).toBe(names),
);
