// The timeline as a debugger: it stops where a reader says, tells beside the line what happened, and
// answers why something isn't done yet.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { noteRequests } from './questions.ts';
import { edit, onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

const START = '/part-3-task-loop/the-whole-thing/';
const CODE = readFileSync('code/part-3-task-loop/programs/two-tasks.ts', 'utf8');
const PRINTS = '    console.log(name + step);';

const boxOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: `${name}.ts`, exact: true });
const sentence = async (box: Locator): Promise<string> =>
  (await box.locator('.sentence').textContent())!;
const button = (box: Locator, name: string): Locator =>
  box.locator('trace-timeline').getByRole('button', { name, exact: true });
const number = (box: Locator, line: number): Locator =>
  box.locator('.cm-lineNumbers .cm-gutterElement', { hasText: new RegExp(`^${line}$`) });
const stopsIn = (box: Locator): Promise<string[]> => box.locator('.cm-stop').allTextContents();
const told = (box: Locator, text: string | RegExp): Promise<void> =>
  box.locator('.stop-told', { hasText: text }).waitFor();
/** What stands beside the lines of the editor. */
const beside = (box: Locator): Promise<(string | null)[][]> =>
  box
    .locator('.cm-line[data-said]')
    .evaluateAll((lines) =>
      lines.map((line) => [line.textContent, line.getAttribute('data-said')]),
    );

/** Opens the timeline of a program, from its first event on. */
async function watch(page: Page, name = 'two-tasks'): Promise<Locator> {
  const box = boxOf(page, name);
  await box.getByRole('button', { name: 'Timeline', exact: true }).click();
  await box.locator('.stops').waitFor();
  await box.locator('.cm-stops').waitFor();
  await button(box, 'First event').click();
  return box;
}

test('a press on a line’s number sets a stop and takes it away; by buttons one goes from stop to stop, there and back', () =>
  onPage(START, SCREENS.wide, async (page) => {
    const box = await watch(page);
    expect(await button(box, 'Next stop').count()).toBe(0);
    await number(box, 7).click();
    expect(await stopsIn(box)).toEqual(['7']);
    await told(box, 'Stop: line 7 of two-tasks.ts. It comes up 6 times.');
    const seen: string[] = [];
    for (let at = 0; at < 6; at++) {
      await button(box, 'Next stop').click();
      seen.push(await sentence(box));
    }
    expect(seen).toEqual(['A0', 'B0', 'A1', 'B1', 'A2', 'B2'].map((text) => `Printed: ${text}`));
    await button(box, 'Next stop').click();
    await told(box, 'No stop comes after this moment.');
    expect(await sentence(box)).toBe('Printed: B2');
    await button(box, 'Previous stop').click();
    expect(await sentence(box)).toBe('Printed: A2');
    await number(box, 7).click();
    expect(await stopsIn(box)).toEqual([]);
    expect(await button(box, 'Next stop').count()).toBe(0);
  }));

test('by keyboard: F9 sets a stop at the caret’s line, Shift and the arrows go to them; what was done is said', () =>
  onPage(START, SCREENS.wide, async (page) => {
    const box = await watch(page);
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Control+Home');
    for (let line = 1; line < 13; line++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F9');
    expect(await stopsIn(box)).toEqual(['13']);
    await told(box, 'Stop: line 13 of two-tasks.ts. It comes up once.');
    expect(await box.locator('.stop-told').getAttribute('role')).toBe('status');
    for (const where of [
      box.locator('.scrubber'),
      box.getByRole('group', { name: 'What was where' }),
    ]) {
      await where.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Shift+ArrowRight');
      expect(await sentence(box)).toBe('A task is made from the generator countTo3 a.');
      await page.keyboard.press('End');
      await page.keyboard.press('Shift+ArrowLeft');
      expect(await sentence(box)).toBe('A task is made from the generator countTo3 a.');
    }
    await box.getByRole('textbox').focus();
    await page.keyboard.press('F9');
    expect(await stopsIn(box)).toEqual([]);
    await told(box, 'Stop removed: line 13 of two-tasks.ts.');
    await box.locator('.scrubber').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await told(box, 'There’s no stop yet.');
  }));

test('without the editor: a list says which stops there are, sets them and takes them away', () =>
  onPage(START, SCREENS.wide, async (page) => {
    const box = await watch(page);
    await box.locator('.stops summary').press('Enter');
    const line = box.getByRole('spinbutton', { name: 'at line' });
    await line.fill('6');
    await line.press('Enter');
    const rows = box.locator('.stops li');
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.innerText()).toContain('Nothing was recorded on this line in this run.');
    expect(await stopsIn(box)).toEqual(['6']);
    await rows.getByRole('button', { name: 'Move it to line 7' }).press('Enter');
    expect(await stopsIn(box)).toEqual(['7']);
    await box.getByRole('combobox', { name: 'Stop when' }).selectOption('countTo3 b is settled');
    await box.getByRole('combobox', { name: 'Stop when' }).press('Tab');
    await page.keyboard.press('Enter');
    expect(await rows.count()).toBe(2);
    await button(box, 'Last event').click();
    await button(box, 'Previous stop').click();
    expect(await sentence(box)).toBe('The task countTo3 b is done; nothing waits for it.');
    await rows
      .first()
      .getByRole('button', { name: /^Go to the first/ })
      .click();
    expect(await sentence(box)).toBe('Printed: A0');
    const away = rows.first().getByRole('button', { name: 'Take it away line 7 of two-tasks.ts' });
    await away.press('Enter');
    expect(await rows.count()).toBe(1);
    const held = await page.evaluate(() => document.activeElement!.closest('.stops') !== null);
    expect(held, 'the focus stays in the list').toBe(true);
  }));

