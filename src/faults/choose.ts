// Which of the changes that the tests have caught become faults for readers to find. A rule, and no list:
// the build follows it, and so does the run that records, which tries nothing that couldn't be chosen.
import type { Caught } from './caught.ts';
import type { Fault } from './fault.ts';

/** What is said in a message is no behaviour; what Stryker puts into a text or a list gives itself away. */
const WORDS = /^(StringLiteral|ArrayDeclaration|Regex)$/;
/** A longer one is no small fault any more, in characters. */
const LONGEST = 60;

/** Whether it is small: a reader looks for one slip, not for a function that is gone. */
export const isSmall = ({ was, how }: Pick<Caught, 'was' | 'how'>): boolean =>
  !WORDS.test(how) && was.length <= LONGEST && !was.includes('\n');

/** A stage's code, as the rule wants it. */
export interface Library {
  /** By name from the stage's root. */
  files: Readonly<Record<string, string>>;
  /** The texts of all symbols that the stage before has, too. */
  before: ReadonlySet<string>;
  symbolsIn(source: string, file: string): readonly { name: string; start: number; end: number }[];
}

/** How many tests catch it, in steps that mean as much as each other. */
const LEVELS = [1, 3, 9, 27, Infinity];
const levelOf = ({ caught }: Caught): number => LEVELS.findIndex((most) => caught <= most);

interface Placed extends Caught {
  start: number;
  /** The text of the symbol that it's in. */
  around: string;
}

/** Where a recorded change is in the library as it is now; nothing if that has changed. */
export function placed(one: Caught, { files, symbolsIn }: Library): Placed | undefined {
  const text = files[one.file];
  if (text === undefined) return undefined;
  const places =
    one.symbol === ''
      ? [{ start: 0, end: text.length }]
      : symbolsIn(text, one.file).filter(({ name }) => name === one.symbol);
  const place = places.find(({ start }) => text.startsWith(one.was, start + one.at));
  return (
    place && { ...one, start: place.start + one.at, around: text.slice(place.start, place.end) }
  );
}

/** As they are in the library. */
const inOrder = ({ file, start, now }: Placed): string =>
  `${file}:${String(start).padStart(9, '0')}:${now}`;

/** What a fault is called by. A change elsewhere in its symbol is no other fault. */
function idOf({ file, symbol, was, now }: Caught): string {
  let hash = 0x811c9dc5; // FNV-1a
  for (const byte of new TextEncoder().encode([file, symbol, was, now].join('\n')))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * One of each function or method that this stage is the first to have as it is, so that many of the tests' counts
 * come up: where several could be chosen, one with a count that few of the others have.
 */
export function chooseFaults(recorded: readonly Caught[], library: Library): Fault[] {
  const fit = recorded
    .filter((one) => one.isOutside && one.symbol !== '' && isSmall(one))
    .flatMap((one) => placed(one, library) ?? [])
    .filter(({ around }) => !library.before.has(around))
    .sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));
  const bySymbol = [...Map.groupBy(fit, ({ file, symbol }) => `${file} ${symbol}`).values()];
  const taken = LEVELS.map(() => 0);
  // those with few to choose from first
  const chosen = bySymbol
    .sort((a, b) => a.length - b.length)
    .map((some) => {
      const one = some.reduce((best, other) =>
        taken[levelOf(other)]! < taken[levelOf(best)]! ? other : best,
      );
      taken[levelOf(one)]!++;
      return one;
    });
  return chosen
    .sort((a, b) => b.caught - a.caught || (inOrder(a) < inOrder(b) ? -1 : 1))
    .map((one, at) => ({
      id: idOf(one),
      number: at + 1,
      caught: one.caught,
      file: one.file,
      symbol: one.symbol,
      start: one.start,
      was: one.was,
      now: one.now,
    }));
}
