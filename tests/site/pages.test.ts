// What every page has to be, in both themes and at both widths.
import { globSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { chapterPaths, ended, KINDS, onPage, programsOn, run, useBrowser } from './site.ts';

useBrowser();

const chapters = globSync('content/**/*.mdx')
  .sort()
  .map((file) => `${file.slice('content'.length, -'.mdx'.length)}/`);
const PATHS = [
  '/',
  '/404.html',
  '/glossary/',
  '/map-to-asyncio/',
  '/fork/',
  '/code/part-3-task-loop/src/task-loop.ts/',
  ...chapters,
];

test.each(PATHS)('axe finds nothing on %s', (path) =>
  onPage(path, {}, async (page) => {
    // the colours of all chapters are those of a few
    expect(await violations(page, undefined, { themes: KINDS.includes(path) })).toEqual([]);
  }),
);

test.each(KINDS.slice(1, 3))('axe finds nothing in a box that ran: %s', (path) =>
  onPage(path, {}, async (page) => {
    const first = (await programsOn(page))[0]!;
    await first.box.getByRole('textbox').click();
    await first.box.locator('.cm-content').waitFor();
    await run(first.box);
    await ended(first.box);
    expect(await violations(page, `#${await first.box.getAttribute('id')}`)).toEqual([]);
  }),
);

test('no page is wider than the window, and what stands in the margin is not covered', () =>
  onPage('/', {}, async (page) => {
    for (const path of ['/', ...chapters]) {
      await page.goto(new URL(path, page.url()).href);
      for (const width of [390, 1100, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        const seen = await page.evaluate(() => {
          const [table] = [...document.querySelectorAll('.names.beside table')];
          const wide = document.querySelector('.chapter > .wide');
          return {
            width: document.documentElement.scrollWidth,
            names: table?.getBoundingClientRect().bottom ?? 0,
            wide: wide?.getBoundingClientRect().top ?? Infinity,
          };
        });
        expect(seen.width, `${path} at ${width}`).toBe(width);
        if (width >= 1100) expect(seen.names, `${path} at ${width}`).toBeLessThanOrEqual(seen.wide);
      }
    }
  }));

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])('the first screen says what this is, and has a run to step through: %o', (viewport) =>
  onPage('/', { viewport }, async (page) => {
    const isInView = async (what: Locator): Promise<boolean> => {
      const { x, y, width, height } = (await what.boundingBox())!;
      return x >= 0 && y >= 0 && x + width <= viewport.width && y + height <= viewport.height;
    };
    const step = page.getByRole('button', { name: 'Step through it' });
    for (const what of [
      page.locator('h1'),
      page.locator('.lead'),
      page.locator('.begin').getByRole('link', { name: 'Begin' }),
      page.locator('trace-timeline .sentence'),
      step,
    ])
      expect(await isInView(what), String(what)).toBe(true);
    const code = (await page.locator('program-box > .editor').boundingBox())!;
    expect(code.y).toBeLessThan(viewport.height - 100);
    const scrolled = (): Promise<number> => page.evaluate(() => scrollY);
    const run = page.locator('program-box').getByRole('button', { name: 'Run', exact: true });
    // its bar stays on the screen: nothing has to move for the focus
    await run.focus();
    if (viewport.width > 1000) expect(await scrolled()).toBe(0);
    await step.click();
    await page.getByRole('button', { name: 'First event' }).click();
    await page.getByRole('button', { name: 'One event forward' }).click();
    await page.getByText('Event 1 of 78').waitFor();
    // what was in view is stepped through where it is
    if (viewport.width > 1000) expect(await scrolled()).toBe(0);
  }),
);

test('names lead to where they are introduced: in the margin, and on the map to asyncio', () =>
  onPage('/', {}, async (page) => {
    for (const [path, table, name, to] of [
      [
        '/where-we-are-going/',
        '.names.beside',
        'addTask',
        'part-3-task-loop/anything-to-a-future/',
      ],
      [
        '/part-3-task-loop/threads-meet-the-loop/',
        '.names.beside',
        'submit',
        'part-2-futures/work-on-another-thread/',
      ],
      ['/map-to-asyncio/', '.map', 'isClosed', 'part-3-task-loop/guards/#other-peoples-futures'],
    ] as const) {
      await page.goto(new URL(path, page.url()).href);
      const link = page.locator(table).getByRole('link', { name, exact: true });
      expect(await link.getAttribute('href'), name).toMatch(new RegExp(`^/${to}`));
      await link.click();
      await page.waitForURL(`**/${to}*`);
    }
  }));

test('each chapter leads to the next and back', () =>
  onPage('/', {}, async (page) => {
    const paths = await chapterPaths();
    for (const [index, path] of paths.entries()) {
      await page.goto(new URL(path, page.url()).href);
      for (const [rel, other] of [
        ['prev', paths[index - 1]],
        ['next', paths[index + 1]],
      ]) {
        const link = page.locator(`a[rel=${rel}]`);
        expect(await link.count()).toBe(other ? 1 : 0);
        if (other) expect(await link.getAttribute('href')).toBe(other);
      }
    }
  }));

test('the contents of a page lead to its sections, and file names to the lines of the file', () =>
  onPage('/', {}, async (page) => {
    const listings = new Set<string>();
    for (const path of await chapterPaths()) {
      await page.goto(new URL(path, page.url()).href);
      const missing = await page
        .getByRole('navigation', { name: 'On this page' })
        .getByRole('link')
        .evaluateAll((links) =>
          links
            .map((link) => (link as HTMLAnchorElement).hash)
            .filter((hash) => document.querySelectorAll(hash).length !== 1),
        );
      expect(missing, path).toEqual([]);
      for (const href of await page
        .locator('.listing figcaption a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href)))
        listings.add(href);
    }
    for (const href of [...listings].sort()) {
      if (new URL(href).pathname !== new URL(page.url()).pathname) await page.goto(href);
      expect(await page.locator(new URL(href).hash).count(), href).toBe(1);
    }
  }));
