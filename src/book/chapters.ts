// The one place that knows the order of the chapters, and their addresses.
import { getCollection, type CollectionEntry } from 'astro:content';
import { url } from './url.ts';

export type Chapter = CollectionEntry<'chapters'>;

export const PARTS = ['Before we start', 'Generators and coroutines', 'Futures, threads and tasks', 'The task loop', 'And then'] as const;

/** In reading order. Drafts are shown to their authors only. */
export async function chapters(): Promise<Chapter[]> {
  const all = await getCollection('chapters', ({ data }) => import.meta.env.DEV || !data.draft);
  return all.sort((a, b) => a.data.part - b.data.part || a.data.chapter - b.data.chapter);
}

export const chapterUrl = ({ id }: Chapter): string => url(`${id}/`);

/** As readers say it: `3.1`; chapter 0 has no part before it. */
export const chapterNumber = ({ data: { part, chapter } }: Chapter): string => (part === 0 ? '0' : `${part}.${chapter}`);
