// What a reader sees of a run, and does with it.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { edit, ended, onPage, openFile, useBrowser } from './site.ts';

useBrowser();

const START = '/where-we-are-going/';
const QUEUE = '/part-3-task-loop/a-queue-of-callbacks/';
const PHONE = { viewport: { width: 390, height: 844 } };

const boxOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: `${name}.ts`, exact: true });
const sentence = async (box: Locator): Promise<string> =>
  (await box.locator('.sentence').textContent())!;
const position = async (box: Locator): Promise<string> =>
  /^(?:After e|E)vent (\d+)/.exec((await box.locator('.at').textContent())!)![1]!;
const button = (box: Locator, name: string): Locator =>
  box.locator('trace-timeline').getByRole('button', { name, exact: true });
/** Opens the timeline of a program: it runs, and is seen. */
async function watch(page: Page, name: string): Promise<Locator> {
  const box = boxOf(page, name);
  await box.getByRole('button', { name: 'Timeline', exact: true }).click();
  await box.locator('.scrubber').waitFor();
  return box;
}

test('a run is stepped through, forwards and backwards, by buttons', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    expect(await ended(box)).toContain('as expected');
    const all = Number(await position(box));
    expect(all).toBeGreaterThan(50);
    await button(box, 'First event').click();
    expect(await sentence(box)).toBe('Nothing has happened yet.');
    await button(box, 'One event forward').click();
    expect(await sentence(box)).toBe('A loop is made, loop.');
    await button(box, 'Last event').click();
    expect(await position(box)).toBe(String(all));
    await button(box, 'One event back').click();
    expect(await position(box)).toBe(String(all - 1));
    await box.locator('.scrubber').fill('20');
    expect(await position(box)).toBe('20');
  }));

test('at each moment the queue, the tasks at their lines and what was printed are there', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    await box.getByText(/^All \d+ events/).click();
    await box.getByRole('searchbox', { name: 'Find' }).fill('printed: b0');
    await button(box, 'Printed: B0').click();
    expect(await box.locator('.items').innerText()).toBe('countTo3 a');
    expect(await box.locator('.runs').innerText()).toContain('countTo3 b');
    expect((await box.locator('.printed pre').innerText()).trimEnd()).toBe('A0\nB0');
    const cards = (await box.locator('.card').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' '),
    );
    expect(cards[0]).toBe(
      'both waits for countTo3 a 15 yield* a; // wait here until task A is done',
    );
    expect(cards[1]).toContain('countTo3 a is ready 8 yield; // let others run');
  }));

test('by keyboard: arrows step, Home and End go to the ends, Space plays and stops', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    await box.getByRole('combobox', { name: 'Speed' }).selectOption('1 a second');
    await box.getByRole('group', { name: 'What stood where' }).focus();
    await page.keyboard.press('Home');
    expect(await position(box)).toBe('0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    expect(await position(box)).toBe('1');
    await page.keyboard.press('Space');
    await box.locator('.at', { hasText: 'Event 3 of' }).waitFor();
    await page.keyboard.press('Space');
    const stopped = await position(box);
    await page.waitForTimeout(1_500);
    expect(await position(box)).toBe(stopped);
    await page.keyboard.press('End');
    expect(await position(box)).not.toBe(stopped);
  }));

test('why: from an event to what led to it, and from a thing to where it was put down', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    await box.locator('.scrubber').fill('27');
    await box.getByText('Why did this happen?').click();
    const causes = box.locator('.why li button');
    expect(await causes.count()).toBeGreaterThan(2);
    const first = (await causes.first().textContent())!.replace('since: ', '');
    await causes.first().click();
    expect(await sentence(box)).toBe(first);
    await box.locator('.items [data-since]').first().hover();
    expect(await box.locator('.hint').textContent()).toMatch(
      /^Since event \d+: A task is made of the generator countTo3 [ab]\.$/,
    );
  }));

test('the line of an event is shown in the editor', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    await box.getByText(/^All \d+ events/).click();
    await box.getByRole('searchbox', { name: 'Find' }).fill('printed: a1');
    await button(box, 'Printed: A1').click();
    await box.locator('.cm-failed').filter({ hasText: 'console.log(name + step)' }).waitFor();
  }));

