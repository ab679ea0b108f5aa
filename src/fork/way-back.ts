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
const OF_NOBODY = /(^|\/)(node_modules|__MACOSX|\.git|\.DS_Store|Thumbs\.db)(\/|$)/;

/** Which files of a zip are needed at all. */
export const isNeeded = (name: string): boolean =>
  !OF_NOBODY.test(name) && (/(^|\/)src\//.test(name) || name.endsWith(TAKEN));

/**
 * @param stage The stage whose library is meant.
 * @param mine The library as it is in the book now, by name from `src/`.
 * @param folder What was brought, by name; all of it may be in one folder.
 * @throws {NoStarterError} if that is no starter of the stage.
 */
export function broughtBack(stage: string, mine: Files, folder: Files): BroughtBack {
  const { taken, files } = rootOf(folder);
  if (taken.stage !== stage)
    throw new NoStarterError(`this is a starter of ${taken.stage}, and not of ${stage}`);
  const result: BroughtBack = { library: { ...mine }, aside: {}, conflicts: [], refused: [] };
  const home: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    const why = whyNot(file, text);
    if (why) result.refused.push({ file, why });
    else if (file.startsWith('src/'))
      home[file.slice('src/'.length)] = text.replaceAll('\r\n', '\n');
  }
  const names = new Set([mine, taken.library, home].flatMap(Object.keys));
  for (const file of [...names].filter((name) => isOfLibrary(`src/${name}`)).sort())
    bring(result, file, mine[file], taken.library[file], home[file]);
  return result;
}

function bring(
  { library, aside, conflicts }: BroughtBack,
  file: string,
  mine: string | undefined,
  base: string | undefined,
  home: string | undefined,
): void {
  if (isSame(mine, home) || isSame(home, base)) return;
  const text = isSame(mine, base) ? home : merged(mine, base, home);
  if (text === null) return void conflicts.push({ file, mine, base, home });
  if (mine !== undefined) aside[file] = mine;
  if (text === undefined) delete library[file];
  else library[file] = text;
}

/** Editors differ in how they end a file. */
const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a?.trimEnd() === b?.trimEnd();

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
      `this is no starter: there is no ${TAKEN}, which says what it began with`,
    );
  const taken = takenIn(folder[file]!);
  if (!taken) throw new NoStarterError(`${TAKEN} is not as it was made`);
  const root = file.slice(0, -TAKEN.length);
  const files = Object.entries(folder)
    .filter(([name]) => name.startsWith(root) && !OF_NOBODY.test(name))
    .map(([name, text]) => [name.slice(root.length), text] as const);
  return { taken, files: Object.fromEntries(files) };
}

function takenIn(json: string): Taken | undefined {
  try {
    const { stage, library } = JSON.parse(json) as Record<string, unknown>;
    const isLibrary =
      typeof library === 'object' &&
      library !== null &&
      Object.values(library).every((text) => typeof text === 'string');
    return typeof stage === 'string' && isLibrary
      ? { stage, library: library as Files }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @returns Why a file isn't taken; of what isn't in `src/` nothing is said, since it stays at home. */
function whyNot(file: string, text: string): string | undefined {
  if (!file.startsWith('src/')) return undefined;
  if (!isOfLibrary(file)) return 'it is none of the library’s files: those are src/NAME.ts';
  if (text.length > LONGEST) return `it is longer than ${LONGEST / 1000} kB`;
  if (text.includes('\0')) return 'it is no text';
  return undefined;
}
