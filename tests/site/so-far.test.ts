// The start page for a reader who comes back: where they left off, what's next, how far each part is.
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { chapters } from '../book/components.ts';
import { violations } from './axe.ts';
import { noteRequests, shiftsOn, tooWide } from './questions.ts';
import { freshContext, keepWholeBook, onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

const FIRST = 'part-3-task-loop/a-queue-of-callbacks';
const EXERCISE = 'part-3-task-loop/exercises/first-in-first-out';
const STEP = 'part-3-task-loop/01-call-it-later';
const DAY = 86_400_000;

/** What a browser keeps of a reader who was here 13 days ago. */
const KEPT = {
  'tasque:/:place': `${FIRST}#build-it`,
  'tasque:/:read': `where-we-are-going ${FIRST}`,
  'tasque:solved': JSON.stringify([EXERCISE]),
  'tasque:steps': JSON.stringify([STEP]),
};
type Kept = Record<string, string>;

/** Once a tab: what is done there stays. */
const keep = (page: Page, kept: Kept): Promise<unknown> =>
  page.addInitScript(
    ([kept, left]) => {
      if (sessionStorage.getItem('kept')) return;
      sessionStorage.setItem('kept', 'yes');
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
      localStorage.setItem('tasque:/:left', String(Date.now() - left));
    },
    [kept, 13.5 * DAY] as const,
  );
const onStart = (kept: Kept, work: (page: Page) => Promise<void>, screen = {}): Promise<void> =>
  onPage('/', screen, work, (page) => keep(page, kept));

const soFar = (page: Page): Locator => page.locator('#so-far');
const says = (page: Page, what: string): Promise<string> =>
  soFar(page).locator(`[data-say=${what}]`).innerText();
const rowOf = (page: Page, part: string, kind: string): Locator =>
  soFar(page).locator(`[data-part="${part}"] [data-kind=${kind}]`);
const countIn = (page: Page, part: string, kind: string): Promise<string | null> =>
  rowOf(page, part, kind).locator('.count').textContent();
const filled = (page: Page): Promise<void> => expect.poll(() => says(page, 'today')).not.toBe('');
const stored = (page: Page, key: string): Promise<string | null> =>
  page.evaluate((key) => localStorage.getItem(key), key);

test('who is here for the first time sees nothing of it, and loads nothing', async () => {
  let asked: URL[] = [];
  await onPage(
    '/',
    {},
    async (page) => {
      await page.waitForLoadState('networkidle');
      expect(await soFar(page).isVisible()).toBe(false);
      expect(await page.locator('#contents .state').first().isVisible()).toBe(false);
      expect(asked.filter(({ pathname }) => pathname.includes('so-far'))).toEqual([]);
    },
    async (page) => (asked = noteRequests(page)),
  );
});

test('on a phone the room that’s kept for it leaves no gaps', () =>
  onStart(
    KEPT,
    async (page) => {
      await filled(page);
      await rowOf(page, 'part-3-task-loop', 'faults').getByText('Next:').waitFor();
      const gaps = await soFar(page).evaluate((section) =>
        [...section.querySelectorAll<HTMLElement>('dl div, [open] > ul > li')].map((row) => {
          const range = document.createRange();
          range.selectNodeContents([...row.children].at(-1)!);
          const text = range.getBoundingClientRect();
          const line = parseFloat(getComputedStyle(row).lineHeight);
          return { row: row.textContent, gap: (row.getBoundingClientRect().bottom - text.bottom) / line }; // prettier-ignore
        }),
      );
      expect(gaps.length).toBeGreaterThan(5);
      expect(gaps.filter(({ gap }) => gap > 1.5)).toEqual([]);
    },
    SCREENS.narrow,
  ));

for (const [name, screen] of Object.entries(SCREENS))
  test(`who comes back is told where they left off, what’s next and how far each part is: ${name}`, async () => {
    await onPage(
      '/',
      screen,
      async (page) => {
        await filled(page);
        await page.waitForLoadState('networkidle');
        expect(await shiftsOn(page)).toEqual([]);
        expect(await says(page, 'left')).toBe(
          `3.1 ${chapters.get(FIRST)!.frontMatter.title}, at “Build it”. You last read 13 days ago.`,
        );
        expect(await says(page, 'next')).toMatch(/^3\.2 /);
        const part = 'part-3-task-loop';
        await expect.poll(() => countIn(page, part, 'steps')).toMatch(/^1 of \d+ built$/);
        expect(await countIn(page, part, 'chapters')).toMatch(/^1 of \d+ read$/);
        await expect.poll(() => countIn(page, part, 'exercises')).toMatch(/^1 of \d+ solved$/);
        expect(await countIn(page, part, 'questions')).toMatch(/^0 of \d+ answered$/);
        expect(await countIn(page, 'where-we-are-going', 'chapters')).toBe('✓ 1 of 1 read');
        // the part in which one was is open, and no other
        expect(
          await soFar(page).locator('[data-part][open]').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.part)), // prettier-ignore
        ).toEqual([part]);
        expect(await page.locator(`[data-state-of=${part}]`).textContent()).toMatch(/^1 of \d+ ch/);
        expect(await violations(page, '#so-far')).toEqual([]);
        expect(await tooWide(page)).toEqual([]);

        // each leads to what isn't done yet, by keyboard too
        for (const kind of ['chapters', 'exercises', 'steps', 'questions']) {
          const next = rowOf(page, part, kind).getByRole('link');
          const { pathname, hash } = new URL((await next.getAttribute('href'))!, page.url());
          const to = await (await page.request.get(new URL(pathname, page.url()).href)).text();
          if (hash) expect(to, kind).toContain(`id="${hash.slice(1)}"`);
        }
        await rowOf(page, part, 'chapters').getByRole('link').focus();
        await page.keyboard.press('Enter');
        await page.waitForURL('**/part-3-task-loop/**');
      },
      (page) => keep(page, KEPT),
    );
  });

