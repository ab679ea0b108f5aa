// The book as a PDF, set by Chromium. It can't write on one page on which another one something is, so
// it sets the book, looks at where everything went, and sets it again until no number changes.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { AUTHORS, LICENCE, type Book } from './book.ts';
import { FACES, faceRule, fontFile } from './fonts.ts';
import { printed, type Pages } from './print.ts';
import { squeezed, type About } from './squeeze.ts';

/** So many times at most: then a number makes a line longer, which changes the number, and so on. */
const PASSES = 5;
const ORIGIN = 'http://book.test/';

const read = (name: string): string =>
  readFileSync(new URL(`${name}.css`, import.meta.url), 'utf8');
const css = (): string =>
  [
    ...FACES.map((face) => faceRule(face, (name) => `${ORIGIN}${name}.ttf`)),
    ...['look', 'timeline', 'print'].map(read),
  ].join('\n');

export interface Made {
  bytes: Uint8Array;
  pages: number;
  /** How often it was set. */
  passes: number;
}

/** @throws {Error} if the numbers of pages don't settle. */
export async function pdfOf(book: Book, browser: Browser): Promise<Made> {
  const looks = css();
  const text = [...new Set(printed(book, new Map(), looks))].join('');
  const fonts = new Map(
    await Promise.all(
      FACES.map(
        async (face) => [`${face.name}.ttf`, await fontFile(face, text, 'truetype')] as const,
      ),
    ),
  );
  const page = await browser.newPage();
  try {
    let pages: Pages = new Map();
    for (let passes = 1; passes <= PASSES; passes++) {
      const bytes = await set(page, printed(book, pages, looks), fonts);
      const found = await pagesIn(bytes);
      if (isPartOf(found.pages, pages))
        return { bytes: squeezed(bytes, aboutOf(book)), pages: found.count, passes };
      // the index names a page once: of places that share it, only the first pass tells of all
      pages = new Map([...pages, ...found.pages]);
    }
    throw new Error(`after ${PASSES} passes the numbers of pages still change`);
  } finally {
    await page.close();
  }
}

const aboutOf = ({ title, description }: Book): About => ({
  title,
  author: AUTHORS,
  subject: description,
  licence: LICENCE,
});

async function set(
  page: Page,
  html: string,
  fonts: ReadonlyMap<string, Buffer>,
): Promise<Uint8Array> {
  await page.unrouteAll();
  await page.route('**/*', (route) => {
    const name = route.request().url().slice(ORIGIN.length);
    const font = fonts.get(name);
    return font
      ? route.fulfill({ body: font, contentType: 'font/ttf' })
      : route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
  });
  await page.goto(ORIGIN);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // all lines anew: some were broken while a font was still missing, which leaves a link in two pieces
    document.body.hidden = true;
    void document.body.offsetHeight;
    document.body.hidden = false;
  });
  return page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
}

/** On which page each place is that something links to. */
export async function pagesIn(bytes: Uint8Array): Promise<{ pages: Pages; count: number }> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  try {
    const places = Object.entries(await document.getDestinations());
    const pages = await Promise.all(
      places.map(async ([id, place]) => [id, (await document.getPageIndex(place[0])) + 1] as const),
    );
    return { pages: new Map(pages), count: document.numPages };
  } finally {
    await document.loadingTask.destroy();
  }
}
const isPartOf = (some: Pages, all: Pages): boolean =>
  all.size > 0 && [...some].every(([id, page]) => all.get(id) === page);
