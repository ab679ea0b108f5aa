// The lab's files: added, renamed, deleted, searched, formatted, and taken along by every door.
import { readFileSync } from 'node:fs';
import { unzipSync, strFromU8 } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { LAB, opened, STAGE } from './lab.ts';
import {
  codeOf,
  ended,
  menuOf,
  onPage,
  press,
  printed,
  records,
  retype,
  useBrowser,
} from './site.ts';

useBrowser();

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

const item = (lab: Locator, name: string): Locator =>
  lab.getByRole('treeitem', { name, exact: true });
const button = (lab: Locator, name: string): Locator =>
  lab.getByRole('button', { name, exact: true });
const shown = (lab: Locator): Locator => lab.locator('.edit').getByRole('tab', { selected: true });
const says = (lab: Locator, text: string | RegExp): Promise<void> =>
  lab.locator('.told').filter({ hasText: text }).waitFor();
const files = async (page: Page): Promise<string[]> =>
  (await records(page, 'files')).map(({ file, text }) => `${file}: ${text}`);
async function run(lab: Locator): Promise<string> {
  await button(lab, 'Run').click();
  return ended(lab.locator('.side'));
}
async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press(page.locator('tasque-lab'), name),
  ]);
  return readFileSync(await download.path());
}

test('a program of one’s own: made, run, watched, kept, renamed, shared, taken home, reset', () =>
  onPage(LAB, CLIPBOARD, async (page) => {
    const lab = await opened(page);
    await run(lab);
    await button(lab, 'New program').click();
    const name = lab.getByRole('textbox', { name: 'Name of the program' });
    for (const [wrong, why] of [
      ['', 'needs a name'],
      ['../a.ts', '. and ..'],
      ['programs/guards.ts', 'There’s already a file programs/guards.ts.'],
      ['programs/a.css', 'has to end in .ts'],
    ] as const) {
      await name.fill(wrong);
      await page.keyboard.press('Enter');
      await lab.getByRole('alert').filter({ hasText: why }).waitFor();
      expect(await name.getAttribute('aria-invalid')).toBe('true');
    }
    await name.fill('programs/mine');
    await page.keyboard.press('Enter');
    await shown(lab).filter({ hasText: 'mine.ts' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement!.ariaLabel)).toBe('mine.ts, editable'); // prettier-ignore
    await page.keyboard.type('// the end');
    await lab
      .locator('.cm-line')
      .last()
      .filter({ hasText: /^\/\/ the end$/ })
      .waitFor();
    // what ran knew nothing of it
    expect(await lab.locator('.side .status').textContent()).toContain('as in the book');
    expect(await run(lab)).toMatch(/^Ran in the page, \d+ ms, with your changes\.$/);
    expect(await printed(lab)).toBe('hello a\nhello b\nbye a\nbye b\n');
    await lab.getByRole('tab', { name: 'Timeline' }).click();
    await lab.getByRole('slider').waitFor();
    // the book has nothing to lay beside it
    expect(await lab.getByRole('button', { name: /^Compare with/ }).count()).toBe(0);

    await item(lab, 'guards.ts').click();
    await shown(lab).filter({ hasText: 'guards.ts' }).waitFor();
    await item(lab, 'mine.ts, changed').click();
    const tabs = (): Promise<string[]> => lab.locator('.edit').getByRole('tab').allTextContents();
    const before = await tabs();
    await page.reload();
    await opened(page);
    await shown(lab).filter({ hasText: 'mine.ts' }).waitFor();
    expect(await tabs()).toEqual(before); // in their order, own files among the book's
    await run(lab); // it is still what Run runs
    expect(await printed(lab)).toContain('hello a');

    await item(lab, 'mine.ts, changed').focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('ours'); // in the place of the name, without its ending
    await page.keyboard.press('Enter');
    await item(lab, 'ours.ts, changed').waitFor();
    // and imports it nowhere
    await says(lab, /^programs\/mine\.ts is now called programs\/ours\.ts\.$/);
    await shown(lab).filter({ hasText: 'ours.ts' }).waitFor();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.file)).toBe('programs/ours.ts'); // prettier-ignore
    await run(lab);
    expect(await printed(lab)).toContain('hello a');

    await press(lab, 'Share');
    await says(lab, 'The link is copied.');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const zip = unzipSync(await saved(page, 'Download'));
    expect(strFromU8(zip[`${STAGE}-mine/programs/ours.ts`]!)).toContain("greet('b')");
    expect(zip[`${STAGE}-mine/programs/mine.ts`]).toBeUndefined();
    const patch = strFromU8(await saved(page, 'Patch'));
    expect(patch).toMatch(/^diff --git a\/programs\/ours\.ts b\/programs\/ours\.ts\nnew file/);

    await button(lab, 'Reset all').click();
    await expect.poll(() => item(lab, 'ours.ts, changed').count()).toBe(0);
    expect(await run(lab)).toContain('as in the book'); // of the book's
    await button(lab, 'Undo reset all').click();
    await item(lab, 'ours.ts, changed').waitFor();
    await button(lab, 'Reset all').click();
    await expect.poll(() => files(page)).toEqual([]);

    await page.goto(link);
    const offer = page.getByRole('region', { name: 'Code from a link' });
    await offer.filter({ hasText: 'It adds programs/ours.ts.' }).waitFor();
    expect(await item(lab, 'ours.ts, changed').count()).toBe(0);
    await offer.getByRole('button', { name: 'Put it into the lab' }).click();
    await shown(lab).filter({ hasText: 'ours.ts' }).waitFor();
    await run(lab);
    expect(await printed(lab)).toContain('hello a');
  }));

