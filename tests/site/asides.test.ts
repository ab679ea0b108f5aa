// Sections that are folded: a link opens one, and the reader's choice all of them.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { chapters } from '../book/components.ts';
import { violations } from './axe.ts';
import { onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

const HEADING = 'What asyncio really does';
const [ONE, OTHER] = [...chapters]
  .filter(([, { text }]) => text.includes(`\n## ${HEADING}\n`))
  .map(([id]) => `/${id}/`) as [string, string];

const isOpen = (page: Page): Promise<boolean> =>
  page.locator('.on-the-side > :not(summary, label)').first().isVisible();
const everywhere = (page: Page) => page.getByLabel('Open these on every page').first();

test('a link, a press or the keys open one', () =>
  onPage(ONE, SCREENS.wide, async (page) => {
    const heading = page.getByRole('heading', { name: HEADING });
    expect(await isOpen(page)).toBe(false);
    expect(await heading.isVisible()).toBe(true);
    const link = page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: HEADING }); // prettier-ignore
    await link.first().click();
    await expect.poll(() => isOpen(page)).toBe(true);
    await heading.click();
    expect(await isOpen(page)).toBe(false);
    await link.first().click(); // the address is the same, and leads there again
    await expect.poll(() => isOpen(page)).toBe(true);
    await page.locator('.on-the-side > summary').first().press('Enter');
    expect(await isOpen(page)).toBe(false);
    expect(await violations(page, '.on-the-side')).toEqual([]);
    await page.goto(new URL(`${OTHER}#what-asyncio-really-does`, page.url()).href);
    expect(await isOpen(page)).toBe(true);
  }));

test('who wants them has them open on every page', () =>
  onPage(ONE, SCREENS.narrow, async (page) => {
    await page.getByRole('heading', { name: HEADING }).click();
    await everywhere(page).check();
    await page.goto(new URL(OTHER, page.url()).href);
    expect(await isOpen(page)).toBe(true);
    expect(await everywhere(page).isChecked()).toBe(true);
    await everywhere(page).uncheck();
    expect(await isOpen(page)).toBe(true); // the reader is in it
    await page.reload();
    expect(await isOpen(page)).toBe(false);
  }));

test('they open without JavaScript, and are open on paper', () =>
  onPage(ONE, { javaScriptEnabled: false }, async (page) => {
    expect(await isOpen(page)).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await isOpen(page)).toBe(true);
    expect(await everywhere(page).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('heading', { name: HEADING }).click();
    expect(await isOpen(page)).toBe(true);
    expect(await everywhere(page).isVisible()).toBe(false);
  }));
