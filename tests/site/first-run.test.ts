// What a first run waits for, on a page where no pointer and no focus has come near a box.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noteRequests } from './questions.ts';
import { onPage, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';

const namesOf = (asked: readonly URL[]): string[] =>
  asked.map(({ pathname }) => pathname.split('/').at(-1)!);

/** Opens the chapter, and has the stage's files come only once the sandbox is on its way. */
const onChapter = (work: (page: Page) => Promise<void>): Promise<void> =>
  onPage(CHAPTER, {}, async (page) => {
    await page.waitForLoadState('networkidle');
    await page.route('**/code/*.json', async (route) => {
      await page.locator('iframe[title^=Sandbox]').waitFor({ state: 'attached' });
      await route.continue();
    });
    await work(page);
  });

test('its sandbox doesn’t wait for its files, and its scripts are few', () =>
  onChapter(async (page) => {
    const box = page.locator('program-box').first();
    const asked = noteRequests(page);
    await box.evaluate((box) => box.querySelector<HTMLButtonElement>('[data-do=run]')!.click());
    await expect.poll(() => box.locator('.live').textContent()).not.toBe('');
    const scripts = namesOf(asked).filter((name) => name.endsWith('.js'));
    expect(scripts.length, scripts.join(' ')).toBeLessThan(5);
  }));

test('a pointer that comes near loads what runs before what edits', () =>
  onChapter(async (page) => {
    const came = page.waitForResponse(/\/code\/.*\.json$/).then(() => 'files');
    const editor = page.waitForRequest(/\/editor\./).then(() => 'editor');
    await page.locator('program-box').first().dispatchEvent('pointerenter');
    expect(await Promise.race([came, editor])).toBe('files');
    await editor;
  }));
