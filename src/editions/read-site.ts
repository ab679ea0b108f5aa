// The finished site as a book. It's the same MDX, with all that the build made of it: highlighted
// listings, outputs, pictures of runs, solutions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf, askedIn, type Answered } from './asked.ts';
import { glossaryOf, mapOf, solutionsOf } from './back-matter.ts';
import type { Book, BookPart, Document } from './book.ts';
import { indexOf, type Introduced } from './index-of-words.ts';
import { idIn, idsIn, ownIds, settleLinks, type Places } from './links.ts';
import { nothingKept, onPaper, type Kept } from './on-paper.ts';
import {
  attribute,
  find,
  findAll,
  h,
  is,
  isElement,
  like,
  need,
  readHtml,
  textOf,
} from './tree.ts';
import type { Element, Node } from './tree.ts';

/** @param only Of how many chapters; all unless told otherwise. */
export function readBook(dir: string, only = Infinity): Book {
  const page = (path: string): ReturnType<typeof readHtml> =>
    readHtml(readFileSync(join(dir, path, 'index.html'), 'utf8'));
  const start = page('');
  const canonical = new URL(
    attribute(
      findAll(start, 'link').find((link) => attribute(link, 'rel') === 'canonical')!,
      'href',
    )!,
  );
  const base = canonical.pathname;
  const pathOf = (href: string): string => href.slice(base.length);

  const parts = findAll(start, 'div.part').map((part) => {
    const title = need(part, 'h3');
    // how far the reader is has a place there, too
    const spans = title.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'span');
    const label = spans.find((span) => !is(span, '.state'));
    return {
      label: label && textOf(label).trim(),
      title: textOf(...title.childNodes.filter((node) => !spans.includes(node as Element))).trim(),
      paths: findAll(need(part, 'ol'), 'a')
        .filter((a) => !is(a, '.code'))
        .map((a) => pathOf(attribute(a, 'href')!)),
    };
  });
  const read = parts
    .flatMap(({ paths }) => paths)
    .slice(0, only)
    .map((path) => readChapter(path, page(path)));
  const places: Places = {
    base,
    address: canonical.hostname === 'localhost' ? undefined : canonical.href.replace(/\/$/, ''),
    documents: new Map([
      ...read.map(({ path, document }) => [path, document.id] as const),
      ['glossary/', 'glossary'],
      ['map-to-asyncio/', 'map'],
    ]),
  };
  const asked = new Map(
    read.flatMap(({ path, document }) => {
      const found = askedIn(page(`questions/${path}`), document.id);
      document.body.push(...found.section);
      document.sections.push({ id: 'three-questions', title: 'Three questions' });
      return [[document, found.answers] as const];
    }),
  ) satisfies Map<Document, Answered[]>;
  const chapters = read.map(({ document }) => document);
  const back = [
    solutionsOf(read),
    answersOf(asked),
    glossaryOf(page('glossary')),
    mapOf(page('map-to-asyncio')),
  ];
  for (const document of [...chapters, ...back]) own(document, places);
  const ids = new Set([...chapters, ...back].flatMap(({ id, body }) => [id, ...idsIn(body)]));
  for (const document of [...chapters, ...back]) document.body = settleLinks(document.body, ids);
  const index = indexOf(
    chapters,
    new Map(read.map(({ document, introduces }) => [document, introduces])),
  );

  return {
    title: 'Tasque',
    description: metaOf(start, 'description'),
    address: places.address,
    parts: parts.flatMap(({ label, title, paths }): BookPart[] => {
      const own = read.filter(({ path }) => paths.includes(path)).map(({ document }) => document);
      return own.length > 0 ? [{ label, title, chapters: own }] : [];
    }),
    back,
    index,
  };
}

const metaOf = (page: ReturnType<typeof readHtml>, name: string): string =>
  attribute(
    findAll(page, 'meta').find((meta) => attribute(meta, 'name') === name)!,
    'content',
  )!;

interface Read {
  path: string;
  document: Document;
  kept: Kept;
  introduces: Introduced[];
}

function readChapter(path: string, page: ReturnType<typeof readHtml>): Read {
  const article = need(page, 'article.chapter');
  const header = need(article, 'header');
  const title = need(header, 'h1');
  const number = need(title, '.number');
  const kept = nothingKept();
  const names = find(need(article, '.folds'), 'details.names');
  const body = [
    h('p', { class: 'lead' }, textOf(need(header, '.lead'))),
    ...onPaper(
      article.childNodes.filter((node) => node !== header),
      kept,
    ),
    ...(names ? [namesSection(need(names, 'table'))] : []),
  ];
  const places = findAll(header, 'meta').find(
    (meta) => attribute(meta, 'data-pagefind-meta') === 'places[content]',
  );
  const known = JSON.parse((places && attribute(places, 'content')) || '{}') as Record<
    string,
    [string]
  >;
  const introduces = findAll(header, 'meta').flatMap((meta) =>
    attribute(meta, 'data-pagefind-filter') ? [attribute(meta, 'content')!] : [],
  );
  return {
    path,
    kept,
    introduces: introduces.map((name) => ({ name, anchor: known[name]?.[0] })),
    document: {
      id: `c${textOf(number)}`,
      number: textOf(number),
      title: textOf(...title.childNodes.filter((node) => node !== number)).trim(),
      body,
      sections: findAll(h('div', {}, body), 'h2').flatMap((heading) => {
        const id = attribute(heading, 'id');
        return id === undefined ? [] : [{ id, title: textOf(heading).trim() }];
      }),
    },
  };
}

/** The table in the margin of a chapter. */
const namesSection = (table: Node): Node =>
  h('section', { class: 'names' }, [
    h('h2', { id: 'names-in-asyncio' }, 'Names in asyncio'),
    isElement(table) && like(table, onPaper(table.childNodes, nothingKept())),
  ]);

function own(document: Document, places: Places): void {
  document.body = ownIds(document.body, document.id, places);
  document.sections = document.sections.map(({ id, title }) => ({
    id: idIn(document.id, id),
    title,
  }));
}
