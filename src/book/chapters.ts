// The one place that knows the order of the chapters, and their addresses.
import { getCollection, type CollectionEntry } from 'astro:content';
import { AuthorError } from './author-error.ts';
import { numberIn, partWith, type Part } from './parts.ts';
import { parts } from './stages.ts';
import { url } from './url.ts';

export type Chapter = CollectionEntry<'chapters'>;

export const partOf = ({ id }: Chapter): Part => partWith(parts, id);

/** In the order of the book. */
const inOrder = (a: Chapter, b: Chapter): number =>
  parts.indexOf(partOf(a)) - parts.indexOf(partOf(b)) || a.data.chapter - b.data.chapter;

/** Every page asks for all chapters. While an author writes they change; in a build they do not. */
let known: Promise<Map<string, Chapter>> | undefined;
const everyChapter = (): Promise<Map<string, Chapter>> =>
  (known =
    (!import.meta.env.DEV && known) ||
    getCollection('chapters').then(
      (all) => new Map(all.sort(inOrder).map((one) => [one.id, one])),
    ));

/** In reading order. Drafts are shown to their authors only. */
export const chapters = async (): Promise<Chapter[]> =>
  [...(await everyChapter()).values()].filter(({ data }) => import.meta.env.DEV || !data.draft);

/** The parts that have chapters, with these. */
export async function chaptersByPart(): Promise<{ part: Part; chapters: Chapter[] }[]> {
  const byPart = Map.groupBy(await chapters(), partOf);
  return [...byPart].map(([part, chapters]) => ({ part, chapters }));
}

/**
 * @param id A chapter's path in content/, without `.mdx`. A draft may be referred to as well: it is
 *   on its way.
 * @throws {AuthorError} naming the chapters that there are.
 */
export async function findChapter(id: string): Promise<Chapter> {
  const all = await everyChapter();
  const found = all.get(id);
  if (!found)
    throw new AuthorError(`there is no chapter ${id}; known: ${[...all.keys()].sort().join(', ')}`);
  return found;
}

export const chapterUrl = ({ id }: Chapter): string => url(`${id}/`);

/** Where it was before: ids that it had. */
export const formerIds = ({ data }: Chapter): readonly string[] => data.was ?? [];

/** As readers say it: `3.1`. */
export const chapterNumber = (chapter: Chapter): string =>
  numberIn(parts, partOf(chapter), chapter.data.chapter);
