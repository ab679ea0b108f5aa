// Whether what a reader wrote catches a fault: it has to be green on the book's library and red on the broken
// one. A program takes part as well: what it prints is its result. Knows runs, and no engine.
import type { Outcome } from '../runner/contract.ts';

/** How a run went. */
export interface Went {
  outcome: Outcome;
  passed: number;
  failed: number;
  skipped: number;
  /** And what its tests said of what went wrong. */
  printed: string;
  /** The name of the test that was running, where not all came to their end. */
  testing?: string | undefined;
}

/** On which library it runs. */
export type On = 'books' | 'broken';

/** Nothing can be said of it: why not is told by how that run ended. */
type Undecided = { is: 'undecided'; went: Went };
export type Verdict =
  /** `endless`, `output`, `memory`: the broken library has it run into a limit. */
  | { is: 'caught'; how: 'red' | 'fails' | 'prints' | 'endless' | 'output' | 'memory'; went: Went }
  | { is: 'not-seen' }
  /** On the book's library, where it should be green. */
  | { is: 'red' | 'fails' | 'not-run' | 'no-test' | 'skipped' }
  | { is: 'limit'; which: 'time' | 'output' | 'memory'; testing?: string | undefined }
  /** It came to something else the second time. */
  | { is: 'fickle' }
  | Undecided;

const isDone = ({ outcome }: Went): boolean => outcome.type === 'done' && outcome.exitCode === 0;
const isUndecided = ({ outcome }: Went): boolean =>
  /^(stopped|unavailable|crashed)$/.test(outcome.type) ||
  (outcome.type === 'done' && outcome.needsNode === true);

/** What keeps it from being green on the book's library; nothing if it is. */
function troubleOf(went: Went, isTest: boolean): Verdict | undefined {
  const { outcome, passed, failed, skipped } = went;
  if (isUndecided(went)) return { is: 'undecided', went };
  if (outcome.type === 'limit') return { is: 'limit', which: outcome.which, testing: went.testing };
  if (!isTest) return isDone(went) ? undefined : { is: 'fails' };
  if (passed === 0 && NO_TEST.test(went.printed)) return { is: 'no-test' };
  if (failed > 0) return { is: 'red' };
  if (skipped > 0) return { is: 'skipped' };
  if (passed === 0) return { is: 'not-run' };
  return isDone(went) ? undefined : { is: 'red' };
}
/** As vitest says it. */
const NO_TEST = /^(?:Error: )?No test (?:suite )?found in/m;

/** What tells the broken library from the book's; nothing if nothing does. */
function differenceOf(books: Went, broken: Went, isTest: boolean): Verdict | undefined {
  const { outcome } = broken;
  if (isUndecided(broken)) return { is: 'undecided', went: broken };
  if (outcome.type === 'limit')
    return {
      is: 'caught',
      how: outcome.which === 'time' ? 'endless' : outcome.which,
      went: broken,
    };
  if (!isDone(broken)) return { is: 'caught', how: isTest ? 'red' : 'fails', went: broken };
  if (!isTest && broken.printed !== books.printed)
    return { is: 'caught', how: 'prints', went: broken };
  return undefined;
}

/**
 * @param run Runs it on one of the two libraries.
 * @param isTest Whether it is a file of tests.
 */
export async function judge(run: (on: On) => Promise<Went>, isTest: boolean): Promise<Verdict> {
  const books = await run('books');
  const trouble = troubleOf(books, isTest);
  if (trouble) return trouble;
  const found = differenceOf(books, await run('broken'), isTest);
  if (found?.is !== 'caught') return found ?? { is: 'not-seen' };
  // what differs by itself would differ on any library
  const again = await run('books');
  if (isUndecided(again)) return { is: 'undecided', went: again };
  const isSame = !troubleOf(again, isTest) && (isTest || again.printed === books.printed);
  if (!isSame) return { is: 'fickle' };
  if (found.went.outcome.type === 'limit') return found; // it takes its time, and no chance does that
  const confirmed = differenceOf(books, await run('broken'), isTest) ?? { is: 'fickle' };
  return confirmed.is === 'caught' ? found : confirmed;
}
