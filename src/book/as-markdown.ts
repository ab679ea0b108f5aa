// A chapter as plain Markdown, for readers without a browser: its components as what they
// stand for.
import { createTwoFilesPatch } from 'diff';
import { atAuthor } from './at-author.ts';
import { AuthorError } from './author-error.ts';
import { chapterNumber, chapterUrl, findChapter, type Chapter } from './chapters.ts';
import { CPYTHON, inCPython } from './cpython.ts';
import { builtIn } from './steps.ts';
import { due } from './due.ts';
import { exercise, kindOf } from './exercises.ts';
import { inWords } from './figures.ts';
import { isComponent, replaceElements, type MdxElement } from './mdx.ts';
import { program } from './programs.ts';
import { whenPassed } from './real-node.ts';
import type { Step } from '../steps/ladder.ts';
import { written } from './written.ts';

type Attributes = Readonly<Record<string, string>>;
const textsOf = ({ attributes }: MdxElement): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));

const fence = (language: string, code: string): string =>
  `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
const partOf = (at: string, of: string, symbol?: string, region?: string): string =>
  due(of, { symbol, region }, at).code;

const listed = (of: string): string => `\`code/${of}\`:\n\n${fence('ts', program(of).code)}`;
const printed = (of: string): string => fence('text', program(of).output);

/** Between the question of a prediction and what its answer means. */
const ANSWER = '\0';

function predicted(of: string, text: string): string {
  const [question = '', answer = ''] = text.split(ANSWER);
  const folded = `${printed(of)}\n\n${answer.trim()}`.trim();
  return `**Before you run it.** ${question.trim()}\n\n${listed(of)}\n\n<details>\n<summary>What it prints</summary>\n\n${folded}\n\n</details>`;
}

/**
 * What a component or a link stands for. `text` is what the author wrote between its tags, `here`
 * the address of the chapter, `at` the place of the tag. All other HTML is Markdown as it is.
 */
const ELEMENTS: Record<
  string,
  (
    attributes: Attributes,
    text: string,
    place: { here: string; at: string },
  ) => string | Promise<string>
> = {
  Answer: (_, text) => ANSWER + text,
  a: ({ href }, text, { here }) =>
    `[${text}](${new URL(href!, here).href.replace('http://here', '')})`,
  Asyncio: ({ of }, text) =>
    `[\`${of!.split(':')[0]}\` in CPython ${CPYTHON}](${inCPython(of!).url}): ${text}`,
  Changed: ({ from, to, symbol, was = symbol }, _, { at }) =>
    fence(
      'diff',
      createTwoFilesPatch(
        `code/${from}`,
        `code/${to}`,
        `${partOf(at, from!, was)}\n`,
        `${partOf(at, to!, symbol)}\n`,
      ).replace(/^=+\n/, ''),
    ),
  Chapter: async ({ of }) => {
    const chapter = await findChapter(of!);
    return `[chapter ${chapterNumber(chapter)}](${chapterUrl(chapter).replace(/\/$/, '.md')})`;
  },
  Exercise: ({ of, challenge }, text) =>
    `**${kindOf(challenge === 'true')}.** ${text}\n\n\`code/${of}/exercise.ts\`:\n\n${fence('ts', exercise(of!).code)}`,
  Figure: ({ of }, text) =>
    `> Picture: ${inWords(of!)}${text && `\n>\n> ${text.replaceAll('\n', '\n> ')}`}`,
  Guess: () => '', // nothing is guessed where there's nowhere to write it
  Predict: ({ of }, text) => predicted(of!, text),
  Program: ({ of }) => `${listed(of!)}\n\nIt prints:\n\n${printed(of!)}`,
  RealNode: () => whenPassed(),
  Snippet: ({ of, symbol, region }, _, { at }) =>
    `From \`code/${of}\`:\n\n${fence('ts', partOf(at, of!, symbol, region))}`,
  Term: (_, text) => text,
};

/** What there is to build at the end of a chapter. */
function toBuild(chapter: string): string {
  const built = builtIn(chapter);
  return built ? ['\n## Build it\n', ...built.steps.map(stepAsMarkdown)].join('\n') : '';
}
const stepAsMarkdown = ({ number, title, what }: Step): string =>
  `### Step ${number}: ${title}\n\n${what}\n`;

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
      const stands = ELEMENTS[element.name];
      if (stands) return stands(textsOf(element), inside, { here, at });
      if (isComponent(element.name))
        throw new AuthorError('has no Markdown: say what it stands for in src/book/as-markdown.ts');
      const { start, end, inside: within } = element;
      return mdx.text.slice(start, within.start) + inside + mdx.text.slice(within.end, end);
    });
  });
  return `# ${chapterNumber(chapter)} ${title}\n\n*${description}*\n\n${text.replace(/\n{3,}/g, '\n\n').trim()}\n${toBuild(chapter.id)}`;
}
