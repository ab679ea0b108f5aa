// The library as it is at the end of a chapter, and the reader's own.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { violations } from './axe.ts';
import { ended, onPage, retype, run, useBrowser } from './site.ts';

useBrowser();

const STAGE = 'part-3-task-loop';
const ladder = await ladderOnDisk(STAGE);
/** Steps 2 and 3. */
const CHAPTER = `/${STAGE}/a-call-that-can-be-taken-back/`;

test('the code so far: the library after the chapter’s last step, what is new in it marked and told, also without a script', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    await page.getByRole('link', { name: 'The code so far' }).click();
    for (const [name, text] of Object.entries(ladder.filesAt(3))) {
      const shown = page.getByRole('region', {
        name: `src/${name}`,
        exact: true,
        includeHidden: true,
      });
      const lines = (await shown.textContent())!.replace(/New: | As before: /g, '');
      expect(lines, name).toBe(text.trimEnd());
    }
    const before = ladder.filesAt(1)['task-loop.ts']!.split('\n');
    const loop = page.getByRole('region', { name: 'src/task-loop.ts', exact: true });
    const added = await loop.locator('ins').allTextContents();
    expect(added.length).toBeGreaterThan(0);
    const kept = ladder.filesAt(3)['task-loop.ts']!.split('\n');
    for (const line of added) kept.splice(kept.indexOf(line), 1);
    expect(kept.filter((line) => !before.includes(line))).toEqual([]);
    expect((await loop.textContent())!.match(/New: /g)!.length).toBe(
      (await loop.textContent())!.match(/ As before: /g)!.length,
    );
    const bell = page.getByRole('region', { name: 'src/threads/bell.ts', includeHidden: true });
    expect(await bell.isVisible()).toBe(false); // as before
  }));

