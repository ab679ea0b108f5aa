// What a reader does who turns a knob, by keyboard and by dragging: the program's text changes, it runs, and
// its picture follows.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import {
  edit,
  menuOf,
  offers,
  onPage,
  press,
  printed,
  retype,
  run,
  SCREENS,
  useBrowser,
} from './site.ts';

useBrowser();

const CHAPTER = '/part-4-the-world/the-last-seat/';
const PROGRAM = 'code/part-4-the-world/programs/two-tills.ts';
const LAB = '/lab/part-4-the-world/#programs/two-tills.ts';
const COPIES = { permissions: ['clipboard-read', 'clipboard-write'] };

const boxOf = (page: Page, name = 'two-tills'): Locator =>
  page.getByRole('region', { name: `${name}.ts`, exact: true });
const slider = (box: Locator, name = 'places'): Locator =>
  box.getByRole('slider', { name, exact: true });
const textOf = async (box: Locator): Promise<string> =>
  (await box.locator('.cm-line').allTextContents()).join('\n');
const withPlaces = (places: number): string =>
  readFileSync(PROGRAM, 'utf8').trimEnd().replace('places = 2;', `places = ${places};`);
const says = (box: Locator, output: string): Promise<void> =>
  expect.poll(() => printed(box), { timeout: 60_000 }).toBe(output);

const ONE = '120 Ann\n140 Ben\n160 Cleo\n180 Dan\n';
const THREE = '120 Ann\n120 Ben\n120 Cleo\n140 Dan\n';
const FOUR = '120 Ann\n120 Ben\n120 Cleo\n120 Dan\n';
const BOOKS = '120 Ann\n120 Ben\n140 Cleo\n140 Dan\n';

test.each(Object.entries(SCREENS))(
  'by keys: the text is changed, it runs, the timeline follows, a link brings it, and Reset takes it back (%s)',
  (_, screen) =>
    onPage(CHAPTER, { ...screen, ...COPIES }, async (page) => {
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      const box = boxOf(page);
      expect(fetched.filter((url) => /turning|knob/.test(url))).toEqual([]);
      expect(await slider(box).getAttribute('aria-valuetext')).toBe('2');

      await slider(box).press('ArrowRight');
      await says(box, THREE);
      expect(await textOf(box)).toBe(withPlaces(3));
      expect(await slider(box).getAttribute('aria-valuetext')).toBe('3');
      expect(await slider(box).evaluate((it) => it === document.activeElement)).toBe(true);
      expect(await violations(page, '.knobs')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true,
      );

      await box.getByRole('button', { name: 'Timeline', exact: true }).press('Enter');
      const scrubber = box.locator('.scrubber');
      await scrubber.waitFor();
      // where the reader went, they stay: so far on, and at its end
      await scrubber.press('End');
      const events = await scrubber.inputValue();
      await slider(box).press('Home');
      await says(box, ONE);
      await expect.poll(() => scrubber.getAttribute('max')).not.toBe(events);
      expect(await scrubber.inputValue()).toBe(await scrubber.getAttribute('max'));
      await scrubber.press('Home');
      await scrubber.press('ArrowRight');
      const before = await scrubber.getAttribute('max');
      await slider(box).press('End');
      await says(box, FOUR);
      await expect.poll(() => scrubber.getAttribute('max')).not.toBe(before);
      expect(await scrubber.inputValue()).toBe('1');

      await press(box, 'Share');
      await expect.poll(() => box.locator('.status').textContent()).toContain('copied');
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await press(box, 'Reset');
      await expect.poll(() => slider(box).inputValue()).toBe('2');
      expect(await textOf(box)).toBe(withPlaces(2));

      await page.goto('about:blank');
      await page.goto(link);
      const taking = boxOf(page).getByRole('button', { name: 'Put it into this box' });
      await taking.click();
      await expect.poll(() => slider(boxOf(page)).inputValue()).toBe('4');
      await page.reload();
      await expect.poll(() => slider(boxOf(page)).inputValue()).toBe('4');
    }),
);

