// Finds what an author can get wrong without anything failing where they would look: reads all that a
// build reads, and says of each slip where it is and what to write.
import { existsSync, globSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { slug } from 'github-slugger';
import { parseSync } from 'vite';
import { AuthorError } from '../book/author-error.ts';
import { END_REGION, REGION } from '../book/cut.ts';
import { chapterFields, termFields } from '../book/front-matter.ts';
import { elementsIn, readMdx, shows, type Mdx, type Way } from '../book/mdx.ts';
import { partsOf } from '../book/parts.ts';
import { traceFile } from '../book/trace-file.ts';
import { readText } from '../plain-text.ts';
import { inElement, propsOf, SET_BY_BUILD } from './elements.ts';
import { inPredictions } from './predictions.ts';
import { chapterOf, inQuestions, questionFiles } from './questions.ts';
import { known, type Slip } from './slip.ts';

/** @param root The project's folder. */
export function proofread(root = '.'): Slip[] {
  const slips: Slip[] = [];
  const paths = (pattern: string): string[] =>
    globSync(pattern, { cwd: root, exclude: (path) => /(^|[\\/])node_modules$/.test(path) })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
      .sort();
  const read = (file: string): string => readText(join(root, file));
  /** Goes on with the next file when one cannot be read. */
  const each = (files: string[], look: (file: string) => Iterable<Slip>): void => {
    for (const file of files) {
      try {
        slips.push(...look(file));
      } catch (error) {
        if (!(error instanceof AuthorError)) throw error;
        slips.push(slipOf(error, file));
      }
    }
  };

  const components = new Map(
    paths('src/components/authored/*/*.astro').flatMap((file) => {
      const props = propsOf(read(file));
      const name = file.split('/').at(-1)!.slice(0, -'.astro'.length);
      return props.has(SET_BY_BUILD) ? [[name, props] as const] : [];
    }),
  );
  const pins = Object.keys(JSON.parse(read('content/cpython.json')) as object);
  // those that src/content.config.ts takes
  const chapterFiles = paths('content/**/*.mdx').filter((file) => !/\/_[^/]*$/.test(file));
  const stages = paths('code/*/stage.ts').map((file) => file.split('/')[1]!);
  const parts = [...partsOf(new Map()).map(({ name }) => name), ...stages];
  const pages = new Set([
    ...chapterFiles.map(addressOf),
    ...stages.map((stage) => `lab/${stage}`),
    ...paths('src/pages/**/*.astro')
      .filter((file) => !file.includes('['))
      .map((file) => file.slice('src/pages/'.length).replace(/(\/?index)?\.astro$/, '')),
  ]);
  /** Those that can be read. */
  const chapters = new Map<string, Mdx>();
  each(chapterFiles, function* (file) {
    const mdx = readMdx(read(file), file);
    chapters.set(file, mdx);
    yield* inFrontMatter(mdx, chapterFields);
    yield* inDate(mdx);
    for (const element of elementsIn(mdx)) yield* inElement(mdx, element, components, pins);
    yield* inWays(mdx, pages, (path) => existsSync(join(root, path)));
    yield* inTraces(mdx, (path) => existsSync(join(root, path)));
    yield* inPredictions(mdx, (of) => {
      const output = `code/${of.replace(/\.ts$/, '.out')}`;
      return existsSync(join(root, output)) ? read(output) : undefined;
    });
  });
  for (const file of chapterFiles)
    if (!parts.includes(idOf(file).split('/')[0]!))
      slips.push({
        file,
        line: 1,
        column: 1,
        message: `it is in no part of the book; ${known(parts)}`,
      });
  slips.push(...twice(chapters), ...movedOnto(chapters, pages));
  each(paths('content/glossary/*.md'), function* (file) {
    const text = read(file);
    // the rest is Markdown, and no MDX
    const [head = ''] = /^---\n[^]*?\n---(\n|$)/.exec(text) ?? [];
    const mdx = readMdx(head, file);
    yield* inFrontMatter(mdx, termFields);
    if (text.slice(head.length).trim() === '')
      yield { file, line: 1, column: 1, message: 'it has no text: say what the term means' };
    const { chapter } = mdx.frontMatter;
    if (typeof chapter === 'string' && !chapterFiles.includes(`content/${chapter}.mdx`))
      yield {
        file,
        line: mdx.lineOf('chapter'),
        column: 1,
        message: `there is no chapter ${chapter}; ${known(chapterFiles.map(idOf))}`,
      };
  });
  const asked = new Map<string, string>();
  each(questionFiles(paths('content/questions/**/*.md')), (file) => {
    const chapter = chapterOf(file);
    return inQuestions(
      file,
      read(file),
      chapterFiles.includes(chapter) ? read(chapter) : undefined,
      asked,
    );
  });
  each(paths('code/**/*.ts'), (file) => inCode(read(file), file));
  return slips;
}

/** Of errors that name their place themselves. */
function slipOf({ message }: AuthorError, file: string): Slip {
  const [, at, line, column, rest] = /^(.+?):(\d+):(\d+): ?([^]*)$/.exec(message) ?? [];
  return at === file
    ? { file, line: Number(line), column: Number(column), message: rest! }
    : { file, line: 1, column: 1, message };
}

function* inTraces(
  { file, ...mdx }: Pick<Mdx, 'file' | 'elements'>,
  exists: (path: string) => boolean,
): Generator<Slip> {
  for (const element of elementsIn(mdx)) {
    const { name, attributes, line, column } = element;
    if (shows(element) !== 'program' || !attributes.timeline) continue;
    const of = String(attributes.of);
    const trace = traceFile(of);
    if (exists(`code/${of}`) && !exists(trace))
      yield {
        file,
        line,
        column,
        message: `<${name}> has a timeline, and ${trace} is missing: run "npm run record -- -t ${of.split('/').at(-1)}"`,
      };
  }
}

// --- front matter, addresses

interface Fields {
  safeParse(value: unknown): {
    error?: { issues: { path: PropertyKey[]; message: string; keys?: string[] }[] } | undefined;
  };
}

function* inFrontMatter(mdx: Mdx, fields: Fields): Generator<Slip> {
  for (const { path, message, keys } of fields.safeParse(mdx.frontMatter).error?.issues ?? []) {
    const field = String(path[0] ?? keys?.[0] ?? '---');
    const text = path.length > 1 ? `${path.join('.')}: ${message}` : message;
    yield {
      file: mdx.file,
      line: mdx.lineOf(field),
      column: 1,
      message: `front matter, ${field}: ${text}`,
    };
  }
}

/** YAML takes the 30th of February for the 2nd of March. */
function* inDate({ file, frontMatter, lineOf, text }: Mdx): Generator<Slip> {
  if (!('published' in frontMatter)) return;
  const line = lineOf('published');
  const written = text.split('\n')[line - 1]!.replace(/^published:\s*|\s*(#.*)?$/g, '');
  const day = written.replace(/^(['"])(.*)\1$/, '$2');
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    yield {
      file,
      line,
      column: 1,
      message: `front matter, published: ${written || 'nothing'} is no day: write it as 2026-11-23`,
    };
}

const idOf = (file: string): string => file.slice('content/'.length, -'.mdx'.length);
/** As Astro makes a file's address. */
export const addressOf = (file: string): string =>
  idOf(file)
    .split('/')
    .map((part) => slug(part))
    .join('/')
    .replace(/\/index$/, '');

/** Two chapters with one address, of which a build would keep one; or with one number. */
function* twice(chapters: ReadonlyMap<string, Mdx>): Generator<Slip> {
  const addresses = new Map<string, string>();
  const numbers = new Map<string, string[]>();
  for (const [file, mdx] of chapters) {
    const address = addressOf(file);
    const sameAddress = addresses.get(address);
    if (sameAddress !== undefined)
      yield {
        file,
        line: 1,
        column: 1,
        message: `${sameAddress} has this address already, /${address}/: rename one`,
      };
    addresses.set(address, file);
    const { chapter } = mdx.frontMatter;
    const part = idOf(file).split('/')[0]!;
    if (chapter === undefined) continue; // its front matter has said so
    const number = `${part} ${chapter}`;
    numbers.set(number, [...(numbers.get(number) ?? []), file]);
  }
  for (const [number, files] of numbers)
    if (files.length > 1)
      for (const file of files)
        yield {
          file,
          line: chapters.get(file)!.lineOf('chapter'),
          column: 1,
          message: `${files.find((other) => other !== file)} is chapter ${number.replace(/(.*) (.*)/, '$2 of $1')}, too: count up those from there on`,
        };
}

/** Addresses at which a chapter was, and something else is or was. */
function* movedOnto(
  chapters: ReadonlyMap<string, Mdx>,
  pages: ReadonlySet<string>,
): Generator<Slip> {
  const claimed = new Map<string, string>();
  for (const [file, { frontMatter, lineOf }] of chapters) {
    if (!Array.isArray(frontMatter.was)) continue; // or its front matter has said so
    for (const was of frontMatter.was.map(String)) {
      const slip = (message: string): Slip => ({
        file,
        line: lineOf('was'),
        column: 1,
        message: `front matter, was: ${message}`,
      });
      const other = claimed.get(was);
      if (pages.has(was))
        yield slip(`/${was}/ is a page of the book now: nothing leads on from it`);
      else if (other !== undefined)
        yield slip(`${other} was at /${was}/, too: only one can have been`);
      claimed.set(was, file);
    }
  }
}

// --- links, images, imports

const leadsAway = (to: string): boolean => /^([a-z][a-z\d+.-]*:|\/\/)/i.test(to);

/** Links and images that are written as HTML. */
const inHtml = (mdx: Mdx): Way[] =>
  elementsIn(mdx).flatMap(({ name, attributes: { href, src }, line, column }): Way[] => {
    if (name === 'a' && typeof href === 'string') return [{ kind: 'link', to: href, line, column }];
    if (name === 'img' && typeof src === 'string')
      return [{ kind: 'image', to: src, line, column }];
    return [];
  });

/** @param pages The addresses of the book's pages, without slashes around them. */
function* inWays(
  mdx: Mdx,
  pages: ReadonlySet<string>,
  exists: (path: string) => boolean,
): Generator<Slip> {
  const { file } = mdx;
  for (const { kind, to, line, column } of [...mdx.ways, ...inHtml(mdx)]) {
    if (leadsAway(to)) continue;
    const slip = (message: string): Slip => ({ file, line, column, message });
    if (kind === 'link') {
      const { pathname, hash } = new URL(to, `https://book.example/${addressOf(file)}/`);
      const page = pathname.replace(/^\/|\/$/g, '');
      // a book may live under a path, which one slash at the beginning leaves
      if (to === '' || to.startsWith('/') || hash)
        yield slip(
          `the link to ${to || 'nothing'} cannot be checked: write <Chapter of="…" /> for a chapter, <Term> for a term, a whole address for what is elsewhere`,
        );
      else if (!pages.has(page)) yield slip(`the link to ${to} leads to no page; ${known(pages)}`);
    } else if (to.startsWith('.') || kind === 'image') {
      if (!exists(posix.join(posix.dirname(file), to)))
        yield slip(`there is no file ${posix.join(posix.dirname(file), to)}`);
    }
  }
}

// --- code

function* inCode(source: string, file: string): Generator<Slip> {
  const { errors } = parseSync(file, source);
  for (const { message, labels } of errors.slice(0, 1)) {
    const before = source.slice(0, labels[0]?.start ?? 0).split('\n');
    yield { file, line: before.length, column: before.at(-1)!.length + 1, message };
  }
  const lines = new Map<string, number>();
  const open: number[] = [];
  for (const [at, text] of source.split('\n').entries()) {
    const [, region] = REGION.exec(text) ?? [];
    if (END_REGION.test(text)) open.pop();
    if (region === undefined) continue;
    open.push(at + 1);
    const first = lines.get(region);
    if (first !== undefined)
      yield {
        file,
        line: at + 1,
        column: 1,
        message: `line ${first} begins a region ${region} already: name this one otherwise`,
      };
    lines.set(region, first ?? at + 1);
  }
  for (const line of open)
    yield { file, line, column: 1, message: 'this region is never closed: add // #endregion' };
}
