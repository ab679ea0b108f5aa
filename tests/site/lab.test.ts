// The lab: a whole stage in one page, to change and to run.
import { globSync, readFileSync } from 'node:fs';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { stages } from '../../src/book/stages.ts';
import { violations } from './axe.ts';
import { ended, isOnScreen, onPage, printed, retype, useBrowser } from './site.ts';

useBrowser();

const STAGE = 'part-3-task-loop';
const LAB = `/lab/${STAGE}/`;
const source = (file: string, stage = STAGE): string =>
  readFileSync(`code/${stage}/${file}`, 'utf8');
const BROKEN_QUEUE = source('src/ready-queue.ts').replace(
  'this.#head = (this.#head + 1)',
  'this.#head = (this.#head + 0)',
);
const LIFO_QUEUE =
  'export class ReadyQueue<T> {\n  #items: T[] = [];\n  get length() { return this.#items.length; }\n  push(item: T) { this.#items.push(item); }\n  shift() { return this.#items.pop(); }\n  clear() { this.#items = []; }\n}';

const opened = async (page: Page): Promise<Locator> => {
  const lab = page.locator('tasque-lab');
  await lab.locator('.cm-content').waitFor();
  return lab;
};
const onLab = (
  work: (lab: Locator, page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
  before?: (page: Page) => Promise<unknown>,
): Promise<void> => onPage(LAB, options, async (page) => work(await opened(page), page), before);

const item = (lab: Locator, name: string): Locator =>
  lab.getByRole('treeitem', { name, exact: true });
const tab = (lab: Locator, name: string): Locator =>
  lab.locator('.edit').getByRole('tab', { name, exact: true });
const shown = (lab: Locator): Locator => lab.locator('.edit').getByRole('tab', { selected: true });
const button = (lab: Locator, name: string): Locator =>
  lab.getByRole('button', { name, exact: true });
const choose = async (lab: Locator, file: string): Promise<void> =>
  void (await lab.getByRole('combobox', { name: 'What to run' }).selectOption(file));
const code = async (lab: Locator): Promise<string> =>
  (await lab.locator('.cm-line').allTextContents()).join('\n');
const side = (lab: Locator): Locator => lab.locator('.side');
const status = (lab: Locator): Promise<string | null> => side(lab).locator('.status').textContent();
const told = (lab: Locator): Promise<string | null> => lab.locator('.told').textContent();
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent,
  );

/** Opens a file by the tree. */
async function open(lab: Locator, file: string): Promise<void> {
  const names = file.split('/');
  for (const folder of names.slice(0, -1))
    if ((await item(lab, folder).getAttribute('aria-expanded')) === 'false')
      await item(lab, folder).click();
  await lab.locator(`[data-file="${file}"]`).click();
  await shown(lab)
    .filter({ hasText: names.at(-1)! })
    .waitFor();
}

async function edit(lab: Locator, file: string, text: string): Promise<void> {
  await open(lab, file);
  await retype(lab.getByRole('textbox'), text);
}

async function run(lab: Locator, name = 'Run'): Promise<string> {
  await button(lab, name).click();
  return ended(side(lab));
}

