// Without a network, each address that a page of the book links to opens, with whatever query it
// has.
import { globSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staticHost, type StaticHost } from '../static-host.ts';
import { UNDER } from './serve.ts';
import { edit, freshContext, keepWholeBook, menuOf, useBrowser } from './site.ts';

useBrowser();

let context: BrowserContext;
let host: StaticHost;
let at: string;
let page: Page;
beforeAll(async () => {
  context = await freshContext({ serviceWorkers: 'allow', acceptDownloads: true });
  host = await staticHost(UNDER.root, UNDER);
  at = host.origin + UNDER.base;
  page = await context.newPage();
  await page.goto(`${at}part-3-task-loop/threads-meet-the-loop/`);
  await page.waitForFunction(
    () => crossOriginIsolated && navigator.serviceWorker.controller,
    undefined,
    { timeout: 120_000 },
  );
  await keepWholeBook(page);
  await context.setOffline(true);
  host.close();
});
afterAll(() => context.close());

const titleIn = (html: string): string =>
  /<title>([^<]*)</
    .exec(html)![1]!
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"');

test('every page, with a query and without', async () => {
  const paths = new Set<string>();
  for (const file of globSync('**/*.html', { cwd: UNDER.root }))
    for (const [, href] of readFileSync(`${UNDER.root}/${file}`, 'utf8').matchAll(
      /<a\b[^>]*?\shref="([^"]*)"/g,
    )) {
      const { origin, pathname } = new URL(
        href!.replaceAll('&amp;', '&'),
        `${at}${file.replace(/index\.html$/, '')}`,
      );
      if (origin === host.origin) paths.add(pathname);
    }
  expect(paths.size).toBeGreaterThan(150);
  let turn = 0;
  for (const path of paths) {
    if (!path.endsWith('/')) continue; // text, feeds and archives: below
    const query = ['', '?ref=somewhere', '?', '?from=part-3-task-loop/programs/a.ts&x=%'][
      turn++ % 4
    ];
    const response = await page.goto(`${host.origin}${path}${query}`, { waitUntil: 'commit' });
    const file = `${UNDER.root}/${decodeURIComponent(path).slice(UNDER.base.length)}index.html`;
    expect([path + query, response!.status(), await page.title()]).toEqual([
      path + query,
      200,
      titleIn(readFileSync(file, 'utf8')),
    ]);
  }
}, 300_000);

test('what is not a page: text, feeds, archives', async () => {
  const files = globSync('**/*.{md,txt,xml,zip,json,svg}', { cwd: UNDER.root });
  expect(files.length).toBeGreaterThan(50);
  const statuses = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(async (address) => [
          address,
          (await fetch(address)).status,
          (await (await fetch(`${address}?x=1`)).blob()).size,
        ]),
      ),
    files.map((file) => at + file.replaceAll('\\', '/')),
  );
  expect(statuses).toEqual(
    files.map((file) => [
      at + file.replaceAll('\\', '/'),
      200,
      readFileSync(`${UNDER.root}/${file}`).length,
    ]),
  );
  await page.goto(`${at}rss.xml?ref=reader`);
  expect(await page.content()).toContain('<rss');
});

test('Open in the lab brings the program and what was changed in it', async () => {
  await page.goto(`${at}part-3-task-loop/threads-meet-the-loop/`);
  const box = page.getByRole('region', { name: 'from-another-thread.ts', exact: true });
  await edit(box, 'console.log("mine");');
  await (await menuOf(box)).getByRole('link', { name: 'Open in the lab' }).click();
  await page
    .locator('.cm-content')
    .filter({ hasText: 'console.log("mine")' })
    .waitFor({ timeout: 120_000 });
});

test.each([
  ['glossary', 'glossary/'],
  ['glossary?ref=x#loop', 'glossary/?ref=x#loop'],
  ['glossary/index.html?x', 'glossary/index.html?x'],
  ['lab/part-2-futures?from=part-2-futures/programs/none.ts', 'lab/part-2-futures/'],
  ['?%', '?%'],
  ['#contents', '#contents'],
])('%s', async (asked, led) => {
  await page.goto(at + asked);
  await page.waitForURL(at + led);
  expect(await page.locator('main h1, tasque-lab').count()).toBeGreaterThan(0);
  expect(await page.title()).not.toContain('Not ');
});

test.each(['no/such/page/', 'no-such-page?x=1', 'glossary/%', '%E0%A4%A'])(
  '%s is said not to be there',
  async (path) => {
    await page.goto(at + path);
    await page.getByRole('heading', { name: 'There’s no page here' }).waitFor();
  },
);

test('a zip is brought, and a page that is not kept says what to do', async () => {
  await page.goto(`${at}fork/`);
  // shown by what takes the press, too: before that it's the browser's, which asks the network
  await page.getByRole('button', { name: 'StackBlitz' }).first().waitFor();
  const download = page.waitForEvent('download');
  await page.locator('a.zip').first().click();
  expect(
    readFileSync(await (await download).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  await page.evaluate(async () => {
    const cache = await caches.open(`tasque ${location.origin}/tasque/`);
    const { files } = await (await cache.match(
      (await cache.keys()).find(({ url }) => url.includes('/version/'))!,
    ))!.json();
    await cache.delete(
      `${location.origin}/tasque/file/${encodeURIComponent(files['map-to-asyncio/index.html'])}`,
    );
  });
  await page.goto(`${at}map-to-asyncio/`);
  await page.getByRole('heading', { name: 'This page isn’t here yet' }).waitFor();
});
