// For whom a page is narrow, and pressed with a thumb.
import { expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { edit, ended, menuOf, onPage, openFile, press, run, useBrowser } from './site.ts';

useBrowser();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const boxOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

test('a line without room goes on further in, at the same places in a listing and in the editor, and is copied as one', () =>
  onPage('/part-3-task-loop/run-until-complete/', PHONE, async (page) => {
    const box = boxOf(page, 'run-until-complete.ts');
    const listing = await box.locator('.code').evaluate((code) => {
      getSelection()!.selectAllChildren(code.querySelector('code')!);
      const lines = [...code.querySelectorAll('.line')];
      const { top } = lines[0]!.getBoundingClientRect();
      return {
        copied: getSelection()!.toString().trimEnd(),
        text: code.textContent!.trimEnd(),
        tops: lines.map((line) => Math.round(line.getBoundingClientRect().top - top)),
        // where each line's rows begin, without its blanks
        rows: lines.map((line) => {
          const range = document.createRange();
          range.selectNodeContents(line);
          const lefts = new Map<number, number>();
          for (const { left, top, width } of range.getClientRects())
            if (width > 0) lefts.set(top, Math.min(lefts.get(top) ?? Infinity, left));
          return [...lefts.values()];
        }),
      };
    });
    expect(listing.copied).toBe(listing.text);
    const wrapped = listing.rows.filter((lefts) => lefts.length > 1);
    expect(wrapped.length).toBeGreaterThan(1);
    for (const [first, ...rest] of wrapped)
      for (const left of rest) expect(left).toBeGreaterThan(first! + 20);

    await box.locator('.code code').tap();
    await box.locator('.cm-line').first().waitFor();
    const isShown = (text: string): string => text.trim() && text;
    await expect
      .poll(() =>
        box.locator('.cm-line').evaluateAll((lines) => {
          const { top } = lines[0]!.getBoundingClientRect();
          return lines.map((line) => [
            line.textContent,
            Math.round(line.getBoundingClientRect().top - top),
          ]);
        }),
      )
      .toEqual(
        listing.text
          .split('\n')
          // a line that is empty has no height of its own in a listing
          .map((text, at) => [text, isShown(text) ? listing.tops[at] : expect.any(Number)]),
      );

    // what copies a listing does not lie on it
    const other = page.locator('.listing').first();
    const copy = other.getByRole('button', { name: 'Copy' });
    await expect
      .poll(async () => {
        await other.locator('pre').tap();
        return copy.count();
      })
      .toBe(1);
    const { y, height } = (await copy.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual((await other.locator('pre').boundingBox())!.y + 1);
  }));

test('no keyboard comes that nobody asked for: by Run, a mistake’s line, Reset, Check, or another file; what is touched has the caret', () =>
  onPage('/part-1-generators/a-two-way-door/', PHONE, async (page) => {
    const writesIn = (): Promise<string | null> =>
      page.evaluate(() => {
        const here = document.activeElement as HTMLElement;
        return here.matches('[contenteditable], input, textarea') ? here.ariaLabel : null;
      });
    const box = page.locator('exercise-box program-box').first();
    await box.getByRole('button', { name: 'Check' }).tap();
    await box.locator('.results .failed a').first().waitFor();
    expect(await writesIn(), 'Check').toBe(null);
    await box.locator('.results .failed a').first().tap();
    await box.locator('.cm-content').waitFor();
    await box.locator('.cm-line').first().waitFor();
    await expect.poll(() => box.getByRole('tab', { selected: true }).count()).toBe(1);
    expect(await writesIn(), 'a line').toBe(null);

    const other = boxOf(page, 'fortieth-squares.ts').or(
      page.locator('program-box:not([data-judge]):not([data-locked])'),
    );
    const program = other.first();
    await run(program);
    await ended(program);
    expect(await writesIn(), 'Run').toBe(null);
    // the editor is loaded by now, and takes the listing's place at once
    await program.locator('.code .line', { hasText: 'const door' }).tap();
    await program.locator('.cm-activeLine', { hasText: 'const door' }).waitFor();
    // all of what More offers has room
    expect(await (await menuOf(program)).evaluate((it) => it.scrollHeight - it.clientHeight)).toBe(
      0,
    );
    await openFile(program, 'src/index.ts');
    await program.getByRole('tab', { name: 'index.ts' }).waitFor();
    const cut = program
      .locator('.bar button')
      .evaluateAll((all) =>
        all.filter((it) => it.scrollWidth > it.clientWidth).map(({ textContent }) => textContent),
      );
    expect(await cut).toEqual([]);
    await press(program, 'Find in this file');
    await program.getByRole('button', { name: 'Close Find' }).tap();
    expect(await page.evaluate(() => document.activeElement!.className)).toBe('more');
    expect(await writesIn(), 'a file').toBe(null);
    await edit(program, '// touched\n');
    expect(await writesIn(), 'what was touched itself').toContain('editable');
    await press(program, 'Reset');
    await expect.poll(writesIn, { message: 'Reset' }).toBe(null);

    // a word of the glossary: the first tap shows what it means, and the next one leads there
    const term = page.locator('.term').first();
    await term.getByRole('link').tap();
    const definition = term.getByRole('tooltip');
    await definition.waitFor();
    expect(page.url()).toContain('a-two-way-door');
    await definition.tap();
    await page.waitForURL('**/glossary/#*');
  }));

test('a thumb that goes along a timeline steps through it at once, and one that goes up scrolls the page', () =>
  onPage('/part-3-task-loop/the-whole-thing/', PHONE, async (page) => {
    const box = boxOf(page, 'two-tasks.ts');
    await box.getByRole('button', { name: 'Timeline', exact: true }).tap();
    const scrubber = box.locator('.scrubber');
    await scrubber.waitFor();
    const timeline = box.locator('trace-timeline');
    await timeline.evaluate((it) => it.scrollIntoView({ behavior: 'instant' }));
    const small = await timeline.locator('button, input, select, summary').evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
        .map(([what]) => what),
    );
    expect(small).toEqual([]);
    const { height } = (await timeline.boundingBox())!;
    expect(height).toBeLessThan(1.5 * 844);

    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: x === undefined ? [] : [{ x, y: y! }],
      });
    const at = async (): Promise<number> => Number(await scrubber.inputValue());
    const sentence = timeline.locator('.sentence');
    const bounds = (await scrubber.boundingBox())!;
    const y = bounds.y + bounds.height / 2;
    await touch('touchStart', bounds.x + 100, y);
    const told = new Set<string | null>();
    for (const by of [40, 80, 120, 160]) {
      await touch('touchMove', bounds.x + 100 + by, y);
      told.add(await sentence.textContent());
    }
    expect(told.size).toBeGreaterThan(1);
    await touch('touchEnd');
    const reached = await at();
    const before = await page.evaluate(() => scrollY);
    await touch('touchStart', bounds.x + 20, y);
    for (const by of [20, 60, 100, 140]) await touch('touchMove', bounds.x + 20, y - by);
    await touch('touchEnd');
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50);
    await expect.poll(at).toBe(reached);
  }));
