// The book without a network, after a new version, and on a host that sends no headers: what the
// service worker is for.
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { makeWorker } from '../../src/hosting/post-build.ts';
import { staticHost, type StaticHost } from '../static-host.ts';
import { UNDER } from './serve.ts';
import {
  codeOf,
  edit,
  ended,
  freshContext,
  keepWholeBook,
  printed,
  run,
  useBrowser,
} from './site.ts';

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

async function secondVersion(): Promise<void> {
  rmSync(SECOND, { recursive: true, force: true });
  cpSync(UNDER.root, SECOND, { recursive: true });
  for (const name of globSync('**/*.html', { cwd: SECOND })) {
    const file = join(SECOND, name);
    const html = readFileSync(file, 'utf8');
    writeFileSync(file, html.replace('<h1', '<p>The second version.</p><h1'));
  }
  await makeWorker(SECOND);
}
beforeAll(secondVersion);

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

/** What the host has sent, in bytes: as `gzip` would send it. */
const sent = (): number =>
  host.sent.reduce((sum, path) => {
    const file = join(host.root, decodeURIComponent(path).replace(/(^|\/)$/, '$1index.html'));
    return sum + (existsSync(file) ? gzipSync(readFileSync(file)).length : 0);
  }, 0);

/** Until the worker has asked for nothing more for longer than it waits for a line to be idle. */
async function settled(): Promise<void> {
  for (let before = -1; before !== host.asked.length;) {
    before = host.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 4000));
  }
}

const LAST = 'where-we-are-going/';

test.each(['', CHAPTER, 'part-2-futures/waiting-for-it/', 'lab/part-3-task-loop/'])(
  'a first visit to %s fetches it and what runs it, 600 kB at most: it works without a network, and another page is said not to be there',
  async (path) => {
    host.close();
    host = await staticHost(UNDER.root, { ...UNDER, headers: { 'cache-control': 'max-age=600' } });
    const page = await context.newPage();
    const address = host.origin + UNDER.base + path;
    await page.goto(address);
    await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
    for (const box of (await page.locator('program-box:not(predict-box *)').all()).slice(0, 1))
      await run(box);
    await settled();
    expect(sent()).toBeLessThan(600_000);
    expect(host.asked).not.toContain(LAST);
    await context.setOffline(true);
    host.close();
    await page.goto(address);
    expect(await page.locator('main h1, tasque-lab').count()).toBeGreaterThan(0);
    for (const box of (await page.locator('program-box:not(predict-box *)').all()).slice(0, 2)) {
      await run(box);
      expect(await ended(box)).toMatch(/^Ran/);
    }
    await page.goto(host.origin + UNDER.base + LAST);
    await page.getByRole('heading', { name: 'This page isn’t here yet' }).waitFor();
  },
);

test('every order is tried without a network, and a link brings one back', async () => {
  const page = await context.newPage();
  const at = host.origin + UNDER.base;
  await page.goto(`${at}part-4-the-world/the-last-seat/`);
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  await keepWholeBook(page);
  await context.setOffline(true);
  host.close();
  await page.goto(`${at}part-4-the-world/the-last-seat/`);
  const box = boxOf(page, 'two-doors.ts');
  const answer = page.getByRole('region', { name: 'Every order of two-doors.ts' }).getByRole('status').first(); // prettier-ignore
  await box.getByRole('button', { name: 'Try every order', exact: true }).click();
  await expect.poll(() => answer.textContent()).toBe('In 14 of 36 orders other lines are printed.');
  const link = codeOf({ box: 'part-4-the-world/programs/two-doors.ts', edits: {}, order: [1, 1, 1, 1, 1] }); // prettier-ignore
  await page.goto('about:blank');
  await page.goto(`${at}part-4-the-world/the-last-seat/${link}`);
  await page.getByRole('button', { name: 'Run that order' }).click();
  await expect.poll(() => answer.textContent()).toBe('That order is back.');
});

