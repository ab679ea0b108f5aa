// The service worker keeps what the build made and nothing else, and a page goes on with the
// version it was made of.
import {
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeWorker } from '../../src/hosting/post-build.ts';
import { staticHost, type StaticHost } from '../static-host.ts';
import { ROOT, UNDER } from './serve.ts';
import {
  edit,
  ended,
  freshContext,
  keepWholeBook,
  press,
  printed,
  run,
  useBrowser,
} from './site.ts';

useBrowser();

const CHAPTER = 'part-3-task-loop/threads-meet-the-loop/';
const NAME = 'from-another-thread.ts';
const OUTPUT = readFileSync(
  `code/part-3-task-loop/programs/${NAME.replace('.ts', '.out')}`,
  'utf8',
);
const LIBRARY = 'code/part-3-task-loop.json';
const PORTAL = '<!doctype html><title>Sign in</title><h1>Sign in to use this network</h1>';
/** Its second version: every script has another name, and each page says that it is new. */
const SECOND = '.cache/site-second';

let context: BrowserContext;
let host: StaticHost;
let at: string;
beforeEach(async () => {
  context = await freshContext({ serviceWorkers: 'allow' });
  host = await staticHost(UNDER.root, UNDER);
  at = host.origin + UNDER.base;
});
afterEach(async () => {
  await context.close();
  host.close();
});

const boxOf = (page: Page, name = NAME) => page.getByRole('region', { name, exact: true });
const controlled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', undefined, {
    timeout: 120_000,
  });

/** A first visit, until the worker is in force and the page was loaded again. */
async function visited(path = CHAPTER): Promise<Page> {
  const page = await context.newPage();
  await page.goto(at + path);
  await page.waitForFunction(
    () => crossOriginIsolated && navigator.serviceWorker.controller,
    undefined,
    { timeout: 120_000 },
  );
  return page;
}

async function runs(page: Page, output = OUTPUT): Promise<void> {
  const box = boxOf(page);
  await run(box);
  expect([await ended(box), await printed(box)]).toEqual([expect.stringMatching(/^Ran/), output]);
}

const withoutNetwork = async (): Promise<void> => {
  await context.setOffline(true);
  host.close();
};

async function secondVersion(): Promise<void> {
  rmSync(SECOND, { recursive: true, force: true });
  cpSync(UNDER.root, SECOND, { recursive: true });
  const names = globSync('_astro/*.js', { cwd: SECOND }).map((name) =>
    name.slice('_astro/'.length),
  );
  const renamed = (text: string): string =>
    names.reduce((text, name) => text.replaceAll(name, `second-${name}`), text);
  for (const file of globSync('**/*.{html,js}', { cwd: SECOND })) {
    const text = renamed(readFileSync(join(SECOND, file), 'utf8'));
    writeFileSync(
      join(SECOND, file),
      file.endsWith('.html')
        ? text.replace('<h1', '<p class="second">The second version.</p><h1')
        : text,
    );
  }
  for (const name of names)
    renameSync(join(SECOND, '_astro', name), join(SECOND, '_astro', `second-${name}`));
  const library = join(SECOND, LIBRARY);
  writeFileSync(
    library,
    JSON.stringify({ ...JSON.parse(readFileSync(library, 'utf8')), second: true }),
  );
  await makeWorker(SECOND);
}
beforeAll(secondVersion);
const isSecond = (page: Page): Promise<boolean> => page.locator('.second').first().isVisible();

