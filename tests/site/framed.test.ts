// In another site's frame, which may be covered and clicked through, nothing can be run or
// accepted.
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { staticHost, type StaticHost } from '../static-host.ts';
import { UNDER } from './serve.ts';
import { ended, freshContext, run, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = 'part-3-task-loop/a-queue-of-callbacks/';
const NAME = 'callbacks-in-order.ts';

/** Another site: whatever it is asked for, it has it in a frame with those attributes. */
let site: Server;
let at: string;
let host: StaticHost;
/** Our own host, but it lets anybody load its files, as GitHub Pages does. */
let open: StaticHost;
beforeAll(async () => {
  site = createServer(({ url }, response) => {
    const { searchParams } = new URL(url!, at);
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end(
        `<!doctype html><title>Another site</title><iframe ${searchParams.get('attributes') ?? ''} src="${searchParams.get('of')}" width="1200" height="800"></iframe>`,
      );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  at = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  host = await staticHost(UNDER.root, UNDER);
  open = await staticHost(UNDER.root, {
    ...UNDER,
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
  host.close();
  open.close();
});

const framing = (of: string, attributes = ''): string =>
  `${at}/?${new URLSearchParams({ of, attributes })}`;

/** Opens an address, and gives the frame in it whose page is the book's. */
async function onFrame(
  address: string,
  work: (frame: Frame, page: Page) => Promise<void>,
): Promise<void> {
  const context = await freshContext();
  const page = await context.newPage();
  try {
    await page.goto(address, { waitUntil: 'networkidle' });
    const frame = page
      .frames()
      .findLast((frame) => /a-queue-of-callbacks|\/lab\//.test(new URL(frame.url(), at).pathname))!;
    await work(frame, page);
  } finally {
    await context.close();
  }
}

/** Presses everything that there is, as somebody would who doesn't see it, and then every key. */
async function press(frame: Frame, page: Page): Promise<void> {
  for (const button of await frame.locator('button').all()) await button.dispatchEvent('click');
  await frame
    .locator('body')
    .focus()
    .catch(() => {});
  for (const key of ['/', '?', 'Escape', 'r', 'Control+Enter', 'Tab', 'Enter', ' '])
    await page.keyboard.press(key);
  await page.waitForTimeout(500);
}

const begun = (frame: Frame): Promise<unknown> =>
  frame.evaluate(() => ({
    defined: ['program-box', 'tasque-lab', 'try-it', 'exercise-box'].filter((name) =>
      customElements.get(name),
    ),
    sandboxes: document.querySelectorAll('iframe').length,
    dialogs: document.querySelectorAll('dialog[open]').length,
    inert: document.body.inert,
  }));
const NOTHING = { defined: [], sandboxes: 0, dialogs: 0, inert: true };

/** A version of the program, as a link brings it. */
const OFFER = '#code=anything';

test.each([
  ['a chapter', () => framing(host.origin + UNDER.base + CHAPTER)],
  [
    'a chapter with a link’s version of a program',
    () => framing(host.origin + UNDER.base + CHAPTER + OFFER),
  ],
  ['the lab', () => framing(`${host.origin}${UNDER.base}lab/part-3-task-loop/`)],
  ['a frame in a frame', () => framing(framing(host.origin + UNDER.base + CHAPTER))],
  [
    'a sandboxed frame, of a host that lets anybody load its files',
    () => framing(open.origin + UNDER.base + CHAPTER, 'sandbox="allow-scripts"'),
  ],
])('%s in another site runs nothing, and says where it does', async (_, address) => {
  await onFrame(address(), async (frame, page) => {
    await frame.getByText('Tasque doesn’t run inside another site.').waitFor();
    await press(frame, page);
    expect(await begun(frame)).toEqual(NOTHING);
    const link = frame.getByRole('link', { name: 'Open it in a tab of its own' });
    expect([await link.getAttribute('target'), await link.getAttribute('href')]).toEqual([
      '_blank',
      frame.url().replace(/#.*/, ''),
    ]);
  });
});

test('the link of that page opens one that works', async () => {
  await onFrame(framing(host.origin + UNDER.base + CHAPTER), async (frame, page) => {
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByRole('link', { name: 'Open it in a tab of its own' }).click(),
    ]);
    const box = tab.getByRole('region', { name: NAME, exact: true });
    await run(box);
    expect(await ended(box)).toMatch(/^Ran/);
  });
});

test('a frame in a page of ours, in another site, runs nothing either', async () => {
  const page = (html: string): string =>
    html.replace(
      '<main',
      `<iframe title="x" width="1200" height="800" src="?inner"></iframe><main`,
    );
  const nested = await staticHost(UNDER.root, { ...UNDER, change: page });
  await onFrame(framing(nested.origin + UNDER.base + CHAPTER), async (frame) => {
    await frame.getByText('Tasque doesn’t run inside another site.').waitFor();
    expect(frame.url()).toContain('?inner');
    expect(await begun(frame)).toMatchObject({ defined: [], inert: true });
  });
  nested.close();
});

test('a sandboxed frame that loads no script runs nothing, and shows no button that seems to', async () => {
  await onFrame(
    framing(host.origin + UNDER.base + CHAPTER, 'sandbox="allow-scripts"'),
    async (frame, page) => {
      await press(frame, page);
      expect(await begun(frame)).toMatchObject({ defined: [], sandboxes: 0, dialogs: 0 });
    },
  );
});

test('a page of the book may have another in a frame', async () => {
  await onFrame(host.origin + UNDER.base + CHAPTER, async (_, page) => {
    await page.evaluate(() =>
      document.body.append(
        Object.assign(document.createElement('iframe'), {
          src: location.href,
          width: 1200,
          height: 800,
        }),
      ),
    );
    const box = page
      .frameLocator('iframe')
      .first()
      .getByRole('region', { name: NAME, exact: true });
    await run(box);
    expect(await ended(box)).toMatch(/^Ran/);
  });
});

test('on a host with headers the frame stays empty', async () => {
  const context = await freshContext();
  const page = await context.newPage();
  await page.goto(framing(`${inject('site')}/${CHAPTER}`));
  expect(await page.frames()[1]!.locator('h1').count()).toBe(0);
  await context.close();
});

const [hash] = readdirSync(`${UNDER.root}/runner/sandbox/1`);

test.each(['', 'sandbox="allow-scripts allow-same-origin"'])(
  'the sandbox for programs runs nothing where it kept its origin (frame with %j)',
  async (attributes) => {
    const context = await freshContext();
    const page = await context.newPage();
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.goto(framing(`${host.origin}${UNDER.base}runner/sandbox/1/${hash}/`, attributes));
    await page.evaluate(() => {
      const { port2 } = new MessageChannel();
      frames[0]!.postMessage('connect', '*', [port2]);
    });
    await page.waitForTimeout(300);
    await page.goto(`${host.origin}${UNDER.base}runner/sandbox/1/${hash}/`);
    await page.evaluate(() => {
      const { port2 } = new MessageChannel();
      postMessage('connect', '*', [port2]);
    });
    await page.waitForTimeout(300);
    expect(workers).toEqual([]);
    await context.close();
  },
);
