// What a reader does with a program: look, run, change, stop, reset. That each runs is asked in
// chapters-wide.test.ts and chapters-narrow.test.ts.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  edit,
  ended,
  offers,
  onPage,
  press,
  printed,
  programsOn,
  retype,
  run,
  SCREENS,
  type Shown,
  useBrowser,
} from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const BOOKS_AGAIN = 'This is the book’s version. Yours is on the list of your versions.';
const onFirstProgram = (work: (program: Shown, page: Page) => Promise<void>) =>
  onPage(CHAPTER, {}, async (page) => work((await programsOn(page))[0]!, page));

test('a reader who has gone elsewhere during a run is not fetched back', () =>
  onFirstProgram(async ({ box }, page) => {
    await edit(box, "setTimeout(() => console.log('late'), 2_000);");
    await run(box);
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
    const there = await page.evaluate(() => scrollY);
    expect(await ended(box)).toContain('with your changes');
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => scrollY)).toBe(there);
  }));

test('the bar of a box stays on the screen while its code is read, one row of it on a phone', () =>
  onPage(CHAPTER, SCREENS.narrow, async (page) => {
    const { box } = (await programsOn(page))[0]!;
    const bar = box.locator('.bar');
    await box.locator('.head').evaluate((head) =>
      scrollBy({
        top: head.getBoundingClientRect().top - innerHeight + 120,
        behavior: 'instant',
      }),
    );
    const { y, height } = (await bar.boundingBox())!;
    expect(Math.round(y + height)).toBe(844);
    expect(height).toBeLessThan(80);
    expect(await bar.locator('button:visible').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('Run'), expect.stringContaining('Timeline')]),
    );
    expect(await bar.locator('button:visible').count()).toBe(3);
  }));

test('Stop takes the place of Run, not at once, and the focus stays there', () =>
  onFirstProgram(async ({ box }, page) => {
    await edit(box, 'for (;;);');
    const [start, stop] = ['Run', 'Stop'].map((name) => box.getByRole('button', { name }));
    await start!.focus();
    await page.keyboard.press('Enter');
    expect(await stop!.isVisible()).toBe(false);
    await stop!.waitFor();
    expect(await start!.isVisible()).toBe(false);
    const hasFocus = (): Promise<boolean> =>
      stop!.evaluate((button) => button === document.activeElement);
    expect(await hasFocus()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await ended(box)).toBe('Stopped.');
    expect(await start!.evaluate((button) => button === document.activeElement)).toBe(true);
  }));

test('More opens by keyboard, leads through what it has, and gives the focus back', () =>
  onFirstProgram(async ({ box }, page) => {
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement!.textContent!.trim());
    await box.getByRole('button', { name: 'More', exact: true }).focus();
    await page.keyboard.press('Enter');
    await box.locator('.menu').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Copy');
    await page.keyboard.press('Escape');
    expect(await box.locator('.menu').isVisible()).toBe(false);
    expect(await focused()).toBe('More');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await box.getByRole('status').filter({ hasText: /cop/i }).waitFor();
    expect(await box.locator('.menu').isVisible()).toBe(false);
    expect(await focused()).toBe('More');
  }));

test('the expected output is there before any run, and without JavaScript', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    for (const { box, output } of await programsOn(page)) {
      expect(await box.locator('samp').textContent()).toBe(output);
      // what a prediction asks for is folded
      const isAsked = await box.evaluate((it) => it.closest('predict-box') !== null);
      expect(await box.locator('samp').isVisible()).toBe(!isAsked);
      expect(await box.getByRole('button', { name: 'Run' }).isVisible()).toBe(false);
    }
  }));

test('an edit changes what is printed; Reset brings the program of the book back', () =>
  onFirstProgram(async ({ box, output }) => {
    await edit(box, "console.log('changed', [1, { a: new Map([['k', 2]]) }]);");
    await run(box);
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe("changed [ 1, { a: Map(1) { 'k' => 2 } } ]\n");
    await press(box, 'Reset');
    await run(box);
    expect(await ended(box)).toContain('as in the book');
    expect(await printed(box)).toBe(output);
    await press(box, 'Undo reset');
    await run(box);
    expect(await ended(box)).toContain('with your changes');
    await press(box, 'Reset');
    await edit(box, "console.log('a new change leaves nothing to undo');");
    expect(await offers(box, 'Reset')).toBe(true);
  }));

