// What is asked of every chapter. A chapter is opened once at each width, for to open it is what
// costs most.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { boundsOf } from '../../src/book/run-time.ts';
import { named, showing } from '../book/components.ts';
import { noteRequests, overBudget, shiftsOn } from './questions.ts';
import { answerOf, edit, ended, onPage, printed, run, type Screen } from './site.ts';

/** What of an answer is not on the screen: how it went, and the first that is to be read of it. */
const outOfSight = (box: Locator, first: string): Promise<string[]> =>
  box.evaluate((box, first) => {
    const firstLine = (of: Element): DOMRect | undefined => {
      const texts = document.createTreeWalker(of, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let text; (text = texts.nextNode());) {
        range.selectNodeContents(text);
        const line = [...range.getClientRects()].find(({ height }) => height > 0);
        if (line) return line;
      }
      return undefined;
    };
    const bar = box.querySelector('.bar')!.getBoundingClientRect();
    return ['.status', first].filter((part) => {
      const found = box.querySelector(part);
      const line = found && firstLine(found);
      if (!line || line.top < 0 || line.bottom > innerHeight) return true;
      return part !== '.status' && line.top < bar.bottom && line.bottom > bar.top;
    });
  }, first);
const inSight = (box: Locator, first: string, what: string): Promise<void> =>
  expect.poll(() => outOfSight(box, first), { message: what, timeout: 20_000 }).toEqual([]);

/** Where a reader is who has just begun to read it. */
const toTop = (box: Locator): Promise<void> => box.evaluate((box) => box.scrollIntoView());

/** Opens a chapter, and asks what it costs and whether anything moves as it comes. */
export const visit = (
  chapter: string,
  screen: Screen,
  work: (page: Page) => Promise<void>,
): Promise<void> => {
  let asked: URL[] = [];
  return onPage(
    `/${chapter}/`,
    screen,
    async (page) => {
      await page.waitForLoadState('networkidle');
      expect(await shiftsOn(page), 'what moved').toEqual([]);
      expect(overBudget(asked)).toEqual([]);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await work(page);
    },
    async (page) => (asked = noteRequests(page)),
  );
};

/** Every prediction is answered on the screen. */
export async function guessAll(page: Page, chapter: string): Promise<void> {
  const all = await page.locator('predict-box').all();
  expect(all.length).toBe(named('Predict').filter((it) => it.chapter === chapter).length);
  for (const predict of all) {
    await toTop(predict);
    const form = predict.locator('form');
    if ((await predict.getAttribute('data-order')) !== null) {
      const [lines, answer] = [
        await predict.locator('.lines code').allTextContents(),
        await answerOf(predict),
      ];
      expect(lines.toSorted()).toEqual(answer.toSorted());
      expect(lines, 'the order gives nothing away').not.toEqual(answer);
    }
    if (await form.locator('textarea').isVisible()) await form.locator('textarea').fill('a');
    await form.getByRole('button', { name: 'Run it and compare' }).click();
    const box = predict.locator('program-box');
    await ended(box);
    await inSight(box, '.verdict', 'verdict');
    await inSight(box, '.live', 'output');
  }
}

const check = async (box: Locator): Promise<string> => {
  await toTop(box);
  await box.getByRole('button', { name: 'Check' }).click();
  return ended(box);
};
/** Each judge says no to what is given, on the screen. */
export async function checkAll(page: Page, chapter: string): Promise<void> {
  const all = await page.locator('exercise-box program-box').all();
  expect(all.length).toBe(named('Exercise').filter((it) => it.chapter === chapter).length);
  for (const box of all) {
    expect(await check(box)).toContain('failed');
    await inSight(box, '.results .failed summary', 'what failed');
  }
}
/** Each judge says yes to the solution, and that is remembered. */
export async function solveAll(page: Page): Promise<void> {
  const all = await page.locator('exercise-box').all();
  for (const exercise of all) {
    const of = (await exercise.getAttribute('data-exercise'))!;
    expect(await exercise.getByText('You have solved this one').isVisible(), of).toBe(false);
    const box = exercise.locator('program-box');
    await edit(box, readFileSync(`code/${of}/solution.ts`, 'utf8'));
    expect(await check(box), of).toMatch(
      /^Ran in the page, \d+ ms: \d+ passed, with your changes\. Solved\.$/,
    );
    await exercise.getByText('You have solved this one').waitFor();
  }
  if (all.length === 0) return;
  await page.reload();
  for (const exercise of all) await exercise.getByText('You have solved this one').waitFor();
}

/** Of programs that are timed, what their author promises. */
const timeOf = new Map(
  named('Program').flatMap(({ props: { of, time } }) =>
    time === undefined ? [] : [[of!, time === 'true' || time] as const],
  ),
);

/** Every program prints what its `.out` says, on the screen. No guess hides it any more. */
export async function runAll(page: Page, chapter: string): Promise<void> {
  const ran: string[] = [];
  for (const box of await page.locator('program-box:not([data-judge])').all()) {
    const of = (await box.getAttribute('data-program'))!;
    await toTop(box);
    await run(box);
    const said = await ended(box);
    const [, took] = /^Ran in the page, took (\d+\.\d) s: as in the book\.$/.exec(said) ?? [];
    const time = timeOf.get(of);
    if (time === undefined) expect(said, of).toMatch(/^Ran in the page, \d+ ms: as in the book\.$/);
    else expect(Number(took), said).toBeGreaterThanOrEqual(boundsOf(time)?.least ?? 0);
    expect(await printed(box), of).toBe(
      readFileSync(`code/${of.replace(/\.ts$/, '.out')}`, 'utf8'),
    );
    await inSight(box, '.live', of);
    ran.push(of);
  }
  expect(ran.sort()).toEqual(
    showing('program')
      .filter((it) => it.chapter === chapter)
      .map(({ props }) => props.of!)
      .sort(),
  );
}
