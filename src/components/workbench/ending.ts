// The line that says how a run ended.
import type { Outcome } from '../../runner/contract.ts';
import type { LimitsInWords } from './limits.ts';
import { isNotLoaded, NOT_LOADED } from './loading.ts';

export interface Run {
  /** What ran, where that isn't plain to see. */
  name?: string | undefined;
  /** As in `in the page`. */
  place: string;
  ms: number;
  /** How long the program itself took, in milliseconds, where that is the point of it. */
  took?: number | undefined;
  edited: boolean;
  /** How many tests did what, if they were tests. */
  summary?: string | undefined;
  /** What it may take at the most. */
  limits?: LimitsInWords;
  /** Whether these tests have judged an exercise, and it is solved. */
  isSolved?: boolean;
  /** Whether these tests are to judge an exercise, and some of them were left out. */
  isUndecided?: boolean;
  /** The test that was running when it was ended. */
  testing?: string | undefined;
  /** What it printed, and what the book says, if that is known. */
  printed?: string;
  expected?: string | undefined;
}

export function endingOf(
  outcome: Outcome,
  {
    name,
    place,
    ms,
    took,
    edited,
    summary,
    limits,
    isSolved,
    isUndecided,
    testing,
    printed,
    expected,
  }: Run,
): string {
  switch (outcome.type) {
    case 'done': {
      const how = `Ran ${name === undefined ? '' : `${name} `}${place}, ${took === undefined ? lengthOf(ms) : `took ${(took / 1000).toFixed(1)} s`}`;
      if (summary)
        return `${how}: ${withStray(summary, outcome.exitCode)}${edited ? ', with your changes' : ''}.${isUndecided ? LEFT_OUT : isSolved ? ' Solved.' : ''}`;
      if (outcome.needsNode) return `${name ?? 'It'} can’t run ${place}: it needs Node.`;
      if (outcome.exitCode === 13) return `${how}: it waits for something that never happens.`;
      if (outcome.exitCode !== 0) return `${how}: it failed.`;
      // a reader who doesn't see the empty pane may wait for more
      const nothing = printed === '' ? ' It printed nothing.' : '';
      if (edited) return `${how}, with your changes.${nothing}`;
      if (expected === undefined) return `${how}.${nothing}`;
      const difference = firstDifference(printed ?? '', expected);
      return difference ? `${how}: not as in the book. ${difference}` : `${how}: as in the book.`;
    }
    case 'stopped':
      return `Stopped.${during(testing)}`;
    case 'limit':
      if (outcome.together)
        return 'Stopped: the programs that ran at the same time on this page used up the memory they share. Run them one after the other.';
      if (outcome.which === 'memory')
        return 'Stopped: it used up the memory of its sandbox. The next run has a new one.';
      return `Stopped: it reached the ${outcome.which} limit (${limits?.[outcome.which]}).${during(testing)}`;
    case 'unavailable':
      return `It didn’t run: ${outcome.message} ${outcome.advice}`;
    case 'crashed':
      return isNotLoaded(new Error(outcome.message))
        ? NOT_LOADED
        : `It couldn’t run: ${outcome.message.replace(/[^.!?]$/, '$&.')} Try again.`;
  }
}

/** So much of a test's name is said, in characters. */
const NAME = 100;
const during = (test: string | undefined): string =>
  test === undefined
    ? ''
    : ` The test “${test.length > NAME ? `${test.slice(0, NAME)}…` : test}” was running.`;

/** How long something took, as one says it: `480 ms`, `15.1 s`. */
export const lengthOf = (ms: number): string =>
  ms < 10_000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;

const LEFT_OUT = ' The exercise doesn’t count as solved yet, because some tests were skipped.';

/** Tests may all have passed, and something that they started have failed. */
export const withStray = (summary: string, exitCode: number): string =>
  summary === '' || exitCode === 0 || summary.includes('failed')
    ? summary
    : `${summary}, and an error outside the tests`;

/** So much of a line is told, and so much of it before the place where it differs. In characters. */
const [WIDTH, BEFORE] = [60, 20];

/** @returns Where two outputs begin to differ: nothing where they don't. */
export function firstDifference(printed: string, expected: string): string | undefined {
  if (printed === expected) return undefined;
  const [mine, books] = [printed.split('\n'), expected.split('\n')];
  // what comes after the last line end is no line
  if (printed.endsWith('\n') || printed === '') mine.pop();
  if (expected.endsWith('\n') || expected === '') books.pop();
  const at = mine.findIndex((line, at) => line !== books[at]);
  const first = at >= 0 ? at : mine.length;
  const [its, theirs] = [mine[first], books[first]];
  if (its === undefined && theirs === undefined) return 'The end of the last line differs.';
  const cut = (line: string): string => cutAt(line, differsAt(its ?? '', theirs ?? ''));
  if (its === undefined) return `Line ${first + 1} is missing: “${cut(theirs!)}”.`;
  if (theirs === undefined) return `Line ${first + 1} is one too many: “${cut(its)}”.`;
  return `Line ${first + 1} is “${cut(its)}”, and the book’s is “${cut(theirs)}”.`;
}

function differsAt(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
function cutAt(line: string, place: number): string {
  const from = place + BEFORE < WIDTH ? 0 : place - BEFORE;
  const shown = line.slice(from, from + WIDTH);
  return `${from > 0 ? '…' : ''}${shown}${from + WIDTH < line.length ? '…' : ''}`;
}
