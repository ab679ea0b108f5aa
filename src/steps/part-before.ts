// What a reader built of one stage, for the next one to begin from: what of it comes along, and what
// is in its way. The book's own stages go on like that, so that a file of theirs can take the
// place of the book's wherever nothing else has changed it.
import { editsBetween, mergedInto, type Files } from './workspace.ts';

/** What a reader has decided of a file of the stage before. */
export interface Decided {
  /** As it was then; `undefined` if it wasn't there. */
  seen: string | undefined;
  /** What of it is in the library; nothing if it isn't wanted there. */
  base: string | undefined;
}
export type Decisions = ReadonlyMap<string, Decided>;

export interface Finished {
  library: Record<string, string>;
  /** Where the book's stand in, since what isn't built changes lines that the reader wrote otherwise. */
  lent: string[];
}

/**
 * A library with the book's for what isn't built of it.
 * @param built The book's, as far as the reader has come.
 * @param whole The book's, finished.
 */
export function finishedFrom(mine: Files, built: Files, whole: Files): Finished {
  const { library, conflicts } = mergedInto(mine, built, whole);
  for (const file of conflicts)
    if (whole[file] === undefined) delete library[file];
    else library[file] = whole[file];
  return { library, lent: conflicts };
}

/** A stage that goes on from another one. */
export interface GoesOn {
  /** The stage before, as its reader has it, finished. */
  theirs: Files;
  /** The same of the book. */
  whole: Files;
  /** The book's library of this stage as it is at the start. */
  start: Files;
  decisions: Decisions;
}

export interface Carried {
  library: Record<string, string>;
  /** The files of the library that are others with it. */
  came: string[];
  /** Where it doesn't fit: those of the library stay. */
  conflicts: string[];
  /** What `decisions` will say if it is taken: of a file that is gone, nothing. */
  decided: Map<string, Decided | undefined>;
}

const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a?.trimEnd() === b?.trimEnd();

/**
 * Brings into a library what its reader has made of the stage before since they decided on it. What
 * comes only with a later step is left for that: see `namesakesOf`.
 */
export function carriedInto(mine: Files, { theirs, whole, start, decisions }: GoesOn): Carried {
  const before: Record<string, string> = {};
  const after: Record<string, string> = {};
  const files = [...new Set([whole, theirs].flatMap(Object.keys).concat(...decisions.keys()))];
  const changed = files.filter((file) => {
    const isLater = file in whole && !(file in start);
    const { seen, base } = decisions.get(file) ?? { seen: whole[file], base: whole[file] };
    const isWanted = decisions.has(file) ? base !== undefined : !isLater;
    if (!isWanted || isSame(theirs[file], seen)) return false;
    if (base !== undefined) before[file] = base;
    if (theirs[file] !== undefined) after[file] = theirs[file];
    return true;
  });
  const { library, conflicts } = mergedInto(mine, before, after);
  const decided = changed.map((file): [string, Decided | undefined] => {
    const base = conflicts.includes(file) ? before[file] : after[file];
    return [file, base === undefined ? undefined : { seen: theirs[file], base }];
  });
  const came = Object.keys(editsBetween(mine, library));
  return { library, came, conflicts, decided: new Map(decided) };
}

/** What is decided if a reader wants nothing of it: they aren't asked again. */
export const leftAlone = ({ theirs, whole, start }: GoesOn): Map<string, Decided> =>
  new Map(
    Object.keys({ ...whole, ...theirs })
      .filter((file) => file in start || !(file in whole))
      .map((file) => [file, { seen: theirs[file], base: undefined }]),
  );

/**
 * The files that a step brings and that the stage before had as well: the step can begin with those.
 * @param now The book's library with the step, `before` is the one without it.
 */
export const namesakesOf = (
  mine: Files,
  before: Files,
  now: Files,
  { theirs, decisions }: GoesOn,
): string[] =>
  Object.keys(now).filter(
    (file) => !(file in before) && !(file in mine) && file in theirs && !decisions.has(file),
  );
