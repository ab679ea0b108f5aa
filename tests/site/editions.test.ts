// The editions have all that the site has, and nothing that only a browser could use.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  copyFileSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsOf, type Book } from '../../src/editions/book.ts';
import { checkEpub } from '../../src/editions/check.ts';
import { epubOf } from '../../src/editions/epub.ts';
import { idsIn } from '../../src/editions/links.ts';
import { offer } from '../../src/editions/offer.ts';
import { readBook } from '../../src/editions/read-site.ts';
import {
  attribute,
  elementsIn,
  find,
  findAll,
  h,
  readHtml,
  textOf,
  type Element,
} from '../../src/editions/tree.ts';
import { launch } from '../browser.ts';
import { chapters } from '../book/components.ts';
import { faintOn } from './faint.ts';
import { ROOT, UNDER } from './serve.ts';

let book: Book;
let browser: Browser;
beforeAll(async () => {
  book = readBook(ROOT);
  browser = await launch();
});
afterAll(() => browser?.close());

/** All of the book's chapters, each with the article that the site has of it. */
const both = (): { id: string; article: Element; document: Element }[] => {
  const documents = book.parts.flatMap((part) => part.chapters);
  const paths = [
    ...readFileSync(`${ROOT}/index.html`, 'utf8')
      .split('id="contents"')[1]!
      .matchAll(/<li data-title[^]*?<a href="\/([^"]+)"/g),
  ].map(([, path]) => path!);
  return paths.map((path, at) => ({
    id: path,
    article: find(
      readHtml(readFileSync(join(ROOT, path, 'index.html'), 'utf8')),
      'article.chapter',
    )!,
    document: h('div', {}, documents[at]!.body),
  }));
};
const texts = (elements: readonly Element[]): string[] => elements.map((one) => textOf(one).trim());

