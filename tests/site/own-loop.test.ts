// The library as it is at the end of a chapter, and the reader's own.
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { withLibrary } from '../../src/fork/starter.ts';
import { zipOf } from '../../src/fork/zip.ts';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { under } from '../steps/files.ts';
import { violations } from './axe.ts';
import { build, keptIn, mineIn, own, verdict, write } from './building.ts';
import { ended, onPage, records, retype, run, SCREENS, useBrowser } from './site.ts';

useBrowser();

const STAGE = 'part-3-task-loop';
const ladder = await ladderOnDisk(STAGE);
/** Steps 2 and 3. */
const CHAPTER = `/${STAGE}/a-call-that-can-be-taken-back/`;

test('the code so far: the library after the chapter’s last step, what is new in it marked and told, also without a script', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    const links = page.getByRole('link', { name: 'The code so far' });
    // beside the text, and below its steps
    const [beside, below] = await links.evaluateAll((all) =>
      all.filter((link) => link.checkVisibility()).map((link) => (link as HTMLAnchorElement).href),
    );
    expect(beside).toBe(below);
    await page.goto(new URL('/', inject('site')).href);
    await page
      .locator('#contents li', { has: page.locator(`a[href$="${CHAPTER}"]`) })
      .getByRole('link', { name: 'The code so far' })
      .click();
    expect(page.url()).toBe(below);
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
    await lab.getByRole('button', { name: 'Keep what’s here' }).click();
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

/** Lays the library beside asyncio; gives what is said of it. */
const howLike = async (page: Page): Promise<string> => {
  await own(page).getByRole('button', { name: 'How like asyncio?' }).click();
  const status = own(page).locator('.how-like [role=status]');
  await status.filter({ hasText: /^[✓✗]/ }).waitFor();
  return (await status.textContent())!;
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
    expect(await verdict(page)).toBe('✗ Step 1: src/index.ts doesn’t export TaskLoop yet.');
    const { 'index.ts': index, 'task-loop.ts': loop } = ladder.filesAt(1) as Record<string, string>;
    await write(page, 'index.ts', index!);

    await write(page, 'task-loop.ts', loop!.replace('shift()', 'pop()'));
    expect(await verdict(page)).toBe(
      '✗ Step 1: “the callback that was in the queue first is called first” is red.',
    );
    const results = own(page).locator('.results .failed');
    expect(await results.textContent()).toContain(
      "expected [ 'c', 'b', 'a' ] to deeply equal [ 'a', 'b', 'c' ]",
    );
    // only the first red one is told of
    expect(await own(page).locator('.results .failed, .results .skipped').count()).toBe(1);
    // its line is there, and the way to what it asks of the reader
    expect(await results.locator('.near [aria-current]').innerText()).toMatch(
      /^9\s+expect\(seen\)\.toEqual\(\['a', 'b', 'c'\]\);$/,
    );
    expect(await results.locator('.of-red p').textContent()).toMatch(
      /^Before that line, the test asks your .*callSoon, .+ and runOnce, task-loop\.ts:\d+\.$/,
    );
    await results.getByRole('link', { name: /step\.test\.ts:\d+/ }).click();
    const test = own(page).getByRole('textbox', { name: 'step.test.ts, to read' });
    await test.waitFor();
    await test.press('a');
    expect(await test.textContent()).toContain("import { expect, test } from 'vitest'");
    await results.getByRole('link', { name: /^runOnce/ }).click();
    const code = own(page).getByRole('textbox', { name: 'task-loop.ts' });
    await expect
      .poll(() => code.locator('.cm-activeLine').textContent())
      .toMatch(/^ {2}runOnce\(\)/);

    await write(
      page,
      'task-loop.ts',
      loop!.replace('runOnce(): void {', 'runOnce(): void { for (;;);'),
    );
    expect(await verdict(page)).toBe(
      '✗ Step 1: a test doesn’t end, so we ended it: “the callback that was in the queue first is called first”.',
    );
    // it is listed with its line, after what was over before it
    await results.getByText('This test doesn’t end.').waitFor();
    expect(await results.getByRole('link').allTextContents()).toEqual([
      expect.stringMatching(/^steps\/01-call-it-later\/step\.test\.ts:\d+:1$/),
      // and it leads to what it asks
      expect.stringMatching(/^TaskLoop, task-loop\.ts:\d+$/),
      expect.stringMatching(/^callSoon, task-loop\.ts:\d+$/),
      expect.stringMatching(/^runOnce, task-loop\.ts:\d+$/),
    ]);

    await write(page, 'task-loop.ts', `${loop}// mine`);
    await own(page).locator('.cm-content').press('ControlOrMeta+Enter');
    await own(page).locator('.status', { hasText: '✓ Step 1 is green: 7 tests.' }).waitFor();
    expect(await standing(page, folderOf(1)).textContent()).toBe('✓ built');
    // and where it runs is said, on the step and below the program, before anyone comes near that
    const next = own(page).locator('.next');
    expect(await next.textContent()).toContain(
      'callbacks-in-order.ts and ann-and-ben-again.ts run on your library now: press On mine below them.',
    );
    const [bar, below] = [await own(page).locator('.bar').boundingBox(), await next.boundingBox()];
    expect(below!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height - 1);
    expect(below!.y + below!.height).toBeLessThan(page.viewportSize()!.height);
    await page.getByRole('button', { name: 'On mine' }).first().waitFor();
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
    await expect
      .poll(async () => (await mineIn(page, STAGE, ladder))['task-loop.ts'])
      .toContain('pop()');
    await run(box);
    expect(await ended(box)).toMatch(
      /on your library, \d+ ms: not as in the book\. Line \d is “.+”, and the book’s is “.+”\.$/,
    );

    // and it is laid beside asyncio
    expect(await howLike(page)).toMatch(/^✗ Step 1: [0-3] of the 4 that this step covers, /);
    const traces = own(page).locator('.traces tbody tr');
    expect(await traces.allInnerTexts()).toEqual(['a1\ta3']);
    await write(page, 'task-loop.ts', `${loop}for (;;);`);
    await own(page).getByText('You’ve changed your library since then.').waitFor();
    await own(page).getByRole('button', { name: 'How like asyncio?' }).click();
    await own(page).getByRole('button', { name: 'Stop', exact: true }).click();
    await own(page).locator('.how-like [role=status]', { hasText: 'Stopped.' }).waitFor();

    await box.getByRole('button', { name: 'On mine', pressed: true }).click();
    expect(await ended(box)).toMatch(/^Ran in the page, \d+ ms: as in the book\.$/);
    await write(page, 'task-loop.ts', loop!);

    // it is there in the next chapter, and what breaks it there is said by its step
    await own(page).getByRole('link', { name: 'step 2, Changing your mind' }).click();
    await build(page, folderOf(2));
    const { y } = (await page.locator(`li[data-step="${folderOf(2)}"]`).boundingBox())!;
    expect(Math.abs(y - 12)).toBeLessThan(2);
    expect(await page.locator(`[data-build="${folderOf(2)}"]`).isVisible()).toBe(false);
    await write(page, 'task-loop.ts', loop!.replace('shift()', 'pop()'));
    expect(await verdict(page)).toBe(
      '✗ Step 1: “the callback that was in the queue first is called first” is red.',
    );
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).getByRole('button', { name: 'Start this step over' }).click();
    expect(await verdict(page)).toMatch(/^✗ Step 2: /);
    await page.goto(new URL(`/${STAGE}/a-queue-of-callbacks/`, page.url()).href);
    // what has gone red was theirs, and the book's has come
    await standing(page, folderOf(1)).filter({ hasText: 'the book’s' }).waitFor();
  }));

