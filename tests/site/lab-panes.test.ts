// The lab by keyboard and by thumb: its tree, its tabs, its panes, on a phone and in a window.
import type { Locator } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { violations } from './axe.ts';
import {
  STAGE,
  LAB,
  BROKEN_QUEUE,
  opened,
  onLab,
  item,
  shown,
  button,
  code,
  side,
  told,
  focused,
  open,
  edit,
  run,
} from './lab.ts';
import { ended, isOnScreen, onPage, printed, retype, useBrowser } from './site.ts';

useBrowser();

test('the tree: arrows, Home and End, letters, folders that close; Space looks, Enter goes to the editor', () =>
  onLab(async (lab, page) => {
    const press = async (...keys: string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key);
      return page.evaluate(() => (document.activeElement as HTMLElement).dataset.file ?? '');
    };
    await item(lab, 'a-function-and-a-generator.ts').focus();
    expect(await press('Home')).toBe('src');
    expect(await press('ArrowDown')).toBe('src/awaited-by.ts');
    expect(await press('ArrowUp')).toBe('src');
    expect(await press('ArrowRight')).toBe('src/awaited-by.ts');
    expect(await press('ArrowLeft')).toBe('src');
    expect(await press('ArrowLeft', 'ArrowDown')).toBe('props'); // it is closed
    expect(await item(lab, 'awaited-by.ts').isVisible()).toBe(false);
    expect(await press('ArrowUp', 'ArrowRight', 'ArrowRight')).toBe('src/awaited-by.ts');
    expect(await press('t')).toBe('src/task-loop.ts');
    expect(await press('t')).toBe('src/task.ts');
    // as fast as no busy machine can press them
    const type = (letters: string): Promise<string | undefined> =>
      page.evaluate((letters) => {
        for (const key of letters)
          document.activeElement!.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true }),
          );
        return (document.activeElement as HTMLElement).dataset.file;
      }, letters);
    await press('Home');
    expect(await type('rea')).toBe('src/ready-queue.ts');
    await press('End');
    expect(await type('task.')).toBe('src/task.ts');
    expect(await press('End')).toBe('tests');
    expect(await press('ArrowRight', 'ArrowRight')).toBe('tests/bell.test.ts');
    expect(await press('Space')).toBe('tests/bell.test.ts');
    await shown(lab).filter({ hasText: 'bell.test.ts' }).waitFor();
    expect(await item(lab, 'bell.test.ts').getAttribute('aria-selected')).toBe('true');
    expect(await lab.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);
    await press('Enter');
    await expect.poll(() => focused(page)).toBe('bell.test.ts, editable');
  }));

test('tabs: arrows choose, Delete and the button close; without any there is the tree', () =>
  onLab(async (lab, page) => {
    await open(lab, 'src/handle.ts');
    await open(lab, 'src/task.ts');
    const selected = (): Promise<string | null> => shown(lab).textContent();
    await shown(lab).focus();
    for (const [key, name] of [
      ['ArrowLeft', 'handle.ts'],
      ['Home', 'a-function-and-a-generator.ts'],
      ['ArrowLeft', 'task.ts'],
      ['ArrowRight', 'a-function-and-a-generator.ts'],
      ['End', 'task.ts'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(selected).toBe(name);
      await expect.poll(() => focused(page)).toBe(name);
    }
    await retype(lab.getByRole('textbox'), '// mine');
    await shown(lab).focus();
    await page.keyboard.press('Delete');
    await expect.poll(selected).toBe('handle.ts');
    await expect.poll(() => focused(page)).toBe('handle.ts');
    await button(lab, 'Close handle.ts').click();
    await expect.poll(selected).toBe('a-function-and-a-generator.ts');
    await page.keyboard.press('Tab');
    await button(lab, 'Close a-function-and-a-generator.ts').click();
    expect(await lab.getByText('No file is open.').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement!.role)).toBe('treeitem');
    await open(lab, 'src/task.ts'); // what was closed is as it was left, its history included
    expect(await code(lab)).toBe('// mine');
    await lab.getByRole('textbox').focus();
    await page.keyboard.press('Control+z'); // only what is in view is in the document
    await expect.poll(() => code(lab)).toMatch(/export class Task|gets its error/);
  }));

test('all of it works by keyboard: tree, editor, out of it, run, stop', () =>
  onLab(async (lab, page) => {
    await item(lab, 'a-function-and-a-generator.ts').focus();
    await page.keyboard.press('c');
    await page.keyboard.press('Enter'); // callbacks-in-order.ts
    await expect.poll(() => focused(page)).toBe('callbacks-in-order.ts, editable');
    await page.keyboard.press('Control+a');
    await page.keyboard.type("console.log('by keyboard');");
    await page.keyboard.press('Control+Enter');
    expect(await ended(side(lab))).toContain('with your changes');
    expect(await printed(lab)).toBe('by keyboard\n');
    const seen: (string | null)[] = [];
    await page.keyboard.press('Escape'); // else Tab indents
    for (let i = 0; i < 12 && seen.at(-1) !== 'Run'; i++) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
    }
    expect(seen.slice(0, 7)).toEqual([
      'Find',
      'Check types',
      'Format',
      'Reset file',
      'Reset all',
      'More',
      'Width of the output',
    ]);
    await page.keyboard.press('Enter');
    expect(await ended(side(lab))).toContain('with your changes');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toBe('Run all tests');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Stop');
    await page.keyboard.press('Enter');
    expect(await ended(side(lab))).toMatch(/^Stopped/);
    await expect.poll(() => focused(page)).toBe('Run'); // and not lost with the button that went
  }));

