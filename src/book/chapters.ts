// The one place that knows the order of the chapters, and their addresses.
import { getCollection, type CollectionEntry } from 'astro:content';
import { AuthorError } from './author-error.ts';
import { url } from './url.ts';

export type Chapter = CollectionEntry<'chapters'>;

export const PARTS = ['Before we start', 'Generators and coroutines', 'Futures, threads and tasks', 'The task loop', 'And then'] as const;

/** In reading order. Drafts are shown to their authors only. */
export async function chapters(): Promise<Chapter[]> {
  const all = await getCollection('chapters', ({ data }) => import.meta.env.DEV || !data.draft);
  return all.sort((a, b) => a.data.part - b.data.part || a.data.chapter - b.data.chapter);
}

/**
 * @param id A chapter's path in content/, without `.mdx`. A draft may be referred to as well: it is on its way.
 * @throws {AuthorError} naming the chapters that there are.
 */
export async function findChapter(id: string): Promise<Chapter> {
  const all = await getCollection('chapters');
  const found = all.find((chapter) => chapter.id === id);
  if (!found)
    throw new AuthorError(
      `there is no chapter ${id}; known: ${all
        .map((chapter) => chapter.id)
        .sort()
        .join(', ')}`,
    );
  return found;
}

export const chapterUrl = ({ id }: Chapter): string => url(`${id}/`);

/** As readers say it: `3.1`; what stands before and after the parts has one number. */
export const chapterNumber = ({ data: { part, chapter } }: Chapter): string => (part === 0 || part === 4 ? String(part) : `${part}.${chapter}`);
