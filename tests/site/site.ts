// What the tests of the built site share: a browser, pages in it, and the programs of the book.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { launch } from '../browser.ts';

let browser: Browser;

/** Call at the top of a test file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
}

/** No service worker, unless the options allow it: what that does is asked in offline.test.ts. */
export async function freshContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(120_000); // only what hangs takes so long
  return context;
}

/**
 * Opens a page in a fresh context (its own storage), does the work, and fails if the page had an
 * error of its own or did what its policy forbids.
 * @param before Done before anything of the page is there.
 */
export async function onPage(
  path: string,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
  before?: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await freshContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on(
    'console',
    (message) =>
      message.type() === 'error' &&
      message.text().includes('Content Security Policy') &&
      errors.push(message.text()),
  );
  try {
    await before?.(page);
    await page.goto(new URL(path, inject('site')).href);
    await work(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

export type Screen = BrowserContextOptions;
/** A desk and a phone. */
export const SCREENS = {
  wide: { viewport: { width: 1280, height: 800 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: 'reduce' },
} as const satisfies Record<string, Screen>;

/** A page of each kind. */
export const KINDS = [
  '/',
  '/part-3-task-loop/run-until-complete/',
  '/part-1-generators/a-two-way-door/',
  '/part-4-the-world/the-last-seat/',
  '/glossary/',
  '/map-to-asyncio/',
  '/fork/',
  '/what-you-built/',
  '/break-it/',
  '/from-step-to-step/',
  '/questions/part-1-generators/a-two-way-door/',
  '/code/part-3-task-loop/src/task-loop.ts/',
  '/lab/part-3-task-loop/',
  '/404.html',
];

/** The addresses of all pages that the start page leads to by its contents. */
export async function chapterPaths(): Promise<string[]> {
  const paths: string[] = [];
  await onPage('/', {}, async (page) => {
    for (const link of await page.locator('#contents ol a:not(.code)').all())
      paths.push((await link.getAttribute('href'))!);
  });
  return paths;
}

export interface Shown {
  of: string;
  name: string;
  box: Locator;
  /** What stands in the program's `.out`. */
  output: string;
}

/** The programs of a page, those included that a new reader would first have to make a guess at. */
export async function programsOn(page: Page): Promise<Shown[]> {
  if ((await page.locator('program-box[data-locked]').count()) > 0) {
    await page.evaluate(() =>
      localStorage.setItem(
        'tasque:predicted',
        JSON.stringify(
          [...document.querySelectorAll<HTMLElement>('predict-box')].map(
            ({ dataset }) => dataset.program,
          ),
        ),
      ),
    );
    await page.reload();
  }
  return Promise.all(
    (await page.locator('program-box:not([data-judge])').all()).map(async (found) => {
      const of = (await found.getAttribute('data-program'))!;
      const name = of.split('/').at(-1)!;
      return {
        of,
        name,
        box: page.getByRole('region', { name, exact: true }),
        output: readFileSync(`code/${of.replace(/\.ts$/, '.out')}`, 'utf8'),
      };
    }),
  );
}

/** The lines that a program prints of which a reader is asked in which order. */
export const answerOf = async (predict: Locator): Promise<string[]> =>
  readFileSync(
    `code/${(await predict.getAttribute('data-program'))!.replace(/ts$/, 'out')}`,
    'utf8',
  )
    .trimEnd()
    .split('\n');

export const run = (box: Locator): Promise<void> =>
  box.getByRole('button', { name: 'Run' }).click();

/** What stands behind *More*, which it opens. */
export async function menuOf(box: Locator): Promise<Locator> {
  const menu = box.locator('.menu');
  if (!(await menu.isVisible()))
    await box.getByRole('button', { name: 'More', exact: true }).click();
  return menu;
}
/** Presses a button behind *More*. */
export async function press(box: Locator, name: string): Promise<void> {
  await (await menuOf(box)).getByRole('button', { name, exact: true }).click();
}
/** Whether *More* has such a button at the moment. */
export const offers = (box: Locator, name: string): Promise<boolean> =>
  box
    .locator('.menu button:not([hidden], :disabled)', { hasText: new RegExp(`^\\s*${name}\\s*$`) })
    .count()
    .then((count) => count > 0);
export async function chooseEngine(box: Locator, name: 'Page' | 'Node'): Promise<void> {
  await (await menuOf(box)).getByRole('radio', { name }).check();
  await box.page().keyboard.press('Escape');
}
export async function openFile(box: Locator, file: string): Promise<void> {
  await (await menuOf(box)).locator('select').selectOption(file);
}

/** What is seen of a line that says more to a reader who doesn't see it. */
export const seenIn = (line: Locator): Promise<string> =>
  line.evaluate((line) =>
    [...line.childNodes]
      .filter((node) => !(node instanceof Element && node.matches('.visually-hidden')))
      .map(({ textContent }) => textContent)
      .join(''),
  );

/** Waits until the run is over; gives the line that says how it ended. */
export async function ended(box: Locator): Promise<string> {
  const status = box.locator('.status');
  await status
    .filter({ hasText: /^(Ran|Stopped|It couldn’t|It can’t)/ })
    .waitFor({ timeout: 120_000 });
  return seenIn(status);
}

export const printed = async (box: Locator): Promise<string> =>
  (await box.getByRole('log').textContent())!;

/** Whether all of it can be seen. */
export const isOnScreen = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

/** Replaces the text of the file that is shown. */
export async function edit(box: Locator, code: string): Promise<void> {
  await box.getByRole('textbox').focus();
  await box.locator('.cm-content').waitFor(); // the editor takes the listing's place
  await retype(box.getByRole('textbox'), code);
}

/**
 * Types over all that is in an editor, which is selected by its own key: `fill` selects in the page
 * only, and an editor that happens to draw before it heard of that takes the selection back.
 */
export async function retype(editor: Locator, code: string): Promise<void> {
  await editor.press('ControlOrMeta+a');
  await editor.page().keyboard.insertText(code);
}

/** As if the reader had never been here. What is on its way when the page is left is written. */
export async function forgetAll(page: Page): Promise<void> {
  const back = page.url();
  await page.goto(new URL('/llms.txt', back).href); // no script there could write anything
  await page.evaluate(async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases())
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name!);
        request.onsuccess = resolve;
      });
  });
  await page.goto(back);
}

/** What is in the database, as anybody could read it. */
export const records = (
  page: Page,
  table: 'files' | 'versions' | 'unreadable' | 'marks',
): Promise<any[]> =>
  page.evaluate(async (table) => {
    // to open it would make it
    if (!(await indexedDB.databases()).some(({ name }) => name === 'tasque:/')) return [];
    return new Promise<any[]>((resolve, reject) => {
      const opening = indexedDB.open('tasque:/');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const asked = opening.result.transaction(table).objectStore(table).getAll();
        asked.onsuccess = () => {
          opening.result.close();
          resolve(asked.result);
        };
      };
    });
  }, table);

/** By the button in the footer of each page, until it is done. */
export async function keepWholeBook(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep the whole book' }).click();
  await page.getByText('The whole book is kept').waitFor({ timeout: 120_000 });
}

/** What an address brings along, as a stranger may write it. */
export const codeOf = (content: unknown): string =>
  `#code=${deflateRawSync(JSON.stringify(content)).toString('base64url')}`;
