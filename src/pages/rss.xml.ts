// The chapters as a feed: who follows it hears of a new one.
import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { chapterNumber, chapters, chapterUrl } from '../book/chapters.ts';

export const GET: APIRoute = async ({ site }) =>
  rss({
    title: 'Tasque',
    description: 'Build the heart of an event loop in TypeScript, one small idea at a time.',
    site: site!,
    items: (await chapters()).map((chapter) => ({
      title: `${chapterNumber(chapter)} ${chapter.data.title}`,
      description: chapter.data.description,
      link: chapterUrl(chapter),
      ...(chapter.data.published && { pubDate: chapter.data.published }),
    })),
    customData: '<language>en</language>',
  });
