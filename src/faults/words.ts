// What a reader is told of it.
import type { Verdict } from './judge.ts';

type Decided = Exclude<Verdict, { is: 'undecided' }>;

const LIMITS = { time: 'time limit', output: 'output limit', memory: 'memory limit' };

/** @param isTest Whether it is a file of tests, and no program. */
export function told(verdict: Decided, isTest: boolean): string {
  const green = isTest ? 'green' : 'fine';
  switch (verdict.is) {
    case 'caught':
      return `Caught! On the book’s library it’s ${green}, and on the broken one ${broken(verdict)}.`;
    case 'not-seen':
      return isTest
        ? 'Not caught yet: it’s green on the broken library, too.'
        : 'Not caught yet: it prints the same on the broken library.';
    case 'red':
      return 'It’s red on the book’s library, where it should be green: your test expects what the book’s library doesn’t do.';
    case 'fails':
      return 'It fails on the book’s library, where it should come to its end.';
    case 'limit':
      return `On the book’s library it reached the ${LIMITS[verdict.which]}, and should be ${green} there.${during(verdict.testing)}`;
    case 'not-run':
      return 'It couldn’t run on the book’s library, so there was nothing to compare.';
    case 'no-test':
      return 'There’s no test in it yet.';
    case 'skipped':
      return 'Some of its tests were skipped, so it doesn’t count. Have all of them run.';
    case 'fickle':
      return 'It came to something else when it ran a second time, so it can’t tell the two libraries apart.';
  }
}

const during = (test: string | undefined): string =>
  test === undefined ? '' : ` The test “${test}” was running.`;

function broken({ how, went }: Extract<Verdict, { is: 'caught' }>): string {
  switch (how) {
    case 'red':
      return 'it’s red';
    case 'fails':
      return 'it fails';
    case 'prints':
      return 'it prints something else';
    case 'endless':
      return `it never ends${went.testing === undefined ? '' : `, in the test “${went.testing}”`}`;
    case 'output':
      return 'it prints without end';
    case 'memory':
      return 'it uses up all memory';
  }
}