describe('during the install', () => {
  test.each([
    [
      'a portal answers for the library',
      LIBRARY,
      () => ({ body: PORTAL, headers: { 'content-type': 'text/html' } }),
    ],
    ['a portal answers, and calls it what was asked for', LIBRARY, () => ({ body: PORTAL })],
    [
      'half of a script comes, and is called whole',
      '_astro/editor.',
      (file: () => Buffer) => ({ body: file().subarray(0, 5000) }),
    ],
    [
      'an error page comes for a script, and is to be believed for ever',
      '_astro/run.',
      () => ({
        body: PORTAL,
        headers: {
          'content-type': 'text/html',
          'cache-control': 'public, max-age=31536000, immutable',
        },
      }),
    ],
    [
      'a piece comes as 206',
      LIBRARY,
      (file: () => Buffer) => ({ status: 206, body: file().subarray(0, 5000) }),
    ],
    [
      'the host leads to another page',
      LIBRARY,
      () => ({ status: 302, headers: { location: `${UNDER.base}glossary/` } }),
    ],
    [
      'the line breaks',
      LIBRARY,
      (file: () => Buffer) => ({ body: file().subarray(0, 5000), breaks: true }),
    ],
    ['the chapter is a portal', CHAPTER, () => ({ body: PORTAL })],
  ] as const)(
    '%s: it is not kept, and all is well at the next visit, and without a network after that',
    async (_, wrong, answer) => {
      const page = await context.newPage();
      await page.goto(`${at}glossary/`); // a page that needs none of them
      host.instead = (path, file) => (path.startsWith(wrong) ? answer(file) : undefined);
      // in force, and the page was loaded again
      await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
      host.instead = undefined;
      await page.goto(at + CHAPTER);
      await runs(page);
      await page.goto(`${at}glossary/`);
      await withoutNetwork();
      await page.goto(at + CHAPTER);
      await runs(page);
    },
  );

  test('what is right is given out as what it is, whatever the host called it', async () => {
    host.instead = (path, file) =>
      path.startsWith('_astro/editor.')
        ? { body: file(), headers: { 'content-type': 'text/plain' } }
        : undefined;
    const page = await visited();
    await edit(boxOf(page), 'console.log("mine");');
    await runs(page, 'mine\n');
  });

  test('there is no room: the book is read from the network, and kept once there is room', async () => {
    const page = await context.newPage();
    await page.goto('about:blank');
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: host.origin,
      quotaSize: 1_500_000,
    });
    await page.goto(at + CHAPTER);
    await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
    await runs(page);
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: host.origin,
      quotaSize: 500_000_000,
    });
    await page.goto(`${at}glossary/`);
    await page.goto(at + CHAPTER);
    await keepWholeBook(page);
    await withoutNetwork();
    await page.goto(at + CHAPTER);
    await runs(page);
  });
});

test('a host that changes each page on its way still brings the book, isolated, and its next version', async () => {
  host.instead = (path, file) =>
    path === '' || path.endsWith('/')
      ? { body: file().toString().replace('</body>', '<!-- counted --></body>') }
      : undefined;
  const page = await visited();
  await runs(page);
  host.root = SECOND;
  await page.goto(at + CHAPTER);
  expect(await isSecond(page)).toBe(true); // no page is kept, so there is no old one
  await runs(page);
  await page.getByText('There’s a new version of the book.').waitFor({ timeout: 120_000 });
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name: 'Load it' }).click(),
  ]);
  await page.waitForFunction(() => crossOriginIsolated);
  await runs(page);
  await withoutNetwork();
  // which is the price, and no page that the build did not make
  await expect(page.goto(`${at}glossary/`)).rejects.toThrow('ERR_FAILED');
});

test('what a script in a page put into the caches is never given out, on any address', async () => {
  const page = await visited();
  await keepWholeBook(page);
  await page.evaluate(async () => {
    const evil = (): Response =>
      new Response('<!doctype html><title>evil</title><script>window.evil = true</script>', {
        headers: { 'content-type': 'text/html' },
      });
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) await cache.put(request, evil());
      for (const path of [
        '',
        'glossary/',
        'glossary/index.html',
        'new/',
        'new/index.html',
        'code/types.json',
        'sw.js',
      ])
        await cache.put(new URL(path, `${location.origin}/tasque/`), evil());
    }
  });
  for (const path of ['', CHAPTER, 'glossary/', 'glossary', 'new/', 'lab/part-3-task-loop/']) {
    await page.goto(at + path);
    expect([path, await page.title(), await page.evaluate(() => 'evil' in window)]).toEqual([
      path,
      expect.stringContaining('Tasque'),
      false,
    ]);
  }
  await page.goto(at + CHAPTER);
  await runs(page);
});

test('a list of files that a script in a page made up does not make its file one of the book’s', async () => {
  const page = await visited();
  await keepWholeBook(page);
  await page.evaluate(async () => {
    const text = 'window.evil = true';
    const hash = btoa(
      String.fromCharCode(
        ...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
      ),
    );
    const scope = `${location.origin}/tasque/`;
    const cache = await caches.open(`tasque ${scope}`);
    await cache.put(`${scope}file/${encodeURIComponent(hash)}`, new Response(text));
    for (const request of await cache.keys())
      if (request.url.includes('/version/')) {
        const old = await (await cache.match(request))!.json();
        const files = Object.fromEntries(Object.keys(old.files).map((name) => [name, hash]));
        await cache.put(request, new Response(JSON.stringify({ ...old, files })));
        await cache.put(
          `${scope}version/made-up`,
          new Response(JSON.stringify({ since: 0, files: { ...files, 'new/index.html': hash } })),
        );
      }
  });
  await stopWorkers(page);
  for (const path of ['', CHAPTER, 'new/']) {
    await page.goto(at + path);
    expect([await page.title(), await page.content()]).toEqual([
      expect.stringContaining('Tasque'),
      expect.not.stringContaining('window.evil'),
    ]);
  }
  await page.goto(at + CHAPTER);
  await runs(page);
});

