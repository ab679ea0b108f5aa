// What's asked of the PDF is asked of the first chapters, since all of it takes a minute to set.
import type { Browser } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsOf, type Book } from '../../src/editions/book.ts';
import { codeForPaper } from '../../src/editions/code-for-paper.ts';
import { pagesIn, pdfOf } from '../../src/editions/pdf.ts';
import { readBook } from '../../src/editions/read-site.ts';
import {
  attribute,
  findAll,
  h,
  textOf,
  type Content,
  type Element,
} from '../../src/editions/tree.ts';
import { launch } from '../browser.ts';
import { ROOT } from './serve.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('a long listing breaks where it has an empty line', () => {
  const lines = ['import it;', '', 'one {', '  two;', '}', '', 'three {', '  four;', '}'];
  const pre = h(
    'pre',
    { class: 'code' },
    h(
      'code',
      {},
      lines.map((line) => [h('span', { class: 'line' }, line), '\n']),
    ),
  );
  const pieces = findAll(codeForPaper(pre), '.piece');
  expect(pieces.map((piece) => [attribute(piece, 'class'), textOf(piece)])).toEqual([
    ['piece short with-next', 'import it;\n\n'],
    ['piece short', 'one {\n  two;\n}\n\n'],
    ['piece short with-last', 'three {\n  four;\n}\n'],
  ]);
});

const code = (lines: readonly (string | [tag: string, ...lines: string[]])[]) =>
  h(
    'pre',
    { class: 'code' },
    h(
      'code',
      {},
      lines.map((line) =>
        typeof line === 'string'
          ? [h('span', { class: 'line' }, line), '\n']
          : h(
              line[0],
              {},
              line.slice(1).map((one) => [h('span', { class: 'line' }, one), '\n']),
            ),
      ),
    ),
  );
const piecesOf = (pre: ReturnType<typeof code>) =>
  findAll(codeForPaper(pre), '.piece').map((piece) => [
    attribute(piece, 'class'),
    textOf(piece).split('\n').length - 1,
  ]);
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `  line ${at};`);

test('a comment doesn’t stay behind when a long function breaks', () => {
  const comment = ['/**', ' * What it does.', ' */'];
  expect(piecesOf(code(['one;', '', ...comment, 'function f() {', ...many(9), '}']))).toEqual([
    ['piece short with-next', 2],
    ['piece short', 5],
    ['piece', 9],
  ]);
  expect(piecesOf(code([...comment, 'function f() {', ...many(3), '}']))).toEqual([
    ['piece short', 8],
  ]);
});

test('what came and what went breaks line by line', () => {
  const pieces = piecesOf(
    code([
      ['del', ...many(12)],
      ['ins', 'one;', '', ...many(7)],
    ]),
  );
  expect(pieces).toEqual([
    ['piece', 14],
    ['piece short', 7],
  ]);
});

describe('what stays on one page', () => {
  const line = 'A line that is about as wide as the page of the book is, with these words in it.';
  const text = (at: number): Element =>
    h(
      'p',
      {},
      `(${at}a ${line} ${line} And a third line, which is shorter, but not by much, b${at})`,
    );
  const choices = (at: number, from: string, to: string): Element =>
    h(
      'ul',
      { class: 'choices' },
      [`(${at}${from}`, 'between', `${to}${at})`].map((one) =>
        h('li', {}, h('b', {}, 'A'), ' ', one),
      ),
    );
  const listing = (name: string): Element =>
    h(
      'figure',
      { class: 'listing' },
      h('figcaption', {}, name),
      h('pre', { class: 'code short' }, h('code', {}, many(8).join('\n'))),
    );
  const KINDS: [what: string, one: (at: number) => Content][] = [
    ['a paragraph of three lines', text],
    [
      'what’s asked',
      (at) =>
        h('div', { class: 'predict' }, h('div', { class: 'asked' }, text(at)), h('p', {}, line)),
    ],
    [
      'a step of a question, and the way to its answer',
      (at) =>
        h(
          'div',
          { class: 'question' },
          h('div', { class: 'step' }, h('p', { class: 'ask' }, 'What?'), choices(at, 'x', 'y')),
          h(
            'div',
            { class: 'step' },
            h('p', { class: 'ask' }, `(${at}a Why?`),
            choices(at, 'v', 'w'),
            h('p', { class: 'to-solution' }, `The answer, b${at})`),
          ),
        ),
    ],
    [
      'a small table',
      (at) =>
        h(
          'table',
          {},
          [`(${at}a`, 'in it', `b${at})`].map((one) => h('tr', {}, h('td', {}, one))),
        ),
    ],
    [
      'a heading, one sentence and the listing that it leads to',
      (at) => [h('h2', {}, `(${at}a`), h('p', {}, 'Here it is.'), listing(`b${at})`)],
    ],
  ];
  test.for(KINDS)('%s', async ([, one]) => {
    // what's between them makes each begin at another height
    const between = (at: number) => Array.from({ length: at % 4 }, () => h('p', {}, line));
    const body = Array.from({ length: 60 }, (_, at) => [one(at), between(at)]);
    const document = { id: 'c1', title: 'One', body: h('div', {}, body).childNodes, sections: [] };
    const book: Book = {
      title: 'Tasque',
      description: '',
      address: undefined,
      parts: [{ label: undefined, title: '', chapters: [document] }],
      back: [],
      index: [],
    };
    const { bytes } = await pdfOf(book, browser);
    const pages = await textsOf(bytes);
    const broken = Array.from({ length: 60 }, (_, at) => at).filter(
      (at) => !pages.some((page) => page.includes(`(${at}a`) && page.includes(`b${at})`)),
    );
    expect(pages.length).toBeGreaterThan(5);
    expect(broken).toEqual([]);
  });
});

