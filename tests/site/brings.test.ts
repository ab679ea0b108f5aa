// Files that come with a step, on its page: whichever step brings some. What becomes of them otherwise is
// asked in tests/steps/brings.test.ts.
import { expect, test } from 'vitest';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { build, mineIn, own } from './building.ts';
import { onPage, retype, SCREENS, useBrowser } from './site.ts';

useBrowser();

const ladders = await Promise.all(
  steppedStages().map(async (stage) => ({ stage, ladder: await ladderOnDisk(stage) })),
);
const found = ladders
  .flatMap(({ stage, ladder }) => ladder.steps.map((step) => ({ stage, ladder, step })))
  .find(({ step }) => step.number > 1 && step.brings.length > 0);

test.skipIf(!found)('they come as the step begins, and are marked as the book’s', () => {
  const { stage, ladder, step } = found!;
  const [file] = step.brings.map((name) => `src/${name}`);
  const name = file!.split('/').at(-1)!;
  return onPage(`/${step.chapter}/`, SCREENS.narrow, async (page) => {
    const said = page.locator(`li[data-step="${step.folder}"] .brings`);
    expect(await said.textContent()).toMatch(/^With this step come.+ the book’s\. $/);
    for (const name of step.brings) expect(await said.textContent()).toContain(`src/${name}`);
    await build(page, step.folder);
    await said.filter({ hasText: /in your library now\.$/ }).waitFor();
    await expect.poll(() => mineIn(page, stage, ladder)).toEqual(ladder.begunAt(step.number));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    // what the reader is to write is open, and what came isn't
    const tabs = await own(page).getByRole('tab').allTextContents();
    expect(tabs.filter((tab) => tab.startsWith(name))).toEqual([]);
    const option = own(page).locator(`select[data-do=open] option[value="${file}"]`);
    expect(await option.textContent()).toBe(`${name}, the book’s`);
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).locator('select[data-do=open]').selectOption(file!);
    await retype(own(page).getByRole('textbox', { name }), '// mine');
    await expect.poll(() => option.textContent()).toBe(name);
  });
});