/**
 * As a browser does it after half a minute without a request: what the worker remembered is gone.
 */
async function stopWorkers(page: Page): Promise<void> {
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
}

const filesOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const cache = await caches.open(`tasque ${location.origin}/tasque/`);
    return (await cache.keys()).map(({ url }) => url).filter((url) => url.includes('/version/'));
  });

describe('with a new version in force', () => {
  test('a tab of the one before runs, shares, takes home, checks and draws, until it is closed', async () => {
    const old = await visited();
    await keepWholeBook(old);
    host.root = SECOND;
    const other = await context.newPage();
    await other.goto(`${at}glossary/`);
    await other.getByText('There’s a new version of the book.').waitFor({ timeout: 120_000 });
    await other.getByRole('button', { name: 'Load it' }).click();
    await other.locator('.second').first().waitFor({ timeout: 120_000 });
    await old.getByText('There’s a new version of the book.').waitFor();
    await stopWorkers(other);
    await other.goto(at); // which is when what is not needed goes

    expect(await isSecond(old)).toBe(false);
    expect(
      await old.evaluate(
        async (path) => 'second' in (await (await fetch(path)).json()),
        UNDER.base + LIBRARY,
      ),
    ).toBe(false);
    expect(
      await other.evaluate(
        async (path) => 'second' in (await (await fetch(path)).json()),
        UNDER.base + LIBRARY,
      ),
    ).toBe(true);
    await edit(boxOf(old), 'console.log("mine");');
    await runs(old, 'mine\n');
    await press(boxOf(old), 'Share');
    await boxOf(old)
      .locator('.status')
      .filter({ hasText: /The link/ })
      .waitFor();
    const download = old.waitForEvent('download');
    await press(boxOf(old), 'Download the project (zip)');
    await download;
    await boxOf(old).getByRole('button', { name: 'Timeline' }).click();
    await boxOf(old).locator('trace-timeline').waitFor();
    expect(await filesOf(other)).toHaveLength(2);

    await old.getByRole('button', { name: 'Load it' }).click();
    await old.locator('.second').first().waitFor();
    await runs(old, 'mine\n');
    await other.goto(`${at}glossary/`);
    await expect.poll(() => filesOf(other), { timeout: 120_000 }).toHaveLength(1);
    await withoutNetwork();
    await other.goto(at + CHAPTER);
    await runs(other, 'mine\n');
  });

  test.each([
    [
      'without a worker',
      (page: Page): Promise<unknown> =>
        page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')),
    ],
    [
      'whose worker lacks the file',
      async (page: Page): Promise<unknown> => {
        await page.goto(`${at}glossary/`);
        host.instead = (path) => (path.startsWith('_astro/editor.') ? { body: PORTAL } : undefined);
        // the worker loads a first page again to isolate it
        await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 120_000 });
        return controlled(page);
      },
    ],
  ] as const)(
    'a tab %s says so, and one click brings it over with its edits',
    async (_, prepare) => {
      const page = await context.newPage();
      await prepare(page);
      await page.goto(at + CHAPTER);
      const box = boxOf(page);
      host.instead = undefined;
      host.root = SECOND;
      await box.locator('.code code').focus();
      await box.locator('.code code').pressSequentially('// mine\n');
      await page.getByText('There’s a new version of the book.').waitFor({ timeout: 120_000 });
      await page.getByRole('button', { name: 'Load it' }).click();
      await page.locator('.second').first().waitFor({ timeout: 120_000 });
      await boxOf(page)
        .locator('.cm-content')
        .filter({ hasText: '// mine' })
        .waitFor({ timeout: 120_000 });
      await run(boxOf(page));
      expect(await ended(boxOf(page))).toMatch(/^Ran.*with your changes/);
    },
  );
});

test('an update that the network interrupts leaves the version before whole, and goes on at the next visit', async () => {
  const page = await visited();
  await keepWholeBook(page);
  host.asked.length = 0;
  const LAST = 'where-we-are-going/'; // of the pages
  host.root = SECOND;
  host.instead = (path, file) => (path === LAST ? { body: file(), breaks: true } : undefined);
  await page.goto(`${at}glossary/`);
  const isInstalling = (): Promise<boolean> =>
    page.evaluate(async () =>
      Boolean((await navigator.serviceWorker.getRegistration())!.installing),
    );
  await expect
    .poll(async () => host.asked.includes(LAST) && !(await isInstalling()), { timeout: 120_000 })
    .toBe(true);
  const asked = host.asked.length;
  await context.setOffline(true);
  await page.goto(at + CHAPTER);
  expect(await isSecond(page)).toBe(false);
  await runs(page);
  await context.setOffline(false);
  host.instead = undefined;
  await page.goto(`${at}glossary/`);
  await page.getByText('There’s a new version of the book.').waitFor({ timeout: 120_000 });
  expect(host.asked.slice(asked).length).toBeLessThan(100); // what came the first time was kept
});

