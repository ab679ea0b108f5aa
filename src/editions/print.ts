// The book as one document for paper. Numbers of pages are filled in as far as they're known.
import { titleOf } from './asked.ts';
import { AUTHORS, documentsOf, LICENCE, type Book, type Document } from './book.ts';
import { asFewPieces, codeForPaper, withBreaks } from './code-for-paper.ts';
import { foreword } from './foreword.ts';
import { attribute, classesOf, h, is, like, rewrite, textOf, toXhtml } from './tree.ts';
import type { Content, Element, Node } from './tree.ts';

/** On which page each id is. */
export type Pages = ReadonlyMap<string, number>;

/** As wide as most numbers are. */
const UNKNOWN = '000';

/** @param pages None in the first pass, which has to lead to every place, or we'd not hear where it is. */
export function printed(book: Book, pages: Pages, css: string): string {
  const number = (id: string): string => String(pages.get(id) ?? UNKNOWN);
  const toPage = (id: string, isMain = false): Element =>
    h('a', { href: `#${id}`, class: isMain ? 'page main' : 'page' }, number(id));
  const entry = (document: Document): Element =>
    h(
      'li',
      {},
      h(
        'a',
        { href: `#${document.id}` },
        document.number !== undefined && h('span', { class: 'number' }, document.number),
        h('span', {}, document.title),
        h('span', { class: 'page' }, number(document.id)),
      ),
    );
  /** @param level Of its title, in the outline. */
  const document = (one: Document, level: 1 | 2): Element =>
    h(
      'section',
      { class: 'document', id: one.id, style: `page: ${pageName(one)}` },
      h(
        `h${level}`,
        { class: 'title' },
        one.number && [h('span', { class: 'number' }, one.number), ' '],
        one.title,
      ),
      forPaper(one.body, level, one, number),
    );
  const after: Document = { id: 'index', title: 'Index', body: [], sections: [] };
  const body = [
    h(
      'section',
      { class: 'title-page' },
      h('h1', {}, book.title),
      h('p', { class: 'sub' }, book.description),
      h(
        'div',
        { class: 'queue', 'aria-hidden': 'true' },
        Array.from({ length: 5 }, () => h('i', {})),
      ),
      h('p', { class: 'small' }, `${AUTHORS} · ${LICENCE}`),
      book.address && h('p', { class: 'small' }, book.address),
    ),
    h(
      'section',
      { class: 'document', style: 'page: front' },
      h('h1', { class: 'title' }, 'About this edition'),
      foreword(book, 'pdf'),
    ),
    h(
      'section',
      { class: 'document', style: 'page: front' },
      h('h1', { class: 'title' }, 'Contents'),
      h(
        'nav',
        { class: 'contents', role: 'doc-toc' },
        book.parts.map(({ label, title, chapters }) => [
          label && h('p', { class: 'part' }, `${label} · ${title}`),
          h('ol', { class: label ? '' : 'alone' }, chapters.map(entry)),
        ]),
        h('p', { class: 'part' }, 'At the end'),
        h('ol', {}, [...book.back, after].map(entry)),
      ),
    ),
    ...book.parts.flatMap(({ label, title, chapters }) =>
      label === undefined
        ? chapters.map((one) => document(one, 1))
        : [
            h(
              'section',
              { class: 'opens-part', style: 'page: bare' },
              h('h1', {}, h('span', { class: 'label' }, `${label} `), title),
              h('ol', {}, chapters.map(entry)),
            ),
            ...chapters.map((one) => document(one, 2)),
          ],
    ),
    ...book.back.map((one) => document(one, 1)),
    h(
      'section',
      { class: 'document', id: 'index', style: `page: ${pageName(after)}` },
      h('h1', { class: 'title' }, 'Index'),
      h('div', { class: 'index' }, indexed(book, toPage, number)),
    ),
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"/><title>${book.title}</title><style>${css}${runningFeet([...documentsOf(book), after])}</style></head><body>${toXhtml(body)}</body></html>`;
}

const pageName = ({ id }: Document): string => `in-${id.replaceAll('.', '-')}`;

/** At the foot of each page, which document it's of. */
const runningFeet = (documents: readonly Document[]): string =>
  documents
    .map(
      (one) =>
        `@page ${pageName(one)} { @bottom-left { content: ${JSON.stringify(titleOf(one))}; font: italic 8.5pt Literata; padding-top: 4mm; vertical-align: top; } }`,
    )
    .join('\n');

/** Headings a level lower where the document's title is, and the pages of what's linked. */
function forPaper(
  nodes: readonly Node[],
  level: 1 | 2,
  document: Document,
  number: (id: string) => string,
): Node[] {
  return rewrite(nodes, (element, inside) => {
    if (element.tagName === 'pre') return [is(element, '.code') ? codeForPaper(element) : element];
    if (is(element, '.line')) return [asFewPieces(element)];
    if (element.tagName === 'code') return [withBreaks(element)];
    const stays = sizeOf(element);
    if (stays) return [like(element, inside(), { class: withClass(element, stays) })];
    const heading = /^h([2-4])$/.exec(element.tagName)?.[1];
    if (heading) {
      const kept = like(element, inside(), { class: withClass(element, `heading-${heading}`) });
      return [renamed(kept, `h${Number(heading) + level - 1}`)];
    }
    const to = element.tagName === 'a' && /^#(.+)$/.exec(attribute(element, 'href') ?? '')?.[1];
    if (to && !is(element, 'a.term') && to.split('--')[0] !== document.id)
      return [like(element, inside()), h('span', { class: 'page' }, ` (p. ${number(to)})`)];
    return undefined;
  });
}
const withClass = (element: Element, name: string): string =>
  [...classesOf(element), name].join(' ');

/** So many signs of a table fit on a quarter of a page. */
const SMALL_TABLE = 500;
/** So many of a text are four lines. Of three, Chromium would leave one alone on the next page. */
const FEW_LINES = 300;
const ONE_LINE = 90;

/** The class of what's small enough to stay in one piece. */
function sizeOf(element: Element): string | undefined {
  const isText = /^(p|li|dd)$/.test(element.tagName);
  if (!isText && element.tagName !== 'table') return undefined;
  const signs = textOf(element).length;
  if (!isText) return signs <= SMALL_TABLE ? 'short' : undefined;
  if (signs > FEW_LINES) return undefined;
  return signs <= ONE_LINE ? 'few-lines one-line' : 'few-lines';
}
const renamed = (element: Element, tagName: string): Element => ({
  ...element,
  tagName,
  nodeName: tagName,
});

function indexed(
  { index }: Book,
  toPage: (id: string, isMain?: boolean) => Element,
  number: (id: string) => string,
): Content[] {
  let letter = '';
  return index.flatMap(({ word, isCode, note, places, isIntroduced }) => {
    const first = /[a-z]/i.exec(word)?.[0]?.toUpperCase() ?? '';
    const heads = first === letter ? [] : [h('h3', { class: 'heading-3' }, (letter = first))];
    const seen = new Set<string>();
    const links = places
      .map(({ id }, at) => ({ id, isMain: isIntroduced && at === 0, page: number(id) }))
      .filter(({ page }) => page === UNKNOWN || (!seen.has(page) && seen.add(page)))
      .sort((a, b) => Number(a.page) - Number(b.page));
    return [
      ...heads,
      h(
        'p',
        {},
        isCode ? withBreaks(h('code', {}, word)) : word,
        note && ` (${note})`,
        links.map(({ id, isMain }) => [', ', toPage(id, isMain)]),
      ),
    ];
  });
}
