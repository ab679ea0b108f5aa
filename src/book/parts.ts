// The parts of the book, in order. Those with a number have code, and say so themselves, in
// code/STAGE/stage.ts; the others are listed here.
import type { Stages } from '../fork/stage.ts';
import { AuthorError } from './author-error.ts';

export interface Part {
  /** What it is called in content/: a folder, or the one chapter that it is. */
  name: string;
  title: string;
  /** 1 for part 1. */
  number?: number;
  /** The folder of its code. */
  stage?: string;
}

export const partsOf = (stages: Stages): readonly Part[] => [
  { name: 'where-we-are-going', title: 'Before we start' },
  ...[...stages].map(([stage, { part, title }]) => ({ name: stage, title, number: part, stage })),
  { name: 'beyond', title: 'And then' },
];

/**
 * The part that a chapter belongs to.
 * @param id The chapter's path in content/, without `.mdx`.
 * @throws {AuthorError} naming the parts that there are.
 */
export function partWith(parts: readonly Part[], id: string): Part {
  const found = parts.find(({ name }) => name === id.split('/')[0]);
  if (!found)
    throw new AuthorError(
      `content/${id}.mdx is in no part of the book; known: ${parts.map(({ name }) => name).join(', ')}`,
    );
  return found;
}

/** `Part 3 · The task loop`, or the title of a part that has no number. */
export const fullTitle = ({ number, title }: Part): string =>
  number === undefined ? title : `Part ${number} · ${title}`;

/**
 * A chapter's number as readers say it: `3.1`. In a part without one, it's the part's place in the
 * book.
 * @param chapter Its number in its part.
 */
export const numberIn = (parts: readonly Part[], part: Part, chapter: number): string =>
  part.number === undefined ? String(parts.indexOf(part)) : `${part.number}.${chapter}`;