test('the worker of the first edition hands over: its tab goes on, and what it kept is removed', async () => {
  const FIRST = '.cache/site-first-edition';
  rmSync(FIRST, { recursive: true, force: true });
  cpSync(UNDER.root, FIRST, { recursive: true });
  const files = globSync('**/*.{html,js,css,json,woff2,svg}', { cwd: FIRST }).filter(
    (file) => file !== 'sw.js',
  );
  // Workbox's cache as it was: its name, and a revision in the address of what has no hash in its
  // name
  writeFileSync(
    `${FIRST}/sw.js`,
    `const FILES = ${JSON.stringify(files)};
    const { scope } = self.registration, name = 'workbox-precache-v2-' + scope;
    const key = (file) => scope + file + (file.startsWith('_astro/') ? '' : '?__WB_REVISION__=1');
    self.addEventListener('install', (event) => event.waitUntil((async () => {
      const cache = await caches.open(name);
      for (const file of FILES) await cache.put(key(file), await fetch(scope + file));
    })()));
    self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
    self.addEventListener('message', ({ data }) => data === 'take over' && self.skipWaiting());
    self.addEventListener('fetch', (event) => event.respondWith((async () => {
      const path = new URL(event.request.url).pathname.slice(new URL(scope).pathname.length).replace(/(^|\\/)$/, '$1index.html');
      const response = (await (await caches.open(name)).match(key(path))) ?? (await fetch(event.request));
      const headers = new Headers(response.headers);
      headers.set('Cross-Origin-Opener-Policy', 'same-origin');
      headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
      return new Response(response.body, { status: response.status, headers });
    })()));`,
  );
  host.root = FIRST;
  const old = await visited();
  host.root = SECOND;
  const other = await context.newPage();
  await other.goto(`${at}glossary/`);
  await other.getByRole('button', { name: 'Load it' }).click({ timeout: 120_000 });
  await other.locator('.second').first().waitFor({ timeout: 120_000 });
  await other.goto(at);
  expect(await isSecond(old)).toBe(false);
  await edit(boxOf(old), 'console.log("mine");');
  await runs(old, 'mine\n');
  await old.getByRole('button', { name: 'Load it' }).click();
  await old.locator('.second').first().waitFor();
  await runs(old, 'mine\n');
  await other.goto(at);
  await expect
    .poll(() => other.evaluate(() => caches.keys()), { timeout: 120_000 })
    .toEqual([`tasque ${at}`]);
});

test('a book at the root leaves the caches of a book under a path alone, and the other way round', async () => {
  const BOTH = '.cache/site-both';
  rmSync(BOTH, { recursive: true, force: true });
  cpSync(ROOT, BOTH, { recursive: true });
  symlinkSync(join('..', '..', UNDER.root), join(BOTH, 'tasque'), 'dir');
  mkdirSync('.cache', { recursive: true });
  const both = await staticHost(BOTH);
  try {
    const page = await context.newPage();
    const neighbour = await context.newPage();
    await page.goto(`${both.origin}/glossary/`);
    await controlled(page);
    await neighbour.goto(`${both.origin}/tasque/glossary/`);
    await neighbour.waitForFunction(
      () => navigator.serviceWorker.controller?.scriptURL.includes('/tasque/'),
      undefined,
      { timeout: 120_000 },
    );
    await page.evaluate(() => caches.open(`workbox-precache-v2-${location.origin}/other/`));
    await keepWholeBook(page);
    await keepWholeBook(neighbour);
    await page.goto(`${both.origin}/`);
    await page.goto(`${both.origin}/glossary/`);
    const names = await page.evaluate(() => caches.keys());
    expect(names.sort()).toEqual([
      `tasque ${both.origin}/`,
      `tasque ${both.origin}/tasque/`,
      `workbox-precache-v2-${both.origin}/other/`,
    ]);
    await context.setOffline(true);
    both.close();
    for (const path of ['/', '/tasque/']) {
      await page.goto(`${both.origin}${path}${CHAPTER}`);
      await runs(page);
    }
  } finally {
    both.close();
  }
});
