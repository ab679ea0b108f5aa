// The book without a network, after a new version, and on a host that sends no headers: what the
// service worker is for.
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { makeWorker } from '../../src/hosting/post-build.ts';
import { staticHost, type StaticHost } from '../static-host.ts';
import { UNDER } from './serve.ts';
import { edit, ended, freshContext, printed, run, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = 'part-3-task-loop/threads-meet-the-loop/';
const NEXT = 'part-3-task-loop/a-loop-a-thread/';
/** Its second version. */
const SECOND = '.cache/site-under-second';

let context: BrowserContext;
let host: StaticHost;
beforeEach(async () => {
  context = await freshContext({ serviceWorkers: 'allow' });
  host = await staticHost(UNDER.root, UNDER);
});
afterEach(async () => {
  await context.close();
  host.close();
});

/** Until the worker has everything, and the page. */
const kept = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
    timeout: 120_000,
  });
const boxOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const isIsolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);

async function readsAndRuns(page: Page, at: string): Promise<void> {
  await page.goto(at + CHAPTER);
  expect(await isIsolated(page)).toBe(true);
  const box = boxOf(page, 'from-another-thread.ts');
  await run(box);
  expect(await ended(box)).toMatch(/^Ran/);
  expect(await printed(box)).toBe(
    readFileSync('code/part-3-task-loop/programs/from-another-thread.out', 'utf8'),
  );
}

test('after one visit the whole book reads, runs, searches and checks without a network', async () => {
  const site = `${inject('site')}/`;
  const page = await context.newPage();
  await page.goto(site);
  await kept(page);
  await context.setOffline(true);
  await readsAndRuns(page, site);
  for (const file of globSync('content/**/*.mdx')) {
    await page.goto(`${site}${file.slice('content/'.length, -'.mdx'.length)}/`);
    expect(await page.locator('article.chapter h1').count(), file).toBe(1);
  }
  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('searchbox').fill('runUntilComplete');
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  await page.goto(`${site}lab/part-2-futures/`);
  await page.locator('[data-do=run-all]').click();
  await page
    .getByText(/\d+ passed/)
    .first()
    .waitFor({ timeout: 120_000 });
  await page.goto(`${site}no/such/page/`);
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
});

test('a host without headers and under a path: the first page becomes isolated once, by itself, and then all are', async () => {
  const page = await context.newPage();
  await page.goto(`${host.origin}${UNDER.base}${CHAPTER}`);
  expect(await isIsolated(page)).toBe(false);
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  await readsAndRuns(page, host.origin + UNDER.base);
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL(`**/${NEXT}`);
  expect(await isIsolated(page)).toBe(true);
  await context.setOffline(true);
  host.close();
  await readsAndRuns(page, host.origin + UNDER.base);
});

test('a page that the reader has touched is not loaded again behind their back', async () => {
  const page = await context.newPage();
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(`${host.origin}${UNDER.base}${CHAPTER}`);
  await edit(boxOf(page, 'from-another-thread.ts'), 'console.log("mine");');
  await kept(page);
  await page.waitForTimeout(300);
  expect([await isIsolated(page), loads]).toEqual([false, 1]);
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL(`**/${NEXT}`);
  expect(await isIsolated(page)).toBe(true);
});

test('a new version waits until the reader asks for it, and keeps their edits', async () => {
  rmSync(SECOND, { recursive: true, force: true });
  cpSync(UNDER.root, SECOND, { recursive: true });
  const chapter = `${SECOND}/${CHAPTER}index.html`;
  const html = readFileSync(chapter, 'utf8');
  writeFileSync(chapter, html.replace('<h1', '<p>The second version.</p><h1'));
  await makeWorker(SECOND);

  const page = await context.newPage();
  await page.goto(`${host.origin}${UNDER.base}${NEXT}`);
  // and so has been loaded again
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  host.root = SECOND;
  await page.goto(`${host.origin}${UNDER.base}${CHAPTER}`);
  expect(await page.getByText('The second version.').count()).toBe(0);
  const box = boxOf(page, 'from-another-thread.ts');
  await edit(box, 'console.log("mine");');
  await page.getByText('There is a new version of the book.').waitFor({ timeout: 120_000 });
  await run(box);
  // the first version goes on working
  expect([await ended(box), await printed(box)]).toEqual([expect.stringMatching(/^Ran/), 'mine\n']);
  await page.getByRole('button', { name: 'Load it' }).click();
  await page.getByText('The second version.').waitFor({ timeout: 120_000 });
  await run(box);
  expect([await ended(box), await printed(box)]).toEqual([expect.stringMatching(/^Ran/), 'mine\n']);
});