test('panes are as wide as the reader wants, by keys and by pointer, and stay so', () =>
  onLab(
    async (lab, page) => {
      const width = async (selector: string): Promise<number> =>
        Math.round((await lab.locator(selector).boundingBox())!.width);
      const files = lab.getByRole('separator', { name: 'Width of the files' });
      const side = lab.getByRole('separator', { name: 'Width of the output' });
      const before = { files: await width('.files'), side: await width('.side') };
      await files.focus();
      await page.keyboard.press('ArrowRight');
      expect(await files.getAttribute('aria-valuenow')).toBe('20');
      expect((await width('.files')) - before.files).toBeCloseTo(1280 * 0.02, -1);
      await page.keyboard.press('Home');
      expect(await files.getAttribute('aria-valuenow')).toBe(
        await files.getAttribute('aria-valuemin'),
      );
      await side.focus();
      // the bar goes right, the pane on its right gets smaller
      await page.keyboard.press('ArrowRight');
      expect(await width('.side')).toBeLessThan(before.side);
      await page.keyboard.press('End');
      expect(await side.getAttribute('aria-valuenow')).toBe(
        await side.getAttribute('aria-valuemax'),
      );

      const { x, y, height, width: thick } = (await files.boundingBox())!;
      await page.mouse.move(x + thick / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(400, y + height / 3, { steps: 4 });
      await page.mouse.up();
      await page.mouse.move(700, y + height / 3);
      expect(await width('.files')).toBeGreaterThan(390);
      expect(await width('.files')).toBeLessThan(410);
      await page.reload();
      await opened(page);
      expect(await width('.files')).toBeGreaterThan(390);
      expect(await side.getAttribute('aria-valuenow')).toBe('50');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);

      // a row of tabs that narrows goes on showing the one of what is shown
      await side.press('Home');
      for (const file of ['src/ready-queue.ts', 'src/index.ts', 'src/task.ts'])
        await open(lab, file);
      const isInRow = (): Promise<boolean> =>
        shown(lab).evaluate((tab) => {
          const [row, { left, right }] = [tab.closest('.tabs')!, tab.getBoundingClientRect()];
          const within = row.getBoundingClientRect();
          return left >= within.left && right <= within.right;
        });
      expect(await isInRow()).toBe(true);
      await side.press('End');
      await expect.poll(isInRow).toBe(true);
    },
    { viewport: { width: 1280, height: 900 } },
  ));

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const pane = (lab: Locator, name: string): Locator =>
  lab.locator('.switch').getByRole('tab', { name, exact: true });

test('on a phone: files, code or output, what runs it near the thumb, no wider than the window, everything large enough for a finger', () =>
  onLab(async (lab, page) => {
    const hasKeyboard = (): Promise<boolean> =>
      page.evaluate(() => document.activeElement!.matches('input, [contenteditable=true]'));
    const tooWide = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await tooWide()).toBe(0);
    expect(await item(lab, 'task.ts').isVisible()).toBe(false);
    expect(await lab.getByRole('tabpanel', { name: 'Code' }).isVisible()).toBe(true);
    // its tools take one row
    const rows = lab
      .locator('.tools > span > button')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(new Set(await rows).size).toBe(1);
    await pane(lab, 'Files').tap();
    const small = (): Promise<string[]> =>
      lab
        .locator('button, select, summary, [role=treeitem], .top a, .where label')
        .evaluateAll((all) =>
          all
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
            .map((each) => `${each.textContent} ${each.getBoundingClientRect().height}`),
        );
    expect(await small()).toEqual([]);
    expect(await isOnScreen(lab.getByRole('treeitem', { selected: true }))).toBe(true);
    await item(lab, 'ready-queue.ts').tap();
    await shown(lab).filter({ hasText: 'ready-queue.ts' }).waitFor();
    // the files make room for the file
    expect(await item(lab, 'task.ts').isVisible()).toBe(false);
    expect(await hasKeyboard()).toBe(false);
    await retype(lab.getByRole('textbox'), BROKEN_QUEUE);
    await run(lab);
    await run(lab, 'Run all tests'); // the run has led to where this is
    expect(await tooWide()).toBe(0);
    expect(await small()).toEqual([]);
    expect(await pane(lab, 'Output').getAttribute('aria-selected')).toBe('true');
    expect(await lab.locator('.edit').isVisible()).toBe(false);
    const { y, height } = (await button(lab, 'Stop').boundingBox())!;
    expect(y).toBeGreaterThan(844 - 120);
    expect(y + height).toBeLessThanOrEqual(844);
    await lab.getByRole('tab', { name: 'What I changed (1)' }).tap();
    await lab.locator('figure').waitFor();
    expect(await tooWide()).toBe(0);
    expect(await small()).toEqual([]);
    // turned, and turned back, it is where it was
    for (const size of [
      { width: 844, height: 390 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(size);
      expect(await tooWide()).toBe(0);
      expect(await lab.locator('figure').isVisible()).toBe(true);
      expect(await button(lab, 'Run all tests').isVisible()).toBe(true);
    }
    await lab.locator('figcaption button').tap();
    await shown(lab).filter({ hasText: 'ready-queue.ts' }).waitFor();
    expect(await hasKeyboard()).toBe(false);
    await pane(lab, 'Code').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toBe('Files');
    expect(await item(lab, 'task.ts').isVisible()).toBe(true);
    // what is said of a file is not said of what the reader goes to next
    await item(lab, 'task.ts').press('Delete');
    await lab.locator('.told').filter({ hasText: 'task.ts is deleted' }).waitFor();
    await pane(lab, 'Code').tap();
    await expect.poll(() => told(lab)).toBe('');
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await lab.getByRole('tabpanel', { name: 'Files' }).count()).toBe(0);
    for (const part of ['.files', '.edit', '.shown'])
      expect(await lab.locator(part).isVisible(), part).toBe(true);
  }, PHONE));