test('a program that now takes the newest is seen to, and compared with the book’s', () =>
  onPage(QUEUE, {}, async (page) => {
    const box = boxOf(page, 'callbacks-in-order');
    await box.getByRole('textbox').focus();
    await box
      .locator('option', { hasText: 'ready-queue.ts' })
      .first()
      .waitFor({ state: 'attached' });
    await openFile(box, 'src/ready-queue.ts');
    await box.getByRole('tab', { name: 'ready-queue.ts' }).waitFor();
    await edit(
      box,
      `export class ReadyQueue<T> {
  #items: T[] = [];
  get length() { return this.#items.length; }
  push(item: T) { this.#items.push(item); }
  shift() { return this.#items.pop(); }
  clear() { this.#items = []; }
}`,
    );
    await watch(page, 'callbacks-in-order');
    await box.getByText(/^All \d+ events/).click();
    await box.getByRole('searchbox', { name: 'Find' }).fill('the newest of 3');
    expect(await box.locator('.events li').count()).toBe(1);
    await button(box, 'Compare with the book’s').click();
    await box.getByText('Here they part').waitFor();
    const [mine, theirs] = await box.locator('.its-sentence').allTextContents();
    expect(mine).toContain('the newest of 3');
    expect(theirs).toContain('the oldest of 3');
    expect(await box.locator('.whose').allTextContents()).toEqual(['Yours', 'The book’s']);
    await button(box, 'One event back').click();
    const [a, b] = await box.locator('.its-sentence').allTextContents();
    expect(a).toBe(b);
  }));

test('a draft is compared with the finished loop', () =>
  onPage(QUEUE, {}, async (page) => {
    const box = await watch(page, 'wrong-end');
    await button(box, 'Compare with callbacks-in-order.ts').click();
    await box.getByText('Here they part').waitFor();
    const [draft, finished] = await box.locator('.its-sentence').allTextContents();
    expect(draft).toContain('the newest of 3');
    expect(finished).toContain('the oldest of 3');
  }));

test('a task that nobody can wake is named', () =>
  onPage('/part-3-task-loop/a-task-that-rides-the-loop/', {}, async (page) => {
    const box = await watch(page, 'waits-for-ever');
    await box.locator('.lints').getByText('it will never go on').waitFor();
    await box.locator('.lints').getByRole('button', { name: 'Show it' }).first().click();
    expect(await sentence(box)).toContain('gives 5');
  }));

test('a program without a loop says so', () =>
  onPage('/part-1-generators/pulling-rows/', {}, async (page) => {
    const box = boxOf(page, 'row-reader');
    await box.getByRole('button', { name: 'Timeline', exact: true }).click();
    await box.getByText('This program has no loop to watch').waitFor();
  }));

test('the next run shows what a changed line leads to; a closed timeline watches nothing', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    const code = readFileSync('code/part-3-task-loop/programs/two-tasks.ts', 'utf8');
    await edit(box, code.replace("countTo3('B')", "countTo3('C')"));
    await box.getByText(/^All \d+ events/).click();
    await box.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await ended(box)).toContain('with your changes');
    // the list is still open
    await box.getByRole('searchbox', { name: 'Find' }).fill('printed: c2');
    await box.locator('.events li').first().waitFor();
    await box.getByRole('button', { name: 'Timeline', exact: true }).click();
    expect(await box.locator('.trace').isVisible()).toBe(false);
  }));

test('without JavaScript a run stands still, and its events can be read', () =>
  onPage(START, { javaScriptEnabled: false }, async (page) => {
    const still = boxOf(page, 'two-tasks').locator('trace-timeline');
    expect(await still.locator('.card').count()).toBe(3);
    expect(await still.locator('.items').innerText()).toContain('countTo3');
    await still.getByText(/^All \d+ events/).click();
    expect(await still.locator('.all li').first().innerText()).toBe('A loop is made, loop.');
    expect(await still.getByRole('button').count()).toBe(0);
  }));

test('the lab has it too', () =>
  onPage('/lab/part-3-task-loop/#programs/two-tasks.ts', {}, async (page) => {
    await page.getByRole('tab', { name: 'two-tasks.ts' }).waitFor(); // it is what will run
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.locator('.scrubber').waitFor();
    await page.getByText(/^All \d+ events/).click();
    await page.getByRole('searchbox', { name: 'Find' }).fill('printed: a0');
    await page.getByRole('button', { name: 'Printed: A0' }).click();
    expect(await page.locator('trace-timeline .items').innerText()).toBe('countTo3 b');
    await page.locator('.cm-failed').filter({ hasText: 'console.log' }).waitFor();
  }));

test('axe finds nothing in a timeline, and it fits a phone', () =>
  onPage('/part-3-task-loop/threads-meet-the-loop/', PHONE, async (page) => {
    const box = await watch(page, 'from-another-thread');
    await box.locator('.scrubber').fill('24');
    await box.getByText(/^All \d+ events/).click();
    await box.getByText('Why did this happen?').click();
    expect(await violations(page, 'trace-timeline')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  }));
