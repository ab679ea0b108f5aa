// The way back: what a reader has built at home comes into the book again, from a folder that was a
// starter. Nothing is lost on either side: what was changed on both is merged, or both are offered.
import { isOfLibrary } from '../steps/own-files.ts';
import { merged as mergedLines } from '../three-way.ts';

type Files = Readonly<Record<string, string>>;

/** In a starter: the library as it was when it was taken. */
export const TAKEN = '.taken.json';
export interface Taken {
  stage: string;
  /** By name from `src/`. */
  library: Files;
  /** When it was taken, where a reader took it from the page. */
  at?: string | undefined;
}

/** What of a file came from home the last time, by name from `src/`; `null`: it was deleted there. */
export type Last = ReadonlyMap<string, Came>;
export interface Came {
  text: string | null;
  /** That file in `Taken` then, and `at`: another starter has another past. */
  base: string | undefined;
  of: string | undefined;
}

/** What the page knows of its side. */
export interface Page {
  stage: string;
  /** The library as it is in the book now, by name from `src/`. */
  mine: Files;
  last: Last;
  /** The book's libraries, before the first step and after each, and as each begins. */
  books: readonly Files[];
  /** The files that come with steps, as the book has them now. */
  brought: Files;
}

/** The folder is none of this stage's. */
export class NoStarterError extends Error {
  override name = 'NoStarterError';
}

export interface BroughtBack {
  /** The library as it is to be, by name from `src/`. */
  library: Record<string, string>;
  /** What of the present library isn't in it any more: to be put on the list of versions. */
  aside: Record<string, string>;
  /** Changed on both sides in the same lines. In `library` it's still the present one. */
  conflicts: Conflict[];
  /** What was not taken, by name in the folder, and why not. */
  refused: { file: string; why: string }[];
  /** What there is to be known the next time. */
  last: Map<string, Came>;
  /** The library was the book's, and is what was built at home now. */
  isOwn: boolean;
  /** What is outside of `src/`, by name in the folder. It stays at home. */
  others: Record<string, string>;
}

/** `undefined`: there is no such file on that side. */
export interface Conflict {
  file: string;
  mine: string | undefined;
  /** What both began with. */
  base: string | undefined;
  home: string | undefined;
}

const LONGEST = 200_000;
/** What an installation, a system or an editor makes. */
const OF_NOBODY =
  /(^|\/)(node_modules|__MACOSX|\.git|\.DS_Store|Thumbs\.db|\.passed|package-lock\.json)(\/|$)/;
/** Where a reader writes: the folders of a starter, and what is beside them. */
const OF_STARTER =
  /(^|\/)((src|programs|steps|scripts|asyncio)\/.*|\.taken\.json)$|^([^/]+\/)?[^/]+\.(ts|json|md)$/;

/** Which files of a zip are needed at all. Folders may be in it, too, and are none. */
export const isNeeded = (name: string): boolean =>
  !name.endsWith('/') && !OF_NOBODY.test(name) && OF_STARTER.test(name);

/**
 * @param folder What was brought, by name; all of it may be in one folder.
 * @throws {NoStarterError} if that is no starter of the stage.
 */
export function broughtBack(
  { stage, mine, last, books, brought }: Page,
  folder: Files,
): BroughtBack {
  const { taken, files } = rootOf(folder);
  if (taken.stage !== stage)
    throw new NoStarterError(`this is a starter of ${taken.stage}, not of ${stage}`);
  const result: BroughtBack = {
    library: { ...mine },
    aside: {},
    conflicts: [],
    refused: [],
    last: new Map(),
    isOwn: false,
    others: {},
  };
  const home: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    if (file === TAKEN) continue;
    const why = file.startsWith('src/') ? whyNot(file, text) : undefined;
    if (!file.startsWith('src/')) result.others[file] = text;
    else if (why) result.refused.push({ file, why });
    else home[file.slice('src/'.length)] = text.replaceAll('\r\n', '\n');
  }
  const names = [...new Set([mine, taken.library, home].flatMap(Object.keys))]
    .filter((name) => isOfLibrary(`src/${name}`))
    .sort();
  const laid = laidIn(files);
  const isLaid = (file: string): boolean =>
    home[file] !== undefined && isSame(home[file], laid[file]);
  const bases = new Map(
    names.map((file) => {
      const base = baseOf(file, taken, last.get(file));
      // what came with a step at home was begun with as it came
      return [file, base ?? (home[file] === undefined ? undefined : laid[file])];
    }),
  );
  const isChanged = (file: string): boolean => !isSame(home[file], bases.get(file));
  const isBrought = (file: string): boolean =>
    mine[file] === undefined ? isLaid(file) : isSame(mine[file], brought[file]);
  const isTakenAnew = names.some(
    (file) => !isSame(mine[file], bases.get(file)) && !isBrought(file),
  );
  // a page that has nothing but the book's isn't the other side of a merge, but a place to put it
  result.isOwn =
    isTakenAnew && names.some(isChanged) && books.some((book) => isSameLibrary(mine, book));
  for (const file of names) {
    const base = bases.get(file);
    const isBooks =
      mine[file] !== undefined && books.some((book) => isSame(book[file], mine[file]));
    const isToCome = mine[file] === undefined && !(file in taken.library) && file in laid;
    // what came with a step there is needed here, too, and what came here stays
    if (isLaid(file) && mine[file] === undefined)
      put(result, file, undefined, brought[file] ?? home[file]);
    else if (result.isOwn && !(isBrought(file) && home[file] === undefined))
      put(result, file, mine[file], home[file]);
    else if (isChanged(file))
      bring(result, file, mine[file], isBooks || isToCome ? mine[file] : base, home[file]);
    // a conflict is told until it's settled
    if (result.conflicts.at(-1)?.file !== file)
      result.last.set(file, {
        text: home[file] ?? null,
        base: taken.library[file],
        of: taken.at,
      });
  }
  return result;
}

