// What lies between two states of a library: which files came, went, were changed or have another
// name, which lines, and which names. Pure: two states in, a comparison out.
import { diffArrays } from 'diff';
import { namesIn } from './names.ts';
import type { Files } from './workspace.ts';

/** Lines that are in both texts, or those of the first whose place those of the second take. */
export interface Stretch {
  isSame: boolean;
  old: readonly string[];
  now: readonly string[];
  /** The numbers of their first lines, from 1. */
  oldAt: number;
  nowAt: number;
}

export interface FileBetween {
  /** Its name in the second state; in the first one, where it's gone. */
  file: string;
  /** Its name in the first state, where that is another one. */
  was: string | undefined;
  what: 'came' | 'went' | 'changed' | 'renamed';
  stretches: readonly Stretch[];
  /** How many lines came and went. */
  plus: number;
  minus: number;
}

export interface Between {
  /** Those that differ, in the order of their names; what is new or gone comes after what was changed. */
  files: FileBetween[];
  /** How many files are the same. */
  same: number;
  /** What is exported in the one and not in the other: `TaskLoop.runOnce`. */
  namesCame: string[];
  namesWent: string[];
}

/** How its lines end, and its last one, is no difference between texts. */
export const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

const linesOf = (text: string | undefined): string[] =>
  text === undefined || plain(text) === '' ? [] : plain(text).split('\n');

/**
 * What two texts have in common, and what not.
 * @param ms How long that may take to find out, in milliseconds: then all of one stands for all of the
 *   other.
 */
export function stretchesOf(
  before: string | undefined,
  after: string | undefined,
  ms = Infinity,
): Stretch[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(old, now, { timeout: Math.max(1, ms) }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ];
  const stretches: Stretch[] = [];
  let [oldAt, nowAt] = [1, 1];
  for (const { value, added, removed } of parts) {
    const isSame = !added && !removed;
    const last = stretches.at(-1);
    if (value.length === 0) continue;
    if (!isSame && last && !last.isSame)
      stretches.splice(-1, 1, {
        ...last,
        old: removed ? [...last.old, ...value] : last.old,
        now: added ? [...last.now, ...value] : last.now,
      });
    else
      stretches.push({ isSame, old: added ? [] : value, now: removed ? [] : value, oldAt, nowAt });
    if (!added) oldAt += value.length;
    if (!removed) nowAt += value.length;
  }
  return stretches;
}

/** So much of a file's lines must be another's, to be that file with another name. */
const ALIKE = 0.6;
/** In another folder, with its name kept. */
const ALIKE_MOVED = 0.3;

const nameOf = (file: string): string => file.split('/').at(-1)!;

/** From 0 to 1: how many of their lines are in both. Lines that say little don't count. */
function likeness(a: string, b: string): number {
  const telling = (text: string): string[] =>
    linesOf(text).filter((line) => line.trim().length > 3);
  const [ours, theirs] = [telling(a), telling(b)];
  const left = new Map<string, number>();
  for (const line of ours) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of theirs) {
    const some = left.get(line) ?? 0;
    if (some > 0) common++;
    left.set(line, some - 1);
  }
  return common / Math.max(1, ours.length, theirs.length);
}

/** @returns Files that are called otherwise in the second state: by their names in the first. */
export function renamedBetween(from: Files, to: Files): Map<string, string> {
  const gone = Object.keys(from).filter((file) => !Object.hasOwn(to, file));
  const come = Object.keys(to).filter((file) => !Object.hasOwn(from, file));
  const pairs = gone
    .flatMap((was) => come.map((file) => ({ was, file, alike: likeness(from[was]!, to[file]!) })))
    .filter(({ was, file, alike }) => alike >= (nameOf(was) === nameOf(file) ? ALIKE_MOVED : ALIKE))
    .sort((a, b) => b.alike - a.alike);
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const { was, file } of pairs) {
    if (renamed.has(was) || taken.has(file)) continue;
    renamed.set(was, file);
    taken.add(file);
  }
  return renamed;
}

/** @param ms How long it may take, for all files, to find what they have in common. */
export function between(from: Files, to: Files, ms = Infinity): Between {
  const until = performance.now() + ms;
  const renamed = renamedBetween(from, to);
  const wasOf = new Map([...renamed].map(([was, file]) => [file, was]));
  const names = new Set([...Object.keys(from).filter((file) => !renamed.has(file)), ...Object.keys(to)]); // prettier-ignore
  const files: FileBetween[] = [];
  for (const file of [...names].sort()) {
    const was = wasOf.get(file);
    const [before, after] = [own(from, was ?? file), own(to, file)];
    const isSame = before !== undefined && after !== undefined && plain(before) === plain(after);
    if (isSame && was === undefined) continue;
    const stretches = stretchesOf(before, after, until - performance.now());
    const count = (side: 'old' | 'now'): number =>
      stretches.reduce((sum, one) => sum + (one.isSame ? 0 : one[side].length), 0);
    files.push({
      file,
      was,
      what: after === undefined ? 'went' : before === undefined ? 'came' : was === undefined ? 'changed' : 'renamed', // prettier-ignore
      stretches,
      plus: count('now'),
      minus: count('old'),
    });
  }
  const rank = ({ what }: FileBetween): number => ['changed', 'renamed', 'came', 'went'].indexOf(what); // prettier-ignore
  const [before, after] = [allNames(from), allNames(to)];
  return {
    files: files.toSorted((a, b) => rank(a) - rank(b)),
    same: names.size - files.length,
    namesCame: [...after.difference(before)].sort(),
    namesWent: [...before.difference(after)].sort(),
  };
}

/** A file may have any name. */
const own = (files: Files, file: string): string | undefined =>
  Object.hasOwn(files, file) ? files[file] : undefined;

const allNames = (files: Files): Set<string> =>
  new Set(Object.values(files).flatMap((text) => [...namesIn(text)]));