test('dragging runs it, the newest value wins, and undo takes all of it back at once', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    const box = boxOf(page);
    await slider(box).scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await slider(box).boundingBox())!;
    const to = (part: number): Promise<void> =>
      page.mouse.move(x + width * part, y + height / 2, { steps: 5 });
    await to(0.4);
    await page.mouse.down();
    for (const part of [0.99, 0.01, 0.99, 0.01, 0.66, 0.01]) await to(part);
    await says(box, ONE);
    const top = (await slider(box).boundingBox())!.y;
    await to(0.99);
    await says(box, FOUR);
    expect((await slider(box).boundingBox())!.y).toBe(top); // nothing moves under the hand
    await page.mouse.up();
    expect(await textOf(box)).toBe(withPlaces(4));
    expect(await box.locator('.versions').isVisible()).toBe(false);

    await box.getByRole('textbox').press('ControlOrMeta+z');
    await expect.poll(() => textOf(box)).toBe(withPlaces(2));
    await expect.poll(() => slider(box).inputValue()).toBe('2');
  }));

test('what is taken back while it runs has changed since, once that run is over', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    const box = boxOf(page);
    await edit(
      box,
      "const n = 1; // try 1 to 3\nconsole.log('n is', n);\nsetInterval(() => {}, 1_000);",
    );
    await slider(box, 'n').press('End');
    await says(box, 'n is 3\n');
    await box.getByRole('textbox').press('ControlOrMeta+z');
    await expect.poll(() => slider(box, 'n').inputValue()).toBe('1');
    await box.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
    await expect
      .poll(() => box.locator('.status').first().textContent())
      .toMatch(/^Stopped.* Changed since it ran\.$/);
    expect(await printed(box)).toBe('n is 3\n');
  }));

test('what was moved before anything was loaded is heeded, too', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    await slider(boxOf(page)).evaluate((input: HTMLInputElement) => (input.value = '1'));
    await slider(boxOf(page)).focus();
    await says(boxOf(page), ONE);
    expect(await textOf(boxOf(page))).toBe(withPlaces(1));
  }));

test('a line that goes takes its slider along, and one that comes brings one', () =>
  onPage(CHAPTER, SCREENS.wide, async (page) => {
    const box = boxOf(page);
    await edit(box, withPlaces(2).replace(' // try 1 to 4', ''));
    await slider(box).waitFor({ state: 'detached' });
    await expect
      .poll(() => box.textContent())
      .toContain('places can’t be turned any more, because its line is gone.');
    await retype(
      box.getByRole('textbox'),
      "const what = 'a'; // try 'a' or 'b'\nconsole.log(what);",
    );
    const choice = box.getByRole('combobox', { name: 'what', exact: true });
    await choice.selectOption('b');
    await says(box, 'b\n');
    expect(await textOf(box)).toContain("what = 'b';");
    // nonsense is just no knob, and a value from elsewhere is shown as it is
    await retype(
      box.getByRole('textbox'),
      'const what = ; // try 8 to 1\nconst n = 50; // try 1 to 8',
    );
    await slider(box, 'n').waitFor();
    await choice.waitFor({ state: 'detached' });
    expect(await slider(box, 'n').getAttribute('aria-valuetext')).toBe('50');

    // in a program that had none
    const other = boxOf(page, 'four-together');
    expect(await other.locator('.knobs').count()).toBe(0);
    await edit(other, 'const n = 1; // try 1 to 3\nconsole.log(n);');
    await slider(other, 'n').press('End');
    await says(other, '3\n');
  }));

test('the lab has them, too, of what it will run', () =>
  onPage(LAB, SCREENS.wide, async (page) => {
    const lab = page.locator('tasque-lab');
    await slider(lab).press('End');
    await says(lab, FOUR);
    expect(await textOf(lab)).toBe(withPlaces(4));
    await lab.getByRole('combobox', { name: 'What to run' }).selectOption('programs/one-cake.ts');
    await slider(lab, 'baking').waitFor();
    expect(await slider(lab).count()).toBe(0);
  }));

test('without JavaScript there are none, and a run without turning is the book’s', async () => {
  await onPage(CHAPTER, { ...SCREENS.narrow, javaScriptEnabled: false }, async (page) => {
    expect(await boxOf(page).locator('.knobs').isVisible()).toBe(false);
    expect(await boxOf(page).locator('.code').textContent()).toContain('// try 1 to 4');
  });
  await onPage(CHAPTER, SCREENS.wide, async (page) => {
    await run(boxOf(page));
    await says(boxOf(page), BOOKS);
    await menuOf(boxOf(page));
    expect(await offers(boxOf(page), 'Reset')).toBe(false);
  });
});