const textsOf = async (bytes: Uint8Array): Promise<string[]> => {
  const document = await getDocumentProxy(bytes.slice());
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const { items } = await (await document.getPage(at + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    }),
  );
};

describe('the PDF', () => {
  let some: Book;
  let bytes: Uint8Array;
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  beforeAll(async () => {
    some = readBook(ROOT, 3);
    ({ bytes } = await pdfOf(some, browser));
    document = await getDocumentProxy(bytes.slice());
  });
  /** What's on a page, without the spaces, which a line's end or a font may take or give. */
  const onPage = async (number: number): Promise<string> => {
    const { items } = await (await document.getPage(number)).getTextContent();
    return items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replace(/\s/g, '');
  };

  test('is tagged, in English, and says when it was made nowhere', async () => {
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({
      Title: 'Tasque',
      Language: 'en',
      Author: 'The Tasque authors',
      Subject: some.description,
    });
    expect((await document.getMetadata()).metadata.get('dc:rights')).toBe('MIT licence');
    expect(info).not.toHaveProperty('CreationDate');
    const tags = JSON.stringify(await (await document.getPage(4)).getStructTree());
    for (const tag of ['H1', 'P', 'Figure']) expect(tags).toContain(`"role":"${tag}"`);
  });

  test('has a bookmark for each chapter and what’s at the end', async () => {
    const marks: string[] = [];
    const walk = (outline: Awaited<ReturnType<typeof document.getOutline>>): void => {
      for (const { title, items } of outline ?? []) {
        marks.push(title.trim());
        walk(items);
      }
    };
    walk(await document.getOutline());
    for (const { number, title } of documentsOf(some))
      expect(marks).toContain(number ? `${number} ${title}` : title);
    expect(marks).toContain('Index');
  });

  test('its numbers of pages are those of the pages', async () => {
    const { pages } = await pagesIn(bytes);
    const contents = await onPage(3);
    for (const { id, title } of documentsOf(some))
      expect(contents).toContain(`${title}${pages.get(id)}`.replace(/\s/g, ''));
    expect(await onPage(pages.get('c1.1')!)).toContain('Afunctionthatpauses');
    // at its foot, in either order, the chapter and the number
    const foot = [String(pages.get('c1.1')), '1.1Afunctionthatpauses'];
    expect(await onPage(pages.get('c1.1')!)).toMatch(
      new RegExp(`${foot.join('')}|${foot.toReversed().join('')}`),
    );
    for (const { word, places } of some.index)
      for (const { id } of places)
        if (pages.has(id))
          expect((await onPage(pages.get(id)!)).toLowerCase(), word).toContain(stem(word));
  });
  test('has no line beyond its margins, and no large gap within a chapter', async () => {
    const pages = await Promise.all(
      Array.from({ length: document.numPages }, async (_, at) => {
        const page = await document.getPage(at + 1);
        const [, , width, height] = page.view as [number, number, number, number];
        const items = (await page.getTextContent()).items.flatMap((item) =>
          'str' in item && item.str.trim() !== '' ? [item] : [],
        );
        const bottom = 18 * MM;
        const atFoot = items.filter(({ transform }) => transform[5] < bottom);
        const lowest = Math.min(
          height,
          ...items.map(({ transform }) => transform[5] as number).filter((y) => y >= bottom),
        );
        return {
          of: atFoot
            .map(({ str }) => str)
            .join('')
            .replace(/\d+$|^\d+(?!\.)/, ''),
          beyond: items.filter(
            (item) => (item.transform[4] as number) + item.width > width - 16 * MM + 1,
          ),
          gap: (lowest - bottom) / (height - 33 * MM),
        };
      }),
    );
    expect(pages.flatMap(({ beyond }) => beyond.map(({ str }) => str))).toEqual([]);
    const chapter = pages.map(({ of }, at) => of !== '' && of === pages[at + 1]?.of);
    expect(chapter.filter(Boolean).length).toBeGreaterThan(15);
    expect(pages.flatMap(({ gap }, at) => (chapter[at] && gap > 0.4 ? [at + 1] : []))).toEqual([]);
  });
  /** In the points of a PDF. */
  const MM = 72 / 25.4;
  /** A word stands in other forms as well: `yielding` for `yield`, `scheduled` for `schedule`. */
  const stem = (word: string): string =>
    word
      .toLowerCase()
      .replace(/\s/g, '')
      .slice(0, Math.max(4, word.length - 3));

  test('is the same whenever it’s made', async () => {
    expect(Buffer.from((await pdfOf(some, browser)).bytes).equals(bytes)).toBe(true);
  });
});
