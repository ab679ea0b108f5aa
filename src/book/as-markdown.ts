// A chapter as plain Markdown, for whoever reads without a browser: its components as what they stand for.
import { createTwoFilesPatch } from 'diff';
import { atAuthor } from './at-author.ts';
import { chapterNumber, chapterUrl, findChapter, type Chapter } from './chapters.ts';
import { CPYTHON, inCPython } from './cpython.ts';
import { cut } from './cut.ts';
import { exercise } from './exercises.ts';
import { program } from './programs.ts';
import { readSource } from './sources.ts';

type Attributes = Record<string, string>;
const COMPONENT = /<([A-Z]\w*)((?:\s+\w+(?:="[^"]*")?)*)\s*(?:\/>|>([^]*?)<\/\1>)/g;

const texts = import.meta.glob<string>('/content/**/*.mdx', { query: '?raw', import: 'default', eager: true });
const figures = import.meta.glob<string>('/src/figures/*.astro', { query: '?raw', import: 'default', eager: true });

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
const partOf = (of: string, symbol?: string, region?: string): string => cut(readSource(of), of, { symbol, region }).code;

function whole(of: string): string {
  const { code, output } = program(of);
  return `\`code/${of}\`:\n\n${fence('ts', code)}\n\nIt prints:\n\n${fence('text', output)}`;
}

function picture(of: string): string {
  const source = figures[`/src/figures/${of}.astro`] ?? ''; // of one that is not there the page tells
  return ['title', 'description'].flatMap((name) => new RegExp(`${name}="([^"]*)"`).exec(source)?.[1] ?? []).join('. ');
}

/** What a component stands for; `text` is what the author wrote between its tags. */
const COMPONENTS: Record<string, (attributes: Attributes, text: string) => string | Promise<string>> = {
  Asyncio: ({ of }, text) => `[\`${of!.split(':')[0]}\` in CPython ${CPYTHON}](${inCPython(of!).url}): ${text}`,
  Changed: ({ from, to, symbol, was = symbol }) =>
    fence('diff', createTwoFilesPatch(`code/${from}`, `code/${to}`, `${partOf(from!, was)}\n`, `${partOf(to!, symbol)}\n`).replace(/^=+\n/, '')),
  Chapter: async ({ of }) => {
    const chapter = await findChapter(of!);
    return `[chapter ${chapterNumber(chapter)}](${chapterUrl(chapter).replace(/\/$/, '.md')})`;
  },
  Exercise: ({ of }, text) => `**Exercise.** ${text}\n\n\`code/${of}/exercise.ts\`:\n\n${fence('ts', exercise(of!).code)}`,
  Figure: ({ of }, text) => `> Picture: ${picture(of!)}${text && `\n>\n> ${text.replaceAll('\n', '\n> ')}`}`,
  Predict: ({ of }, text) => `**Before you run it.** ${text}\n\n${whole(of!)}`,
  Program: ({ of }) => whole(of!),
  Snippet: ({ of, symbol, region }) => `From \`code/${of}\`:\n\n${fence('ts', partOf(of!, symbol, region))}`,
  Term: (_, text) => text,
};

/** @param at The chapter's file, and which of its lines the text begins on. */
async function expand(text: string, at: { file: string; line: number }): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: all, 1: name, 2: written, 3: inner = '', index } of text.matchAll(COMPONENT)) {
    const attributes = Object.fromEntries([...written!.matchAll(/(\w+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, value ?? '']));
    const component = COMPONENTS[name!];
    if (!component) throw new Error(`there is no Markdown for <${name}>: say what it stands for in src/book/as-markdown.ts`);
    const lineAt = (position: number): number => at.line + text.slice(0, position).split('\n').length - 1;
    const begin = index + all.indexOf('>', written!.length) + 1;
    const inside = await expand(inner.trim(), { ...at, line: lineAt(begin + inner.length - inner.trimStart().length) });
    parts.push(text.slice(end, index), await atAuthor(`${at.file}:${lineAt(index)}`, name!, () => component(attributes, inside)));
    end = index + all.length;
  }
  return [...parts, text.slice(end)].join('');
}

/** @returns The chapter's title and lead, then its text, without anything that only a browser would know. */
export async function asMarkdown(chapter: Chapter): Promise<string> {
  const { title, description } = chapter.data;
  const here = `http://here${chapterUrl(chapter)}`;
  const body = chapter.body ?? '';
  const file = `content/${chapter.id}.mdx`;
  const whole = texts[`/${file}`] ?? body;
  const text = (await expand(body, { file, line: whole.slice(0, whole.indexOf(body)).split('\n').length })).replace(
    /<a href="([^"]*)">([^]*?)<\/a>/g,
    (_, href: string, name: string) => `[${name}](${new URL(href, here).href.replace('http://here', '')})`,
  );
  return `# ${chapterNumber(chapter)} ${title}\n\n*${description}*\n\n${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
