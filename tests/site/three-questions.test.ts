// The questions at the end of a chapter: asked by keyboard, kept, and asked again where the reader is
// next.
import { inject, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { violations } from './axe.ts';
import { noteRequests, tooWide } from './questions.ts';
import { freshContext, keepWholeBook, onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-1-generators/a-two-way-door/';
/** The last one of its part. */
const LAST = '/part-1-generators/checking-links/';
const OWN_PAGE = `/questions${CHAPTER}`;

const threeOn = (page: Page): Locator => page.locator('.asks[data-of]');
const boxesIn = (fold: Locator): Locator => fold.locator('question-box');
async function open(fold: Locator): Promise<void> {
  await fold.locator('> summary').click();
  await boxesIn(fold).first().waitFor();
}
const titlesIn = (fold: Locator): Promise<string[]> =>
  boxesIn(fold).locator('h3').allTextContents();
const goTo = (page: Page, path: string): Promise<unknown> =>
  page.goto(new URL(path, page.url()).href);

/** Answers a question, or gives the reason for it. */
async function give(box: Locator, step: 'answer' | 'reason', isRight: boolean): Promise<void> {
  const form = box.locator(`[data-step=${step}]`);
  const right = await form.getAttribute('data-right');
  const not = isRight ? '' : `:not([value="${right}"])`;
  await form
    .locator(`input${not}${isRight ? `[value="${right}"]` : ''}`)
    .first()
    .check();
  await form.getByRole('button', { name: 'Check' }).click();
}
async function answer(box: Locator, isRight: boolean): Promise<void> {
  await give(box, 'answer', isRight);
  await give(box, 'reason', isRight);
}

for (const [name, screen] of Object.entries(SCREENS))
  test(`a question is answered by keyboard, then its reason, and the page says what’s so: ${name}`, () =>
    onPage(CHAPTER, screen, async (page) => {
      const fold = threeOn(page);
      await fold.locator('> summary').focus();
      await page.keyboard.press('Enter');
      await boxesIn(fold).nth(2).waitFor();
      const box = boxesIn(fold).first();
      const [saidOfAnswer, saidOfReason] = [
        box.locator('.said').first(),
        box.locator('.said').last(),
      ];
      expect(await box.getByRole('group').count()).toBe(1);

      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await box.getByText('Choose one first.').isVisible()).toBe(true);
      await page.keyboard.press('Space');
      const form = box.locator('[data-step=answer]');
      const right = (await form.getAttribute('data-right'))!;
      const chosen = (): Promise<string> => form.locator(':checked').inputValue();
      while ((await chosen()) === right) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await saidOfAnswer.textContent()).toMatch(/^✗ The answer is another one: .+You /);
      // announced, and where the reader is
      expect(await saidOfAnswer.getAttribute('role')).toBe('status');
      expect(await saidOfAnswer.locator('p:focus').textContent()).toContain('✗');
      expect(await form.locator('input:enabled').count()).toBe(0);
      expect(await violations(page, '.asks[data-of]')).toEqual([]);

      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      const reasons = box.locator('[data-step=reason]');
      const reason = (await reasons.getAttribute('data-right'))!;
      while ((await reasons.locator(':checked').inputValue()) !== reason)
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await saidOfReason.textContent()).toMatch(/^✓ Right\./);
      const link = saidOfReason.getByRole('link').first();
      const href = (await link.getAttribute('href'))!;
      expect(href).toMatch(new RegExp(`^${CHAPTER}#.`));
      expect(await page.locator(`[id="${href.split('#')[1]}"]`).count()).toBe(1);
      expect(await saidOfReason.textContent()).toContain('comes again');
      expect(await violations(page, '.asks[data-of]')).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
    }));

test('a chapter loads nothing of its questions before they’re opened', async () => {
  let asked: URL[] = [];
  await onPage(
    CHAPTER,
    {},
    async (page) => {
      const ofQuestions = (): string[] =>
        asked.map(({ pathname }) => pathname).filter((path) => /question|asking/.test(path));
      await page.waitForLoadState('networkidle');
      expect(ofQuestions()).toEqual([]);
      await open(threeOn(page));
      expect(ofQuestions()).toContain(OWN_PAGE);
    },
    async (page) => (asked = noteRequests(page)),
  );
});

test('what was chosen and answered is there after a reload, with what was said', () =>
  onPage(CHAPTER, {}, async (page) => {
    const fold = threeOn(page);
    await open(fold);
    const [first, second, third] = [0, 1, 2].map((nth) => boxesIn(fold).nth(nth)) as [Locator, Locator, Locator]; // prettier-ignore
    await answer(first, true);
    await give(second, 'answer', false);
    await third.locator('[data-step=answer] input').nth(1).check();
    const said = (): Promise<string[]> => fold.locator('.said').allTextContents();
    const before = await said();
    expect(before.filter((text) => text !== '')).toHaveLength(3);
    await page.reload();
    await open(fold);
    await expect.poll(said).toEqual(before);
    expect(await third.locator('[data-step=answer] input').nth(1).isChecked()).toBe(true);
    expect(await second.locator('[data-step=reason]').isVisible()).toBe(true);
  }));

