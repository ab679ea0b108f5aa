// Faults of the library: caught by keyboard with a test of the reader's own, and kept.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { beginningOf } from '../../src/faults/fault.ts';
import { CHAPTER, fault, SEES, SEES_NOTHING, STAGE, SYMBOL, testOf, WRONG } from './a-fault.ts';
import { violations } from './axe.ts';
import { noteRequests, tooWide } from './questions.ts';
import { keepWholeBook, onPage, records, retype, SCREENS, seenIn, useBrowser } from './site.ts';

useBrowser();

const foldOn = (page: Page): Locator => page.locator(`.asks[data-faults="${STAGE}"]`);
const benchOn = (page: Page): Locator => page.locator('.fault-bench');
const editorOn = (page: Page): Locator => benchOn(page).locator('.cm-content');
const statusOf = (page: Page): Promise<string> => seenIn(benchOn(page).locator('.status'));
const told = (page: Page): Locator => benchOn(page).locator('.what-it-was');
/** Opens the workbench of the fault. */
async function open(page: Page): Promise<Locator> {
  await foldOn(page).locator('> summary').click();
  const item = foldOn(page).locator(`[data-fault="${(await fault(page)).id}"]`);
  await item.getByRole('button').first().click();
  await editorOn(page).waitFor();
  return item;
}
async function write(page: Page, code: string): Promise<void> {
  await retype(editorOn(page), code);
  await page.keyboard.press('Control+Enter');
}
const says = (page: Page, what: RegExp) => expect.poll(() => statusOf(page)).toMatch(what);

for (const [name, screen] of Object.entries(SCREENS))
  test(`a fault is caught by keyboard alone: ${name}`, () =>
    onPage(CHAPTER, screen, async (page) => {
      const { id, number, was, now } = await fault(page);
      await foldOn(page).locator('> summary').focus();
      await page.keyboard.press('Enter');
      const item = foldOn(page).locator(`[data-fault="${id}"]`);
      const button = item.getByRole('button', { name: `Fault ${number}` });
      await button.waitFor();
      const isThere = (): Promise<boolean> =>
        button.evaluate((it) => it === document.activeElement);
      for (let tabs = 0; tabs < 40 && !(await isThere()); tabs++) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await editorOn(page).waitFor();
      const isInEditor = (): Promise<boolean> =>
        editorOn(page).evaluate((it) => it === document.activeElement);
      for (let tabs = 0; tabs < 5 && !(await isInEditor()); tabs++)
        await page.keyboard.press('Tab');
      expect(await isInEditor()).toBe(true);

      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(WRONG);
      await page.keyboard.press('Control+Enter');
      await says(page, /^It’s red on the book’s library/);
      expect(await benchOn(page).locator('.results .failed').count()).toBeGreaterThan(0);
      expect(await told(page).isVisible()).toBe(false);

      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(SEES_NOTHING);
      await page.keyboard.press('Control+Enter');
      await says(page, /^Not caught yet/);
      expect(await told(page).isVisible()).toBe(false);
      expect(await violations(page, '.asks[data-faults]')).toEqual([]);

      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(SEES);
      await page.keyboard.press('Control+Enter');
      await says(page, /^Caught!/);
      expect(await benchOn(page).locator('.status').getAttribute('role')).toBe('status');
      expect(await told(page).textContent()).toContain(SYMBOL);
      const lines = await told(page).locator(':is(ins, del)').allTextContents();
      expect(lines.some((line) => line.includes(was))).toBe(true);
      expect(lines.some((line) => line.includes(now))).toBe(true);
      expect(await item.locator('.standing').textContent()).toBe('✓ caught');
      expect(await violations(page, '.asks[data-faults]')).toEqual([]);
      expect(await tooWide(page)).toEqual([]);
    }));

test('a chapter loads nothing of its faults before they’re opened, and says nothing of what they are', async () => {
  let asked: URL[] = [];
  await onPage(
    CHAPTER,
    {},
    async (page) => {
      const ofFaults = (): string[] =>
        asked.map(({ pathname }) => pathname).filter((path) => /fault|break-it|asking/.test(path));
      await page.waitForLoadState('networkidle');
      expect(ofFaults()).toEqual([]);
      // nor does what can be seen of it once it's open
      await open(page);
      expect(ofFaults()).toContain(`/code/${STAGE}.faults.json`);
      expect(await benchOn(page).innerText()).not.toContain(SYMBOL);
      const source = readFileSync('code/part-3-task-loop/src/task-loop.ts', 'utf8');
      const menu = benchOn(page).locator('select[data-do=open]');
      await menu.evaluate((it: HTMLSelectElement) => {
        it.value = 'src/task-loop.ts';
        it.dispatchEvent(new Event('change'));
      });
      await benchOn(page).getByRole('tab', { name: 'task-loop.ts', selected: true }).waitFor();
      expect(await editorOn(page).getAttribute('aria-label')).toBe('task-loop.ts, to read');
      const shown = (await editorOn(page).locator('.cm-line').allTextContents()).slice(0, 20);
      expect(shown).toEqual(source.split('\n').slice(0, 20));
    },
    async (page) => (asked = noteRequests(page)),
  );
});

