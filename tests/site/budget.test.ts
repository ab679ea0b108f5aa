// What a chapter may cost a reader before they have touched anything: as `gzip -9` would send it,
// fonts apart.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { ROOT } from './serve.ts';
import { chapterPaths, KINDS, onPage, useBrowser } from './site.ts';

useBrowser();

/** In bytes. */
const BUDGET = { js: 10_000, css: 20_000, all: 60_000 };

const VIEWPORTS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

const sizeOf = (path: string): number =>
  gzipSync(readFileSync(ROOT + path.replace(/\/$/, '/index.html')), { level: 9 }).length;

/** What moved, and how much: https://web.dev/articles/cls */
const shiftsOn = (page: Page): Promise<{ value: number; what: string[] }[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        type Shift = PerformanceEntry & { value: number; sources: { node?: Element }[] };
        const seen: { value: number; what: string[] }[] = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as Shift[])
            seen.push({
              value,
              what: sources.map(({ node }) => node?.className || String(node?.nodeName)),
            });
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(seen), 100);
      }),
  );

test('each chapter stays within 10 kB of JavaScript, 20 kB of CSS and 60 kB in all, asks nobody else for anything, and nothing on it moves', async () => {
  for (const path of ['/', ...(await chapterPaths())])
    for (const viewport of VIEWPORTS) {
      const asked: URL[] = [];
      await onPage(
        path,
        { viewport },
        async (page) => {
          await page.waitForLoadState('networkidle');
          expect(await shiftsOn(page), `${path} at ${viewport.width}`).toEqual([]);
        },
        async (page) =>
          page.on(
            'request',
            (request) => request.url().startsWith('data:') || asked.push(new URL(request.url())),
          ),
      );
      expect(
        asked.filter(({ origin }) => origin !== inject('site')).map(({ href }) => href),
        path,
      ).toEqual([]);
      const paths = asked
        .map(({ pathname }) => pathname)
        .filter((pathname) => !pathname.endsWith('.woff2'));
      const sum = (ending: string): number =>
        paths
          .filter((pathname) => pathname.endsWith(ending))
          .reduce((sum, pathname) => sum + sizeOf(pathname), 0);
      const sizes = { js: sum('.js'), css: sum('.css'), all: sum('') };
      expect(sizes.js).toBeGreaterThan(0);
      for (const what of ['js', 'css', 'all'] as const)
        expect(sizes[what], `${path}: ${what}`).toBeLessThanOrEqual(BUDGET[what]);
    }
});

test('nothing moves where a place is remembered, either', async () => {
  for (const path of ['/', '/#contents', '/404.html'])
    for (const viewport of VIEWPORTS)
      await onPage(
        path,
        { viewport },
        async (page) => {
          await page.waitForLoadState('networkidle');
          expect(await page.getByRole('link', { name: 'Continue' }).count()).toBeGreaterThan(0);
          expect(await shiftsOn(page), `${path} at ${viewport.width}`).toEqual([]);
        },
        (page) =>
          page.addInitScript((read) => {
            localStorage.setItem(
              'tasque:/:place',
              'part-2-futures/futures-that-can-be-delegated-to',
            );
            localStorage.setItem('tasque:/:read', read);
          }, 'where-we-are-going part-1-generators/a-two-way-door'),
      );
});

test.each(KINDS.filter((path) => !path.startsWith('/part-')))(
  '%s: nothing moves while it comes, as on no chapter',
  async (path) => {
    for (const viewport of VIEWPORTS)
      await onPage(path, { viewport }, async (page) => {
        await page.waitForLoadState('networkidle');
        expect(await shiftsOn(page), `at ${viewport.width}`).toEqual([]);
      });
  },
);
