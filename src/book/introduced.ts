// Where the book introduces a name: the chapter, its section, and the listing. Nobody keeps a list of that: a
// chapter says so by what it shows, by its table of asyncio's names, and by its text. Pure: chapters
// in, places out.
import { AuthorError } from './author-error.ts';
import { elementsIn, type Mdx } from './mdx.ts';
import { sectionsOf } from './sections.ts';

export interface Introduction {
  /** The chapter's path in content/, without `.mdx`. */
  chapter: string;
  /** The section's id; none before the first one. */
  section: string | undefined;
  /** The id of the listing that shows it, if one does. */
  listing: string | undefined;
}

/** Where one who follows a name lands. */
export const anchorOf = ({ listing, section }: Introduction): string | undefined =>
  listing ?? section;

export interface Text {
  id: string;
  mdx: Mdx;
  /** Whether the chapter looks ahead or back, so that others come first: it is of no stage. */
  isAside: boolean;
}

/** An entry of a table may have several: `isRunning, isClosed`. */
export const partsOf = (entry: string): string[] => entry.split(/, (?![^(]*\))/);

/** The names in an entry: `result(timeoutMs)` is `result`. */
export const namesIn = (entry: string): string[] =>
  partsOf(entry).map((part) => part.replace(/(?<=\w)\(.*\)$/, ''));

/** What a listing shows: `TaskLoop.callSoon` is also called `callSoon`. */
const namesOf = (symbol: string): string[] => {
  const name = symbol.replaceAll('.[', '[');
  return [name, name.split('.').at(-1)!];
};

const showsIn = (mdx: Mdx): { symbol: string; line: number }[] =>
  elementsIn(mdx).flatMap(({ name, line, attributes: { symbol } }) =>
    (name === 'Snippet' || name === 'Changed') && symbol !== undefined
      ? [{ symbol: String(symbol), line }]
      : [],
  );

/** The ids of listings, by their lines: of each symbol the first listing that shows it has one. */
export function listingsIn(mdx: Mdx): Map<number, string> {
  const ids = new Map<string, number>();
  for (const { symbol, line } of showsIn(mdx)) {
    const id = `listing-${symbol.replace(/\W+/g, '-')}`;
    if (!ids.has(id)) ids.set(id, line);
  }
  return new Map([...ids].map(([id, line]) => [line, id]));
}

interface Chapter extends Text {
  listings: Map<number, string>;
  sections: { line: number; slug: string }[];
  /** Names, each with the line of what shows it first; none for what only the table has. */
  names: Map<string, number | undefined>;
  /** Classes of which only members are shown, each with the line of the first one. */
  classes: Map<string, number>;
}

function read(text: Text): Chapter {
  const sections = sectionsOf(text.mdx.text);
  const names: Chapter['names'] = new Map();
  const classes: Chapter['classes'] = new Map();
  for (const { symbol, line } of showsIn(text.mdx)) {
    for (const shown of namesOf(symbol)) if (!names.has(shown)) names.set(shown, line);
    const [owner] = symbol.split('.') as [string];
    if (!classes.has(owner)) classes.set(owner, line);
  }
  for (const entry of Object.keys((text.mdx.frontMatter.python as object | undefined) ?? {}))
    for (const name of namesIn(entry)) if (!names.has(name)) names.set(name, undefined);
  return { ...text, sections, names, classes, listings: listingsIn(text.mdx) };
}

/** Whether a chapter shows a name, or has it in its table: not as another one's member. */
function has({ names }: Chapter, name: string, owner: string | undefined): boolean {
  if (owner === undefined) return names.has(name);
  const isMember = [...names.keys()].some((other) => other.endsWith(`.${name}`));
  return names.has(`${owner}.${name}`) || (names.has(name) && !isMember);
}

/** The line on which a chapter's text names something first. */
function mention({ mdx }: Text, name: string): number | undefined {
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = /^\w/.test(name) ? String.raw`(?<![\w#.])` : '';
  const after = /\w$/.test(name) ? String.raw`(?!\w)` : '';
  const first = mdx.text.slice(0, mdx.body.start).split('\n').length;
  const found = new RegExp(`\`[^\`\n]*${before}${word}${after}[^\`\n]*\``).exec(
    mdx.text.slice(mdx.body.start),
  );
  return found
    ? first + mdx.text.slice(mdx.body.start, mdx.body.start + found.index).split('\n').length - 1
    : undefined;
}

export class Introductions {
  readonly #chapters: Chapter[];

  /** @param texts In the order of the book. */
  constructor(texts: readonly Text[]) {
    const all = texts.map(read);
    this.#chapters = [...all.filter((one) => !one.isAside), ...all.filter((one) => one.isAside)];
  }

  /**
   * The chapter itself, if it shows what is called so; else the first one that shows it or has it
   * in its table; else one whose text names it, later ones before earlier ones.
   * @param chapter Where it is asked: of two things with one name, its own is meant.
   * @param owner The class whose member it is, if it's one and that is known.
   * @throws {AuthorError} if no chapter knows the name.
   */
  of(name: string, chapter?: string, owner?: string): Introduction {
    const [bare] = namesIn(name) as [string];
    const at = this.#chapters.findIndex(({ id }) => id === chapter);
    const here = this.#chapters.slice(at, at + 1);
    const found =
      here.find((one) => has(one, bare, owner) && one.names.get(bare) !== undefined) ??
      this.#chapters.find((one) => has(one, bare, owner)) ??
      [...this.#chapters.slice(Math.max(at, 0)), ...this.#chapters].find(
        (one) => mention(one, bare) !== undefined,
      );
    if (!found) throw new AuthorError(`no chapter shows or names ${name}`);
    const line =
      found.names.get(`${owner}.${bare}`) ??
      (has(found, bare, owner) ? found.names.get(bare) : undefined) ??
      Math.min(mention(found, bare) ?? Infinity, found.classes.get(bare) ?? Infinity);
    return {
      chapter: found.id,
      section: Number.isFinite(line)
        ? found.sections.findLast((section) => section.line <= line)?.slug
        : undefined,
      listing: found.listings.get(line),
    };
  }

  /** The names of the library that a chapter is the first to show or to have in its table. */
  by(chapter: string): string[] {
    const here = this.#chapters.find(({ id }) => id === chapter)!;
    return [...here.names.keys()].filter(
      (name) => /^[a-z]\w*$/i.test(name) && this.of(name).chapter === chapter,
    );
  }
  /** Those of them that it shows, each with where one lands, and in which section that is. */
  placesOf(chapter: string): Record<string, [anchor: string, section: string | undefined]> {
    const places: ReturnType<typeof this.placesOf> = {};
    for (const name of this.by(chapter)) {
      const place = this.of(name);
      const anchor = anchorOf(place);
      if (anchor !== undefined) places[name] = [anchor, place.section];
    }
    return places;
  }
}