test('with 1280 by 800 code and output are in the first screen', () =>
  onLab(
    async (lab) => {
      for (const [part, most] of [
        ['.editor', 200],
        ['.output', 300],
        ['.tools', 760],
      ] as const) {
        const { y, height } = (await lab.locator(part).boundingBox())!;
        expect(y, part).toBeLessThan(most);
        expect(y + height, part).toBeLessThanOrEqual(800);
      }
      // what stands around the code takes a row each
      for (const [part, most] of [
        ['.tools', 45],
        ['stage-terminal', 40],
      ] as const)
        expect((await lab.locator(part).boundingBox())!.height, part).toBeLessThan(most);
      expect((await lab.locator('.editor').boundingBox())!.height).toBeGreaterThan(500);
    },
    { viewport: { width: 1280, height: 800 } },
  ));

test.each([1280, 390])('axe finds nothing, %d wide, in whatever the lab shows', (width) =>
  onLab(
    async (lab, page) => {
      expect(await violations(page), 'at first').toEqual([]);
      const to = async (name: string): Promise<void> => {
        if (width < 500) await pane(lab, name).click();
      };
      await to('Files');
      expect(await violations(page), 'with files').toEqual([]);
      await edit(lab, 'src/ready-queue.ts', BROKEN_QUEUE);
      await to('Output');
      await run(lab, 'Run all tests');
      expect(await violations(page), 'after tests that failed').toEqual([]);
      await lab.getByRole('tab', { name: 'What I changed (1)' }).click();
      await lab.locator('figure').waitFor();
      expect(await violations(page), 'with changes').toEqual([]);
      await to('Code');
      await retype(lab.getByRole('textbox'), 'export const wrong: string = 1;');
      await button(lab, 'Check types').click();
      await lab.getByRole('log').getByRole('link').first().waitFor({ timeout: 120_000 });
      expect(await violations(page), 'with mistakes').toEqual([]);
      await to('Files');
      await item(lab, 'ready-queue.ts, changed').focus();
      await page.keyboard.press('F2');
      await lab.getByRole('textbox', { name: /^New name/ }).fill('a b');
      await page.keyboard.press('Enter');
      await button(lab, 'Find in all files').click();
      await lab.getByRole('searchbox').fill('ready');
      await lab.locator('.hits button').first().waitFor();
      expect(await violations(page), 'with a name that is none, and what was found').toEqual([]);
      await page.keyboard.press('Escape');
      await item(lab, 'ready-queue.ts, changed').click({ button: 'right' });
      await lab.getByRole('menu').waitFor();
      expect(await violations(page), 'with a menu').toEqual([]);
      await page.keyboard.press('Delete');
      await page.keyboard.press('Escape');
      await to('Code');
      await button(lab, 'Close ready-queue.ts').click();
      await button(lab, 'Close a-function-and-a-generator.ts').click();
      expect(await violations(page), 'with nothing open').toEqual([]);
    },
    { viewport: { width, height: 900 } },
  ),
);

test('without JavaScript the files of the stage are links, and the page says what is missing', () =>
  onPage(LAB, { javaScriptEnabled: false }, async (page) => {
    expect(
      await page.locator('noscript p').filter({ hasText: 'You need JavaScript' }).isVisible(),
    ).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    const links = await page
      .locator('tasque-lab li a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
    expect(links).toContain(`/code/${STAGE}/src/drafts/first-loop.ts/`);
    for (const link of links)
      expect((await page.request.get(inject('site') + link)).status(), link).toBe(200);
  }));
