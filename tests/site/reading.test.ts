// What listings tell who points at a name, or asks by keyboard; and what is remembered of reading.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chapters } from '../book/components.ts';
import { onPage, useBrowser } from './site.ts';

useBrowser();

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';

/** Where a link leads on this site. */
const leadsTo = (link: Locator): Promise<string> =>
  link.evaluate((a) => (a as HTMLAnchorElement).pathname + (a as HTMLAnchorElement).hash);

test('a name of the library says what it is to who points at it', () =>
  onPage(CHAPTER, {}, async (page) => {
    const name = page.locator('.listing [data-type]').first();
    await name.scrollIntoViewIfNeeded();
    await name.hover();
    const note = page.locator('.type-note');
    expect(await note.textContent()).toContain(await name.textContent());
    expect(await note.isVisible()).toBe(true);
    const { x, y, width, height } = (await note.boundingBox())!;
    const { width: right, height: bottom } = page.viewportSize()!;
    expect([x >= 0, y >= 0, x + width <= right, y + height <= bottom]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    await page.keyboard.press('Escape');
    expect(await note.textContent()).toBe('');
  }));

test('by keyboard, T goes from name to name and Shift+T back, and C copies the listing', () =>
  onPage('/part-3-task-loop/a-call-that-can-be-taken-back/', CLIPBOARD, async (page) => {
    const listing = page.locator('.listing:has([data-type])').first();
    const names = await listing.locator('[data-type]').allTextContents();
    expect(names.length).toBeGreaterThan(1);
    await listing.getByRole('button', { name: 'Try it' }).focus();
    await page.locator('.type-note').waitFor({ state: 'attached' });
    const named = page.locator('.listing .named');
    const isAt = (name: string | undefined): Promise<void> =>
      expect.poll(() => named.allTextContents()).toEqual([name]);
    await page.keyboard.press('t');
    await isAt(names[0]);
    expect(await page.locator('.type-note').textContent()).not.toBe('');
    await page.keyboard.press('t');
    await isAt(names[1]);
    await page.keyboard.press('Shift+T');
    await isAt(names[0]);
    await page.keyboard.press('Escape');
    await expect.poll(() => named.count()).toBe(0);

    const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    const textOf = async (one: Locator): Promise<string> =>
      `${(await one.locator('pre code').textContent())!.trimEnd()}\n`;
    await page.keyboard.press('c');
    await listing.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await copied()).toBe(await textOf(listing));
    // by mouse each one has it, and Tab stops at none
    const last = page.locator('.listing:not(:has(del))').last();
    await last.locator('pre').hover();
    await last.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(copied).toBe(await textOf(last));
    expect(await page.locator('.listing button.copy').count()).toBe(1);
    expect(await page.locator('.listing button.copy:not([tabindex="-1"])').count()).toBe(0);
  }));

describe('coming back', () => {
  const READ = 'part-3-task-loop/a-queue-of-callbacks';
  const goTo = (page: Page, path: string): Promise<unknown> =>
    page.goto(new URL(path, page.url()).href);
  const wayOn = (page: Page) => page.locator('.begin').getByRole('link');

  test('the last chapter is there again, at its section, and what was read to its end is marked', () =>
    onPage(CHAPTER, {}, async (page) => {
      const section = await page.locator('article h2[id]').nth(1).getAttribute('id');
      await page.locator(`[id="${section}"]`).evaluate((it) => it.scrollIntoView());
      await expect
        .poll(() => page.evaluate(() => localStorage.getItem('tasque:/:place')))
        .toBe(`${READ}#${section}`);
      // the way home stands at the top, where nobody was reading
      await page.getByRole('link', { name: 'Tasque', exact: true }).click();
      await wayOn(page).filter({ hasText: 'Continue' }).waitFor();
      expect(await wayOn(page).innerText()).toMatch(/^Continue\s+3\.1 /);
      const place = `/${READ}/#${section}`;
      expect(await leadsTo(wayOn(page))).toBe(place);
      const listed = page.locator('#contents').getByRole('link', { name: 'Continue' });
      expect(await leadsTo(listed)).toBe(place);
      const marks = page.locator('#contents .read:not([hidden])');
      expect(await marks.count()).toBe(0);

      await goTo(page, '/404.html');
      const lost = page.getByRole('link', { name: 'Continue' });
      expect(await leadsTo(lost)).toBe(place);
      await lost.click();
      await page.waitForURL(`**${place}`);
      await page.locator('.ways').scrollIntoViewIfNeeded();
      await expect
        .poll(() => page.evaluate(() => localStorage.getItem('tasque:/:read')))
        .toBe(READ);

      await goTo(page, '/');
      await expect.poll(() => marks.count()).toBe(1);
      expect(
        await page
          .locator('#contents li', { has: page.locator('.read:not([hidden])') })
          .innerText(),
      ).toContain(chapters.get(READ)!.frontMatter.title);
      expect(await marks.ariaSnapshot()).toContain('read');
      // what was read to its end is left for the next one
      expect(await wayOn(page).innerText()).toMatch(/^Continue\s+3\.2 /);
    }));

  test.each(['no/such-chapter', 'https://evil.example/', 'part-3-task-loop/guards"><b>', ''])(
    'a place that is none, %o, is not gone to',
    (place) =>
      onPage(
        '/',
        {},
        async (page) => {
          expect(await wayOn(page).getAttribute('href')).toBe('/where-we-are-going/');
        },
        (page) =>
          page.addInitScript((place) => localStorage.setItem('tasque:/:place', place), place),
      ),
  );

  test('where the browser keeps nothing, everything else works', () =>
    onPage(
      CHAPTER,
      {},
      async (page) => {
        await page.locator('.ways').scrollIntoViewIfNeeded();
        await goTo(page, '/');
        await page.getByRole('button', { name: 'Search' }).waitFor();
        expect(await wayOn(page).innerText()).toMatch(/^Begin/);
      },
      (page) =>
        page.addInitScript(() =>
          Object.defineProperty(window, 'localStorage', {
            get: () => {
              throw new DOMException('no', 'SecurityError');
            },
          }),
        ),
    ));
});
