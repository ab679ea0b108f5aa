// How far a reader is: what the book has of each kind, and what of it is done. Pure: the book, what
// the browser keeps and the time of day in; counts, and what's next, out. Counts are of what the book
// has now, so what an earlier edition had and this one doesn't have is never counted.
import { comesAgain, type Answered } from '../questions/coming-again.ts';

/** Something to do, where the book has it. */
export interface Thing {
  id: string;
  /** What it was called before. */
  was?: readonly string[];
  title: string;
  href: string;
}

export type KindName = 'chapters' | 'exercises' | 'steps' | 'faults' | 'questions';
export interface ChapterOfBook extends Thing {
  /** Their titles by their ids. */
  sections: Readonly<Record<string, string>>;
}
export interface PartOfBook {
  name: string;
  title: string;
  things: Readonly<Record<KindName, readonly Thing[]>> & { chapters: readonly ChapterOfBook[] };
}
/** What so-far.json is, in the order of the book. */
export type Book = readonly PartOfBook[];

/** What this browser keeps of a reader. */
export interface Done {
  read: ReadonlySet<string>;
  solved: ReadonlySet<string>;
  built: ReadonlySet<string>;
  /** Steps that are the book's. */
  lent: ReadonlySet<string>;
  caught: ReadonlySet<string>;
  answered: ReadonlyMap<string, Answered>;
  now: number;
}

interface Kind {
  label: string;
  /** What's done with them. */
  done: string;
  isDone(thing: Thing, done: Done): boolean;
  /** What else is to be said of some of them. */
  also?: {
    holds(thing: Thing, done: Done): boolean;
    words(count: number): string;
    /** Whether these are next, or the last to be. */
    isFirst: boolean;
  };
}

export const chaptersOf = (book: Book): ChapterOfBook[] =>
  book.flatMap(({ things }) => things.chapters);

const idsOf = ({ id, was = [] }: Thing): readonly string[] => [id, ...was];

/** Another one is an entry here, and its things in `book.ts`. */
export const KINDS: Readonly<Record<KindName, Kind>> = {
  chapters: {
    label: 'Chapters',
    done: 'read',
    isDone: (thing, { read }) => idsOf(thing).some((id) => read.has(id)),
  },
  exercises: {
    label: 'Exercises',
    done: 'solved',
    isDone: ({ id }, { solved }) => solved.has(id),
  },
  steps: {
    label: 'Steps',
    done: 'built',
    isDone: ({ id }, { built }) => built.has(id),
    also: {
      holds: ({ id }, { built, lent }) => lent.has(id) && !built.has(id),
      words: (count) => `${count} taken from the book`,
      isFirst: false,
    },
  },
  faults: {
    label: 'Faults',
    done: 'caught',
    isDone: ({ id }, { caught }) => caught.has(id),
  },
  questions: {
    label: 'Questions',
    done: 'answered',
    isDone: ({ id }, { answered }) => answered.get(id)?.isRight !== undefined,
    also: {
      holds: ({ id }, { answered, now }) => comesAgain(answered.get(id), now),
      words: (count) => `${count} ${count === 1 ? 'comes' : 'come'} again today`,
      isFirst: true,
    },
  },
};

export interface HowFar {
  count: number;
  of: number;
  /** `3 of 8 read`, and what else is to be said. */
  words: string;
  next: Thing | undefined;
}

export function howFar(kind: KindName, things: readonly Thing[], done: Done): HowFar {
  const { done: verb, isDone, also } = KINDS[kind];
  const [isBehind, isOpen] = [
    things.filter((one) => isDone(one, done)),
    things.filter((one) => !isDone(one, done)),
  ];
  const others = also ? things.filter((one) => also.holds(one, done)) : [];
  const isAll = isOpen.length === 0;
  const open = isOpen.find((one) => !others.includes(one)) ?? isOpen[0];
  return {
    count: isBehind.length,
    of: things.length,
    words: [
      `${isAll ? '✓ ' : ''}${isBehind.length} of ${things.length} ${verb}`,
      ...(others.length > 0 ? [also!.words(others.length)] : []),
    ].join(', '),
    next: also?.isFirst ? (others[0] ?? open) : open,
  };
}

export interface Where {
  chapter: ChapterOfBook | undefined;
  section: { id: string; title: string } | undefined;
}

/** @param place A chapter's id, or one that it had, and its section's after a `#`. */
export function whereIs(place: string, book: Book): Where {
  const [id, slug = ''] = place.split('#');
  const chapter = chaptersOf(book).find((one) => idsOf(one).includes(id!));
  const title = chapter && Object.hasOwn(chapter.sections, slug) && chapter.sections[slug];
  return { chapter, section: title ? { id: slug, title } : undefined };
}

/** The first chapter that isn't read after one of them, or else before it. */
export function nextAfter(chapter: Thing | undefined, book: Book, done: Done): Thing | undefined {
  const chapters = chaptersOf(book);
  const at = chapters.findIndex(({ id }) => id === chapter?.id);
  return [...chapters.slice(at + 1), ...chapters.slice(0, Math.max(at, 0))].find(
    (one) => !KINDS.chapters.isDone(one, done),
  );
}

/** With and without: all names that a chapter had go with it. */
export const withRead = (read: ReadonlySet<string>, thing: Thing, isRead: boolean): Set<string> => {
  const others = [...read].filter((id) => !idsOf(thing).includes(id));
  return new Set(isRead ? [...others, thing.id] : others);
};

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
/** From which on it's told in a unit, and how long that is. */
const UNITS: [from: number, unit: Intl.RelativeTimeFormatUnit, long: number][] = [
  [365 * DAY, 'year', 365 * DAY],
  [60 * DAY, 'month', 30 * DAY],
  [14 * DAY, 'week', 7 * DAY],
  [DAY, 'day', DAY],
  [HOUR, 'hour', HOUR],
  [MINUTE, 'minute', MINUTE],
];

/** @returns `2 weeks ago`; nothing of what is no time. A clock that went back makes it now. */
export function ago(at: number, now: number): string | undefined {
  if (!(at > SECOND)) return undefined;
  const found = UNITS.find(([from]) => now - at >= from);
  if (!found) return 'just now';
  const [, unit, long] = found;
  return new Intl.RelativeTimeFormat('en').format(-Math.floor((now - at) / long), unit);
}