test('a wrong one comes again at another chapter’s end and first in the mixed set, until it’s right once', () =>
  onPage(CHAPTER, {}, async (page) => {
    await open(threeOn(page));
    const [rightOne, wrongOne] = await titlesIn(threeOn(page));
    await answer(boxesIn(threeOn(page)).nth(0), true);
    await answer(boxesIn(threeOn(page)).nth(1), false);

    await goTo(page, LAST);
    await open(threeOn(page));
    const own = (await titlesIn(threeOn(page))).slice(0, 3);
    expect(await titlesIn(threeOn(page))).toEqual([...own, wrongOne]);
    const set = page.locator('.asks[data-part]');
    await open(set);
    const drawn = await titlesIn(set);
    expect(drawn).toHaveLength(6);
    expect(drawn.slice(0, 2)).toEqual([wrongOne, rightOne]);
    expect(await violations(page, '.asks[data-part]')).toEqual([]);

    // it’s asked as if it were new
    const again = boxesIn(threeOn(page)).last();
    expect(await again.locator('.said').first().textContent()).toBe('');
    expect(await again.locator('.from').textContent()).toContain('A two-way door');
    await answer(again, true);
    await set.getByRole('button', { name: 'Draw another set' }).click();
    await expect.poll(async () => (await titlesIn(set))[0]).toBe(rightOne);

    await goTo(page, '/part-1-generators/a-lazy-tree/');
    await open(threeOn(page));
    expect(await titlesIn(threeOn(page))).toHaveLength(3);
  }));

test('on the start page one comes from long ago, once a day at most, and not if it isn’t wanted', async () => {
  const day = 24 * 60 * 60 * 1000;
  const begin = Date.now();
  await onPage(CHAPTER, {}, async (page) => {
    const at = async (days: number): Promise<void> => {
      await page.clock.setFixedTime(begin + days * day);
      await goTo(page, '/');
    };
    const again = page.locator('#again');
    await open(threeOn(page));
    const [rightOne, wrongOne] = await titlesIn(threeOn(page));
    await answer(boxesIn(threeOn(page)).nth(0), true);
    await answer(boxesIn(threeOn(page)).nth(1), false);
    await at(0.9);
    expect(await again.isVisible()).toBe(false);

    await at(1.1);
    const asked = noteRequests(page);
    await page.reload();
    expect(await again.isVisible()).toBe(true);
    await page.waitForLoadState('networkidle');
    expect(asked.filter(({ pathname }) => pathname.includes('question'))).toEqual([]);
    await again.getByRole('button', { name: 'Not now' }).press('Enter');
    expect(await again.isVisible()).toBe(false);
    await at(2);
    expect(await again.isVisible()).toBe(false);

    await at(2.2);
    await open(again.locator('details'));
    expect(await titlesIn(again)).toEqual([wrongOne]);
    expect(await violations(page, '#again')).toEqual([]);
    await answer(boxesIn(again), true);
    await at(3);
    expect(await again.isVisible()).toBe(false);
    await at(3.3);
    await open(again.locator('details'));
    // that one rests until tomorrow, and this one has been due for two days
    expect(await titlesIn(again)).toEqual([rightOne]);
  });
});

test('without JavaScript they can be read on their own page, with the answers folded; and in Markdown', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    await threeOn(page).locator('> summary').click();
    await threeOn(page).getByRole('link').click();
    expect(new URL(page.url()).pathname).toBe(OWN_PAGE);
    const box = page.locator('question-box').first();
    expect(await box.locator('legend').allTextContents()).toHaveLength(2);
    expect(await box.getByRole('button').count()).toBe(0);
    expect(await box.locator('.so').isVisible()).toBe(false);
    await box.getByText('The answer, and why').click();
    expect(await box.locator('.so').isVisible()).toBe(true);

    const title = (await box.locator('h3').textContent())!;
    const so = (await box.locator('.so').textContent())!.trim().split(/[.,]/)[0]!;
    const text = await (await fetch(new URL(CHAPTER.replace(/\/$/, '.md'), inject('site')))).text();
    const [, after = ''] = text.split(`### ${title}`);
    const [shown = '', folded = ''] = after.split('<summary>The answer, and why</summary>');
    expect(shown).not.toContain(so.slice(0, 20));
    expect(folded.replaceAll('`', '')).toContain(so.slice(0, 20));
  }));

test('they’re asked without a network, once the whole book is kept', async () => {
  const context = await freshContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto(inject('site') + CHAPTER);
  await keepWholeBook(page);
  await context.setOffline(true);
  await page.reload();
  await open(threeOn(page));
  await answer(boxesIn(threeOn(page)).first(), true);
  expect(await threeOn(page).locator('.said').first().textContent()).toContain('✓ Right.');
  await context.close();
});