test('an edit that is typed is kept when the page is loaded again; Reset can be undone', () =>
  onFirstProgram(async ({ box }, page) => {
    const textbox = box.getByRole('textbox');
    await textbox.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type("\nconsole.log('typed');");
    const prints = box.locator('.expected summary');
    await page.reload();
    expect(await textbox.textContent()).toContain("console.log('typed');");
    await prints.filter({ hasText: 'The book’s version prints' }).waitFor();
    await run(box);
    await ended(box);
    expect(await printed(box)).toMatch(/typed\n$/);
    await press(box, 'Reset');
    expect(await box.locator('.status').textContent()).toBe(BOOKS_AGAIN);
    expect(await prints.textContent()).toBe('Prints');
    await textbox.click();
    await page.keyboard.press('Control+z');
    expect(await box.locator('.status').textContent()).toBe('');
    expect(await textbox.textContent()).toContain("console.log('typed');");
    await page.keyboard.press('Control+z'); // and once more: the book's version
    expect(await textbox.textContent()).not.toContain('typed');
    expect(await offers(box, 'Reset')).toBe(false);
  }));

test('Stop ends an endless loop, keeps what it printed, and the next run works', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "console.log('begun');\nfor (;;);");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'begun' }).waitFor();
    await box.getByRole('button', { name: 'Stop' }).click();
    expect(await ended(box)).toBe('Stopped.');
    expect(await printed(box)).toBe('begun\n');
    await edit(box, "console.log('again');");
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('again\n');
  }));

test('Reset during a run ends it, and leaves the box as it was in the beginning', () =>
  onFirstProgram(async ({ box, output }) => {
    await edit(box, "console.log('begun');\nfor (;;);");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'begun' }).waitFor();
    await press(box, 'Reset');
    await expect
      .poll(async () => [await printed(box), await box.locator('.status').textContent()])
      .toEqual(['', BOOKS_AGAIN]);
    expect(await box.locator('samp').isVisible()).toBe(true);
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe(output);
  }));

test('pressing Enter on Run again while it runs changes nothing', () =>
  onFirstProgram(async ({ box, output }, page) => {
    await box.getByRole('button', { name: 'Run' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await ended(box)).toContain('as in the book');
    expect(await printed(box)).toBe(output);
  }));

test('what is typed before the editor is there is kept, with its selection, and can be undone', () =>
  onPage(CHAPTER, {}, async (page) => {
    let letThrough = (): void => {};
    const gate = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(/\/editor.*\.js/, async (route) => {
      await gate;
      await route.continue();
    });
    const { box } = (await programsOn(page))[0]!;
    const original = await box.locator('.code code').textContent();
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type("console.log('early');");
    await page.keyboard.press('Control+Enter');
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe('early\n');
    await page.keyboard.press('Control+a');
    letThrough();
    await box.locator('.cm-content').waitFor();
    await page.keyboard.type('x');
    expect(await box.getByRole('textbox').textContent()).toBe('x');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
    expect((await box.locator('.cm-line').allTextContents()).join('\n')).toBe(original);
  }));

test('an editor or an engine that cannot be loaded is said so, and nothing is lost', () =>
  onPage(CHAPTER, {}, async (page) => {
    await page.route(/\/(editor|run)\..*\.js/, (route) => route.abort());
    const { box } = (await programsOn(page))[0]!;
    await retype(box.getByRole('textbox'), "console.log('mine');");
    await run(box);
    await box.getByRole('status').filter({ hasText: 'couldn’t load' }).waitFor();
    expect(await box.getByRole('textbox').textContent()).toContain('mine');
    await page.unrouteAll();
    await page.reload();
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('mine\n');
  }));

test('an endless loop that nobody stops ends at the time limit', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "console.log('begun');\nfor (;;);");
    await run(box);
    expect(await ended(box)).toBe('Stopped: it reached the time limit (10 s).');
    expect(await printed(box)).toBe('begun\n');
  }));

test('a flood of output ends at the output limit, and the page stays usable', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, 'for (let i = 0; ; i++) console.log(i);');
    await run(box);
    expect(await ended(box)).toBe('Stopped: it reached the output limit (2,000 lines).');
    expect(await printed(box)).toMatch(/^0\n1\n2\n/);
  }));