test('what plays halts at a stop, which is said, and goes on from there', () =>
  onPage(START, SCREENS.wide, async (page) => {
    const box = await watch(page);
    await number(box, 7).click();
    await box.getByRole('combobox', { name: 'Speed' }).selectOption('10 a second');
    for (const text of ['A0', 'B0']) {
      await button(box, 'Play').click();
      await button(box, 'Pause').waitFor();
      await button(box, 'Play').waitFor();
      expect(await sentence(box)).toBe(`Printed: ${text}`);
      expect(await box.locator('.sentence').getAttribute('aria-live')).toBe('polite');
    }
  }));

test('what happened stands beside its line, is no part of the text, and is heard once', () =>
  onPage(START, SCREENS.wide, async (page) => {
    const box = await watch(page);
    await number(box, 7).click();
    await button(box, 'Next stop').click();
    await expect.poll(() => beside(box)).toEqual([[PRINTS, 'Printed: A0']]);
    const content = (): Promise<string> =>
      box.locator('.cm-line').evaluateAll((lines) => lines.map((it) => it.textContent).join('\n'));
    expect(`${await content()}\n`).toBe(CODE);
    const heard = await box.ariaSnapshot();
    expect(heard.match(/Printed: A0/g)).toHaveLength(1);
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Control+a');
    expect(await page.evaluate(() => String(getSelection()))).not.toContain('Printed');
    // a moment elsewhere says it elsewhere, and the timeline that's closed says nothing
    await button(box, 'One event forward').click();
    await expect
      .poll(() => beside(box))
      .toEqual([
        ['    yield; // let others run', 'countTo3 a stops at line 8 and yields nothing.'],
      ]);
    await box.getByRole('button', { name: 'Timeline', exact: true }).click();
    await expect.poll(() => beside(box)).toEqual([]);
  }));

test('stops go with their lines; in a text that was changed since nothing is said, until it runs', () =>
  onPage(START, SCREENS.wide, async (page) => {
    const box = await watch(page);
    await number(box, 7).click();
    await button(box, 'Next stop').click();
    await expect.poll(async () => (await beside(box)).length).toBe(1);
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine\n');
    await expect.poll(() => stopsIn(box)).toEqual(['8']);
    // it's still about what ran
    await button(box, 'Next stop').click();
    expect(await sentence(box)).toBe('Printed: B0');
    expect(await beside(box)).toEqual([]);
    expect(await box.locator('.cm-failed').count()).toBe(0);
    await number(box, 14).click();
    await told(box, 'The text has changed since it ran. Run it again.');
    await box.getByRole('button', { name: 'Run', exact: true }).click();
    await box.locator('.stops', { hasText: 'Stops: 2' }).waitFor();
    await expect.poll(() => button(box, 'Compare with the book’s').isVisible()).toBe(true);
    await button(box, 'First event').click();
    await button(box, 'Next stop').click();
    expect(await sentence(box)).toBe('A task is made from the generator countTo3 a.');
    await button(box, 'Next stop').click();
    await expect.poll(() => beside(box)).toEqual([[PRINTS, 'Printed: A0']]);
    // another text in its place
    await edit(box, CODE);
    expect(await stopsIn(box)).toEqual(['8', '14']);
    // two runs have no stops
    await box.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(() => box.locator('.stops').count()).toBe(1);
  }));

