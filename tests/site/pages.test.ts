// What every page has to be, in both themes and at both widths. What is asked of each chapter stands
// in chapters-wide.test.ts and chapters-narrow.test.ts.
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { ended, KINDS, onPage, programsOn, run, useBrowser } from './site.ts';

useBrowser();

test.each(KINDS)('axe finds nothing on %s, in both themes', (path) =>
  onPage(path, {}, async (page) => {
    expect(await violations(page)).toEqual([]);
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
        'part-3-task-loop/a-task-that-rides-the-loop/',
      ],
      [
        '/part-3-task-loop/threads-meet-the-loop/',
        '.names.beside',
        'submit',
        'part-2-futures/a-thread-of-our-own/',
      ],
      ['/map-to-asyncio/', '.map', 'isClosed', 'part-3-task-loop/guards/#closing-time'],
    ] as const) {
      await page.goto(new URL(path, page.url()).href);
      const link = page.locator(table).getByRole('link', { name, exact: true });
      expect(await link.getAttribute('href'), name).toMatch(new RegExp(`^/${to}`));
      await link.click();
      await page.waitForURL(`**/${to}*`);
    }
  }));