test('a file of the book’s is deleted: the import finds none, it is kept and told to other tabs, and comes back by each door', () =>
  onPage(LAB, {}, async (page) => {
    const lab = await opened(page);
    const other = await page.context().newPage();
    await other.goto(inject('site') + LAB);
    const there = await opened(other);
    const remove = async (): Promise<void> => {
      await item(lab, 'ready-queue.ts').focus();
      await page.keyboard.press('Delete');
      await item(lab, 'ready-queue.ts, deleted').waitFor();
    };
    await remove();
    await says(lab, 'src/ready-queue.ts is deleted.');
    expect(await run(lab)).toContain('it failed');
    expect(await printed(lab)).toContain("there’s no file './ready-queue.ts'");
    await item(there, 'ready-queue.ts, deleted').waitFor();
    expect(await files(page)).toEqual(['src/ready-queue.ts: null']);
    await button(lab, 'Put ready-queue.ts back').click();
    await shown(lab).filter({ hasText: 'ready-queue.ts' }).waitFor(); // it is open as well
    expect(await run(lab)).toContain('as in the book');
    await item(there, 'ready-queue.ts').waitFor();
    await other.close();

    await remove();
    await page.reload();
    await opened(page);
    await item(lab, 'ready-queue.ts, deleted').click();
    await page.getByRole('menuitem', { name: 'Put it back' }).click();
    await item(lab, 'ready-queue.ts').waitFor();

    // with changes in it, and open
    await item(lab, 'ready-queue.ts').click();
    await shown(lab).filter({ hasText: 'ready-queue.ts' }).waitFor();
    await retype(lab.locator('.cm-content'), '// mine');
    await item(lab, 'ready-queue.ts, changed').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await item(lab, 'ready-queue.ts, deleted').waitFor();
    expect(await shown(lab).textContent()).not.toContain('ready-queue.ts');
    await (await menuOf(lab)).getByText('Your versions (1)').waitFor();
    const zip = unzipSync(await saved(page, 'Download'));
    expect(zip[`${STAGE}-mine/src/ready-queue.ts`]).toBeUndefined();
    expect(strFromU8(await saved(page, 'Patch'))).toContain('deleted file mode');
    await lab.getByRole('tab', { name: 'What I changed (1)' }).click();
    await lab.locator('figcaption').filter({ hasText: 'src/ready-queue.ts (deleted)' }).waitFor();
    await button(lab, 'Reset all').click();
    expect(await run(lab)).toContain('as in the book');
    await button(lab, 'Undo reset all').click();
    await item(lab, 'ready-queue.ts, deleted').waitFor();
    await (await menuOf(lab)).getByText(/^Your versions/).click();
    await lab.getByRole('button', { name: /^Put back: / }).last().click(); // prettier-ignore
    await page.keyboard.press('Escape');
    await item(lab, 'ready-queue.ts, changed').click();
    await lab.locator('.cm-content').filter({ hasText: '// mine' }).waitFor();
  }));