test('a chapter is marked as read and unread by keyboard, and that’s kept', () =>
  onStart(KEPT, async (page) => {
    await filled(page);
    const marks = soFar(page).locator('[data-part="part-3-task-loop"] .marks');
    await marks.locator('summary').focus();
    await page.keyboard.press('Enter');
    const second = marks.getByRole('checkbox').nth(1);
    const first = marks.getByRole('checkbox').first();
    expect([await first.isChecked(), await second.isChecked()]).toEqual([true, false]);
    await second.focus();
    await page.keyboard.press('Space');
    const count = () => countIn(page, 'part-3-task-loop', 'chapters');
    await expect.poll(count).toMatch(/^2 of/);
    expect(await marks.getByRole('status').textContent()).toMatch(/^3\.2 .+: marked as read\.$/);
    expect(await second.evaluate((it) => it === document.activeElement)).toBe(true);
    await expect.poll(() => page.locator('#contents .read:not([hidden])').count()).toBe(3);
    await first.press('Space');
    await expect.poll(count).toMatch(/^1 of/);
    await page.reload();
    await filled(page);
    expect(await count()).toMatch(/^1 of/);
    expect(await says(page, 'next')).toMatch(/^3\.3 /);
  }));

test('chapters that moved are counted once, and those that are gone not at all', async () => {
  const [id, { frontMatter }] = [...chapters].find(([, { frontMatter }]) => frontMatter.was)!;
  const was = (frontMatter.was as string[])[0]!;
  const part = id.split('/')[0]!;
  const gone = Array.from({ length: 60 }, (_, at) => `${part}/gone-${at}`).join(' ');
  const kept = { 'tasque:/:place': was, 'tasque:/:read': `${id} ${was} ${gone}` };
  await onStart(kept, async (page) => {
    await filled(page);
    expect(await says(page, 'left')).toContain(String(frontMatter.title));
    expect(await countIn(page, part, 'chapters')).toMatch(/^(✓ 1 of 1|1 of \d+) read$/);
    const marks = soFar(page).locator(`[data-part="${part}"] .marks`);
    await marks.evaluate((it) => {
      for (let up: Element | null = it; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true; // prettier-ignore
    });
    await marks.getByRole('checkbox', { checked: true }).uncheck();
    await expect.poll(() => countIn(page, part, 'chapters')).toMatch(/^0 of/);
  });
  await onStart({ 'tasque:/:place': `${part}/gone`, 'tasque:/:read': gone }, async (page) => {
    await filled(page);
    expect(await says(page, 'left')).toMatch(/isn’t in this edition/);
    expect(await says(page, 'next')).toMatch(/^0 /);
  });
});

test('another tab says what was read meanwhile, and what was answered', () =>
  onStart(KEPT, async (page) => {
    await filled(page);
    const other = await page.context().newPage();
    await other.goto(new URL('/part-3-task-loop/a-call-that-can-be-taken-back/', page.url()).href);
    await other.locator('.ways').scrollIntoViewIfNeeded();
    await expect.poll(() => countIn(page, 'part-3-task-loop', 'chapters')).toMatch(/^2 of/);
    await other.locator('.asks[data-of] > summary').click();
    const box = other.locator('question-box').first();
    for (const step of ['answer', 'reason']) {
      const form = box.locator(`[data-step=${step}]`);
      await form.getByRole('radio').first().check();
      await form.getByRole('button', { name: 'Check' }).click();
    }
    await expect.poll(() => other.evaluate(() => sessionStorage.getItem('tasque:answers'))).toBe(null); // prettier-ignore
    // no browser without a screen hides a tab: as it tells of one that comes back
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => countIn(page, 'part-3-task-loop', 'questions')).toMatch(/^1 of/);
  }));