test('the code so far opens in the lab, which asks first where there is something of the reader’s own', () =>
  onPage(`${CHAPTER}code-so-far/`, {}, async (page) => {
    expect(await violations(page)).toEqual([]);
    const open = page.getByRole('link', { name: 'Open in the lab' });
    const address = (await open.getAttribute('href'))!;
    await open.click();
    const lab = page.locator('tasque-lab');
    await lab
      .locator('.status', { hasText: 'the library after step 3, “One bad callback”' })
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
    await expect.poll(() => libraryIn(page)).toEqual(ladder.filesAt(3));
    await page.goto(
      new URL(address.replace(/state=[^#]+/, 'state=01-call-it-later'), inject('site')).href,
    );
    await lab.getByRole('button', { name: 'Keep what is here' }).click();
    await expect.poll(() => libraryIn(page)).toEqual(ladder.filesAt(3));
  }));

/** The library as the lab keeps it. */
async function libraryIn(page: Page): Promise<Record<string, string>> {
  const kept = await keptIn(page, `lab/${STAGE}`);
  const files = Object.fromEntries(
    Object.keys({ ...ladder.filesAt(ladder.steps.length) }).map((name) => [
      name,
      readFileSync(`code/${STAGE}/src/${name}`, 'utf8'),
    ]),
  );
  for (const { file, text } of kept)
    if (text === null) delete files[file.slice('src/'.length)];
    else files[file.slice('src/'.length)] = text;
  return files;
}

/** What this browser keeps of a box, once it is written. */
async function keptIn(page: Page, box: string): Promise<{ file: string; text: string | null }[]> {
  return page.evaluate(async (box) => {
    // to open one that isn't there would make it
    if (!(await indexedDB.databases()).some(({ name }) => name === 'tasque:/')) return [];
    const { resolve, promise } = Promise.withResolvers<IDBDatabase>();
    const request = indexedDB.open('tasque:/');
    request.onsuccess = () => resolve(request.result);
    const db = await promise;
    try {
      return await new Promise((resolve) => {
        const all = db
          .transaction('files')
          .objectStore('files')
          .getAll(IDBKeyRange.bound([box], [box, []]));
        all.onsuccess = () => resolve(all.result);
      });
    } finally {
      db.close();
    }
  }, box);
}

const own = (page: Page): Locator => page.locator('own-loop');
const build = async (page: Page, folder: string): Promise<void> => {
  await page.locator(`[data-build="${folder}"]`).click();
  await own(page).locator('.cm-content').waitFor();
};
/** Tests the step; gives what the bar says of it. */
const verdict = async (page: Page): Promise<string> => {
  await own(page).getByRole('button', { name: 'Test this step' }).click();
  const status = own(page).locator('.status');
  await status.filter({ hasText: /^[✓✗]/ }).waitFor();
  return (await status.textContent())!;
};
const write = async (page: Page, file: string, code: string): Promise<void> => {
  await own(page)
    .getByRole('tab', { name: new RegExp(`^${file}`) })
    .click();
  await retype(own(page).getByRole('textbox', { name: file }), code);
};
const standing = (page: Page, folder: string): Locator =>
  page.locator(`li[data-step="${folder}"] .standing`);
const folderOf = (number: number): string => ladder.steps[number - 1]!.folder;

test('a reader builds a step: what is missing, what is wrong, what never ends and what is right is said, and kept', () =>
  onPage(`/${STAGE}/a-queue-of-callbacks/`, {}, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.locator('#build-it').scrollIntoViewIfNeeded();
    expect(asked.filter((path) => path.endsWith('.json'))).toEqual([]);
    await build(page, folderOf(1));
    expect(await verdict(page)).toBe('✗ Step 1: src/index.ts exports no TaskLoop yet.');
    const { 'index.ts': index, 'task-loop.ts': loop } = ladder.filesAt(1) as Record<string, string>;
    await write(page, 'index.ts', index!);

    await write(page, 'task-loop.ts', loop!.replace('shift()', 'pop()'));
    expect(await verdict(page)).toBe(
      '✗ Step 1: red is “the callback that was in the queue first is called first”.',
    );
    const results = own(page).locator('.results .failed');
    expect(await results.textContent()).toContain(
      "expected [ 'c', 'b', 'a' ] to deeply equal [ 'a', 'b', 'c' ]",
    );
    // only the first red one is told of
    expect(await own(page).locator('.results .failed, .results .skipped').count()).toBe(1);
    await own(page).locator('.results .failed').getByRole('link').click();
    const test = own(page).getByRole('textbox', { name: 'step.test.ts, to read' });
    await test.waitFor();
    await test.press('a');
    expect(await test.textContent()).toContain("import { expect, test } from 'vitest'");

    await write(
      page,
      'task-loop.ts',
      loop!.replace('runOnce(): void {', 'runOnce(): void { for (;;);'),
    );
    expect(await verdict(page)).toBe(
      '✗ Step 1: a test doesn’t end, so we ended it: “the callback that was in the queue first is called first”.',
    );

    await write(page, 'task-loop.ts', `${loop}// mine`);
    await own(page).locator('.cm-content').press('ControlOrMeta+Enter');
    await own(page).locator('.status', { hasText: '✓ Step 1 is green: 7 tests.' }).waitFor();
    expect(await standing(page, folderOf(1)).textContent()).toBe('✓ built');
    await own(page).getByText('The book’s step beside yours').click();
    const gone = own(page).locator('.difference del');
    await gone.waitFor();
    expect(await gone.allTextContents()).toEqual(['- // mine']);

    // the book's programs run on it
    const box = page.getByRole('region', { name: 'callbacks-in-order.ts', exact: true });
    await box.hover();
    await box.getByRole('button', { name: 'On mine' }).click();
    expect(await ended(box)).toMatch(
      /^Ran in the page, on your library, \d+ ms: as in the book\.$/,
    );
    await write(page, 'task-loop.ts', loop!.replace('shift()', 'pop()'));
    await expect.poll(async () => (await mineIn(page))['task-loop.ts']).toContain('pop()');
    await run(box);
    expect(await ended(box)).toMatch(/on your library, \d+ ms: not as in the book\.$/);
    await box.getByRole('button', { name: 'On mine', pressed: true }).click();
    expect(await ended(box)).toMatch(/^Ran in the page, \d+ ms: as in the book\.$/);
    await write(page, 'task-loop.ts', loop!);

    // it is there in the next chapter, and what breaks it there is said by its step
    await own(page).getByRole('link', { name: 'step 2, Changing your mind' }).click();
    await build(page, folderOf(2));
    await write(page, 'task-loop.ts', loop!.replace('shift()', 'pop()'));
    expect(await verdict(page)).toBe(
      '✗ Step 2: red is “the callback that was in the queue first is called first”, of step 1.',
    );
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).getByRole('button', { name: 'Begin this step anew' }).click();
    expect(await verdict(page)).toMatch(/^✗ Step 2: (?!.*of step 1)/);
    await page.goto(new URL(`/${STAGE}/a-queue-of-callbacks/`, page.url()).href);
    await standing(page, folderOf(1)).filter({ hasText: '✓ built' }).waitFor();
  }));

test('a reader begins anywhere: the book’s steps stand in, can be taken, and give back what they took the place of', () =>
  onPage(
    `/${STAGE}/a-task-that-rides-the-loop/`,
    { viewport: { width: 390, height: 844 } },
    async (page) => {
      await build(page, folderOf(9));
      await own(page).getByText('The book’s steps 1 to 8 stand in for yours.').waitFor();
      const task = (n: number): string => ladder.filesAt(n)['task.ts']!;
      await expect.poll(() => mineIn(page)).toEqual(ladder.filesAt(8));
      await write(page, 'task.ts', `${task(8)}// mine`);
      await own(page).getByText('Stuck?').click();
      await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
      await own(page)
        .locator('.status', { hasText: 'The book’s step is in your files.' })
        .waitFor();
      await expect.poll(async () => (await mineIn(page))['task.ts']).toBe(`${task(9)}// mine\n`);
      await own(page).getByText('Your versions (1)').waitFor();
      expect(await verdict(page)).toMatch(
        /^✓ Step 9 is green: 11 tests, and \d+ of the steps before\.$/,
      );
      expect(await standing(page, folderOf(8)).textContent()).toBe('the book’s');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

      await own(page).getByRole('button', { name: 'Go on with step 10' }).click();
      await write(page, 'task.ts', task(9).replace('Parks the task', 'Parks mine'));
      await own(page).getByText('Stuck?').click();
      await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
      await own(page).locator('.status', { hasText: 'doesn’t fit into your files' }).waitFor();
      await expect.poll(() => mineIn(page)).toEqual(ladder.filesAt(10));
      expect(await standing(page, folderOf(10)).textContent()).toBe('the book’s');
      await own(page).getByRole('button', { name: 'More', exact: true }).click();
      await own(page).getByRole('button', { name: 'Take mine back' }).click();
      await expect.poll(async () => (await mineIn(page))['task.ts']).toContain('Parks mine');
      expect(await standing(page, folderOf(10)).textContent()).toBe('');

      // as an edition kept it whose book had a line less after step 9
      const [, ...fewer] = task(9).trimEnd().split('\n');
      await page.evaluate(
        async ([box, base, of]) => {
          const opened = indexedDB.open('tasque:/');
          await new Promise((resolve) => (opened.onsuccess = resolve));
          const kept = opened.result.transaction('files', 'readwrite').objectStore('files');
          const record = { box, file: 'src/task.ts', text: `${base}\n// mine`, base, of };
          const put = kept.put({ ...record, rev: 'of before', at: 1 });
          await new Promise((resolve) => (put.onsuccess = resolve));
          opened.result.close();
        },
        [`mine/${STAGE}`, fewer.join('\n'), folderOf(9)] as const,
      );
      await page.reload();
      await build(page, folderOf(10));
      await own(page)
        .locator('.keeping', { hasText: 'new version of src/task.ts, and your changes are in it' })
        .waitFor();
      await expect.poll(async () => (await mineIn(page))['task.ts']).toBe(`${task(9)}// mine`);
    },
  ));

test('the book’s own library passes all tests in the page, those that need threads included', async () => {
  for (const stage of steppedStages()) {
    const { steps } = await ladderOnDisk(stage);
    const { chapter, folder } = steps.at(-1)!;
    await onPage(`/${chapter}/`, {}, async (page) => {
      await build(page, folder);
      await own(page).getByText('Stuck?').click();
      await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
      expect(await verdict(page), stage).toMatch(/^✓/);
      await own(page).getByText('The book’s step beside yours').click();
      await own(page).getByText('Yours is the book’s, to the letter.').waitFor();
    });
  }
});

/** The reader's own library as it is kept. */
async function mineIn(page: Page): Promise<Record<string, string>> {
  const files: Record<string, string> = ladder.filesAt(0);
  for (const { file, text } of await keptIn(page, `mine/${STAGE}`))
    if (text === null) delete files[file.slice('src/'.length)];
    else files[file.slice('src/'.length)] = text;
  return files;
}
