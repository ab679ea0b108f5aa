// A reader's changes, carried over to another state of a library: what comes in cleanly, and what
// doesn't, which stays as it is there. Pure: nothing is written here.
import { plain, renamedBetween } from './between.ts';
import { editsBetween, mergedInto, type Files } from './workspace.ts';

/** A library as its reader has it. */
export interface Own {
  files: Files;
  /** What they made it from, file by file; a file of their own was made from nothing. */
  base: Files;
  /** Files of which nobody knows what they were made from. */
  unknown: ReadonlySet<string>;
}

/**
 * What becomes of a file that the reader changed. Of what is in conflict the target's stays:
 * - `lines`: both changed the same lines;
 * - `gone`: the target has no such file;
 * - `named`: the reader made a file, and the target has another one by that name;
 * - `deleted`: the reader deleted a file that has changed since;
 * - `unknown`: what it was made from isn't known.
 */
export type Fate = 'comes' | 'there' | 'lines' | 'gone' | 'named' | 'deleted' | 'unknown';

export interface Carried {
  /** Its name in the target. */
  file: string;
  /** Its name where the reader changed it, where that is another one. */
  was: string | undefined;
  fate: Fate;
  /** What the reader did. */
  what: 'changed' | 'made' | 'deleted';
  mine: string | undefined;
  base: string | undefined;
  /** The target's. */
  theirs: string | undefined;
}

export interface CarriedOver {
  /** The target, with all that comes. */
  library: Record<string, string>;
  files: Carried[];
}

export const isConflict = ({ fate }: Carried): boolean => fate !== 'comes' && fate !== 'there';

const named = (
  files: Files,
  names: ReadonlyMap<string, string> = new Map(),
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      names.get(file) ?? file,
      `${plain(text)}\n`, // a line's end is no change, and must not be in the way of one
    ]),
  );

/** Brings what the reader changed into another state. */
export function carriedOver({ files, base, unknown }: Own, target: Files): CarriedOver {
  // only what the target calls otherwise is followed: a name that the reader chose stays
  const renamed = renamedBetween(
    filtered(base, (file) => file in files && !(file in target)),
    filtered(target, (file) => !(file in files) && !(file in base)),
  );
  const [mine, from, to] = [named(files, renamed), named(base, renamed), named(target)];
  const wasOf = new Map([...renamed].map(([was, file]) => [file, was]));
  const isUnknown = (file: string): boolean => unknown.has(wasOf.get(file) ?? file);

  const changed = Object.keys(editsBetween(from, mine)).sort();
  const known = changed.filter((file) => !isUnknown(file));
  const only = (all: Files): Files => filtered(all, (file) => known.includes(file));
  const { library, conflicts } = mergedInto(to, only(from), only(mine));
  const all = [...new Set([...changed, ...[...unknown].map((file) => renamed.get(file) ?? file)])];

  const fateOf = (file: string): Fate => {
    if (mine[file] === to[file]) return 'there';
    if (isUnknown(file)) return 'unknown';
    if (!conflicts.includes(file)) return library[file] === to[file] ? 'there' : 'comes';
    if (mine[file] === undefined) return 'deleted';
    if (to[file] === undefined) return 'gone';
    return from[file] === undefined ? 'named' : 'lines';
  };
  return {
    library,
    files: all.sort().map((file) => ({
      file,
      was: wasOf.get(file),
      fate: fateOf(file),
      what: mine[file] === undefined ? 'deleted' : from[file] === undefined ? 'made' : 'changed',
      mine: mine[file],
      base: from[file],
      theirs: to[file],
    })),
  };
}

function filtered(files: Files, is: (file: string) => boolean): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => is(file)));
}