test('what was read is forgotten when the reader says so, and comes back if they want it back', () =>
  onStart(KEPT, async (page) => {
    await filled(page);
    const ofReading = () =>
      Promise.all(['place', 'left', 'read'].map((key) => stored(page, `tasque:/:${key}`)));
    const before = await ofReading();
    await page.getByRole('button', { name: 'Forget what I’ve read' }).focus();
    await page.keyboard.press('Enter');
    expect(await soFar(page).locator('.forget [role=status]').textContent()).toBe('Forgotten.');
    await expect.poll(() => countIn(page, 'part-3-task-loop', 'chapters')).toMatch(/^0 of/);
    expect(await page.locator('.begin').innerText()).toMatch(/^Begin\s+0 Where we are going$/);
    await expect.poll(() => page.locator('#contents .read:not([hidden])').count()).toBe(0);
    expect(await ofReading()).toEqual([null, null, null]);
    await page.keyboard.press('Enter');
    await expect.poll(() => countIn(page, 'part-3-task-loop', 'chapters')).toMatch(/^1 of/);
    expect(await ofReading()).toEqual(before);
    expect(await page.locator('.begin').innerText()).toMatch(/^Continue/);
    await page.keyboard.press('Enter');
    await page.reload();
    expect(await soFar(page).isVisible()).toBe(false);
  }));

test('where the browser has no room, a mark says so and isn’t shown', () =>
  onStart(KEPT, async (page) => {
    await filled(page);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    const marks = soFar(page).locator('[data-part="part-3-task-loop"] .marks');
    await marks.locator('summary').click();
    await marks.getByRole('checkbox').nth(1).click();
    await expect.poll(() => marks.getByRole('status').textContent()).toMatch(/no room/);
    expect(await marks.getByRole('checkbox').nth(1).isChecked()).toBe(false);
  }));

test('it’s all there without a network', async () => {
  const context = await freshContext({ serviceWorkers: 'allow' });
  try {
    const page = await context.newPage();
    await keep(page, KEPT);
    await page.goto(inject('site'));
    await keepWholeBook(page);
    await context.setOffline(true);
    await page.reload();
    await filled(page);
    expect(await says(page, 'next')).toMatch(/^3\.2 /);
    await expect.poll(() => countIn(page, 'part-3-task-loop', 'steps')).toMatch(/^1 of/);
  } finally {
    await context.close();
  }
});

test('where what fills it in doesn’t come, there’s nothing half of it', () =>
  onPage(
    '/',
    {},
    async (page) => {
      await page.getByRole('link', { name: 'Continue' }).first().waitFor();
      await expect.poll(() => soFar(page).isVisible()).toBe(false);
    },
    async (page) => {
      await keep(page, KEPT);
      await page.route('**/so-far.json', (route) => route.fulfill({ status: 404 }));
    },
  ));