test('who opens a second page gets the rest, once the line is idle', async () => {
  const page = await context.newPage();
  await page.goto(host.origin + UNDER.base + CHAPTER);
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  await page.goto(host.origin + UNDER.base + NEXT);
  for (let i = 0; i < 15; i++) {
    await page.evaluate((path) => fetch(path), `${UNDER.base}favicon.svg`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(host.asked).not.toContain(LAST);
  await page.locator('.keep-book .kept').waitFor({ timeout: 120_000 });
  expect(host.asked).toContain(LAST);
});

test('Keep the whole book says how large it is, how far it is, what went wrong, and goes on', async () => {
  const page = await context.newPage();
  await page.goto(`${host.origin}${UNDER.base}glossary/`);
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  host.instead = (path, file) => (path === LAST ? { body: file(), breaks: true } : undefined);
  const button = page.locator('.keep-book button');
  expect(await button.textContent()).toMatch(/^Keep the whole book \(\d+\.\d MB\)$/);
  await button.focus();
  await page.keyboard.press('Enter');
  await page
    .getByText(/^\d+ of \d+ files are kept. The connection broke/)
    .waitFor({ timeout: 120_000 });
  host.instead = (path) => (path === LAST ? { body: 'a portal' } : undefined);
  await page.keyboard.press('Enter');
  await page
    .getByText(/^(\d+) of \d+ files are kept. The others came in wrong/)
    .waitFor({ timeout: 120_000 });
  host.instead = undefined;
  await page.keyboard.press('Enter');
  await page.getByText('The whole book is kept').waitFor({ timeout: 120_000 });
  expect(await page.evaluate(() => document.activeElement!.textContent)).toContain(
    'The whole book',
  );
  expect(await button.isVisible()).toBe(false);
});

test('Keep the whole book says so when nothing comes any more, and goes on', async () => {
  const page = await context.newPage();
  await page.goto(`${host.origin}${UNDER.base}glossary/`);
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  host.instead = (path) => (path === LAST ? { hangs: true } : undefined);
  const button = page.getByRole('button', { name: 'Keep the whole book' });
  await button.click();
  await page.getByRole('progressbar', { name: 'Files that are kept' }).waitFor();
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await page.getByText(/files are kept. The connection broke/).waitFor({ timeout: 120_000 });
  host.instead = undefined;
  await keepWholeBook(page);
});

test('who reads on while the worker is not there yet gets the rest, too', async () => {
  const page = await context.newPage();
  let isSlow = true;
  host.instead = (path) =>
    isSlow && path.startsWith('_astro/editor.') ? { hangs: true } : undefined;
  await page.goto(`${host.origin}${UNDER.base}${CHAPTER}`);
  await expect.poll(() => host.asked, { timeout: 120_000 }).toContain('404.html'); // the worker installs
  await page.goto(`${host.origin}${UNDER.base}${NEXT}`);
  isSlow = false;
  await page.locator('.keep-book .kept').waitFor({ timeout: 120_000 });
});

test('who saves data keeps nothing, until they say so', async () => {
  const page = await context.newPage();
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } }),
  );
  await page.goto(`${inject('site')}/glossary/`);
  await page.getByRole('button', { name: 'Keep the whole book' }).waitFor();
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBe(undefined);
  await keepWholeBook(page);
  await page.reload();
  await page.getByText('The whole book is kept').waitFor();
});

test('a new version fetches what was opened of the one before, and no more', async () => {
  const page = await context.newPage();
  await page.goto(host.origin + UNDER.base + NEXT);
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  await settled();
  host.root = SECOND;
  host.asked.length = 0;
  await page.reload();
  await page.getByText('There’s a new version of the book.').waitFor({ timeout: 120_000 });
  expect(host.asked).toContain(NEXT);
  expect(host.asked).not.toContain(CHAPTER);
});

test('the whole book reads, runs, searches and checks without a network, once it is kept', async () => {
  const site = `${inject('site')}/`;
  const page = await context.newPage();
  await page.goto(site);
  await keepWholeBook(page);
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
  await page.getByRole('heading', { name: 'There’s no page here' }).waitFor();
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
  await page.addInitScript(() => addEventListener('load', () => dispatchEvent(new Event('input'))));
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
  const page = await context.newPage();
  await page.goto(`${host.origin}${UNDER.base}${NEXT}`);
  // and so has been loaded again
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
  await page.goto(`${host.origin}${UNDER.base}${CHAPTER}`);
  host.root = SECOND;
  await page.reload();
  expect(await page.getByText('The second version.').count()).toBe(0);
  const box = boxOf(page, 'from-another-thread.ts');
  await edit(box, 'console.log("mine");');
  await page.getByText('There’s a new version of the book.').waitFor({ timeout: 120_000 });
  await run(box);
  // the first version goes on working
  expect([await ended(box), await printed(box)]).toEqual([expect.stringMatching(/^Ran/), 'mine\n']);
  await page.getByRole('button', { name: 'Load it' }).click();
  await page.getByText('The second version.').waitFor({ timeout: 120_000 });
  await run(box);
  expect([await ended(box), await printed(box)]).toEqual([expect.stringMatching(/^Ran/), 'mine\n']);
});
