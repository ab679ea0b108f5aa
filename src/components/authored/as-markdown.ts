// A chapter as plain Markdown, for readers without a browser: its components as what they
// stand for.
import { atAuthor } from '../../book/at-author.ts';
import { AuthorError } from '../../book/author-error.ts';
import { chapterNumber, chapterUrl, type Chapter } from '../../book/chapters.ts';
import { isComponent, replaceElements, type MdxElement } from '../../book/mdx.ts';
import { questionsOf } from '../../book/questions.ts';
import { builtIn } from '../../book/steps.ts';
import { written } from '../../book/written.ts';
import type { Step } from '../../steps/ladder.ts';
import type { InMarkdown } from './in-markdown.ts';
import { questionAsMarkdown } from '../questions/as-markdown.ts';
import { byName } from './by-name.ts';

const textsOf = ({ attributes }: MdxElement): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));

const link: InMarkdown = ({ href }, text, { here }) =>
  `[${text}](${new URL(href!, here).href.replace('http://here', '')})`;

/** What stands for an element. All HTML that isn't here is Markdown as it is. */
const STANDS_FOR: Readonly<Record<string, InMarkdown>> = {
  a: link,
  ...byName(import.meta.glob<InMarkdown>('./*/markdown.ts', { import: 'default', eager: true })),
};

/** What there is to build at the end of a chapter. */
function toBuild(chapter: string): string {
  const built = builtIn(chapter);
  return built ? ['\n## Build it\n', ...built.steps.map(stepAsMarkdown)].join('\n') : '';
}
const stepAsMarkdown = ({ number, title, what }: Step): string =>
  `### Step ${number}: ${title}\n\n${what}\n`;

/** The questions at its end. */
function toAnswer(chapter: Chapter): string {
  const questions = questionsOf(chapter.id);
  return questions.length > 0
    ? ['\n## Three questions\n', ...questions.map(questionAsMarkdown)].join('\n')
    : '';
}

/**
 * @returns The chapter's title and lead, then its text, without anything that only a browser would
 *   know.
 */
export async function asMarkdown(chapter: Chapter): Promise<string> {
  const { title, description } = chapter.data;
  const mdx = written(chapter.id);
  const here = `http://here${chapterUrl(chapter)}`;
  const text = await replaceElements(mdx, (element, inside) => {
    const at = `${mdx.file}:${element.line}:${element.column}`;
    return atAuthor(at, element.name, () => {
      if (element.attributes.class === 'on-screen') return '';
      const stands = STANDS_FOR[element.name];
      if (stands) return stands(textsOf(element), inside, { here, at });
      if (isComponent(element.name))
        throw new AuthorError(
          'has no Markdown: say what it stands for in a markdown.ts in its folder in src/components/authored',
        );
      const { start, end, inside: within } = element;
      return mdx.text.slice(start, within.start) + inside + mdx.text.slice(within.end, end);
    });
  });
  return `# ${chapterNumber(chapter)} ${title}\n\n*${description}*\n\n${text.replace(/\n{3,}/g, '\n\n').trim()}\n${toBuild(chapter.id)}${toAnswer(chapter)}`;
}
