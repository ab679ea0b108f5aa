// The lab: a whole stage in one page, to change and to run.
import { globSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { stages } from '../../src/book/stages.ts';
import {
  STAGE,
  LAB,
  source,
  BROKEN_QUEUE,
  LIFO_QUEUE,
  opened,
  onLab,
  item,
  tab,
  shown,
  button,
  choose,
  code,
  come,
  side,
  status,
  told,
  focused,
  open,
  edit,
  run,
} from './lab.ts';
import { ended, onPage, printed, retype, useBrowser } from './site.ts';

useBrowser();

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
    expect(await printed(lab)).toBe('3 callbacks are waiting\nc\nb\na\n');
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
    expect([await status(lab), await told(lab)]).toEqual(['', 'All files are as in the book.']);
    await button(lab, 'Undo reset all').click();
    await choose(lab, 'programs/callbacks-in-order.ts');
    await run(lab);
    expect(await printed(lab)).toBe('3 callbacks are waiting\nc\nb\na\n');
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
    await expect.poll(() => isInView(lab.locator('li.failed summary > span').first())).toBe(true);
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
    expect(await told(lab)).toBe('callbacks-in-order.ts is as in the book.');
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
      /: \d+ passed, \d+ failed(, \d+ skipped)?, 1 file stopped before the end, with your changes\.$/,
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
        .filter({ hasText: '✗ tests/handle.test.ts: it couldn’t run' })
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
    await lab
      .locator('.told')
      .filter({ hasText: /^Created \S*my-file\.ts\./ })
      .waitFor();
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
      await come(page);
      await side(lab).getByRole('status').filter({ hasText: 'couldn’t load' }).waitFor();
      await page.unrouteAll();
      await item(lab, 'task.ts').click();
      await opened(page);
      expect(await code(lab)).toContain('class');
    },
    (page) => page.route(/part-3-task-loop\.json/, (route) => route.abort()),
  ));