test('what was written and caught is there after a reload, and counted on the page of all', () =>
  onPage(CHAPTER, {}, async (page) => {
    const name = `${STAGE}/faults/${(await fault(page)).id}`;
    await open(page);
    await write(page, SEES);
    await says(page, /^Caught!/);
    await expect
      .poll(async () => (await records(page, 'files')).map(({ box }) => box as string))
      .toEqual([name]);
    await page.reload();
    const item = await open(page);
    await told(page).waitFor();
    expect(await item.locator('.standing').textContent()).toBe('✓ caught');
    const lines = await editorOn(page).locator('.cm-line').allTextContents();
    expect(lines.join('\n').trimEnd()).toBe(SEES.trimEnd());
    await page.goto(new URL('/break-it/', page.url()).href);
    await expect
      .poll(() => foldOn(page).locator('summary').textContent())
      .toMatch(/loop 1 of \d+ faults/);
  }));

test('a reader who gives up sees it, and it isn’t counted, also not when it’s caught after that', () =>
  onPage(CHAPTER, {}, async (page) => {
    const item = await open(page);
    const bench = benchOn(page);
    expect(await bench.locator('.hint').nth(1).isVisible()).toBe(false);
    await bench.getByText('A hint', { exact: true }).click();
    expect(await bench.innerText()).toContain('It’s in src/task-loop.ts.');
    await bench.getByText('Another hint', { exact: true }).click();
    expect(await bench.innerText()).toContain(`It’s in ${SYMBOL}.`);
    await bench.getByText('Give up?', { exact: true }).click();
    await bench.getByRole('button', { name: 'Show me the fault' }).click();
    expect(await told(page).evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await item.locator('.standing').textContent()).toBe('you saw it');
    await write(page, SEES);
    await says(page, /^Caught!.+isn’t counted/);
    expect(await item.locator('.standing').textContent()).toBe('you saw it');
  }));

test('of two faults that are pressed at once the last one opens, and each workbench has an id of its own', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    await foldOn(page).locator('> summary').click();
    const buttons = foldOn(page).locator('[data-fault] > button');
    await buttons.nth(1).waitFor();
    const expanded = (): Promise<(string | null)[]> =>
      buttons.evaluateAll((all) => all.slice(0, 2).map((it) => it.getAttribute('aria-expanded')));
    await buttons.evaluateAll((all) => {
      for (const button of all.slice(0, 2)) (button as HTMLElement).click();
    });
    await expect.poll(expanded).toEqual(['false', 'true']);
    await editorOn(page).waitFor();
    await buttons.evaluateAll((all) => {
      for (const button of [all[0], all[1], all[0]]) (button as HTMLElement).click();
    });
    await expect.poll(expanded).toEqual(['true', 'false']);
    await editorOn(page).waitFor();
    expect(await benchOn(page).count()).toBe(1);
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id)); // prettier-ignore
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  }));

test('what never ends is ended, on either library, and another text is judged after it', () =>
  onPage(CHAPTER, {}, async (page) => {
    await open(page);
    expect((await editorOn(page).locator('.cm-line').allTextContents()).join('\n')).toBe(
      beginningOf(STAGE).trimEnd(),
    );
    await write(page, testOf("test('it ends', () => {\n  while (new TaskLoop());\n});"));
    await says(page, /^On the book’s library it reached the time limit.+“it ends” was running/);
    await write(page, 'import { TaskLoop from;');
    await says(page, /^It fails on the book’s library/);
    await write(page, testOf("test.skip('later', () => {});"));
    await says(page, /were skipped/);
    await write(page, "import { expect } from 'vitest';\nexpect(1).toBe(1);\n");
    await says(page, /^There’s no test in it yet/);
    await write(page, SEES.replace('expect(loop.isClosed()).toBe(true);', 'console.log(1);'));
    await says(page, /^(Caught|Not caught)/);
  }));

test('it works without a network', () =>
  onPage(CHAPTER, { serviceWorkers: 'allow' }, async (page) => {
    await keepWholeBook(page);
    const { id } = await fault(page);
    await page.context().setOffline(true);
    await page.reload();
    await foldOn(page).locator('> summary').click();
    await foldOn(page).locator(`[data-fault="${id}"] button`).click();
    await editorOn(page).waitFor();
    await write(page, SEES);
    await says(page, /^Caught!/);
  }));
