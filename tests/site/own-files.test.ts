// A file of the reader's own in the library that they build.
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { violations } from './axe.ts';
import { build, mineIn, own, verdict, write } from './building.ts';
import { onPage, records, SCREENS, useBrowser } from './site.ts';

useBrowser();

const STAGE = 'part-3-task-loop';
const ladder = await ladderOnDisk(STAGE);
const inMine = (page: Page): Promise<Record<string, string>> => mineIn(page, STAGE, ladder);
const folderOf = (number: number): string => ladder.steps[number - 1]!.folder;
const goTo = async (page: Page, number: number): Promise<void> => {
  await page.goto(new URL(`/${ladder.steps[number - 1]!.chapter}/`, page.url()).href);
  await build(page, folderOf(number));
};

/** By keyboard: from the button More on. */
async function choose(page: Page, name: string): Promise<void> {
  await own(page).getByRole('button', { name: 'More', exact: true }).focus();
  await page.keyboard.press('Enter');
  const button = own(page).locator('.menu').getByRole('button', { name });
  await button.focus();
  await page.keyboard.press('Enter');
}
/** Types over the name that is proposed. */
async function call(page: Page, name: string): Promise<void> {
  await own(page).locator('.naming input').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
}

test('it is made, imported, renamed with what imports it, goes home and comes back, and is deleted: by keyboard', () =>
  onPage('/', SCREENS.narrow, async (page) => {
    const { 'index.ts': index, 'task-loop.ts': loop } = ladder.filesAt(1) as Record<string, string>;
    await goTo(page, 1);
    await write(page, 'index.ts', index!);
    await choose(page, 'New file');
    const why = own(page).locator('.naming .why');
    await call(page, 'src/ours/deep/heap.ts');
    await why.filter({ hasText: 'src/FOLDER/NAME.ts' }).waitFor();
    await call(page, 'src/errors.ts');
    await why.filter({ hasText: 'There’s already a file src/errors.ts.' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await call(page, 'src/first');
    await own(page).getByRole('textbox', { name: 'first.ts' }).waitFor();
    const first = 'export const first = <T>(all: T[]): T | undefined => all.shift();\n';
    await write(page, 'first.ts', first);
    const using = `import { first } from './first.ts';\n${loop}`.replace(
      /(\S*)\.shift\(\)/,
      'first($1)',
    );
    expect(using).not.toContain('shift()');
    await write(page, 'task-loop.ts', using);
    expect(await verdict(page)).toMatch(/^✓ Step 1/);

    await own(page).getByRole('tab', { name: 'first.ts' }).click();
    await choose(page, 'Rename this file');
    await call(page, 'src/ours/oldest.ts');
    await own(page).getByRole('textbox', { name: 'oldest.ts' }).waitFor();
    await expect.poll(async () => Object.keys(await inMine(page))).not.toContain('first.ts');
    const renamed = await inMine(page);
    expect(renamed).toMatchObject({ 'ours/oldest.ts': first, 'index.ts': index });
    expect(renamed['task-loop.ts']).toBe(using.replace('./first.ts', './ours/oldest.ts'));
    expect(await verdict(page)).toMatch(/^✓ Step 1/);
    // what the book's library has is no file of one's own
    await own(page).getByRole('tab', { name: 'task-loop.ts' }).click();
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    for (const name of ['Rename this file', 'Delete this file'])
      expect(await own(page).locator('.menu').getByRole('button', { name }).isDisabled()).toBe(
        true,
      );
    await page.keyboard.press('Escape');

    await own(page).getByText('At home', { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      own(page).getByRole('button', { name: 'Take it home', exact: true }).click(),
    ]);
    const files = unzipSync(readFileSync(await download.path()));
    const [name] = Object.keys(files).filter((file) => file.endsWith('src/ours/oldest.ts'));
    expect(strFromU8(files[name!]!)).toBe(first);
    const bring = async (): Promise<void> =>
      own(page)
        .getByLabel('Bring it back')
        .setInputFiles({
          name: 'mine.zip',
          mimeType: 'application/zip',
          buffer: Buffer.from(zipSync(files)),
        });
    files[name!] = strToU8(`${first}// at home\n`);
    await bring();
    await own(page).getByText('✓ ours/oldest.ts came from home.').waitFor();
    await expect
      .poll(async () => (await inMine(page))['ours/oldest.ts'])
      .toBe(`${first}// at home\n`);

    await own(page).getByRole('tab', { name: 'oldest.ts' }).click();
    await choose(page, 'Delete this file');
    await expect.poll(async () => Object.keys(await inMine(page))).not.toContain('ours/oldest.ts');
    expect(await verdict(page)).toMatch(/^✗ Step 1/);
    await own(page)
      .getByText(/Your versions \(\d\)/)
      .click();
    await own(page)
      .getByRole('button', { name: /^Put back/ })
      .first()
      .click();
    await expect.poll(async () => Object.keys(await inMine(page))).toContain('ours/oldest.ts');
  }));

test('what a step brings by its name is told apart from it, and both are there', () =>
  onPage('/', SCREENS.wide, async (page) => {
    const { 'index.ts': index, 'task-loop.ts': loop } = ladder.filesAt(1) as Record<string, string>;
    await goTo(page, 1);
    await write(page, 'index.ts', index!);
    await choose(page, 'New file');
    await call(page, 'src/handle.ts');
    await write(page, 'handle.ts', 'export const mine = 1;\n');
    await write(page, 'task-loop.ts', `import './handle.ts';\n${loop}`);
    expect(await verdict(page)).toMatch(/^✓ Step 1/);
    await goTo(page, 2);
    const question = own(page).getByRole('region', { name: 'Two files called src/handle.ts' });
    await question.waitFor();
    await page.reload();
    await build(page, folderOf(2));
    await question.getByRole('button', { name: 'Rename mine to handle-mine.ts' }).click();
    await expect
      .poll(() => inMine(page))
      .toEqual({
        ...ladder.filesAt(1),
        'handle-mine.ts': 'export const mine = 1;\n',
        'task-loop.ts': `import './handle-mine.ts';\n${loop}`,
      });
    // the book's step comes beside it, and so does all of the book's library
    await own(page).getByText('Stuck?').click();
    await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
    await expect.poll(async () => (await inMine(page))['handle.ts']).toContain('class Handle');
    expect((await inMine(page))['handle-mine.ts']).toBe('export const mine = 1;\n');
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).getByRole('button', { name: 'Take mine back' }).click();
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).getByRole('button', { name: 'Start this step over' }).click();
    await expect
      .poll(() => inMine(page))
      .toEqual({ ...ladder.filesAt(1), 'handle-mine.ts': 'export const mine = 1;\n' });
    // what is begun in a step is that step's
    await write(page, 'handle.ts', '// of step 2');
    await expect.poll(async () => (await inMine(page))['handle.ts']).toBe('// of step 2');
    await page.reload();
    await build(page, folderOf(2));
    await own(page).getByRole('tab', { name: 'handle.ts' }).waitFor();
    await page.waitForTimeout(500);
    expect(await question.count()).toBe(0);
    expect((await records(page, 'versions')).length).toBeGreaterThan(0);
  }));