test('a reader begins anywhere: the book’s steps stand in, can be taken, and give back what they took the place of', () =>
  onPage(
    `/${STAGE}/a-task-that-rides-the-loop/`,
    { viewport: { width: 390, height: 844 } },
    async (page) => {
      await build(page, folderOf(9));
      await own(page).getByText('The book’s steps 1 to 8 stand in for yours.').waitFor();
      const task = (n: number): string => ladder.filesAt(n)['task.ts']!;
      await expect.poll(() => mineIn(page, STAGE, ladder)).toEqual(ladder.filesAt(8));
      await write(page, 'task.ts', `${task(8)}// mine`);
      await own(page).getByText('Stuck?').click();
      await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
      await own(page)
        .locator('.status', { hasText: 'The book’s step is in your files.' })
        .waitFor();
      await expect
        .poll(async () => (await mineIn(page, STAGE, ladder))['task.ts'])
        .toBe(`${task(9)}// mine\n`);
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
      await expect.poll(() => mineIn(page, STAGE, ladder)).toEqual(ladder.filesAt(10));
      expect(await standing(page, folderOf(10)).textContent()).toBe('the book’s');
      await own(page).getByRole('button', { name: 'More', exact: true }).click();
      await own(page).getByRole('button', { name: 'Take mine back' }).click();
      await expect
        .poll(async () => (await mineIn(page, STAGE, ladder))['task.ts'])
        .toContain('Parks mine');
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
      await expect
        .poll(async () => (await mineIn(page, STAGE, ladder))['task.ts'])
        .toBe(`${task(9)}// mine`);
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
      await own(page).getByText('Yours is the same as the book’s, to the letter.').waitFor();
    });
  }
});

