// What an edition is made of: the book as documents, free of everything that needs a browser.
import type { Node } from './tree.ts';

/** A chapter, or a part of what's before or after them. Ids in it are unique in the whole book. */
export interface Document {
  /** Its own id, and the name of its file: `c1.3`, `glossary`. */
  id: string;
  /** `1.3`; none for what isn't a chapter. */
  number?: string;
  title: string;
  /** What's below its title. Links inside the book lead to `#id`. */
  body: Node[];
  /** Its headings of the second level. */
  sections: { id: string; title: string }[];
}

export interface BookPart {
  /** `Part 1`; none for what's before and after the numbered ones. */
  label: string | undefined;
  title: string;
  chapters: Document[];
}

/** A word of the index, and where it's found. */
export interface IndexEntry {
  word: string;
  /** Whether it's a name in code. */
  isCode: boolean;
  /** What tells it from others of that name. */
  note?: string;
  /** The first is where it's introduced, if `isIntroduced`. */
  places: { id: string; document: string }[];
  isIntroduced: boolean;
}

/** Whose it is, and what a reader may do with it. */
export const AUTHORS = 'The Tasque authors';
export const LICENCE = 'MIT licence';

export interface Book {
  title: string;
  description: string;
  /** Where the site is, if that's known. */
  address: string | undefined;
  parts: BookPart[];
  /** Solutions, answers, glossary, map. */
  back: Document[];
  index: IndexEntry[];
}

export const documentsOf = ({ parts, back }: Book): Document[] => [
  ...parts.flatMap(({ chapters }) => chapters),
  ...back,
];
