// Which questions come again, where and when. Pure: what a reader has answered and the time of day
// in, ids out. content/questions/README.md says the same in words.

/** What's kept of a question that was asked. */
export interface Answered {
  /** When it was answered last, in milliseconds since 1970. */
  at: number;
  /** None before answer and reason were given for the first time. */
  isRight?: boolean | undefined;
  /** How often in a row it was right. */
  inARow: number;
  /** What was chosen last, by its place in the author's list. */
  answer?: number | undefined;
  reason?: number | undefined;
}

/** By the question's id. */
export type Kept = ReadonlyMap<string, Answered>;

export const DAY = 24 * 60 * 60 * 1000;

/** How many days a question rests that was right once, twice, and more often in a row. */
const RESTS = [1, 7, 30];

/** Of a set, and of those from other chapters at a chapter's end. */
const MOST = { set: 6, elsewhere: 2 };

export const withAnswer = (
  before: Answered | undefined,
  answer: number,
  isRight: boolean,
  now: number,
): Answered =>
  isRight
    ? { at: now, isRight: before?.isRight, inARow: before?.inARow ?? 0, answer }
    : { at: now, isRight: false, inARow: 0, answer };

/** @param isRight Whether the answer before it was right, too. */
export const withReason = (
  { answer, inARow }: Answered,
  reason: number,
  isRight: boolean,
  now: number,
): Answered => ({ at: now, isRight, inARow: isRight ? inARow + 1 : 0, answer, reason });

const isWrong = (one: Answered | undefined): boolean => one?.isRight === false;

/** When it's long ago. */
function dueAt({ at, isRight, inARow }: Answered): number {
  if (isRight === undefined) return Infinity; // it was begun, and its chapter still has it
  return at + DAY * (isRight ? (RESTS[Math.min(inARow, RESTS.length) - 1] ?? 1) : 1);
}

/** Whether it's asked again where it was asked first. */
export const comesAgain = (one: Answered | undefined, now: number): boolean =>
  one !== undefined && isWrong(one) && dueAt(one) <= now;

const oldestFirst = (kept: Kept) => (a: string, b: string) => kept.get(a)!.at - kept.get(b)!.at;

/**
 * What comes again at the end of a chapter.
 * @param own The chapter's questions.
 * @param all Those of the book.
 */
export const fromElsewhere = (
  kept: Kept,
  own: readonly string[],
  all: readonly string[],
): string[] =>
  all
    .filter((id) => isWrong(kept.get(id)) && !own.includes(id))
    .sort(oldestFirst(kept))
    .slice(0, MOST.elsewhere);

/** The first of each list, then the second of each, and so on. */
export const inTurn = (lists: readonly (readonly string[])[]): string[] =>
  lists
    .flatMap((list, chapter) => list.map((id, nth) => ({ id, nth, chapter })))
    .sort((a, b) => a.nth - b.nth || a.chapter - b.chapter)
    .map(({ id }) => id);

/** @param ids The questions of a part, in the order in which they're asked first. */
export function setOf(kept: Kept, ids: readonly string[]): string[] {
  const isDone = (id: string): boolean => kept.get(id)?.isRight !== undefined;
  const done = ids.filter(isDone).sort(oldestFirst(kept));
  return [
    ...done.filter((id) => isWrong(kept.get(id))),
    ...done.filter((id) => !isWrong(kept.get(id))),
    ...ids.filter((id) => !isDone(id)),
  ].slice(0, MOST.set);
}

/** The one that the start page asks. */
export function fromLongAgo(kept: Kept, all: readonly string[], now: number): string | undefined {
  const due = all
    .filter((id) => kept.has(id) && dueAt(kept.get(id)!) <= now)
    .sort(oldestFirst(kept));
  return due.find((id) => isWrong(kept.get(id))) ?? due[0];
}

/**
 * When the start page looks for one again: a day after it has asked one, at the earliest.
 * @param before What it was told the last time.
 */
export const looksAgainAt = (kept: Kept, before: number, now: number): number =>
  Math.max(Math.min(...[...kept.values()].map(dueAt)), Math.min(before, now + DAY));
