// A reader runs programs in Node: a WebContainer, whose host is a double here (see
// tests/webcontainer/double).
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { useHost } from './host.ts';
import {
  chooseEngine,
  edit,
  ended,
  onPage,
  openFile,
  printed,
  programsOn,
  run,
  useBrowser,
} from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const double = useHost();
const withHost = (work: (page: Page) => Promise<void>): Promise<void> =>
  onPage(CHAPTER, {}, work, double.lead);
const isChosen = (box: Locator, id: string): Promise<boolean> =>
  box.locator(`.where [value=${id}]`).isChecked();
const status = (box: Locator): Locator => box.locator('.status');

test('every program of a chapter prints in Node what it prints in the page, and says where it ran', () =>
  withHost(async (page) => {
    for (const { box, output } of await programsOn(page)) {
      await chooseEngine(box, 'Node');
      await run(box);
      await status(box)
        .filter({ hasText: /^Ran in Node, \d+ ms: as in the book\.$/ })
        .waitFor();
      expect(await printed(box)).toBe(output);
    }
    expect(double.host.asked).toBe(2); // one container for all of them: a frame, and a preflight
  }));

test('nothing is asked of the host before a reader runs something in Node', () =>
  withHost(async (page) => {
    const { box } = (await programsOn(page))[0]!;
    await chooseEngine(box, 'Node');
    await box.hover();
    await page.waitForTimeout(500);
    expect(double.host.asked).toBe(0);
  }));

test('the choice holds for all boxes, and is remembered', () =>
  withHost(async (page) => {
    const [first, second] = await programsOn(page);
    await chooseEngine(first!.box, 'Node');
    expect(await isChosen(second!.box, 'webcontainer')).toBe(true);
    await page.reload();
    expect(await isChosen(first!.box, 'webcontainer')).toBe(true);
    await chooseEngine(second!.box, 'Page');
    await run(first!.box);
    expect(await ended(first!.box)).toContain('Ran in the page');
  }));

test('edits and tests run in Node, with their lines', () =>
  withHost(async (page) => {
    const { box } = (await programsOn(page))[0]!;
    await chooseEngine(box, 'Node');
    await edit(box, "console.log(process.version);\nthrow new Error('mine');\n");
    await run(box);
    await status(box).filter({ hasText: 'Ran in Node' }).waitFor();
    expect(await printed(box)).toMatch(/^v\d+\.\d+\.\d+\nprograms\/callbacks-in-order\.ts:2:7\n/);
    expect(await box.locator('.cm-failed').count()).toBe(1);
    await openFile(box, 'tests/handle.test.ts');
    await box.getByRole('button', { name: 'Run tests' }).click();
    await status(box)
      .filter({ hasText: /^Ran handle\.test\.ts in Node, \d+ ms: \d+ passed/ })
      .waitFor();
  }));

test('Stop ends a program in Node', () =>
  withHost(async (page) => {
    const { box } = (await programsOn(page))[0]!;
    await chooseEngine(box, 'Node');
    await edit(box, "console.log('begun');\nfor (;;);\n");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'begun' }).waitFor();
    await box.getByRole('button', { name: 'Stop' }).click();
    await status(box).filter({ hasText: 'Stopped.' }).waitFor();
  }));

test('where Node cannot be had the reader is told why, keeps the edits, and is offered the page', () =>
  withHost(async (page) => {
    double.host.faults = { buildRejects: 'licence missing' };
    const { box } = (await programsOn(page))[0]!;
    await chooseEngine(box, 'Page');
    await box.getByRole('button', { name: 'Timeline' }).click();
    await box.locator('trace-timeline').waitFor();
    await chooseEngine(box, 'Node');
    await edit(box, "console.log('mine');\n");
    await run(box);
    await status(box).filter({ hasText: 'refused to start Node: licence missing' }).waitFor();
    expect(await box.locator('trace-timeline').count()).toBe(0); // it was of another run
    expect(await box.getByRole('textbox').textContent()).toContain('mine');
    expect(await violations(page, 'program-box')).toEqual([]);
    const instead = box.getByRole('button', { name: 'Run it in the page instead' });
    await instead.focus();
    await page.keyboard.press('Enter');
    expect(await ended(box)).toContain('Ran in the page');
    expect(await printed(box)).toBe('mine\n');
    expect(await instead.isVisible()).toBe(false);
    expect(await isChosen(box, 'page')).toBe(true);
  }));

test('what only Node has is a click away, with the edits', () =>
  withHost(async (page) => {
    const { box } = (await programsOn(page))[0]!;
    await chooseEngine(box, 'Page');
    await edit(box, "import { basename } from 'node:path';\nconsole.log(basename('a/b.ts'));\n");
    await run(box);
    expect(await ended(box)).toBe('It can’t run in the page: it needs Node.');
    expect(await printed(box)).toContain('needs Node: run it in Node instead');
    const instead = box.getByRole('button', { name: 'Run it in Node instead' });
    await instead.click();
    await status(box).filter({ hasText: 'Ran in Node' }).waitFor();
    expect(await printed(box)).toBe('b.ts\n');
    expect(await instead.isVisible()).toBe(false);
    expect(await isChosen(box, 'webcontainer')).toBe(true);
  }));

test('the real host, where it cannot be reached, is said to be out of reach within ten seconds', () =>
  onPage(CHAPTER, {}, async (page) => {
    // as it is on the machines of this project
    await page.route('https://stackblitz.com/**', (route) => route.abort('addressunreachable'));
    const { box } = (await programsOn(page))[0]!;
    await chooseEngine(box, 'Node');
    await run(box);
    await status(box)
      .filter({
        hasText: 'https://stackblitz.com, where Node in the page comes from, can’t be reached.',
      })
      .waitFor({ timeout: 120_000 });
  }));
