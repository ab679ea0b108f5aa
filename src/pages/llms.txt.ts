// The book for readers of text: what it is, and its chapters as Markdown
// (https://llmstxt.org).
import type { APIRoute } from 'astro';
import { chapterNumber, chaptersByPart, chapterUrl } from '../book/chapters.ts';
import { definition, glossary } from '../book/glossary.ts';
import { url } from '../book/url.ts';

export const GET: APIRoute = async ({ site }) => {
  const absolute = (path: string): string => new URL(path, site).href;
  const parts = (await chaptersByPart()).map(({ part: { number, title }, chapters }) => {
    const lines = chapters.map(
      (chapter) =>
        `- [${chapterNumber(chapter)} ${chapter.data.title}](${absolute(chapterUrl(chapter).replace(/\/$/, '.md'))}): ${chapter.data.description}`,
    );
    return `## ${number === undefined ? '' : `Part ${number}: `}${title}\n\n${lines.join('\n')}\n`;
  });
  const terms = (await glossary()).map((term) => `- ${term.data.term}: ${definition(term)}`);
  return new Response(
    `# Tasque\n\n> A book that builds the heart of an event loop like asyncio's, in TypeScript, one small idea at a time: generators, futures, threads, tasks, and the loop that runs them. Every listing is tested source, and CI repeats the run of every output.\n\n${parts.join('\n')}\n## The code\n\n- [Take it home](${absolute(url('fork/'))}): each stage as a zip\n- [A map to asyncio](${absolute(url('map-to-asyncio/'))}): the names here, in asyncio and in JavaScript\n\n## Glossary\n\n${terms.join('\n')}\n`,
  );
};
