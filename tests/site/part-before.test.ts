// A reader's own part 2 is what their part 3 begins from.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { violations } from './axe.ts';
import { build, keptIn, mineIn, own, verdict } from './building.ts';
import { onPage, records, retype, SCREENS, useBrowser } from './site.ts';

useBrowser();

const [BEFORE, STAGE] = ['part-2-futures', 'part-3-task-loop'];
const before = await ladderOnDisk(BEFORE!);
const ladder = await ladderOnDisk(STAGE!);
const last = before.steps.at(-1)!;
const whole = before.filesAt(last.number);
const start = ladder.filesAt(0);

const inBefore = (page: Page): Promise<Record<string, string>> => mineIn(page, BEFORE!, before);
const inMine = (page: Page): Promise<Record<string, string>> => mineIn(page, STAGE!, ladder);

const goTo = async (page: Page, stage: typeof ladder, number: number): Promise<void> => {
  const { chapter, folder } = stage.steps[number - 1]!;
  await page.goto(new URL(`/${chapter}/`, page.url()).href);
  await build(page, folder);
};
/** Writes files of part 2, whose steps are the book's. */
async function writeBefore(page: Page, files: Record<string, string>): Promise<void> {
  await goTo(page, before, last.number);
  if (await own(page).getByText('aren’t in your files yet').isVisible())
    await own(page).getByRole('button', { name: 'Take the book’s', exact: true }).click();
  if (!('async-helper.ts' in (await inBefore(page)))) {
    await own(page).getByText('Stuck?').click();
    await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
    await expect.poll(async () => 'async-helper.ts' in (await inBefore(page))).toBe(true);
  }
  for (const [file, text] of Object.entries(files)) {
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).locator('select[data-do=open]').selectOption(`src/${file}`);
    await retype(own(page).getByRole('textbox', { name: file.split('/').at(-1)! }), text);
    await expect.poll(async () => (await inBefore(page))[file]).toBe(text);
  }
}
const question = (page: Page, name: string): Locator => own(page).getByRole('region', { name });
/** Waits until it can be read, answers it and gives what it said. */
async function answer(page: Page, name: string, choice: string): Promise<string> {
  const asked = question(page, name);
  await asked.waitFor();
  const text = await asked.locator('p').first().textContent();
  await asked.getByRole('button', { name: choice }).click();
  await asked.waitFor({ state: 'detached' });
  return text!;
}
const FIRST = 'Begin from your part 2';
const LATER = 'Your part 2 has changed';

test('part 3 begins from the reader’s part 2, is offered what they change there, and what a step brings', () =>
  onPage('/', SCREENS.narrow, async (page) => {
    const future = `${whole['future.ts']}// mine`;
    const executor = `// mine\n${whole['threads/threaded-executor.ts']}`;
    const index = `export { Task } from './task.ts'; // mine\n${start['index.ts']}`;
    await writeBefore(page, {
      'future.ts': future,
      'threads/threaded-executor.ts': executor,
      'index.ts': index,
    });
    await goTo(page, ladder, 1);
    await question(page, FIRST).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const said = await answer(page, FIRST, FIRST);
    expect(said).toContain('then src/future.ts is yours.');
    expect(said).toContain('src/index.ts stays the book’s, because part 3 changes lines');
    expect(said).toMatch(/The tests of part 2 say: ✓ Step 6 is green: \d+ tests, and \d+ of/);
    await own(page)
      .locator('.status', { hasText: 'src/future.ts came from your part 2.' })
      .waitFor();
    await expect.poll(() => inMine(page)).toEqual({ ...start, 'future.ts': future });
    const versions = await records(page, 'versions');
    const aside = versions.find(({ why }) => why === 'aside');
    expect(aside).toMatchObject({ box: `mine/${STAGE}`, files: [['src/index.ts', index]] });

    // nothing is asked again until part 2 is another one
    const later = future.replace('/** A result', '/** Mine: a result');
    await writeBefore(page, { 'future.ts': later });
    await goTo(page, ladder, 1);
    const change = await answer(page, LATER, 'Bring it in');
    expect(change).toContain('that can come into src/future.ts here as well');
    await expect.poll(async () => (await inMine(page))['future.ts']).toBe(later);
    await goTo(page, ladder, 16);
    const brought = 'src/threads/threaded-executor.ts of part 2';
    await answer(page, brought, 'Begin with mine');
    await own(page).getByRole('textbox', { name: 'threaded-executor.ts' }).waitFor();
    await expect
      .poll(async () => (await inMine(page))['threads/threaded-executor.ts'])
      .toBe(executor);
    await goTo(page, ladder, 16);
    await own(page).getByText('Part 2 in yours').click();
    await own(page).getByRole('button', { name: 'Bring your part 2 in' }).click();
    await own(page).getByText('Your part 2 has nothing that isn’t here.').waitFor();
    expect(await own(page).locator('.question').count()).toBe(0);
  }));

test('a part 2 that is red says which test, and the book’s can be had; it can come in later, by keyboard', () =>
  onPage('/', SCREENS.wide, async (page) => {
    const wrong = whole['future.ts']!.replace('this.#callbacks.push(callback)', '{}');
    expect(wrong).not.toBe(whole['future.ts']);
    await writeBefore(page, { 'future.ts': wrong });
    await goTo(page, ladder, 1);
    await question(page, FIRST).waitFor();
    const names = await question(page, FIRST).getByRole('button').allTextContents();
    expect(names).toEqual(['Begin from the book’s', FIRST]);
    expect(await answer(page, FIRST, 'Begin from the book’s')).toMatch(
      /The tests of part 2 say: ✗ Step \d: “[^”]+” is red\./,
    );
    expect(await inMine(page)).toEqual(start);
    await expect.poll(() => keptIn(page, `goes-on/${STAGE}`)).not.toEqual([]);
    await writeBefore(page, { 'future.ts': `${whole['future.ts']}// right` });
    await goTo(page, ladder, 1);
    await own(page).getByText('Part 2 in yours').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await question(page, FIRST).waitFor();
    await expect
      .poll(() => question(page, FIRST).evaluate((panel) => panel === document.activeElement))
      .toBe(true);
    await page.waitForTimeout(800); // a press that was meant for something else is no answer
    for (;;) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').textContent()) === FIRST) break;
    }
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await inMine(page))['future.ts'])
      .toBe(`${whole['future.ts']}// right`);
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).getByRole('button', { name: 'Take mine back' }).click();
    await expect.poll(() => inMine(page)).toEqual(start);
    expect(await verdict(page)).toMatch(/^✗ Step 1/);
  }));

test('a starter with the reader’s part 2 in it is tried before it’s saved', () =>
  onPage('/', SCREENS.wide, async (page) => {
    await writeBefore(page, { 'future.ts': `${whole['future.ts']}// mine` });
    await verdict(page); // something has to be built there
    await page.goto(new URL('/fork/', page.url()).href);
    const starter = page.locator(`take-home[data-fork="${STAGE}-starter"]`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      starter.getByRole('button', { name: 'Download it with your part 2' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${STAGE}-mine.zip`);
    const said = starter.locator('[data-before] [role=status]');
    await said
      .filter({ hasText: /^Saved: src\/future\.ts is yours\. The tests of part 2 say: ✓ Step 6 / })
      .waitFor();
  }));