const HOUSE = '/part-3-task-loop/a-task-that-rides-the-loop/';
test('why not yet? A task says what it waits for, at this moment, and leads to where it ends', () =>
  onPage(HOUSE, SCREENS.wide, async (page) => {
    const box = await watch(page, 'five-mistakes');
    await box.locator('.scrubber').fill('20');
    const ask = box.locator('.cards').getByRole('button', { name: 'Why not yet? careless' });
    await ask.press('Enter');
    expect(await ask.getAttribute('aria-expanded')).toBe('true');
    const answer = box.locator('.not-yet');
    const first = (await answer.locator('p').first().textContent())!;
    expect(first).toMatch(/careless/);
    await expect.poll(() => box.locator('.heard').textContent()).toBe(first);
    expect(await page.evaluate(() => document.activeElement!.className)).toBe('ask');
    // it follows the moment
    const texts = new Set([first]);
    for (let step = 0; step < 12; step++) {
      await button(box, 'One event forward').click();
      texts.add((await answer.locator('p').first().textContent())!);
    }
    expect(texts.size).toBeGreaterThan(2);
    await answer.getByRole('button', { name: 'Stop when it’s settled' }).click();
    await told(box, 'Stop: when careless is settled. It comes up once.');
    await answer.getByRole('button', { name: /^It ends at event/ }).click();
    expect(await answer.locator('p').first().textContent()).toBe('The task careless is done.');
    const there = await sentence(box);
    await button(box, 'First event').click();
    await button(box, 'Next stop').click();
    expect(await sentence(box)).toBe(there);
    expect(there).toContain('careless is done');
  }));

test('beside another run nothing can be asked, and nothing stops; alone again it does', () =>
  onPage('/part-3-task-loop/a-queue-of-callbacks/', SCREENS.wide, async (page) => {
    const box = await watch(page, 'same-letters');
    await number(box, 10).click();
    await told(box, 'Stop: line 10');
    await button(box, 'Compare with callbacks-in-order.ts').click();
    await box.locator('.said', { hasText: 'then they part' }).waitFor();
    expect(await box.locator('.ask, .stops, .to-stops button').count()).toBe(0);
    await button(box, 'Leave the comparison').click();
    await expect.poll(() => button(box, 'Next stop').count()).toBe(1);
  }));

test('on a phone all of it fits, dark, and axe finds nothing', () =>
  onPage(START, { ...SCREENS.narrow, colorScheme: 'dark' }, async (page) => {
    const box = await watch(page);
    await number(box, 7).click();
    await button(box, 'Next stop').click();
    await box.locator('.stops summary').click();
    await box.locator('.ask').first().click();
    await box.locator('.not-yet').waitFor();
    await expect.poll(async () => (await beside(box)).length).toBe(1);
    const fits = (): Promise<boolean> =>
      page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    for (const part of ['trace-timeline', '.cm-editor'])
      expect(await violations(page, part), part).toEqual([]);
    for (const one of await box
      .locator('.to-stops button, .ask, .not-yet button, .stops li button')
      .all()) {
      const { height } = (await one.boundingBox())!;
      expect(height).toBeGreaterThanOrEqual(24);
    }
  }));

test('none of it is loaded before a timeline is opened', async () => {
  let asked: URL[] = [];
  await onPage(
    START,
    SCREENS.wide,
    async (page) => {
      const of = (): string[] =>
        asked
          .map(({ pathname }) => pathname)
          .filter((path) => /(debugging|stop-lines|stops)\./.test(path));
      const box = boxOf(page, 'two-tasks');
      await box.getByRole('textbox').click();
      await box.locator('.cm-content').waitFor();
      await box.getByRole('button', { name: 'Run', exact: true }).click();
      await box.locator('.status', { hasText: 'as in the book' }).waitFor();
      expect(of()).toEqual([]);
      await watch(page);
      expect(of().length).toBeGreaterThan(0);
    },
    async (page) => (asked = noteRequests(page)),
  );
});
