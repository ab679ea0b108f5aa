// The questions of all chapters, and what's written in them as HTML.
import { markdownToHtml } from 'satteri';
import { chapterUrl, chapters, type Chapter } from './chapters.ts';
import { escapeHTML } from './escape-html.ts';
import { highlight } from './highlight.ts';
import { readQuestions, type Block, type Question } from './question-file.ts';

const texts = import.meta.glob<string>(
  ['/content/questions/**/*.md', '!/content/questions/README.md'],
  { query: '?raw', import: 'default', eager: true },
);

/**
 * @param chapter Its path in content/, without `.mdx`.
 * @returns None for a chapter that has none yet.
 * @throws {AuthorError} with the file and the line of what's wrong.
 */
export function questionsOf(chapter: string): Question[] {
  const file = `content/questions/${chapter}.md`;
  const text = texts[`/${file}`];
  return text === undefined ? [] : readQuestions(text, file);
}

/** In the order of the book. */
export const chaptersWithQuestions = async (): Promise<Chapter[]> =>
  (await chapters()).filter(({ id }) => questionsOf(id).length > 0);

/** One paragraph, without the tags around it. */
export const lineAsHtml = (markdown: string): string =>
  markdownToHtml(markdown)
    .html.trim()
    .replace(/^<p>|<\/p>$/g, '');

/** Links to sections lead to those of the chapter, wherever it's shown. */
export async function blocksAsHtml(blocks: readonly Block[], chapter: Chapter): Promise<string> {
  const html = await Promise.all(
    blocks.map(async (block) =>
      block.kind === 'prose'
        ? markdownToHtml(block.markdown).html.replaceAll('href="#', `href="${chapterUrl(chapter)}#`)
        : `<pre><code>${
            block.language === 'ts' ? await highlight(block.code) : escapeHTML(block.code)
          }</code></pre>`,
    ),
  );
  return html.join('');
}