/** Brings a zip back. @returns What is said of it, once its tests were run. */
async function bringBack(page: Page, name: string, zip: Uint8Array): Promise<string[]> {
  await own(page)
    .getByLabel('Bring it back')
    .setInputFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(zip) });
  const said = own(page).locator('.at-home [role=status]');
  await said.filter({ hasNotText: /Reading…|Testing all steps…/, hasText: /./ }).waitFor();
  return said.locator('p').allTextContents();
}

test('a library that was built at home comes into a late chapter whole, and its steps count', () =>
  onPage('/what-you-built/', SCREENS.narrow, async (page) => {
    const all = ladder.steps.length;
    const last = ladder.steps.findLast(({ tests }) => tests !== undefined)!;
    await page.goto(new URL(`/${last.chapter}/`, page.url()).href);
    await build(page, last.folder);
    const built: Record<string, string> = { ...ladder.filesAt(all), 'mine.ts': 'export {};\n' };
    built['errors.ts'] = `// mine\n${built['errors.ts']}`;
    const starter = withLibrary(STAGE, {}, ladder.filesAt(0));
    await own(page).getByText('At home', { exact: true }).click();
    expect(
      await bringBack(page, 'mine.zip', zipOf('mine', { ...starter, ...under('src', built) })),
    ).toEqual([
      expect.stringMatching(/^✓ .*\bmine\.ts\b.* came from home\. What was here is on the list/),
      `✓ All ${all} steps are green.`,
    ]);
    expect(await mineIn(page, STAGE, ladder)).toMatchObject({ 'mine.ts': built['mine.ts'] });
    expect((await mineIn(page, STAGE, ladder))['errors.ts']).toBe(built['errors.ts']);

    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).getByRole('button', { name: 'Take mine back' }).click();
    await expect.poll(async () => (await mineIn(page, STAGE, ladder))['mine.ts']).toBe(undefined);
    const lent = page.locator(`li[data-step="${ladder.steps[0]!.folder}"] .standing`);
    if ((await lent.count()) > 0) await expect.poll(() => lent.textContent()).toBe('the book’s');
    expect(
      await bringBack(page, 'mine.zip', zipOf('mine', { ...starter, ...under('src', built) })),
    ).toEqual([
      expect.stringMatching(/^✓ .*\bmine\.ts\b.* came from home\./),
      `✓ All ${all} steps are green.`,
    ]);
    await page.goto(new URL('/what-you-built/', page.url()).href);
    await page
      .locator(`section[data-of="${STAGE}"]`)
      .getByText(`${all} of ${all} passed`, { exact: true })
      .waitFor();
  }));

