// The lab before its reader has come near: it's painted from the page itself, and loads little.
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { kept } from './edits.ts';
import { code, item, LAB, opened, run, shown, source, STAGE } from './lab.ts';
import { noteRequests, shiftsOn } from './questions.ts';
import { freshContext, onPage, retype, SCREENS, useBrowser } from './site.ts';

useBrowser();

const FIRST = 'programs/a-function-and-a-generator.ts';
const TREE = '[role=tree]';
const listing = (page: Page): Locator => page.locator('tasque-lab .code code');
/** Holds the workbench back until it's told to go on. */
async function holdBench(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\/_astro\/bench\./, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test.each(Object.entries(SCREENS))(
  '%s: untouched it shows its first program, with neither editor nor files, and nothing moves as what’s left comes',
  (_, screen) => {
    let asked: URL[] = [];
    return onPage(
      LAB,
      screen,
      async (page) => {
        await page.locator(TREE).waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        expect(await listing(page).textContent()).toBe(source(FIRST).trimEnd());
        expect(await listing(page).isVisible()).toBe(true);
        const paths = asked.map(({ pathname }) => pathname);
        expect(paths.filter((path) => /\.json$|\/editor\./.test(path))).toEqual([]);
        expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
        await opened(page);
        expect(asked.map(({ pathname }) => pathname)).toContain(`/code/${STAGE}.json`);
        expect(await shiftsOn(page)).toEqual([]);
      },
      async (page) => (asked = noteRequests(page)),
    );
  },
);

test('its listing looks like the editor, line by line, and its files like the tree', () =>
  onPage(
    LAB,
    SCREENS.wide,
    async (page) => {
      const places = (lines: Locator): Promise<unknown[]> =>
        lines.evaluateAll((all) =>
          all
            .filter((line) => line.checkVisibility())
            .map((line) => {
              const range = document.createRange();
              range.selectNodeContents(line);
              const { x, y, height } = range.getBoundingClientRect();
              return [line.textContent!.trim(), Math.round(x), Math.round(y), Math.round(height)];
            })
            .filter(([text]) => text !== ''),
        );
      const files = page.locator('.plain .name');
      const [links, lines] = [await places(files), await places(page.locator('.code .line'))];
      goOn();
      const lab = await opened(page);
      await lab.locator(TREE).evaluate((tree) => (tree.scrollTop = 0));
      expect(await places(lab.locator('[role=treeitem] .name'))).toEqual(links);
      const inEditor = await places(lab.locator('.cm-line'));
      expect(inEditor).toEqual(lines.slice(0, inEditor.length));
    },
    async (page) => (goOn = await holdBench(page)),
  ));
let goOn: () => void;

test('what is typed into the listing is in the editor, with the caret where it was, and it runs', () =>
  onPage(
    LAB,
    {},
    async (page) => {
      await page.locator(TREE).waitFor();
      await page.locator('.code code[contenteditable]').waitFor();
      await listing(page).focus();
      await page.keyboard.type("console.log('soon');\n");
      expect(await listing(page).textContent()).toContain('soon');
      goOn();
      const lab = page.locator('tasque-lab');
      await lab.locator('.cm-content').waitFor();
      await page.keyboard.type("console.log('later');\n");
      expect(await code(lab)).toMatch(/^console\.log\('soon'\);\nconsole\.log\('later'\);\n/);
      expect(await run(lab)).toContain('with your changes');
      expect(await lab.getByRole('log').textContent()).toMatch(/^soon\nlater\n/);
    },
    async (page) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      goOn = resolve;
      await page.route(/\/_astro\/editor\./, async (route) => {
        await promise;
        await route.continue();
      });
    },
  ));

test('a press on a file or a button that comes too soon is answered once the workbench is there', () =>
  onPage(
    LAB,
    {},
    async (page) => {
      const lab = page.locator('tasque-lab');
      await page.locator('tasque-lab:defined').waitFor();
      await lab.locator('.plain').getByRole('link', { name: 'task.ts', exact: true }).click();
      await lab.getByRole('button', { name: 'New file' }).click();
      goOn();
      await shown(lab).filter({ hasText: 'task.ts' }).waitFor();
      await lab.getByRole('textbox', { name: 'Name, with its folder' }).waitFor();
      expect(new URL(page.url()).pathname).toBe(LAB);
    },
    async (page) => (goOn = await holdBench(page)),
  ));

test('the focus stays at its file as the tree takes the place of the links', () =>
  onPage(
    LAB,
    {},
    async (page) => {
      await page.locator('tasque-lab:defined').waitFor();
      await page.locator('.plain').getByRole('link', { name: 'task.ts', exact: true }).focus();
      goOn();
      const focused = page.locator('[role=treeitem]:focus');
      await focused.waitFor();
      expect(await focused.getAttribute('data-file')).toBe('src/task.ts');
    },
    async (page) => (goOn = await holdBench(page)),
  ));

test('a reader who changed something, or left another file open, never sees the book’s in its place', async () => {
  const context = await freshContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = (): void => {
        const code = document.querySelector('.editor .code code');
        if (code?.checkVisibility({ visibilityProperty: true })) document.body.dataset.seen = '';
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const isSeen = (): Promise<boolean> => page.evaluate(() => 'seen' in document.body.dataset);
    const at = inject('site') + LAB;
    await page.goto(at);
    const lab = await opened(page);
    expect(await isSeen()).toBe(true);
    await retype(lab.locator('.cm-content'), '// mine');
    await kept(page, FIRST, '// mine');
    // as if it had come from elsewhere: a lab of which nothing is remembered
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith('tasque:lab:')) localStorage.removeItem(key);
    });
    await page.goto('about:blank');
    await page.goto(at);
    await lab.locator('.cm-content').filter({ hasText: '// mine' }).waitFor();
    expect(await isSeen()).toBe(false);
    await item(lab, 'task.ts').click();
    await shown(lab).filter({ hasText: 'task.ts' }).waitFor();
    await lab.getByRole('button', { name: 'Reset all' }).click();
    await page.reload();
    await shown(lab).filter({ hasText: 'task.ts' }).waitFor();
    await lab.locator('.cm-content').waitFor();
    expect(await isSeen()).toBe(false);
    // of another lab nothing is left: its listing is shown, if a moment later
    await page.goto(at.replace(STAGE, 'part-2-futures'));
    await page.locator('.code code[contenteditable]').waitFor();
    await expect.poll(isSeen).toBe(true);
  } finally {
    await context.close();
  }
});