test.each(stages)('%s: its programs print what the book says', (stage) =>
  onPage(`/lab/${stage}/`, {}, async (page) => {
    const lab = await opened(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const programs = await lab
      .locator('optgroup[label=Programs] option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    expect(programs).toHaveLength(globSync(`code/${stage}/programs/*.ts`).length);
    expect(await shown(lab).getAttribute('title')).toBe(programs[0]);
    for (const program of programs) {
      await choose(lab, program);
      expect(await run(lab), program).toMatch(/^Ran in the page, \d+ ms: as in the book\.$/);
      expect(await printed(lab), program).toBe(source(program.replace(/ts$/, 'out'), stage));
    }
  }),
);

test('a change in the library changes what a program prints, is marked, shown beside the book’s, and kept', () =>
  onLab(async (lab, page) => {
    await edit(lab, 'src/ready-queue.ts', LIFO_QUEUE);
    await choose(lab, 'programs/callbacks-in-order.ts');
    expect(await run(lab)).toMatch(/^Ran in the page, \d+ ms, with your changes\.$/);
    expect(await printed(lab)).toBe('3 calls are waiting\nc\nb\na\n');
    expect(await item(lab, 'ready-queue.ts, changed').count()).toBe(1);
    expect(await tab(lab, 'ready-queue.ts •').getAttribute('title')).toBe(
      'src/ready-queue.ts, changed',
    );
    // who chooses what to run sees it
    expect(await shown(lab).getAttribute('title')).toBe('programs/callbacks-in-order.ts');

    await lab.getByRole('tab', { name: 'What I changed (1)' }).click();
    const figure = lab.locator('figure');
    await figure.waitFor();
    expect(await figure.locator('figcaption').textContent()).toBe('src/ready-queue.ts');
    expect(await figure.locator('ins').allTextContents()).toContain('+   #items: T[] = [];');
    expect(await figure.locator('del').allTextContents()).toContain('-   #length = 0;');

    await page.reload();
    await opened(page);
    expect(await status(lab)).toContain('Your changes, kept in this browser.');
    // the tabs are kept as well, with the program that was chosen to run
    expect(await lab.locator('.edit').getByRole('tab').allTextContents()).toEqual([
      'a-function-and-a-generator.ts',
      'ready-queue.ts •',
      'callbacks-in-order.ts',
    ]);
    await open(lab, 'src/ready-queue.ts');
    expect(await code(lab)).toBe(LIFO_QUEUE);
    // that is said as long as there are any
    await button(lab, 'Reset all').click();
    expect([await status(lab), await told(lab)]).toEqual([
      '',
      'All files are as they stand in the book.',
    ]);
    await button(lab, 'Undo reset all').click();
    await choose(lab, 'programs/callbacks-in-order.ts');
    await run(lab);
    expect(await printed(lab)).toBe('3 calls are waiting\nc\nb\na\n');
    // what fails after much that was printed is in view
    const isInView = (part: Locator): Promise<boolean> =>
      part.evaluate((it) => {
        const [{ top, bottom }, pane] = [it, it.closest('.scroll')!].map((each) =>
          each.getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        return top >= pane.top && bottom <= pane.bottom;
      });
    const words = "for (let i = 0; i < 80; i++) console.log('word '.repeat(12) + i);";
    await retype(lab.getByRole('textbox'), `${words}\nthrow new Error('at the end');`);
    await run(lab);
    const error = lab.locator('.live .stderr').last();
    await expect.poll(() => isInView(error.getByRole('link').last())).toBe(true);
    await edit(
      lab,
      'tests/handle.test.ts',
      `import { test } from 'vitest';\n${words}\nfor (let i = 0; i < 40; i++) test('fine ' + i, () => {});\ntest('not', () => { throw new Error('no'); });`,
    );
    await run(lab, 'Run tests');
    await expect.poll(() => isInView(lab.locator('li.failed > span'))).toBe(true);
  }));

test('what the changes show leaves out what is far from them, and leads to the file', () =>
  onLab(async (lab, page) => {
    await edit(lab, 'src/ready-queue.ts', BROKEN_QUEUE);
    await open(lab, 'src/index.ts');
    await lab.getByRole('tab', { name: 'What I changed (1)' }).click();
    const figure = lab.locator('figure');
    await figure.waitFor();
    expect(await figure.locator('ins, del').count()).toBe(2);
    expect(await figure.locator('span.line').count()).toBe(6); // three lines before, three after
    expect(
      (await figure.locator('i').allTextContents()).every((text) =>
        /^ {2}\d+ lines as before$/.test(text),
      ),
    ).toBe(true);
    await figure.getByRole('button', { name: 'src/ready-queue.ts' }).click();
    await shown(lab).filter({ hasText: 'ready-queue.ts' }).waitFor();
    await expect.poll(() => focused(page)).toBe('ready-queue.ts, editable');
    await retype(lab.getByRole('textbox'), source('src/ready-queue.ts'));
    await lab.locator('.changes').filter({ hasText: 'Nothing yet' }).waitFor();
  }));

test('the changes of the lab and those of the book’s boxes do not meet', () =>
  onLab(async (lab, page) => {
    await edit(lab, 'programs/callbacks-in-order.ts', "console.log('of the lab');");
    await page.goto(`${inject('site')}/part-3-task-loop/a-queue-of-callbacks/`);
    expect(await page.locator('program-box').first().textContent()).not.toContain('of the lab');
  }));

test('one file is reset, or all of them; each can be undone, and neither asks', () =>
  onLab(async (lab) => {
    for (const name of ['Reset file', 'Reset all'])
      expect(await button(lab, name).isDisabled()).toBe(true);
    await edit(lab, 'src/ready-queue.ts', LIFO_QUEUE);
    await edit(lab, 'programs/callbacks-in-order.ts', "console.log('mine');");
    await button(lab, 'Reset file').click();
    expect(await code(lab)).toBe(source('programs/callbacks-in-order.ts').trimEnd());
    expect(await told(lab)).toBe('callbacks-in-order.ts is as it stands in the book.');
    expect(await item(lab, 'ready-queue.ts, changed').count()).toBe(1); // the other stays
    await button(lab, 'Undo reset').click();
    expect(await code(lab)).toBe("console.log('mine');");

    await button(lab, 'Reset all').click();
    expect(await lab.getByRole('treeitem', { name: ', changed' }).count()).toBe(0);
    expect(await run(lab)).toContain('as in the book');
    await button(lab, 'Undo reset all').click();
    expect(await told(lab)).toBe('Your changes are back.');
    expect(await run(lab)).toContain('with your changes');
    expect(await printed(lab)).toBe('mine\n');
    expect(await lab.getByRole('treeitem', { name: ', changed' }).count()).toBe(2);
    await open(lab, 'src/ready-queue.ts');
    expect(await code(lab)).toBe(LIFO_QUEUE);
  }));

test('tests run: a failing assertion is shown, marked, and leads to its line', () =>
  onLab(async (lab, page) => {
    await edit(lab, 'src/ready-queue.ts', BROKEN_QUEUE);
    await open(lab, 'tests/ready-queue.test.ts');
    expect(await run(lab, 'Run tests')).toMatch(
      /^Ran in the page, \d+ ms: 1 passed, 2 failed, with your changes\.$/,
    );
    const failed = lab.locator('li.failed').first();
    expect(await failed.locator('pre').textContent()).toMatch(
      /expected .* to deeply equal[^]*- Expected[^]*\+ Received/,
    );
    await expect.poll(() => lab.locator('.cm-failed').count()).toBe(2);
    await tab(lab, 'ready-queue.ts •').click();
    await expect.poll(() => lab.locator('.cm-failed').count()).toBe(0);
    // what was chosen last, while the library is worked on
    expect(await button(lab, 'Run tests').isVisible()).toBe(true);
    await failed.getByRole('link', { name: /^tests\/ready-queue\.test\.ts:\d+:\d+$/ }).click();
    await shown(lab).filter({ hasText: 'ready-queue.test.ts' }).waitFor();
    await expect.poll(() => lab.locator('.cm-failed').count()).toBe(2); // they are still where they were
    await expect.poll(() => focused(page)).toBe('ready-queue.test.ts, editable');

    await button(lab, 'Reset all').click();
    expect(await run(lab, 'Run tests')).toMatch(/ms: 3 passed\.$/);
  }));

test('all tests run, file by file, with a total', () =>
  onLab(async (lab) => {
    const files = await lab.locator('optgroup[label=Tests] option').count();
    await side(lab)
      .locator('.status')
      .evaluate((line) => {
        line.dataset.told = '0';
        new MutationObserver(() => {
          if (line.ariaLive !== 'off') line.dataset.told = String(Number(line.dataset.told) + 1);
        }).observe(line, { childList: true });
      });
    expect(await run(lab, 'Run all tests')).toMatch(
      /^Ran in the page, [\d.]+ m?s: \d+ passed(, \d+ skipped)?\.$/,
    );
    expect(await lab.locator('.results summary').count()).toBe(files);
    const passed = (await lab.locator('.results summary').allTextContents()).map((text) =>
      Number(/^✓ tests\/[\w-]+\.test\.ts: (\d+) passed.*, [\d.]+ m?s$/.exec(text)?.[1]),
    );
    expect(`${passed.reduce((a, b) => a + b)} passed`).toBe(
      /\d+ passed/.exec((await status(lab))!)![0],
    );
    expect(await lab.locator('.results details[open]').count()).toBe(0);
    // that they run, and how that ended: not each file on the way
    expect(await side(lab).locator('.status').getAttribute('data-told')).toBe('2');

    await edit(lab, 'tests/handle.test.ts', "import './nowhere.ts';\n");
    await edit(lab, 'src/ready-queue.ts', BROKEN_QUEUE);
    expect(await run(lab, 'Run all tests')).toMatch(
      /: \d+ passed, \d+ failed(, \d+ skipped)?, 1 file not run to the end, with your changes\.$/,
    );
    expect(
      await lab
        .locator('.results details[open] > summary')
        .filter({ hasText: 'ready-queue.test.ts: 1 passed, 2 failed' })
        .count(),
    ).toBe(1);
    expect(
      await lab
        .locator('.results details[open] > summary')
        .filter({ hasText: '✗ tests/handle.test.ts: it could not be run' })
        .count(),
    ).toBe(1);
  }));

test('Stop ends a run, and all tests at once', () =>
  onLab(async (lab) => {
    await edit(lab, 'programs/callbacks-in-order.ts', "console.log('begun');\nfor (;;);");
    await button(lab, 'Run').click();
    await lab.getByRole('log').filter({ hasText: 'begun' }).waitFor();
    await button(lab, 'Stop').click();
    expect(await ended(side(lab))).toBe('Stopped.');
    expect(await printed(lab)).toBe('begun\n');

    await edit(lab, 'tests/drafts.test.ts', 'for (;;);');
    await button(lab, 'Run all tests').click();
    await lab.locator('.results summary').filter({ hasText: 'drafts.test.ts: running…' }).waitFor();
    const soFar = /^Running… \d+ of \d+ files: \d+ passed/;
    await lab.locator('.status').filter({ hasText: soFar }).waitFor();
    // what is done with a file meanwhile is said beside that
    await button(lab, 'New file').click();
    await lab.getByRole('textbox', { name: 'Name, with its folder' }).press('Enter');
    await lab.locator('.told').filter({ hasText: 'my-file.ts is there.' }).waitFor();
    expect(await status(lab)).toMatch(soFar);
    await button(lab, 'Stop').click();
    const files = globSync(`code/${STAGE}/tests/*.test.ts`).sort();
    const before = files.findIndex((file) => file.endsWith('drafts.test.ts'));
    expect(await ended(side(lab))).toMatch(
      new RegExp(`^Stopped after ${before} of ${files.length} files: \\d+ passed`),
    );
    expect(await button(lab, 'Stop').isDisabled()).toBe(true);
  }));

test('an error marks its line, in whichever file it is, and offers the way there', () =>
  onLab(async (lab, page) => {
    await edit(lab, 'src/ready-queue.ts', `${LIFO_QUEUE}\nthrow new Error('mine');\n`);
    await open(lab, 'programs/callbacks-in-order.ts');
    expect(await run(lab)).toContain('it failed');
    expect(await printed(lab)).toContain('Error: mine');
    expect(await lab.locator('.cm-failed').count()).toBe(0);
    await lab
      .getByRole('log')
      .getByRole('link', { name: 'src/ready-queue.ts:8:7' })
      .first()
      .click();
    await lab.locator('.cm-failed').waitFor();
    expect(await lab.locator('.cm-failed').textContent()).toBe("throw new Error('mine');");
    await expect.poll(() => focused(page)).toBe('ready-queue.ts, editable');
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    expect(await status(lab)).toBe('Changed since it ran.');
    expect(await lab.locator('.cm-failed').count()).toBe(0);
  }));

test('types are checked in the whole stage, with ways to the mistakes', () =>
  onLab(async (lab) => {
    const checked = async (): Promise<string> => {
      await button(lab, 'Check types').click();
      const line = side(lab)
        .getByRole('status')
        .filter({ hasText: /right|mistake/ });
      await line.waitFor({ timeout: 120_000 });
      return (await line.textContent())!;
    };
    expect(await checked()).toBe('The types are right.');
    await edit(
      lab,
      'src/handle.ts',
      source('src/handle.ts').replace('cancel(): void', 'cancelIt(): void'),
    );
    expect(await checked()).toMatch(/^(One mistake|\d+ mistakes) in the types\.$/);
    await expect.poll(() => printed(lab)).toMatch(/\(TS\d+\)\n$/);
    const said = await printed(lab);
    const places = said.match(/^(src|programs|tests)\/[\w/.-]+:\d+:\d+ /gm)!;
    expect(said.match(/\(TS\d+\)$/gm)).toHaveLength(places.length);
    const links = lab.getByRole('log').getByRole('link');
    expect(await links.count()).toBe(places.length);
    const file = places[0]!.split(':')[0];
    await links.first().click();
    await shown(lab)
      .filter({ hasText: file!.split('/').at(-1)! })
      .waitFor();
    await lab.locator('.cm-failed').first().waitFor();
  }));

test('tests are loaded when they are first needed', () =>
  onPage('/', {}, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await page.goto(inject('site') + LAB);
    const lab = await opened(page);
    await run(lab);
    expect(asked.filter((path) => path.startsWith('/code/'))).toEqual([`/code/${STAGE}.json`]);
    await open(lab, 'tests/handle.test.ts');
    expect(asked.filter((path) => path.startsWith('/code/'))).toEqual([
      `/code/${STAGE}.json`,
      `/code/${STAGE}.tests.json`,
    ]);
  }));

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
    expect(await press('ArrowLeft', 'ArrowDown')).toBe('programs'); // it is closed
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

test('an address can name the file to open', () =>
  onPage(`${LAB}#src/task.ts`, {}, async (page) => {
    const lab = await opened(page);
    expect(await shown(lab).textContent()).toBe('task.ts');
    expect(await button(lab, 'Run').isVisible()).toBe(true);
    // a reload keeps the place in it, and the caret's
    const scroller = lab.locator('.cm-scroller');
    const scrolled = (): Promise<number> => scroller.evaluate(({ scrollTop }) => scrollTop);
    await scroller.evaluate((it) => (it.scrollTop = 1_000));
    await scroller.click({ position: { x: 200, y: 150 } });
    const before = await scrolled();
    const active = await lab.locator('.cm-activeLine').textContent();
    await page.reload();
    await opened(page);
    await expect.poll(async () => Math.abs((await scrolled()) - before)).toBeLessThan(25);
    expect(await lab.locator('.cm-activeLine').textContent()).toBe(active);
  }));

test.each([
  [
    'full',
    () =>
      void (Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      }),
  ],
  [
    'forbidden',
    () =>
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      }),
  ],
  [
    'full of nonsense',
    () => {
      if (self !== top) return; // the sandbox has no storage at all
      for (const name of [
        'tasque:edits:lab/part-3-task-loop',
        'tasque:lab:tabs:part-3-task-loop',
        'tasque:lab:shown:part-3-task-loop',
        'tasque:lab:what:part-3-task-loop',
        'tasque:lab:size:files',
      ])
        if (!localStorage.getItem(name))
          localStorage.setItem(name, name.includes('edits') ? '{"src/task.ts":' : '[{"a":1},null]');
    },
  ],
])('a storage that is %s costs nothing of what is on the page', (_, spoil) =>
  onLab(
    async (lab) => {
      await edit(lab, 'programs/callbacks-in-order.ts', "console.log('mine');");
      await open(lab, 'src/task.ts');
      await open(lab, 'programs/callbacks-in-order.ts');
      expect(await code(lab)).toBe("console.log('mine');");
      await run(lab);
      expect(await printed(lab)).toBe('mine\n');
    },
    {},
    (page) => page.addInitScript(spoil),
  ),
);