test('a library goes home, comes back merged, and is shown with its figures at the end', () =>
  onPage('/what-you-built/', SCREENS.narrow, async (page) => {
    const part = page.locator(`section[data-of="${STAGE}"]`);
    expect(await page.getByText('You haven’t built any of its').count()).toBe(
      steppedStages().length,
    );
    const last = ladder.steps.findLast(({ tests }) => tests !== undefined)!;
    await page.goto(new URL(`/${last.chapter}/`, page.url()).href);
    await build(page, last.folder);
    await own(page).getByText('Stuck?').click();
    await own(page).getByRole('button', { name: 'Take the book’s step' }).click();
    expect(await verdict(page)).toMatch(/^✓/);
    expect(await howLike(page)).toMatch(/^✓ Step \d+: (\d+) of the \1 that this step covers/);

    await own(page).getByText('At home', { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      own(page).getByRole('button', { name: 'Take it home', exact: true }).click(),
    ]);
    const files = unzipSync(readFileSync(await download.path()));
    const root = `${STAGE}-mine/`;
    for (const file of ['steps/kit.ts', 'scripts/step.ts', 'asyncio/ask.ts', '.taken.json'])
      expect(files).toHaveProperty([root + file]);
    const edit = (file: string, before: string, after: string): void => {
      const text = strFromU8(files[`${root}src/${file}`]!);
      expect(text).toContain(before);
      files[`${root}src/${file}`] = strToU8(text.replace(before, after));
    };
    edit('task.ts', 'export', '// at home\nexport');
    edit('task-loop.ts', 'shift()', 'at(0)');
    files[`${root}src/ours/deep/a.ts`] = strToU8('');
    const loop = ladder.filesAt(last.number)['task-loop.ts']!.replace('shift()', 'pop()');
    await own(page).getByRole('button', { name: 'More', exact: true }).click();
    await own(page).locator('select[data-do=open]').selectOption('src/task-loop.ts');
    await retype(own(page).getByRole('textbox', { name: 'task-loop.ts' }), loop);
    files[`${root}programs/own.ts`] = strToU8('');
    files[`${root}src/`] = strToU8(''); // zip -r lists folders, too
    const bring = (name: string, zip: Uint8Array): Promise<string[]> => bringBack(page, name, zip);
    expect(await bring('a.zip', strToU8('no zip'))).toEqual([
      '✗ a.zip can’t be read: it must be a zip of the folder that you took home.',
    ]);
    expect(await bring('mine.zip', zipSync(files))).toEqual([
      expect.stringContaining('✓ task.ts came from home.'),
      expect.stringContaining('In conflict: task-loop.ts was changed here and at home.'),
      expect.stringContaining('Refused: src/ours/deep/a.ts, because'),
      'Only src/ comes back: programs/own.ts isn’t as the book has it, and stays at home.',
      expect.stringMatching(/^✗ Step 1: “/),
    ]);
    edit('task.ts', '// at home', '// at home, the second evening');
    expect((await bring('mine.zip', zipSync(files))).slice(0, 2)).toEqual([
      expect.stringMatching(/^✓ task\.ts came from home\. What was here is on the list/),
      expect.stringContaining('In conflict: task-loop.ts'),
    ]);
    await expect
      .poll(async () => (await mineIn(page, STAGE, ladder))['task.ts'])
      .toContain('// at home');
    expect((await mineIn(page, STAGE, ladder))['task-loop.ts']).toContain('pop()');
    const versions = await records(page, 'versions');
    expect(versions.map(({ why }) => why)).toEqual(expect.arrayContaining(['conflict', 'home']));
    const texts = ({ files }: { files: [string, string][] }): string =>
      Object.fromEntries(files)['src/task-loop.ts']!;
    expect(texts(versions.find(({ why }) => why === 'conflict'))).toContain('at(0)');
    expect(texts(versions.find(({ why }) => why === 'home'))).toContain('pop()');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await page.goto(new URL('/what-you-built/', page.url()).href);
    await part
      .getByText(`1 of ${ladder.steps.length} passed, ${last.number - 1} from the book`)
      .waitFor();
    await part.getByText(/^\d+ lines in \d+ files$/).waitFor();
    await part.getByText(/^(\d+) of the \1 scenarios that step \d+ covers/).waitFor();
    const box = page.locator('program-box');
    await box.hover(); // what it can do is loaded then
    await box.getByRole('button', { name: 'On mine' }).click();
    expect(await ended(box)).toMatch(/on your library, \d+ ms/);
    expect(await violations(page)).toEqual([]);
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('link', { name: 'What you built' }).waitFor();
  }));
