// What a reader's steps are once something takes the place of their library: the book's, or an older
// version of their own.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { build, mineIn, own, verdict, write } from './building.ts';
import { onPage, useBrowser } from './site.ts';

useBrowser();

const STAGE = 'part-3-task-loop';
const ladder = await ladderOnDisk(STAGE);
/** Steps 2 and 3. */
const CHAPTER = `/${STAGE}/a-call-that-can-be-taken-back/`;
const folderOf = (number: number): string => ladder.steps[number - 1]!.folder;
const standing = (page: Page, number: number): Promise<string | null> =>
  page.locator(`li[data-step="${folderOf(number)}"] .standing`).textContent();
const tabs = (page: Page): Locator => own(page).getByRole('tablist').locator('xpath=..').getByRole('tab'); // prettier-ignore
const changedTabs = async (page: Page): Promise<string[]> =>
  (await tabs(page).allTextContents()).filter((text) => text.includes('•'));

/** Builds a step as the book does, with a line of the reader's own. */
async function builds(page: Page, number: number): Promise<void> {
  const [before, after] = [ladder.filesAt(number - 1), ladder.filesAt(number)];
  for (const [file, text] of Object.entries(after))
    if (before[file] !== text) await write(page, file, `// mine, ${number}\n${text.trimEnd()}`);
  expect(await verdict(page)).toMatch(new RegExp(`^✓ Step ${number} is green`));
}

test('what the book’s takes the place of is said, its files aren’t the reader’s, and an older version makes the ticks true', () =>
  onPage(CHAPTER, {}, async (page) => {
    await build(page, folderOf(2));
    // the book's step 1 stands in
    expect(await changedTabs(page)).toEqual([]);
    await builds(page, 2);
    expect((await changedTabs(page)).length).toBeGreaterThan(0);
    await own(page).getByRole('button', { name: 'Go on with step 3' }).click();
    const loop = ladder.filesAt(2)['task-loop.ts']!;
    // lines that the step changes
    await write(page, 'task-loop.ts', loop.replaceAll(/^.*handle.*$/gm, '$& // mine'));
    await own(page).getByText('Stuck?').click();
    await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
    const status = own(page).locator('.status');
    await status.filter({ hasText: 'doesn’t fit into your files' }).waitFor();
    expect(await status.textContent()).toMatch(
      /It has taken the place of your src\/.+, with what you built in step 2\. Your version is on the list of your versions, and “Take mine back” brings all of it back\.$/,
    );
    await expect.poll(() => mineIn(page, STAGE, ladder)).toEqual(ladder.filesAt(3));
    expect(await changedTabs(page)).toEqual([]);

    // a version that has neither step
    expect(await verdict(page)).toMatch(/^✓ Step 3 is green/);
    expect([await standing(page, 2), await standing(page, 3)]).toEqual(['✓ built', '✓ built']);
    await write(page, 'task-loop.ts', ladder.filesAt(1)['task-loop.ts']!);
    await expect.poll(() => standing(page, 2)).toBe('✓ built');
    expect(await verdict(page)).toMatch(/^✗ Step 2: /);
    expect([await standing(page, 2), await standing(page, 3)]).toEqual(['', '']);
    await write(page, 'task-loop.ts', ladder.filesAt(3)['task-loop.ts']!);
    expect(await verdict(page)).toMatch(/^✓ Step 3 is green/);
    expect([await standing(page, 2), await standing(page, 3)]).toEqual(['✓ built', '✓ built']);
    await own(page).getByText(/Your versions \(\d\)/).click(); // prettier-ignore
    await own(page).getByRole('button', { name: /^Put back/ }).first().click(); // prettier-ignore
    await status.filter({ hasText: /✗ Step 3: / }).waitFor();
    expect([await standing(page, 2), await standing(page, 3)]).toEqual(['✓ built', '']);
  }));
