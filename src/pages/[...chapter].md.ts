// Each chapter as Markdown, beside its page.
import type { APIRoute, GetStaticPaths } from 'astro';
import { asMarkdown } from '../components/authored/as-markdown.ts';
import { chapters, formerIds, type Chapter } from '../book/chapters.ts';

export const getStaticPaths = (async () =>
  (await chapters()).flatMap((chapter) =>
    // text can't lead on to where the chapter is now
    [chapter.id, ...formerIds(chapter)].map((id) => ({
      params: { chapter: id },
      props: { chapter },
    })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<{ chapter: Chapter }> = async ({ props: { chapter } }) =>
  new Response(await asMarkdown(chapter));
