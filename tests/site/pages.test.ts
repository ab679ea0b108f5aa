// What every page has to be, in both themes and at both widths.
import { AxeBuilder } from '@axe-core/playwright';
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chapterPaths, ended, onPage, programsOn, run, useBrowser } from './site.ts';

useBrowser();

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

const PATHS = [
  '/',
  '/404.html',
  '/glossary/',
  '/map-to-asyncio/',
  '/fork/',
  '/code/part-3-task-loop/src/task-loop.ts/',
  ...globSync('content/**/*.mdx')
    .sort()
    .map((file) => `${file.slice('content'.length, -'.mdx'.length)}/`),
];

test.each(PATHS)(
  'axe finds nothing on %s, light or dark, before and after a program ran',
  async (path) => {
    for (const colorScheme of ['light', 'dark'] as const)
      await onPage(path, { colorScheme }, async (page) => {
        const violations = async () =>
          (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [
            id,
            nodes.map(({ html }) => html),
          ]);
        expect(await violations(), colorScheme).toEqual([]);
        const [first] = await programsOn(page);
        if (!first) return;
        await first.box.getByRole('textbox').click();
        await first.box.locator('.cm-content').waitFor();
        await run(first.box);
        await ended(first.box);
        expect(await violations(), `${colorScheme}, after a run`).toEqual([]);
      });
  },
);

test('what stands in the margin is not covered by what is wide', async () => {
  for (const path of await chapterPaths())
    for (const width of [1100, 1280, 1600])
      await onPage(path, { viewport: { width, height: 900 } }, async (page) => {
        const [names, wide] = await page.evaluate(() => {
          const [table] = [...document.querySelectorAll('.names.beside table')];
          const wide = document.querySelector('.chapter > .wide');
          return [
            table?.getBoundingClientRect().bottom ?? 0,
            wide?.getBoundingClientRect().top ?? Infinity,
          ];
        });
        expect(names, `${path} at ${width}`).toBeLessThanOrEqual(wide!);
      });
});

test('no page is wider than the window', async () => {
  for (const path of ['/', ...(await chapterPaths())])
    for (const viewport of SIZES)
      await onPage(path, { viewport }, async (page) => {
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${path} at ${viewport.width}`,
        ).toBe(viewport.width);
      });
});

test('each chapter leads to the next and back', async () => {
  const paths = await chapterPaths();
  for (const [index, path] of paths.entries())
    await onPage(path, {}, async (page) => {
      for (const [rel, other] of [
        ['prev', paths[index - 1]],
        ['next', paths[index + 1]],
      ]) {
        const link = page.locator(`a[rel=${rel}]`);
        expect(await link.count()).toBe(other ? 1 : 0);
        if (other) expect(await link.getAttribute('href')).toBe(other);
      }
    });
});

test('the contents of a page lead to its sections, and file names to the lines of the file', async () => {
  for (const path of await chapterPaths())
    await onPage(path, {}, async (page) => {
      for (const link of await page
        .getByRole('navigation', { name: 'On this page' })
        .getByRole('link')
        .all())
        expect(await page.locator((await link.getAttribute('href'))!).count()).toBe(1);
      const listings = await page
        .locator('.listing figcaption a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
      for (const href of listings) {
        await page.goto(href);
        expect(await page.locator(new URL(href).hash).count(), href).toBe(1);
      }
    });
});
