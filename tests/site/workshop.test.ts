// What a tinkerer does with a program: open more files, change the library, run its tests, check
// types, share.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { violations } from './axe.ts';
import {
  edit,
  ended,
  isOnScreen,
  onPage,
  openFile,
  press,
  printed,
  programsOn,
  run,
  type Shown,
  useBrowser,
} from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const onFirstProgram = (work: (program: Shown, page: Page) => Promise<void>, options = {}) =>
  onPage(CHAPTER, options, async (page) => work((await programsOn(page))[0]!, page));

const open = async (box: Locator, file: string): Promise<void> => {
  await box.getByRole('textbox').focus(); // what is near a reader is loaded
  await box
    .locator('option', { hasText: file.split('/').at(-1)! })
    .first()
    .waitFor({ state: 'attached' });
  await openFile(box, file);
  await box.getByRole('tab', { name: file.split('/').at(-1)! }).waitFor();
};
const status = (box: Locator): Locator => box.locator('.status');

test('a file of the library can be changed, and the program runs with the change', () =>
  onFirstProgram(async ({ box }, page) => {
    await open(box, 'src/ready-queue.ts');
    await edit(
      box,
      'export class ReadyQueue<T> {\n  #items: T[] = [];\n  get length() { return this.#items.length; }\n  push(item: T) { this.#items.push(item); }\n  shift() { return this.#items.pop(); }\n  clear() { this.#items = []; }\n}',
    );
    await run(box);
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe('3 callbacks are waiting\nc\nb\na\n');
    expect(await box.getByRole('tab', { name: 'ready-queue.ts' }).textContent()).toBe(
      'ready-queue.ts •',
    );

    await page.reload(); // the change is kept, and its file has its tab again
    await box.getByRole('tab', { name: 'ready-queue.ts' }).waitFor();
    expect(await box.getByRole('tab').allTextContents()).toEqual([
      'callbacks-in-order.ts',
      'ready-queue.ts •',
    ]);
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('3 callbacks are waiting\nc\nb\na\n');
    await press(box, 'Reset');
    await run(box);
    expect(await ended(box)).toContain('as in the book');
  }));

