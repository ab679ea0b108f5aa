// All of a reader's work as one file: saved, brought in elsewhere after a question, refused where it's
// broken, all of it or nothing, and taken back.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { violations } from './axe.ts';
import { tooWide } from './questions.ts';
import { edit, forgetAll, onPage, programsOn, records, SCREENS, useBrowser } from './site.ts';

useBrowser();

const PAGE = '/what-you-built/';
const CHAPTER = '/part-1-generators/a-function-that-pauses/';
const goTo = (page: Page, path: string): Promise<unknown> =>
  page.goto(new URL(path, page.url()).href);

/** All that the browser keeps, but for what's put aside by bringing a file in. */
async function kept(page: Page): Promise<unknown[]> {
  const versions = await records(page, 'versions');
  return [
    await records(page, 'files'),
    versions.filter(({ box }) => box !== 'all-work'),
    await records(page, 'marks'),
    await page.evaluate(() => ({ ...localStorage })),
  ];
}
async function saved(page: Page): Promise<string> {
  await goTo(page, PAGE);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save all your work' }).click();
  return readFileSync(await (await coming).path(), 'utf8');
}
async function pick(page: Page, text: string): Promise<void> {
  const input = page.getByLabel('Bring a file in');
  await expect.poll(() => input.isEnabled()).toBe(true);
  await input.setInputFiles({
    name: 'tasque.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
}
/** Presses a button after which the page is loaded again. */
async function press(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name, exact: true }).press('Enter'),
  ]);
  await page.locator('.before').waitFor();
}
const said = (page: Page): Promise<string | null> => page.locator('.all-work .said').textContent();

/** An edit, an answer, a chapter that was read, and a theme. */
async function work(page: Page): Promise<void> {
  const { box } = (await programsOn(page))[0]!;
  await edit(box, 'console.log("mine");');
  await expect.poll(async () => (await records(page, 'files')).length).toBe(1);
  const fold = page.locator('.asks[data-of]');
  await fold.locator('> summary').click();
  const form = fold.locator('question-box [data-step=answer]').first();
  await form.getByRole('radio').first().check();
  await form.getByRole('button', { name: 'Check' }).click();
  await expect.poll(async () => (await records(page, 'files')).length).toBe(2);
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.locator('.ways').scrollIntoViewIfNeeded();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('tasque:/:read')))
    .not.toBe(null);
}

test('what’s saved is brought in elsewhere, after a question, and can be taken back', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    await work(page);
    const file = await saved(page);
    expect(await said(page)).toMatch(
      /^Saved as tasque-[\d-]+\.json: 1 changed file, .*1 answered question/,
    );
    const mine = await kept(page);
    await forgetAll(page);

    await page.emulateMedia({ colorScheme: 'light' });
    await pick(page, file);
    const asked = page.getByRole('group', { name: 'Bring it in?' });
    expect(await asked.textContent()).toMatch(/1 changed file, .* This browser has nothing\./);
    expect(await violations(page, '.all-work')).toEqual([]);
    await page.getByRole('button', { name: 'Leave it as it is' }).press('Enter');
    expect(await asked.isVisible()).toBe(false);
    expect(await records(page, 'files')).toEqual([]);

    await pick(page, file);
    await asked.waitFor();
    await press(page, 'Bring it in');
    expect(await kept(page)).toEqual(mine);
    await goTo(page, CHAPTER);
    await page.getByRole('textbox').filter({ hasText: 'mine' }).first().waitFor();
    await page.locator('.asks[data-of] > summary').click();
    await page
      .locator('question-box .said')
      .filter({ hasText: /Right|another/ })
      .first()
      .waitFor();

    await goTo(page, PAGE);
    const now = await kept(page);
    await press(page, 'Take it back');
    const [files, versions, marks] = await kept(page);
    expect([files, versions, marks]).toEqual([[], [], []]);
    await press(page, 'Take it back');
    expect(await kept(page)).toEqual(now);
  }));

test('a broken file is refused in a sentence, and changes nothing', () =>
  onPage(CHAPTER, SCREENS.narrow, async (page) => {
    await work(page);
    const file = await saved(page);
    const mine = await kept(page);
    for (const [text, expected] of [
      [
        file.slice(0, -9),
        'The book hasn’t saved this file, or it’s not all there. Nothing has changed.',
      ],
      [
        file.replace('"rev":', '"ver":'),
        'This file is broken: number 1 of its changed files can’t be read. Nothing has changed.',
      ],
    ] as const) {
      await pick(page, text);
      await expect.poll(() => said(page)).toBe(expected);
      expect(await page.getByRole('button', { name: 'Bring it in' }).count()).toBe(0);
    }
    expect(await kept(page)).toEqual(mine);
    expect(await tooWide(page)).toEqual([]);
  }));

test('if the browser refuses any of it, all is as it was', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    await work(page);
    const file = JSON.parse(await saved(page));
    const mine = await kept(page);
    file.marks.push({ list: 'solved', name: 'refused' });
    file.choices['tasque:theme'] = 'light';
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (value: { name?: string }, ...key) {
        if (value.name === 'refused') throw new DOMException('no room', 'QuotaExceededError');
        return put.call(this, value, ...key);
      };
    });
    await pick(page, JSON.stringify(file));
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await expect
      .poll(() => said(page))
      .toBe('Your browser has no room for it. Nothing has changed.');
    expect(await kept(page)).toEqual(mine);
  }));