test('search and format: to file and line by keyboard, one edit that undo takes back, a mistake that changes nothing', () =>
  onPage(`${LAB}#src/handle.ts`, {}, async (page) => {
    const lab = await opened(page);
    await retype(lab.locator('.cm-content'), 'const <b>NEEDLE</b> = 1');
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('needle</b>');
    await lab.locator('.found').filter({ hasText: '1 line in 1 file.' }).waitFor();
    expect(await lab.locator('.hits button').textContent()).toBe('1 const <b>NEEDLE</b> = 1');
    await lab.getByRole('checkbox', { name: 'Match case' }).check();
    await lab.locator('.found').filter({ hasText: 'Not found in any file.' }).waitFor();
    await lab.getByRole('searchbox').fill('describe');
    await lab.locator('.hits button').first().waitFor();
    await lab.getByRole('searchbox').fill('class ReadyQueue');
    await lab.locator('.found').filter({ hasText: '1 line' }).waitFor();
    await page.keyboard.press('Enter');
    await shown(lab).filter({ hasText: 'ready-queue.ts' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement!.ariaLabel)).toBe('ready-queue.ts, editable'); // prettier-ignore
    // a long line is shown from where the text is on, and the × or the button closes
    await lab.getByRole('searchbox').fill('Array');
    const hit = lab.locator('.hits button:has(mark)').first();
    await hit.waitFor();
    const isSeen = (): Promise<boolean> =>
      lab
        .locator('.hits mark')
        .evaluateAll((all) =>
          all.every(
            (mark) =>
              mark.getBoundingClientRect().right <=
              mark.closest('button')!.getBoundingClientRect().right,
          ),
        );
    expect(await isSeen()).toBe(true);
    await button(lab, 'Close Find in all files').click();
    await hit.waitFor({ state: 'hidden' });
    const opener = button(lab, 'Find in all files');
    await opener.click();
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    await hit.waitFor();
    await opener.click();
    await hit.waitFor({ state: 'hidden' });

    const text = 'export   const a = {b:1 , c: "it\'s"}';
    await retype(lab.locator('.cm-content'), text);
    await button(lab, 'Format').click();
    await says(lab, 'ready-queue.ts is formatted.');
    const code = (): Promise<string> => lab.locator('.cm-content').innerText();
    expect(await code()).toBe('export const a = { b: 1, c: "it\'s" };');
    await button(lab, 'Format').click();
    await says(lab, 'is already formatted');
    await lab.locator('.cm-content').press('Control+z');
    expect(await code()).toBe(text);
    await retype(lab.locator('.cm-content'), 'const a = 1;\nconst b = ;');
    await button(lab, 'Format').click();
    await says(lab, 'Not formatted: ready-queue.ts, line 2, column 11: ');
    expect(await code()).toBe('const a = 1;\nconst b = ;');
  }));

test('what a link names is taken only where a reader could have made it', () =>
  onPage(
    LAB +
      codeOf({
        box: `lab/${STAGE}`,
        edits: {
          'src/ready-queue.ts': null,
          'src/heap.ts': '// heap',
          'src/Index.ts': '// another index',
          'exercises/a.ts': '// x',
          'src/none.ts': null,
          'package.html': 'x',
          'package.json': '{}', // the stage's, which isn't shown
          // beside another one that it brings
          'src/heap.ts/in-it.ts': '// x',
          'src/task-loop.ts': '// theirs',
          'src/Task-Loop.ts': '// x',
        },
      }),
    {},
    async (page) => {
      const lab = await opened(page);
      const offer = page.getByRole('region', { name: 'Code from a link' });
      const said = await offer.locator('p').first().textContent();
      expect(said).toContain('It adds src/heap.ts.');
      expect(said).toContain(
        'It can’t add src/Index.ts, exercises/a.ts, package.html, package.json, src/heap.ts/in-it.ts and 1 more: There’s already a file src/index.ts.',
      );
      expect(said).toContain('no file src/none.ts,');
      expect(said).toContain('It deletes src/ready-queue.ts.');
      await offer.getByRole('button', { name: 'Put it into the lab' }).click();
      await item(lab, 'ready-queue.ts, deleted').waitFor();
      await expect.poll(() => files(page)).toEqual(['src/heap.ts: // heap', 'src/ready-queue.ts: null', 'src/task-loop.ts: // theirs']); // prettier-ignore
    },
  ));
