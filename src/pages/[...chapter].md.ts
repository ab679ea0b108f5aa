// Each chapter as Markdown, beside its page.
import type { APIRoute, GetStaticPaths } from 'astro';
import { asMarkdown } from '../book/as-markdown.ts';
import { chapters, type Chapter } from '../book/chapters.ts';

export const getStaticPaths = (async () =>
  (await chapters()).map((chapter) => ({
    params: { chapter: chapter.id },
    props: { chapter },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ chapter: Chapter }> = async ({ props: { chapter } }) =>
  new Response(await asMarkdown(chapter));
