// What listings tell who points at a name, or asks by keyboard.
import { expect, test } from 'vitest';
import { onPage, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';

test('a name of the library says what it is to who points at it', () =>
  onPage(CHAPTER, {}, async (page) => {
    const name = page.locator('.listing [data-type]', { hasText: '#runOldest' }).first();
    await name.scrollIntoViewIfNeeded();
    await name.hover();
    const note = page.locator('.type-note');
    expect(await note.textContent()).toContain('TaskLoop.#runOldest(): ');
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

test('by keyboard, T goes from name to name and Shift+T back', () =>
  onPage(CHAPTER, {}, async (page) => {
    const listing = page.locator('.listing pre:has([data-type])').first();
    const names = await listing.locator('[data-type]').allTextContents();
    expect(names.length).toBeGreaterThan(1);
    await listing.focus();
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
  }));
