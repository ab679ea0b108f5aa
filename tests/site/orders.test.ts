// What a reader does who tries every order of a program, by keyboard.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import * as programs from '../orders/programs.ts';
import { violations } from './axe.ts';
import { codeOf, ended, onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-4-the-world/the-last-seat/';
const OF = 'part-4-the-world/programs/the-last-seat.ts';
const COPIES = { permissions: ['clipboard-read', 'clipboard-write'] };

const boxOf = (page: Page, name = 'the-last-seat'): Locator =>
  page.getByRole('region', { name: `${name}.ts`, exact: true });
const panelOf = (page: Page, name = 'the-last-seat'): Locator =>
  page.getByRole('region', { name: `Every order of ${name}.ts` });
const answer = (panel: Locator): Locator => panel.getByRole('status').first();
const entryIn = (box: Locator): Locator =>
  box.getByRole('button', { name: 'Try every order', exact: true, includeHidden: true });
const press = (button: Locator): Promise<void> => button.press('Enter');

/** By keys alone: behind More, where the chapter doesn't speak of it. */
async function tryOrders(page: Page, name?: string): Promise<Locator> {
  const box = boxOf(page, name);
  if (!(await entryIn(box).isVisible()))
    await press(box.getByRole('button', { name: 'More', exact: true }));
  await entryIn(box).waitFor();
  await press(entryIn(box));
  return panelOf(page, name);
}
/** Puts a text in the place of the program's. */
async function withProgram(page: Page, text: string): Promise<void> {
  const box = boxOf(page);
  await box.locator('.editor .code code, .editor .cm-content').first().fill(text);
}

test.each(Object.entries(SCREENS))(
  'an order with other lines is found, shown on the timeline and brought back by a link (%s)',
  (_, screen) =>
    onPage(CHAPTER, { ...screen, ...COPIES }, async (page) => {
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      await boxOf(page).getByRole('button', { name: 'More', exact: true }).focus();
      // as the chapter has it, from the start
      expect(await entryIn(boxOf(page)).isVisible()).toBe(true);
      const told = boxOf(page).getByText('In 20 of 40 orders other lines are printed.');
      expect(await told.isVisible()).toBe(true);
      expect(fetched.filter((url) => /every-order\.|orders\.json/.test(url))).toEqual([]);

      const panel = await tryOrders(page);
      await expect
        .poll(() => answer(panel).textContent())
        .toBe('In 20 of 40 orders other lines are printed.');
      expect(await panel.locator('pre').allTextContents()).toEqual([
        'Ben: booked, 0 left\nAnn: booked, -1 left',
        'Ann: booked, 0 left\nBen: booked, -1 left',
      ]);
      expect(await panel.getByRole('list').textContent()).toContain(
        'book 2, though book 1 was first',
      );
      // the answer is said once
      expect(await told.filter({ visible: true }).count()).toBe(1);
      // the focus is on what was Stop, and so in the panel
      expect(await panel.locator(':focus').textContent()).toBe('Try every order again');
      expect(await violations(page, '.every-order')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true,
      );

      await press(panel.getByRole('button', { name: 'Show it on the timeline' }));
      await expect
        .poll(() => boxOf(page).locator('.whose').allTextContents())
        .toEqual(['This order', 'Usually']);
      expect(await boxOf(page).locator('.its-sentence').allTextContents()).toEqual([
        'The loop takes the task book 2, the newest of 2.',
        'The loop takes the task book 1, the oldest of 2.',
      ]);

      await press(panel.getByRole('button', { name: 'Copy link' }));
      await expect.poll(() => panel.textContent()).toContain('The link is copied.');
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await page.goto('about:blank');
      await page.goto(link);
      await expect.poll(() => answer(panel).textContent()).toContain('It hasn’t run.');
      expect(await panel.locator('pre').count()).toBe(0);
      await press(panel.getByRole('button', { name: 'Run that order' }));
      await expect.poll(() => answer(panel).textContent()).toBe('That order is back.');
      expect(await panel.locator('pre').first().textContent()).toContain('Ann: booked, -1 left');
    }),
);

test('a deadlock is told as who waits for what', () =>
  onPage(CHAPTER, {}, async (page) => {
    await withProgram(page, programs.TWO_LOCKS);
    const panel = await tryOrders(page);
    await expect
      .poll(() => answer(panel).textContent())
      .toBe('In 14 of 219 orders each task that’s left waits for ever.');
    const text = await panel.textContent();
    expect(text).toContain('Ann waits in line 8 for ledger, which Ben used last.');
    expect(text).toContain('Ann → ledger → Ben → till → Ann');
    // a change of the program isn't in the answer
    await withProgram(page, programs.TWO_PRINT);
    await expect.poll(() => panel.textContent()).toContain('The program has changed since.');
  }));

test('a place in the answer leads to its line, by keyboard', () =>
  onPage(CHAPTER, {}, async (page) => {
    const box = boxOf(page, 'two-doors');
    const panel = await tryOrders(page, 'two-doors');
    const line = panel.getByRole('link', { name: 'line 9' }).first();
    await press(line);
    await expect.poll(() => box.locator('.cm-activeLine').textContent()).toContain('tears the');
    expect(await box.locator('.cm-content').evaluate((it) => it === document.activeElement)).toBe(
      true,
    );
    // where lines have moved, it's no link any more, and what the book says isn't of this version
    await page.keyboard.type('// a line\n');
    await expect.poll(() => panel.getByRole('link').count()).toBe(0);
    await press(panel.getByRole('button', { name: 'Close' }));
    expect(await box.locator('.orders-told').isVisible()).toBe(false);
    await press(box.getByRole('button', { name: 'More', exact: true }));
    await press(box.getByRole('button', { name: 'Reset', exact: true }));
    await expect.poll(() => box.locator('.orders-told').isVisible()).toBe(true);
  }));

test('a program with threads: a reply that comes early is found, and shown beside the usual run', () =>
  onPage('/part-3-task-loop/threads-meet-the-loop/', {}, async (page) => {
    const name = 'from-another-thread';
    const panel = await tryOrders(page, name);
    await expect
      .poll(() => answer(panel).textContent())
      .toBe(await boxOf(page, name).locator('.orders-told').textContent());
    expect(await panel.textContent()).toContain('the reply of add');
    expect(await panel.textContent()).toContain('at any time after the job began');
    await press(panel.getByRole('button', { name: 'Show it on the timeline' }).first());
    await expect
      .poll(() => boxOf(page, name).locator('.whose').allTextContents())
      .toEqual(['This order', 'Usually']);
  }));

test('where the chapter doesn’t speak of it, it’s behind More', () =>
  onPage(CHAPTER, {}, async (page) => {
    const box = boxOf(page, 'one-at-a-time');
    expect(await entryIn(box).isVisible()).toBe(false);
    const panel = await tryOrders(page, 'one-at-a-time');
    await expect.poll(() => answer(panel).textContent()).toMatch(/^In 3 of 6 orders/);
  }));

test('a long search is stopped, and says how far it was', () =>
  onPage(CHAPTER, {}, async (page) => {
    await withProgram(page, programs.FOR_EVER);
    const panel = await tryOrders(page);
    await expect.poll(() => panel.textContent()).toContain('so far');
    // what it comes to won't be of what was typed meanwhile
    await withProgram(page, programs.TWO_PRINT);
    await expect.poll(() => panel.textContent()).toContain('The program has changed since.');
    await press(panel.getByRole('button', { name: 'Stop' }));
    await expect.poll(() => answer(panel).textContent()).toMatch(/^The first [\d,]+ orders print the same\. Stopped after/); // prettier-ignore
    await press(panel.getByRole('button', { name: 'Close' }));
    expect(await panel.count()).toBe(0);
  }));

test('a program without a loop has no such entry', () =>
  onPage('/part-1-generators/a-two-way-door/', {}, async (page) => {
    const box = page.locator('program-box:not([data-judge])').first();
    await box.getByRole('button', { name: 'Run', exact: true }).click();
    await ended(box); // the box has come to life
    expect(await entryIn(box).count()).toBe(1);
    await box.getByRole('button', { name: 'More', exact: true }).click();
    await box.getByRole('button', { name: 'Format' }).waitFor();
    expect(await entryIn(box).isHidden()).toBe(true);
  }));

test('a link that brings a program and an order shows the program first, and runs neither', () =>
  onPage(
    CHAPTER +
      codeOf({ box: OF, edits: { 'programs/the-last-seat.ts': programs.TWO_PRINT }, order: [1] }),
    {},
    async (page) => {
      const panel = panelOf(page);
      await expect.poll(() => answer(panel).textContent()).toContain('It hasn’t run.');
      await expect.poll(() => boxOf(page).textContent()).toContain('none of it has run');
      // an order means little for another program
      await press(panel.getByRole('button', { name: 'Run that order' }));
      await expect
        .poll(() => answer(panel).textContent())
        .toBe('That order ran, but not on the link’s program: the box has another version.');
    },
  ));
