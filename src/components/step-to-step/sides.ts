// What is laid beside each other: the book's states of a library, and what a reader has of one.
import type { Stretch } from '../../steps/between.ts';
import type { Own } from '../../steps/carry-over.ts';
import { BEGINNING } from '../../steps/ladder.ts';
import { linesAt, type Line } from '../../steps/weave.ts';
import { NAME } from '../../store/names.ts';
import type { KeptFile } from '../../store/records.ts';
import { statesIn, type LadderOnPage, type StepOnPage } from '../build-it/steps-of-stage.ts';
import { isLibrary } from '../workbench/files.ts';
import { anything, begin } from '../workbench/saved.ts';
import { LAB, MINE } from './address.ts';

/** Files by their names from the stage's root, all of a library. */
export type Library = Record<string, string>;

/** What a reader has of a stage: what they built of it, and what they changed in its lab. */
export const KINDS = [MINE, LAB] as const;
export type Kind = (typeof KINDS)[number];
export const boxOf = (kind: Kind, stage: string): string => `${kind}/${stage}`;

/** What a reader's changes of it count from. */
export const booksOf = (kind: Kind, ladder: LadderOnPage): Library =>
  ladder.filesAt(kind === LAB ? ladder.steps.length : 0);

export interface Side {
  /** `STAGE/STATE`, as in an address. */
  id: string;
  stage: string;
  part: number;
  /** As in a sentence: `the end of chapter 3.8`. */
  name: string;
  ladder: LadderOnPage;
  library: Library;
  /** After which step; of the book's states alone. */
  step: number | undefined;
  /** Of a reader's alone. */
  own: (Own & { kind: Kind }) | undefined;
}

/** There's no such state. Its message tells the reader. */
export class NoSideError extends Error {
  override name = 'NoSideError';
}

/** What is kept of a reader's library. Who has nothing gets no database by looking. */
export async function recordsOf(kind: Kind, stage: string): Promise<KeptFile[]> {
  try {
    const isAny =
      (await anything) || (await indexedDB.databases()).some(({ name }) => name === NAME);
    if (!isAny) return [];
    const records = await (await begin()).recordsOf(boxOf(kind, stage));
    return records.filter(({ file }) => isLibrary(file));
  } catch {
    return []; // no storage: then nothing is kept
  }
}

/** @param partOf The number of a stage's part, if it has steps. */
export async function sideOf(
  id: string,
  partOf: (stage: string) => number | undefined,
): Promise<Side> {
  const [stage, state] = id.split('/') as [string, string];
  const part = partOf(stage);
  const none = 'The address asks for a state that this edition doesn’t have. Choose two above.';
  if (part === undefined) throw new NoSideError(none);
  const ladder = await statesIn(stage);
  const side = { id, stage, part, ladder };
  const kind = KINDS.find((kind) => kind === state);
  if (kind) {
    const own = ownFrom(await recordsOf(kind, stage), ladder, kind);
    if (!own) throw new NoSideError(NONE[kind](part));
    return { ...side, name: OWN[kind](part), library: { ...own.files }, step: undefined, own };
  }
  const at = ladder.steps.findIndex(({ folder }) => folder === state);
  if (at < 0 && state !== BEGINNING) throw new NoSideError(none);
  const step = at + 1;
  return { ...side, name: nameOf(ladder, step, part), library: ladder.filesAt(step), step, own: undefined }; // prettier-ignore
}

const OWN: Record<Kind, (part: number) => string> = {
  mine: (part) => `your library of part ${part}`,
  lab: (part) => `your lab of part ${part}`,
};
const NONE: Record<Kind, (part: number) => string> = {
  mine: (part) => `You haven’t built any of part ${part} in this browser yet.`,
  lab: (part) => `You haven’t changed the library in the lab of part ${part} yet, in this browser.`,
};

function nameOf({ steps }: LadderOnPage, number: number, part: number): string {
  const step = steps[number - 1];
  if (!step) return `part ${part} as it begins`;
  const next = steps[number];
  if (!next) return `the finished part ${part}`;
  return step.chapter.number === next.chapter.number
    ? `step ${number} of part ${part}`
    : `the end of chapter ${step.chapter.number}`;
}

/** A file's record says what it was made from; only the first edition kept none of that. */
function ownFrom(records: KeptFile[], ladder: LadderOnPage, kind: Kind): Side['own'] {
  if (records.length === 0) return undefined;
  const books = booksOf(kind, ladder);
  const [files, base] = [{ ...books }, { ...books }];
  const unknown = new Set<string>();
  for (const { file, text, base: from, of } of records) {
    if (text === null) delete files[file];
    else files[file] = text;
    if (from !== undefined) base[file] = from;
    else {
      if (of === undefined && file in books) unknown.add(file);
      delete base[file];
    }
  }
  return { files, base, unknown, kind };
}

/** Of each line of a file, by the number it has in a state of the book's: which steps brought and took it. */
function linesOf({ ladder, step }: Side, file: string): Pick<Line, 'from' | 'to'>[] {
  const name = file.replace('src/', '');
  const [woven, brought] = [ladder.woven[name], ladder.brought[name]];
  if (step === undefined) return [];
  if (woven !== undefined) return linesAt(woven, step);
  return brought ? brought.text.split('\n').map(() => ({ from: brought.step, to: Infinity })) : [];
}

/**
 * Which steps made the difference.
 * @param file Its name on each side.
 */
export function whoMade(
  from: Side,
  to: Side,
  file: { from: string; to: string },
): (stretch: Stretch) => StepOnPage[] {
  const isOneStage = from.stage === to.stage && !from.own && !to.own;
  /** @param other The step of the other side, where that's of the same stage. */
  const made = (side: Side, name: string): ((at: number, count: number) => number[]) => {
    const lines = linesOf(side, name);
    const other = isOneStage ? (side === from ? to : from).step! : 0;
    const isLater = side.step! > other || !isOneStage;
    return (at, count) =>
      lines
        .slice(at - 1, at - 1 + count)
        .map(({ from, to }) => (isLater ? from : to))
        .filter((step) => (isLater ? step > other : step <= other));
  };
  const [old, now] = [made(from, file.from), made(to, file.to)];
  return (stretch) => {
    const went = old(stretch.oldAt, stretch.old.length);
    const came = now(stretch.nowAt, stretch.now.length);
    const of = (side: Side, numbers: readonly number[]): StepOnPage[] =>
      [...new Set(numbers)].sort((a, b) => a - b).map((number) => side.ladder.steps[number - 1]!);
    return isOneStage ? of(to, [...went, ...came]) : [...of(from, went), ...of(to, came)];
  };
}
