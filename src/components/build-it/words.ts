// What is said of steps, and of how their tests went.
import { LOADED, suiteOf } from '../../steps/workspace.ts';
import type { Outcome, TestResult } from '../../runner/contract.ts';

interface Named {
  number: number;
  title: string;
  /** The file of its tests, from the stage's root, if it has any. */
  tests?: string | undefined;
}

/** A test that takes longer never ends, in milliseconds. */
export const PATIENCE = 10_000;

/** `src/index.ts` has no such export yet: what a reader sees first of most steps. */
const MISSING =
  /'\.\.\/\.\.\/(src\/[\w/-]+\.ts)' does not export '(\w+)'(?: \(it exports ([^)]*)\))?/;

/** Whether a library passes its tests: one that only Node can ask is left out in the page. */
export const isGreen = (outcome: Outcome, results: readonly TestResult[]): boolean =>
  outcome.type === 'done' &&
  outcome.exitCode === 0 &&
  results.some(({ state }) => state === 'passed') &&
  results.every(({ state }) => state !== 'failed');

/**
 * @param results How the tests went that came to their end.
 * @param testing The path of the one that was running, if one was; without a path, the library was loaded.
 * @param step The one that is tested.
 * @param steps All of them.
 * @param textOf The text of a file.
 * @returns Nothing of what is told as in other places.
 */
export function verdictOf(
  outcome: Outcome,
  results: readonly TestResult[],
  testing: readonly string[] | undefined,
  step: Named,
  steps: readonly Named[],
  textOf: (file: string) => string | undefined,
): string | undefined {
  const stepOf = (path: readonly string[] = []): Named | undefined =>
    steps.find((step) => suiteOf(step) === path[0]);
  // the first that's red may be an earlier one, and that one is to be built then
  const said = (text: string, its: Named | undefined = step): string =>
    `✗ Step ${its.number}: ${text}`;
  const nameOf = (path: readonly string[]): string => `“${path.at(-1)}”`;
  if (outcome.type === 'limit' && outcome.which === 'time') {
    if (testing && testing.length > 0)
      return said(`a test doesn’t end, so we ended it: ${nameOf(testing)}.`, stepOf(testing));
    if (testing)
      return said('your library doesn’t come to its end as it’s loaded, so we ended it.');
    return said('the tests didn’t come to their end.');
  }
  if (outcome.type !== 'done') return undefined;
  const red = results.find(({ state }) => state === 'failed');
  const missing = MISSING.exec(red?.errors[0]?.message ?? '');
  if (missing) {
    const its = stepOf(red!.path);
    const names = missingIn(missing, (its?.tests && textOf(its.tests)) || '');
    return said(`${missing[1]} doesn’t export ${listOf(names)} yet.`, its);
  }
  if (red?.path.at(-1) === LOADED) return said('your library can’t be loaded.', stepOf(red.path));
  if (red) return said(`${nameOf(red.path)} is red.`, stepOf(red.path));
  if (outcome.exitCode !== 0) return said('the tests didn’t come to their end.');
  const own = results.filter(({ path }) => path[0] === suiteOf(step)).length;
  const others = results.length - own;
  if (own === 0)
    return `✓ Step ${step.number} has no tests of its own. Those of the steps before are green: ${others}.`;
  const counts = [
    `${own} ${own === 1 ? 'test' : 'tests'}`,
    others > 0 && `${others} of the steps before`,
  ];
  return `✓ Step ${step.number} is green: ${counts.filter(Boolean).join(', and ')}.`;
}

/**
 * All that isn't there, though the error names the first.
 * @param test The text of the tests that ask for it.
 */
function missingIn([, file, first, exported = '']: RegExpExecArray, test: string): string[] {
  const [, asked = first!] =
    new RegExp(`import \\{([^}]*)\\} from '\\.\\./\\.\\./${file}'`).exec(test) ?? [];
  const there = exported.split(/[ ,;]+/);
  const names = asked
    .split(',')
    .map((name) => name.trim().replace(/ as .*/s, ''))
    .filter((name) => /^\w+$/.test(name) && !there.includes(name)); // types are gone by then
  return names.includes(first!) ? names : [first!];
}

/** `a, b and c`. */
export const listOf = (names: readonly string[]): string =>
  names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/**
 * What the book's library has taken the place of.
 * @param files Those of the reader's, from the stage's root.
 * @param steps Those that the reader had built in it.
 */
export function saidOfReplaced(files: readonly string[], steps: readonly Named[]): string {
  const back = 'is on the list of your versions, and “Take mine back” brings all of it back.';
  if (files.length === 0) return `What was there ${back}`;
  const built = steps.length > 0 ? `, with what you built in ${namesOf(steps)}` : '';
  return `It has taken the place of your ${listOf(files)}${built}. Your version ${back}`;
}

/** `step 5`, `steps 2 to 8`, `steps 2, 4 and 7`. */
export function namesOf(steps: readonly Named[]): string {
  const numbers = steps.map(({ number }) => number);
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  if (numbers.length === 1) return `step ${first}`;
  if (last - first + 1 === numbers.length)
    return `steps ${first} ${numbers.length === 2 ? 'and' : 'to'} ${last}`;
  return `steps ${numbers.slice(0, -1).join(', ')} and ${last}`;
}
