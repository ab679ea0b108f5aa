// A card for each chapter, and one for all other pages.
import type { APIRoute, GetStaticPaths } from 'astro';
import { card } from '../../book/card.ts';
import { chapterNumber, chapters, partOf, type Chapter } from '../../book/chapters.ts';
import { fullTitle } from '../../book/parts.ts';

export const getStaticPaths = (async () => [
  { params: { name: 'tasque' }, props: {} },
  ...(await chapters()).map((chapter) => ({ params: { name: chapter.id }, props: { chapter } })),
]) satisfies GetStaticPaths;

const BOOK = {
  where: 'A book',
  number: '',
  title: 'Build the heart of an event loop',
  description: 'In TypeScript, one small idea at a time. Every program runs on the page.',
};

export const GET: APIRoute<{ chapter?: Chapter }> = async ({ props: { chapter } }) => {
  if (!chapter) return new Response(await card(BOOK, { length: 3, at: 0 }));
  const { title, description } = chapter.data;
  const part = partOf(chapter);
  const siblings = (await chapters()).filter((one) => partOf(one) === part);
  return new Response(
    await card(
      { where: fullTitle(part), number: chapterNumber(chapter), title, description },
      { length: siblings.length, at: siblings.findIndex(({ id }) => id === chapter.id) },
    ),
  );
};