test('a syntax error is shown with line and column in the reader’s file, and marked there', () =>
  onFirstProgram(async ({ box }, page) => {
    await edit(box, 'const a: number = 1;\nconst b = a +* 2;\n');
    await run(box);
    expect(await ended(box)).toContain('it failed');
    expect(await printed(box)).toMatch(
      /^programs\/callbacks-in-order\.ts:2:14\nconst b = a \+\* 2;\n {13}\^\n\nSyntaxError: Expression expected/,
    );
    expect(await box.locator('.cm-failed').textContent()).toBe('const b = a +* 2;');
    // on a phone the line may go on below, and what stands under it would point elsewhere
    expect(await box.locator('.pointer').isVisible()).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await box.locator('.pointed').textContent()).toBe('*');
    expect(await box.locator('.pointer').isVisible()).toBe(false);
    expect(await box.getByRole('textbox').textContent()).toContain('const b = a +* 2;');
  }));

test('all of it works by keyboard; Tab indents what is written, and leaves the editor all the same', () =>
  onFirstProgram(async ({ box, name }, page) => {
    await box.getByRole('textbox').waitFor();
    await box.getByRole('button', { name: 'Run' }).focus();
    await page.keyboard.press('Shift+Tab'); // Run stands below the program
    expect(
      await page.evaluate(
        () =>
          document.activeElement?.ariaLabel ?? document.activeElement?.getAttribute('aria-label'),
      ),
    ).toBe(`${name}, editable`);
    await box.locator('.cm-content').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type("console.log('by keyboard');");
    await page.keyboard.press('Control+Enter');
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe('by keyboard\n');

    const content = box.locator('.cm-content');
    const hasFocus = (): Promise<boolean> =>
      content.evaluate((element) => element === document.activeElement);
    await page.keyboard.press('Tab');
    expect(await content.textContent()).toBe("  console.log('by keyboard');");
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Control+/');
    expect(await content.textContent()).toBe("// console.log('by keyboard');");
    expect(await hasFocus()).toBe(true);
    expect(await content.getAttribute('aria-description')).toContain('Escape, then Tab, leaves');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await hasFocus()).toBe(false);
    // whoever only comes by is not held up
    await page.keyboard.press('Shift+Tab');
    expect(await hasFocus()).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    expect(await hasFocus()).toBe(false);
  }));

test.each(Object.values(SCREENS))(
  'lines have numbers, which are no text, and nothing moves when the editor comes ($viewport.width)',
  (screen) =>
    onPage(CHAPTER, screen, async (page) => {
      const { box } = (await programsOn(page))[0]!;
      /** Where the first and the last letter of the code are, and how high all of it is. */
      const places = (code: Locator): Promise<number[]> =>
        code.evaluate((code) => {
          const outer = code.closest('.editor')!.getBoundingClientRect();
          const range = document.createRange();
          const rectOf = (text: Node, at: number): DOMRect => {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect();
          };
          const all = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
          const texts: Node[] = [];
          for (let text; (text = all.nextNode());) if (text.textContent!.trim()) texts.push(text);
          const [first, last] = [
            rectOf(texts[0]!, 0),
            rectOf(texts.at(-1)!, texts.at(-1)!.textContent!.length - 1),
          ];
          return [first.x, first.y - outer.y, last.right, last.y - outer.y, outer.height].map(
            (value) => Math.round(value * 4) / 4,
          );
        });
      const listing = box.locator('.code');
      const text = (await listing.textContent())!;
      expect(text).toMatch(/^import /);
      const numbered = await listing
        .locator('.line')
        .evaluateAll((lines) => lines.map((line) => getComputedStyle(line, '::before').content));
      expect(numbered).toEqual(text.split('\n').map(() => 'counter(line) / ""'));
      const before = await places(listing.locator('code'));
      await box.getByRole('textbox').focus();
      await box.locator('.cm-content').waitFor();
      expect(await places(box.locator('.cm-content'))).toEqual(before);
      const numbers = box.locator('.cm-gutters');
      expect(await numbers.getAttribute('aria-hidden')).toBe('true');
      expect(
        await numbers.locator('.cm-gutterElement:not([style*=hidden])').allTextContents(),
      ).toEqual(text.split('\n').map((_, at) => `${at + 1}`));
    }),
);