describe('the whole book', () => {
  test('has every chapter', () => {
    expect(book.parts.flatMap((part) => part.chapters)).toHaveLength(chapters.size);
    expect(both()).toHaveLength(chapters.size);
  });

  test.for([
    ['programs, exercises included', 'program-box', '.program'],
    ['predictions', 'predict-box', '.predict'],
    ['exercises', 'exercise-box', '.exercise'],
    ['listings', 'figure.listing', 'figure.listing'],
    ['pictures', 'figure.picture', 'figure.picture'],
    ['pictures of runs', 'trace-timeline', '.timeline'],
    ['what asyncio does', '.asyncio', '.asyncio'],
    ['answers of every order', '.orders-told', '.orders'],
  ] as const)('has as many %s as the site', ([, there, here]) => {
    let sum = 0;
    for (const { id, article, document } of both()) {
      const count = findAll(article, there).length;
      expect([id, findAll(document, here).length]).toEqual([id, count]);
      sum += count;
    }
    expect(sum).toBeGreaterThan(10);
  });

  test('gives the lines of a prediction to put in order, and not in that order', () => {
    let count = 0;
    for (const { id, article, document } of both()) {
      const asked = findAll(article, 'predict-box').filter(
        (box) => attribute(box, 'data-order') !== undefined,
      );
      const given = texts(findAll(document, '.to-order').map((one) => find(one, 'samp')!));
      const printed = texts(asked.map((box) => find(box, 'samp')!));
      expect(given.map(sorted), id).toEqual(printed.map(sorted));
      for (const [at, lines] of printed.entries()) expect(given[at], id).not.toBe(lines);
      count += given.length;
    }
    expect(count).toBeGreaterThan(10);
  });
  const sorted = (lines: string): string[] => lines.split('\n').toSorted();

  test('says of what only the site has that it’s there', () => {
    let count = 0;
    for (const { id, article, document } of both())
      for (const link of findAll(article, 'a')) {
        if (!attribute(link, 'href')?.includes('/from-step-to-step/#')) continue;
        if (attribute(link, 'class') !== undefined) continue;
        expect(textOf(document), id).toContain(`${textOf(link).trim()} (on the site)`);
        count++;
      }
    expect(count).toBeGreaterThan(2);
  });

  test('leaves out what’s only true on a screen', () => {
    let count = 0;
    for (const { id, article, document } of both()) {
      const said = textOf(document);
      for (const text of texts(findAll(article, '.on-screen'))) {
        expect(said, id).not.toContain(text);
        count++;
      }
      const prose = texts(findAll(document, 'p')).join('\n');
      expect(prose, id).not.toMatch(/\b(on|of) this page\b|\bcopy of the book\b|\bUnfold\b/);
      expect(prose, id).not.toMatch(/[.?!][)”]?\s+chapter \d/); // a sentence begins with a capital
    }
    expect(count).toBeGreaterThan(10);
  });

  test('follows the links that an author wrote from the chapter on, also under a path', () => {
    for (const [root, base] of [
      [ROOT, ''],
      [UNDER.root, '/tasque'],
    ] as const) {
      const all = new Map(documentsOf(readBook(root)).map(({ id, body }) => [id, body]));
      const last = h('div', {}, all.get('c3.13')!);
      expect(findAll(last, 'a').map((a) => attribute(a, 'href'))).toContain(
        `https://book.example${base}/lab/part-3-task-loop/`,
      );
      expect(textOf(last)).toContain('the lab (on the site)');
      const beyond = findAll(h('div', {}, all.get('c5')!), 'a');
      expect(beyond.find((a) => attribute(a, 'href') === '#map')).toBeDefined();
    }
  });

  test('marks where a printed line goes on below', () => {
    let count = 0;
    for (const { id, document } of both())
      for (const printed of findAll(document, '.prints').flatMap((box) => findAll(box, 'samp'))) {
        const lines = textOf(printed).split('\n');
        const isLong = lines.some((line) => line.length > 40);
        expect(findAll(printed, '.line').length, id).toBe(isLong ? lines.length : 0);
        if (isLong) count++;
      }
    expect(count).toBeGreaterThan(10);
  });

  test('has all code, all that’s printed, and each paragraph', () => {
    for (const { id, article, document } of both()) {
      const shown = new Set(texts(findAll(document, 'pre')));
      const code = findAll(article, 'pre.code').concat(
        findAll(article, 'figure.listing').map((one) => find(one, 'pre')!),
      );
      const outputs = findAll(article, 'program-box').flatMap((box) =>
        attribute(box, 'data-judge') === undefined ? findAll(box, 'samp') : [],
      );
      for (const text of texts([...code, ...outputs]))
        if (text) expect(shown, `${id}: ${text}`).toContain(text);
      const prose = texts(findAll(document, 'p')).join('\n').replaceAll(' (on the site)', '');
      for (const node of article.childNodes)
        if ('tagName' in node && node.tagName === 'p' && attribute(node, 'class') === undefined) {
          for (const like of ['.definition', '.on-screen'])
            for (const gone of findAll(node, like)) gone.childNodes = [];
          expect(prose, id).toContain(textOf(node).trim());
        }
    }
  });

  test('has a solution for every exercise, and an answer for every question', () => {
    const [solutions, answers] = book.back.map(({ body }) => h('div', {}, body)) as [
      Element,
      Element,
    ];
    const shown = new Set(texts(findAll(solutions, 'pre')));
    let exercises = 0;
    for (const { id, article, document } of both()) {
      for (const box of findAll(article, '.solution')) {
        exercises++;
        expect(shown, id).toContain(textOf(find(box, 'pre')!).trim());
      }
      expect(findAll(document, '.question')).toHaveLength(3);
    }
    expect(findAll(solutions, '.solution')).toHaveLength(exercises);
    expect(findAll(answers, '.answered')).toHaveLength(3 * chapters.size);
    expect(
      findAll(answers, '.right').every((one) => /^[A-D], because of [1-4]/.test(textOf(one))),
    ).toBe(true);
  });

  test('has the hints of every step at its end', () => {
    const solutions = h('div', {}, book.back[0]!.body);
    let hints = 0;
    for (const { id, article, document } of both()) {
      const built = find(article, 'section.build-it');
      const steps = built
        ? findAll(built, 'li').filter((li) => attribute(li, 'data-step') !== undefined)
        : [];
      expect(findAll(document, '.to-solution').length, id).toBe(
        findAll(article, 'exercise-box').length + steps.length + 3,
      );
      hints += built ? findAll(built, '.hint').length : 0;
    }
    expect(
      findAll(solutions, '.hints-of-step').flatMap((step) => find(step, 'ol')!.childNodes),
    ).toHaveLength(hints);
    expect(hints).toBeGreaterThan(100);
  });

  test('has in its index what a reader may look for', () => {
    const words = book.index.map(({ word }) => word);
    for (const word of ['TaskLoop', 'future', 'deadlock', 'callSoon'])
      expect(words).toContain(word);
    expect(words).not.toContain('constructor');
  });

  test('has nothing to press, and no id twice; each link inside leads somewhere', () => {
    const ids = documentsOf(book).flatMap(({ id, body }) => [id, ...idsIn(body)]);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const known = new Set(ids);
    const wrong = documentsOf(book).flatMap(({ id, body }) =>
      [...elementsIn(body)].flatMap((element) => {
        const { tagName, attrs } = element;
        const href = tagName === 'a' ? (attribute(element, 'href') ?? 'nothing') : 'https:';
        const isDead = href.startsWith('#') ? !known.has(href.slice(1)) : !/^https?:/.test(href);
        const isPressed =
          PRESSED.test(tagName) || attrs.some(({ name }) => /^(data-|on)/.test(name));
        return isDead || isPressed ? [`${id}: ${tagName} ${href}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
  /** An element of its own has a hyphen in its name. */
  const PRESSED = /^(button|form|input|select|textarea|script|template|details|dialog|\w+-\w+)$/;

  test('is the same on a site under a path', () => {
    const under = readBook(UNDER.root);
    expect(documentsOf(under).map(({ id }) => id)).toEqual(documentsOf(book).map(({ id }) => id));
    expect(under.address).toBe('https://book.example/tasque');
    expect(documentsOf(under).flatMap(({ body }) => idsIn(body))).toEqual(
      documentsOf(book).flatMap(({ body }) => idsIn(body)),
    );
  });
});

describe('the EPUB', () => {
  let bytes: Uint8Array;
  let files: Record<string, string>;
  beforeAll(async () => {
    bytes = await epubOf(book, '2026-12-01T00:00:00Z');
    files = Object.fromEntries(
      Object.entries(unzipSync(bytes)).map(([name, content]) => [
        name,
        new TextDecoder().decode(content),
      ]),
    );
  });

  test('says first and in plain text what it is', () => {
    expect(new TextDecoder().decode(bytes.subarray(30, 58))).toBe('mimetypeapplication/epub+zip');
    expect(bytes.length).toBeLessThan(6_000_000);
  });

  test('is well-formed, and each picture in it has words', async () => {
    const page = await browser.newPage();
    const wrong = await page.evaluate(
      (files) =>
        Object.entries(files).flatMap(([name, text]) => {
          if (!/\.(xhtml|opf|xml)$/.test(name)) return [];
          const document = new DOMParser().parseFromString(text, 'application/xml');
          const silent = [
            ...document.querySelectorAll('img:not([alt]), svg:not([aria-hidden]):not(:has(title))'),
          ];
          return [...document.querySelectorAll('parsererror'), ...silent].map(
            (one) => `${name}: ${one.outerHTML.slice(0, 300)}`,
          );
        }),
      files,
    );
    await page.close();
    expect(wrong).toEqual([]);
  });

  test('has all that it names, and names all that it has', () => {
    const ids = new Map(
      Object.entries(files).map(([name, text]) => [
        name,
        new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
      ]),
    );
    const dead = Object.entries(files).flatMap(([name, text]) =>
      /\.(xhtml|opf)$/.test(name)
        ? [...text.matchAll(/ (?:href|src)="([^"]+)"/g)].flatMap(([, to]) => {
            if (/^https?:/.test(to!)) return [];
            const [path, id] = to!.split('#');
            const file = path === '' ? name : `EPUB/${path}`;
            return ids.has(file) && (!id || ids.get(file)!.has(id)) ? [] : [`${name} -> ${to}`];
          })
        : [],
    );
    expect(dead).toEqual([]);
    const manifest = [...files['EPUB/package.opf']!.matchAll(/<item [^>]*href="([^"]+)"/g)].map(
      ([, href]) => `EPUB/${href}`,
    );
    expect(Object.keys(files).toSorted()).toEqual(
      ['EPUB/package.opf', 'META-INF/container.xml', 'mimetype', ...manifest].toSorted(),
    );
    const read = [...files['EPUB/package.opf']!.matchAll(/<itemref idref="([^"]+)"/g)].map(
      ([, id]) => id!,
    );
    expect(read.filter((id) => /^c\d/.test(id))).toHaveLength(chapters.size);
  });

  test('has a cover that keeps its margins', async () => {
    const cover = sharp(unzipSync(bytes)['EPUB/cover.png']!);
    const { width, height } = await cover.metadata();
    const margin = { left: width - 100, top: 0, width: 100, height };
    const cut = await cover.extract(margin).removeAlpha().png().toBuffer();
    const { channels } = await sharp(cut).stats();
    expect(channels.map(({ min, max }) => max - min)).toEqual([0, 0, 0]);
  });

  test('is the same whenever it’s made', async () => {
    expect(Buffer.from(await epubOf(readBook(ROOT), '2026-12-01T00:00:00Z')).equals(bytes)).toBe(
      true,
    );
  });

  /** A chapter as a reader of books shows it. */
  const opened = async (name: string, view: object): Promise<Page> => {
    const page = await browser.newPage(view);
    await page.route('**/*', (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      const contentType = file.endsWith('.css') ? 'text/css' : 'application/xhtml+xml';
      return route.fulfill({ body: files[`EPUB/${file}`] ?? '', contentType });
    });
    await page.goto(`http://book.test/${name}`);
    return page;
  };

  test('fits on a small screen', async () => {
    const tooWide: string[] = [];
    for (const name of Object.keys(files).filter((name) => name.endsWith('.xhtml'))) {
      const page = await opened(name.replace('EPUB/', ''), SMALL);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > SMALL.viewport.width) tooWide.push(`${name}: ${width}`);
      await page.close();
    }
    expect(tooWide).toEqual([]);
  });
  const SMALL = { viewport: { width: 360, height: 640 } };

  test.for([
    ['light', 'white'],
    ['light', 'black'],
    ['dark', 'white'],
    ['dark', 'black'],
  ] as const)('can be read in a %s book, on a %s page', async ([colorScheme, ground]) => {
    for (const name of ['c1.3', 'c3.13', 'c4.9', 'solutions']) {
      const page = await opened(`${name}.xhtml`, { colorScheme });
      const faint = await page.evaluate(faintOn, ground);
      expect(faint, name).toEqual([]);
      await page.close();
    }
  });

  test('passes epubcheck, or says that nothing was checked', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tasque-epub-'));
    const file = join(folder, 'tasque.epub');
    writeFileSync(file, bytes);
    try {
      if (existsSync('/usr/share/java/epubcheck.jar')) checkEpub(file);
      else expect(() => checkEpub(file)).toThrow('install it');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const TO_EDITIONS_HIDDEN = /<a class="to-editions[^>]* hidden/;
test('the site offers them where they are, and nothing where they aren’t', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tasque-offer-'));
  mkdirSync(join(dir, 'fork'));
  for (const page of ['index.html', 'fork/index.html']) {
    const html = readFileSync(join(ROOT, page), 'utf8');
    expect(html).not.toContain('editions/tasque');
    expect(html).toMatch(TO_EDITIONS_HIDDEN);
    copyFileSync(join(ROOT, page), join(dir, page));
  }
  const editions = (pages: number) => [
    { path: 'editions/tasque.pdf', name: 'PDF', bytes: 3_210_000, pages },
    { path: 'editions/tasque.epub', name: 'EPUB', bytes: 640_000 },
  ];
  offer(dir, '/tasque/', editions(1));
  offer(dir, '/tasque/', editions(512));
  for (const page of ['index.html', 'fork/index.html']) {
    const html = readFileSync(join(dir, page), 'utf8');
    expect(html).toContain('to-editions');
    expect(html).not.toMatch(TO_EDITIONS_HIDDEN);
    const [, said] = /id="editions"[^>]*>(.*?)<\/(?:li|p)>/.exec(html)!;
    expect(said).toBe(
      'The whole book to read without a browser: <a href="/tasque/editions/tasque.pdf">PDF</a> (512 pages, 3.2 MB) and <a href="/tasque/editions/tasque.epub">EPUB</a> (0.6 MB).',
    );
  }
  rmSync(dir, { recursive: true });
});