const LAID = /^steps\/[^/]+\/brings\/(.+)$/;

/** What comes with the steps of a starter, by name from `src/`. */
const laidIn = (starter: Files): Files =>
  Object.fromEntries(
    Object.entries(starter).flatMap(([file, text]) => {
      const name = LAID.exec(file)?.[1];
      return name ? [[name, text.replaceAll('\r\n', '\n')]] : [];
    }),
  );

/** What both sides began with: what came from home the last time, if this is the same starter. */
function baseOf(file: string, { library, at }: Taken, came: Came | undefined): string | undefined {
  const isOfThis = came !== undefined && came.of === at && isSame(came.base, library[file]);
  return isOfThis ? (came.text ?? undefined) : library[file];
}

function bring(
  result: BroughtBack,
  file: string,
  mine: string | undefined,
  base: string | undefined,
  home: string | undefined,
): void {
  if (isSame(mine, home)) return;
  const text = isSame(mine, base) ? home : merged(mine, base, home);
  if (text === null) result.conflicts.push({ file, mine, base, home });
  else put(result, file, mine, text);
}

function put(
  { library, aside }: BroughtBack,
  file: string,
  mine: string | undefined,
  text: string | undefined,
): void {
  if (isSame(mine, text)) return;
  if (mine !== undefined) aside[file] = mine;
  if (text === undefined) delete library[file];
  else library[file] = text;
}

/** Editors differ in how they end a file. */
const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a?.trimEnd() === b?.trimEnd();

const isSameLibrary = (a: Files, b: Files): boolean =>
  Object.keys({ ...a, ...b }).every((file) => isSame(a[file], b[file]));

/** @returns `null` if both changed the same lines, or one deleted what the other changed. */
function merged(
  mine: string | undefined,
  base: string | undefined,
  home: string | undefined,
): string | null {
  if (mine === undefined || base === undefined || home === undefined) return null;
  const both = mergedLines(mine.trimEnd(), base.trimEnd(), home.trimEnd());
  return both === undefined ? null : `${both}\n`;
}

/** The starter in a folder, which may be in a folder itself. */
function rootOf(folder: Files): { taken: Taken; files: Record<string, string> } {
  const [file] = Object.keys(folder)
    .filter((name) => (name === TAKEN || name.endsWith(`/${TAKEN}`)) && !OF_NOBODY.test(name))
    .sort((a, b) => a.length - b.length);
  if (file === undefined)
    throw new NoStarterError(
      `this isn’t a starter: it has no ${TAKEN}, which says what it began with`,
    );
  const taken = takenIn(folder[file]!);
  if (!taken) throw new NoStarterError(`${TAKEN} isn’t as it was made`);
  const root = file.slice(0, -TAKEN.length);
  const files = Object.entries(folder)
    .filter(([name]) => name.startsWith(root) && !OF_NOBODY.test(name))
    .map(([name, text]) => [name.slice(root.length), text] as const);
  return { taken, files: Object.fromEntries(files) };
}

function takenIn(json: string): Taken | undefined {
  try {
    const { stage, library, at } = JSON.parse(json) as Record<string, unknown>;
    const isLibrary =
      typeof library === 'object' &&
      library !== null &&
      Object.values(library).every((text) => typeof text === 'string');
    return typeof stage === 'string' && isLibrary
      ? { stage, library: library as Files, at: typeof at === 'string' ? at : undefined }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @returns Why a file of `src/` isn't taken. */
function whyNot(file: string, text: string): string | undefined {
  if (!isOfLibrary(file))
    return 'it isn’t one of the library’s files: those are src/NAME.ts and src/FOLDER/NAME.ts';
  if (text.length > LONGEST) return `it’s longer than ${LONGEST / 1000} kB`;
  if (text.includes('\0')) return 'it isn’t text';
  return undefined;
}