test('Run runs the program that is shown, else the box’s own, and it is said which', () =>
  onFirstProgram(async ({ box, name, output }, page) => {
    const other = 'run-until-complete';
    const printedBy = (program: string): string =>
      readFileSync(`code/part-3-task-loop/programs/${program}.out`, 'utf8');
    await open(box, `programs/${other}.ts`);
    expect(await box.locator('samp').textContent()).toBe(printedBy(other));
    await run(box);
    expect(await ended(box)).toMatch(
      new RegExp(`^Ran ${other}\\.ts in the page, \\d+ ms: as in the book\\.$`),
    );
    expect(await printed(box)).toBe(printedBy(other));
    await box.getByRole('tab', { name }).click();
    expect(await box.locator('samp').textContent()).toBe(printedBy(other)); // as what is above it
    expect(await ended(box)).toContain(`Ran ${other}.ts`);
    // letters and arrows go from name to name: none opens a file, or leads to another chapter
    await press(box, 'Copy');
    await box.getByRole('button', { name: 'More', exact: true }).click();
    const select = box.locator('.menu select');
    await select.focus();
    const before = page.url();
    await page.keyboard.type('src');
    for (const key of ['n', 'p', '/', '?', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    expect(await select.isVisible()).toBe(true);
    expect(page.url()).toBe(before);
    await select.evaluate((it: HTMLSelectElement) => (it.value = 'src/handle.ts'));
    await page.keyboard.press('Enter');
    await box.getByRole('tab', { name: 'handle.ts', selected: true }).waitFor();
    expect(await select.isVisible()).toBe(false);
    await box.getByRole('button', { name: `Run ${name}`, exact: true }).click();
    expect(await ended(box)).toMatch(new RegExp(`^Ran ${name.replace('.', '\\.')} in the page`));
    expect(await printed(box)).toBe(output);
  }));

test('tabs are switched with the arrow keys, and each file keeps its own history', () =>
  onFirstProgram(async ({ box }, page) => {
    await open(box, 'src/handle.ts');
    await edit(box, '// mine');
    await box.getByRole('tab', { name: 'handle.ts' }).focus();
    await page.keyboard.press('ArrowLeft');
    const selected = box.getByRole('tab', { selected: true });
    expect(await selected.textContent()).toBe('callbacks-in-order.ts');
    expect(await selected.evaluate((tab) => tab === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await box.getByRole('textbox').textContent()).toBe('// mine');
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Control+z');
    expect(await box.getByRole('textbox').textContent()).toContain('export class Handle');
  }));

test('tests run in the page; a failing line is shown and leads to the editor', () =>
  onFirstProgram(async ({ box }) => {
    await open(box, 'src/ready-queue.ts');
    await edit(
      box,
      readFileSync('code/part-3-task-loop/src/ready-queue.ts', 'utf8').replace(
        'this.#head = (this.#head + 1)',
        'this.#head = (this.#head + 0)',
      ),
    );
    await open(box, 'tests/ready-queue.test.ts');
    await box.getByRole('button', { name: 'Run tests' }).click();
    expect(await ended(box)).toMatch(
      /^Ran ready-queue\.test\.ts in the page, \d+ ms: 1 passed, 2 failed, with your changes\.$/,
    );
    const failed = box.locator('li.failed').first();
    expect(await failed.locator('pre').textContent()).toMatch(
      /expected .* to deeply equal[^]*- Expected[^]*\+ Received/,
    );
    expect(await failed.locator('ins').first().textContent()).toBe('- Expected');
    expect(await failed.locator('del').first().textContent()).toBe('+ Received');
    await box.getByRole('tab', { name: 'ready-queue.ts' }).first().click();
    await failed.getByRole('link', { name: /^tests\/ready-queue\.test\.ts:\d+:\d+$/ }).click();
    await box.locator('.cm-line.cm-found.cm-failed').waitFor();
    expect(await box.getByRole('tab', { selected: true }).textContent()).toBe(
      'ready-queue.test.ts',
    );

    await press(box, 'Reset');
    await box.getByRole('button', { name: 'Run tests' }).click();
    expect(await ended(box)).toMatch(/ms: 3 passed\.$/);
  }));

test('types are checked when a reader asks, with their places', () =>
  onFirstProgram(async ({ box }) => {
    await run(box);
    await ended(box);
    const before = await printed(box);
    await press(box, 'Check types');
    await status(box).filter({ hasText: 'The types are right.' }).waitFor({ timeout: 120_000 });
    expect(await printed(box)).toBe(before); // it has nothing to show in its place
    await edit(
      box,
      "import { TaskLoop } from '../src/index.ts';\nconst loop: string = new TaskLoop();\nloop.runOnce();\n",
    );
    await press(box, 'Check types');
    await status(box).filter({ hasText: '2 mistakes in the types.' }).waitFor({ timeout: 120_000 });
    expect(await printed(box)).toBe(
      "programs/callbacks-in-order.ts:2:7 Type 'TaskLoop' is not assignable to type 'string'. (TS2322)\nprograms/callbacks-in-order.ts:3:6 Property 'runOnce' does not exist on type 'string'. (TS2339)\n",
    );
    expect(await box.locator('.cm-failed').count()).toBe(2);
    await box.getByRole('link', { name: 'programs/callbacks-in-order.ts:3:6' }).click();
    await expect.poll(() => caret(box)).toEqual(['loop.runOnce();', 5]);
    // a list that is out of date is said to be so, whatever else is said
    await edit(box, 'const   fine: number = 1;\nconsole.log(fine);');
    await press(box, 'Format');
    await status(box)
      .filter({ hasText: /^callbacks-in-order\.ts is formatted\. Changed since it was checked\.$/ })
      .waitFor();
    await press(box, 'Check types');
    await status(box)
      .filter({ hasText: /^The types are right\.$/ })
      .waitFor();
    expect(await printed(box)).toBe('');
  }));

/** The line that the caret is in, and how many letters stand before it. */
const caret = (box: Locator): Promise<[string, number] | undefined> =>
  box.locator('.cm-content').evaluate((content) => {
    const { anchorNode, anchorOffset } = getSelection()!;
    const line =
      content === document.activeElement && anchorNode?.parentElement?.closest('.cm-line');
    if (!line) return undefined;
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(anchorNode!, anchorOffset);
    return [line.textContent!, before.toString().length];
  });

test('a place in what a run prints leads to its line, if the file is there', () =>
  onFirstProgram(async ({ box }, page) => {
    await edit(
      box,
      `console.error('    at nothing (../src/handle.ts:12:5)');
console.log('src/nowhere.ts:1:1 https://example.org/src/handle.ts:1:1 <a href="src/x.ts:1:1">src/handle.ts</a>');
for (let i = 0; i < 500; i++) console.log('src/handle.ts:' + i);
`,
    );
    await run(box);
    await ended(box);
    expect(await box.locator('.stderr').getByRole('link').allTextContents()).toEqual([
      '../src/handle.ts:12:5',
    ]);
    const links = box.getByRole('log').getByRole('link');
    expect(await links.count()).toBe(201); // no flood of them
    expect(await links.nth(1).textContent()).toBe('src/handle.ts:0');
    const line = readFileSync('code/part-3-task-loop/src/handle.ts', 'utf8').split('\n')[11]!;
    await links.first().focus();
    await page.keyboard.press('Enter');
    await box.getByRole('tab', { name: 'handle.ts', selected: true }).waitFor();
    await expect.poll(() => caret(box)).toEqual([line, 4]);
    expect(await box.locator('.cm-found').textContent()).toBe(line);
    expect(await isOnScreen(box.locator('.head'))).toBe(true);
    expect(await isOnScreen(box.locator('.cm-found'))).toBe(true);
    await expect.poll(() => box.locator('.cm-found').count()).toBe(0);
    // a line that is not there any more
    await box.getByRole('link', { name: 'src/handle.ts:199', exact: true }).click();
    await expect.poll(() => box.locator('.cm-found').count()).toBe(1);
    expect(new URL(page.url()).hash).toBe('');
  }));

test.each([1280, 390])('what is sought in a file is found and replaced, %d wide', (width) =>
  onFirstProgram(
    async ({ box }, page) => {
      await open(box, 'src/task-loop.ts');
      const original = readFileSync('code/part-3-task-loop/src/task-loop.ts', 'utf8').trimEnd();
      const count = original.toLowerCase().split('close').length - 1;
      const last = original.split('\n').findLast((line) => /close/i.test(line))!;
      expect(await box.locator('.cm-content').textContent()).not.toContain(last); // not drawn
      const panel = box.getByRole('group', { name: 'Find in this file' });
      await press(box, 'Find in this file');
      await expect.poll(() => page.evaluate(() => document.activeElement!.ariaLabel)).toBe('Find');
      await page.keyboard.type('nowhere in it');
      expect(await panel.locator('.count').textContent()).toBe('Not found');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('close');
      expect(await panel.locator('.count').textContent()).toBe(`${count} found`);
      await page.keyboard.press('Shift+Enter');
      await box.locator('.cm-line', { hasText: last }).waitFor();
      expect(await panel.locator('.count').textContent()).toBe(`${count} of ${count}`);
      expect(await violations(page, '.cm-find')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const field = (await panel.getByRole('textbox', { name: 'Find' }).boundingBox())!;
      expect(field.width, 'so much of what is sought can be read').toBeGreaterThan(140);
      for (const button of await panel.getByRole('button').all()) {
        const [inner, outer] = [await button.boundingBox(), await box.boundingBox()];
        expect(inner!.x + inner!.width).toBeLessThanOrEqual(outer!.x + outer!.width);
      }

      await page.keyboard.press('Escape');
      expect(await panel.count()).toBe(0);
      // several lines would be one in the field
      await box.locator('.cm-content').press('ControlOrMeta+End');
      await page.keyboard.press('Shift+ArrowUp');
      await page.keyboard.press('ControlOrMeta+f');
      expect(await panel.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('close');
      expect(await panel.locator('.count').textContent()).toBe(`${count} found`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F3');
      await page.keyboard.press('ControlOrMeta+f');
      await panel.waitFor();
      await panel.getByRole('textbox', { name: 'Replace with' }).fill('shut');
      await panel.getByRole('button', { name: 'Replace all' }).click();
      expect(await panel.locator('.count').textContent()).toBe(`${count} replaced`);
      await panel.getByRole('button', { name: 'Close Find' }).click();
      await page.keyboard.press('ControlOrMeta+z');
      await expect
        .poll(() => box.getByRole('tab', { selected: true }).textContent())
        .toBe('task-loop.ts');
    },
    { viewport: { width, height: 900 } },
  ),
);

/** Each of ten thousand is compared with each other of them: that takes minutes. */
const ENDLESS_TYPES = `type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Word = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
type Box<T, M> = T extends string ? { [K in T]: M } : never;
declare const some: Box<Word, 1>;
const other: Box<Word, 2> = some;
console.log(other);`;

test('a check that does not end is ended, and the next one works', () =>
  onFirstProgram(async ({ box }, page) => {
    await page.clock.install();
    await edit(box, ENDLESS_TYPES);
    await press(box, 'Check types');
    await expect
      .poll(async () => {
        await page.clock.fastForward(61_000);
        return status(box).textContent();
      })
      .toBe('Stopped: the types took more than 60 s to check.');
    await edit(box, 'const fine: number = 1;\nconsole.log(fine);');
    await press(box, 'Check types');
    await status(box).filter({ hasText: 'The types are right.' }).waitFor({ timeout: 120_000 });
  }));

test('every listing can be tried: its file opens at the symbol, beside a program that uses it', () =>
  onPage(CHAPTER, {}, async (page) => {
    const listings = await page.locator('figure.listing').all();
    expect(listings.length).toBeGreaterThan(2);
    for (const listing of listings) {
      const isEarlier = (await listing.locator('figcaption').textContent())!.includes(', so far');
      const [line] = (await listing.locator('.line:not(del *)').allTextContents()).filter((line) =>
        line.trim(),
      );
      // of an earlier form, the finished one is tried: it has the same name
      const symbol = (await listing.locator('figcaption > code').textContent())!;
      const first = isEarlier ? symbol.split('.').at(-1)! : line!.trim();
      await listing.getByRole('button', { name: 'Try it' }).click();
      const box = listing.locator('xpath=following-sibling::*[1][self::program-box]');
      await box.getByRole('tab', { selected: true }).waitFor();
      expect(await box.getByRole('tab').count()).toBe(2);
      expect(
        (await listing.locator('figcaption a').last().textContent())!
          .replace(/, so far$/, '')
          .endsWith((await box.getByRole('tab', { selected: true }).textContent())!),
      ).toBe(true);
      await box.locator('.cm-line').filter({ hasText: first }).first().waitFor();
      await run(box);
      expect(await ended(box)).toContain('as in the book');
      await listing.getByRole('button', { name: 'Close' }).click();
      expect(await box.count()).toBe(0);
    }
  }));

test('the page of a whole file can be tried as well', () =>
  onPage('/code/part-2-futures/src/drafts/first-task.ts/', {}, async (page) => {
    await page.getByRole('button', { name: 'Try it' }).click();
    const box = page.locator('program-box');
    await run(box);
    expect(await ended(box)).toContain('as in the book');
    expect(await printed(box)).toBe('Work started\nDone work_load\nGotcha 42\n');
  }));

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('what the build has prepared is not parsed in the page: the parser comes with the first edit', () =>
  onFirstProgram(async ({ box }, page) => {
    const loaded: string[] = [];
    page.on('request', (request) => void loaded.push(request.url()));
    const parsers = (): string[] => loaded.filter((url) => url.includes('prepare-worker'));
    await run(box);
    expect(await ended(box)).toContain('as in the book');
    expect([loaded.length > 0, parsers()]).toEqual([true, []]);
    await edit(box, "console.log('mine');\n");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'mine' }).waitFor();
    expect(parsers()).toHaveLength(1);
  }));

test('Copy copies what is shown', () =>
  onFirstProgram(async ({ box }, page) => {
    await edit(box, 'const mine = 1;');
    await press(box, 'Copy');
    await status(box).filter({ hasText: 'Copied.' }).waitFor();
    expect(await copied(page)).toBe('const mine = 1;');
  }, CLIPBOARD));

/** A link made in the first box of the chapter. */
async function sharedLink(code: string): Promise<string> {
  let link = '';
  await onFirstProgram(async ({ box }, page) => {
    await edit(box, code);
    await press(box, 'Share');
    await status(box).filter({ hasText: 'The link is copied' }).waitFor();
    link = (await copied(page)).slice(inject('site').length);
  }, CLIPBOARD);
  return link;
}

test('a shared link shows what differs, and runs nothing until the reader has taken it and pressed Run', async () => {
  const link = await sharedLink("console.log('<b>from a link</b>');\n");
  expect(link).toMatch(/#code=[\w-]+$/);
  await onPage(link, {}, async (page) => {
    const { box } = (await programsOn(page))[0]!;
    const panel = box.getByRole('region', { name: 'Code from a link' });
    await panel.waitFor();
    expect(await panel.textContent()).toContain('none of it has run');
    expect(await panel.locator('ins').allTextContents()).toEqual([
      "+ console.log('<b>from a link</b>');",
    ]);
    expect((await panel.locator('del').allTextContents())[0]).toBe(
      "- import { TaskLoop } from '../src/index.ts';",
    );
    const tops = await panel
      .locator('ins, del')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(tops.length); // each line below the other
    expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await box.getByRole('textbox').textContent()).toContain('TaskLoop');

    await panel.getByRole('button', { name: 'Put it into this box' }).click();
    await box.locator('.cm-content').filter({ hasText: 'from a link' }).waitFor();
    expect(await printed(box)).toBe('');
    expect(page.url()).not.toContain('#');
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('<b>from a link</b>\n');
  });
});

test('a shared link does not cost the reader what was there before', async () => {
  const link = await sharedLink("console.log('theirs');\n");
  await onFirstProgram(async ({ box }, page) => {
    await edit(box, "console.log('mine');\n");
    await page.goto(inject('site') + link);
    await page.reload(); // a new fragment alone loads nothing
    await box.getByRole('button', { name: 'Put it into this box' }).click();
    await box.locator('.cm-content').filter({ hasText: 'theirs' }).waitFor();
    await press(box, 'Back to mine');
    await box.locator('.cm-content').filter({ hasText: 'mine' }).waitFor();
    expect(await box.getByRole('textbox').textContent()).toBe("console.log('mine');");
  });
});

test('code of a link can be left', async () => {
  const link = await sharedLink("console.log('theirs');\n");
  await onPage(link, {}, async (page) => {
    const { box, output } = (await programsOn(page))[0]!;
    await box.getByRole('button', { name: 'Leave it' }).click();
    expect(await box.getByRole('region', { name: 'Code from a link' }).count()).toBe(0);
    await run(box);
    expect(await ended(box)).toContain('as in the book');
    expect(await printed(box)).toBe(output);
  });
});

test.each([
  ['empty', '#code='],
  ['text', '#code=damaged'],
  ['badly escaped', '#code=%%%'],
  ['long', `#code=${'A'.repeat(5000)}`],
])('a damaged link is said to be one: %s', (_, hash) =>
  onPage(CHAPTER + hash, {}, async (page) => {
    const { box, output } = (await programsOn(page))[0]!;
    await page.getByText('The link that led here is damaged').waitFor();
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe(output);
  }),
);

test('axe finds nothing in a box that shows a link, files in tabs, test results or mistakes', async () => {
  const link = await sharedLink("console.log('theirs');\n");
  await onPage(link, {}, async (page) => {
    const inBoxes = () => violations(page, 'program-box');
    const { box } = (await programsOn(page))[0]!;
    await box.getByRole('button', { name: 'Put it into this box' }).waitFor();
    expect(await inBoxes()).toEqual([]);
    await box.getByRole('button', { name: 'Put it into this box' }).click();
    await openFile(box, 'tests/handle.test.ts');
    await box.getByRole('button', { name: 'Run tests' }).click();
    expect(await ended(box)).toContain('passed');
    expect(await inBoxes()).toEqual([]);
    await edit(
      box,
      "import { expect, test } from 'vitest';\ntest('fails', () => expect(1 as string).toBe(2));\n",
    );
    await box.getByRole('button', { name: 'Run tests' }).click();
    expect(await ended(box)).toContain('failed');
    expect(await inBoxes()).toEqual([]);
    await press(box, 'Check types');
    await status(box).filter({ hasText: 'mistake' }).waitFor({ timeout: 120_000 });
    expect(await inBoxes()).toEqual([]);
  });
});

test('a link that unpacks to far too much is refused', async () => {
  const big = `x${' '.repeat(5_000_000)}`;
  const packed = await new Response(
    new Blob([
      JSON.stringify({
        box: 'part-3-task-loop/programs/callbacks-in-order.ts',
        edits: { 'programs/callbacks-in-order.ts': big },
      }),
    ])
      .stream()
      .pipeThrough(new CompressionStream('deflate-raw')),
  ).arrayBuffer();
  await onPage(`${CHAPTER}#code=${Buffer.from(packed).toString('base64url')}`, {}, async (page) => {
    await page.getByText('The link that led here is damaged').waitFor();
  });
});

test('a program that waits for what can never come ends, and says so', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, 'await new Promise(() => {});');
    await run(box);
    expect(await ended(box)).toMatch(/: it waits for something that never happens\.$/);
  }));