test('what cannot be loaded is said so, and is there at the next try', () =>
  onPage(
    LAB,
    {},
    async (page) => {
      const lab = page.locator('tasque-lab');
      await side(lab).getByRole('status').filter({ hasText: 'could not be loaded' }).waitFor();
      await page.unrouteAll();
      await item(lab, 'task.ts').click();
      await opened(page);
      expect(await code(lab)).toContain('class');
    },
    (page) => page.route(/part-3-task-loop\.json/, (route) => route.abort()),
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
      await button(lab, 'Close ready-queue.ts •').click();
      await button(lab, 'Close a-function-and-a-generator.ts').click();
      expect(await violations(page), 'with nothing open').toEqual([]);
    },
    { viewport: { width, height: 900 } },
  ),
);

test('without JavaScript the files of the stage are links, and the page says what is missing', () =>
  onPage(LAB, { javaScriptEnabled: false }, async (page) => {
    expect(
      await page.locator('noscript p').filter({ hasText: 'The lab needs JavaScript' }).isVisible(),
    ).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    const links = await page
      .locator('tasque-lab li a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
    expect(links).toContain(`/code/${STAGE}/src/drafts/first-loop.ts/`);
    for (const link of links)
      expect((await page.request.get(inject('site') + link)).status(), link).toBe(200);
  }));
