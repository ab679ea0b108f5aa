// What a reader does with exercises and predictions.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { violations } from './axe.ts';
import {
  answerOf,
  edit,
  isOnScreen,
  press,
  ended,
  onPage,
  retype,
  useBrowser,
  forgetAll,
} from './site.ts';

useBrowser();

const CHAPTER = '/part-1-generators/a-two-way-door/';
const EXERCISE = 'part-1-generators/exercises/running-average';
const file = (name: string): string => readFileSync(`code/${EXERCISE}/${name}`, 'utf8');
const exerciseOn = (page: Page, of = EXERCISE): Locator =>
  page.locator(`exercise-box[data-exercise="${of}"]`);
const check = async (box: Locator): Promise<string> => {
  await box.getByRole('button', { name: 'Check', exact: true }).click();
  return ended(box.locator('program-box'));
};

test('a failing judge says what it wanted, and leads to its line', () =>
  onPage(CHAPTER, {}, async (page) => {
    const exercise = exerciseOn(page);
    const output = exercise.locator('.output');
    expect(await output.evaluate((it) => it.clientHeight), 'no room for nothing').toBe(0);
    await check(exercise);
    const failed = exercise.locator('li.failed').first();
    expect(await failed.locator('pre').textContent()).toMatch(/expected/);
    // the others are folded: the hints are not far below
    expect(await exercise.locator('li.failed details:not([open])').count()).toBe(
      (await exercise.locator('li.failed').count()) - 1,
    );
    await failed.getByRole('link').first().click();
    await exercise.getByRole('tab', { name: 'check.test.ts', selected: true }).waitFor();
    expect(await check(exercise)).toContain('failed'); // whichever file is shown, Check checks
    // of an exercise that nobody has touched there is nothing to put aside
    await exercise.getByText('A solution', { exact: true }).click();
    await exercise.getByRole('button', { name: 'Take it over' }).click();
    await exercise.getByText('The solution is in the box.', { exact: true }).waitFor();
    expect(await exercise.locator('.versions').isVisible()).toBe(false);
    expect(await check(exercise)).toMatch(/: \d passed, with your changes\. Solved\.$/);
    await press(exercise.locator('program-box'), 'Back to the book’s');
    await exercise.getByText('This is the book’s version.').waitFor();
  }));

test('a judge that never ends is stopped in a test that has a name; the keys that run have it run anew', () =>
  onPage(CHAPTER, {}, async (page) => {
    const exercise = exerciseOn(page);
    const box = exercise.locator('program-box');
    const stop = exercise.getByRole('button', { name: 'Stop', exact: true });
    await edit(box, 'export function* runningAverage() { while (true); }');
    await page.keyboard.press('ControlOrMeta+Enter');
    await stop.waitFor();
    await edit(box, file('solution.ts'));
    await page.keyboard.press('ControlOrMeta+Enter');
    expect(await ended(box)).toMatch(/^Ran in the page, \d+ ms: \d+ passed/);
    await edit(box, 'export function* runningAverage() { while (true); }');
    await exercise.getByRole('button', { name: 'Check', exact: true }).click();
    await stop.click();
    const [, first] = /test\('([^']+)/.exec(file('check.test.ts'))!;
    expect(await ended(box)).toBe(`Stopped. The test “${first}” was running.`);
  }));

test('a judge that leaves tests out, or that something went wrong beside, has not said yes', () =>
  onPage(CHAPTER, {}, async (page) => {
    const exercise = exerciseOn(page);
    const box = exercise.locator('program-box');
    const solved = exercise.getByText('You have solved this one');
    await check(exercise);
    await exercise.locator('li.failed').first().getByRole('link').first().click();
    await exercise.getByRole('tab', { name: 'exercise.ts', exact: true }).click();
    await edit(box, file('solution.ts'));
    await exercise.getByRole('tab', { name: 'check.test.ts' }).click();
    const judge = file('check.test.ts');
    for (const [altered, ending] of [
      [judge.replace("test('", "test.only('"), /: 1 passed, \d skipped/],
      [
        judge.replace("test('", "test.skip('"),
        /: \d passed, 1 skipped, with your changes\. The exercise doesn’t count as solved yet, because some tests were skipped\.$/,
      ],
      [judge.replaceAll("test('", "test.skip('"), /: \d skipped/],
      [
        `${judge}test('astray', () => void Promise.reject(new Error('nobody')));`,
        /: \d passed, and an error outside the tests/,
      ],
      [
        `${judge}test('late', () => void expect(Promise.resolve(1)).resolves.toBe(1));`,
        /: \d passed, 1 failed/,
      ],
    ] as const) {
      await retype(box.getByRole('textbox'), altered);
      expect(await check(exercise)).toMatch(ending);
      expect(await solved.isVisible()).toBe(false);
    }
    await retype(box.getByRole('textbox'), judge);
    expect(await check(exercise)).toMatch(/: \d passed.* Solved\.$/);
    await solved.waitFor();
  }));

test('hints come one by one, the solution as a change of what was written, which stays', () =>
  onPage(CHAPTER, {}, async (page) => {
    const exercise = exerciseOn(page);
    const hints = exercise.locator('.hint');
    const visible = async (): Promise<number> =>
      (await Promise.all((await hints.all()).map((hint) => hint.isVisible()))).filter(Boolean)
        .length;
    expect(await hints.count()).toBe(3);
    for (let shown = 1; shown <= 3; shown++) {
      expect(await visible()).toBe(shown);
      await hints
        .nth(shown - 1)
        .locator('summary')
        .click();
    }
    const mine = '// mine\n' + file('exercise.ts').trimEnd();
    await edit(exercise.locator('program-box'), mine);
    await exercise.getByText('A solution', { exact: true }).click();
    await exercise.locator('.difference del').filter({ hasText: '- // mine' }).waitFor();
    expect(await exercise.locator('.difference ins').count()).toBeGreaterThan(0);
    expect((await exercise.locator('.cm-line').allTextContents()).join('\n')).toBe(mine);
    // it follows what is written
    const box = exercise.locator('program-box');
    await edit(box, mine.replace('// mine', '// mine, too'));
    await exercise.locator('.difference del').filter({ hasText: '- // mine, too' }).waitFor();
    await exercise.getByRole('button', { name: 'Take it over' }).click();
    await exercise.getByText('It’s the same as what’s in the box.').waitFor();
    const text = async (): Promise<string> =>
      (await exercise.locator('.cm-line').allTextContents()).join('\n');
    expect(await text()).toBe(file('solution.ts').trimEnd());
    expect(await exercise.getByRole('button', { name: 'Take it over' }).isVisible()).toBe(false);
    await press(box, 'Take mine back');
    await exercise.locator('.difference del').filter({ hasText: '- // mine, too' }).waitFor();
    expect(await text()).toContain('// mine, too');
    await exercise.getByText(/^Your versions \(/).click();
    const version = exercise
      .locator('.versions li')
      .filter({ hasText: 'before you took the solution' });
    await version.getByRole('button', { name: /^Put back/ }).click();
    await box.getByText(/^Put back: the version of /).waitFor();
    await expect.poll(() => isOnScreen(box.locator('.head'))).toBe(true);
    await edit(box, `// another way\n${file('solution.ts')}`);
    await check(exercise);
    await exercise
      .getByText('Yours has passed. Here’s what the book’s solution does differently:')
      .waitFor();
  }));

test('without JavaScript hints and solution can be read', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    const exercise = exerciseOn(page);
    await exercise.getByText('A hint', { exact: true }).click();
    expect(await exercise.locator('.hint').first().locator('p').isVisible()).toBe(true);
    await exercise.getByText('A solution', { exact: true }).click();
    expect((await exercise.locator('.difference').textContent())!.trim()).toBe(
      file('solution.ts').trim(),
    );
  }));

test('what was solved is counted in the contents', () =>
  onPage('/', {}, async (page) => {
    const entry = page
      .locator('#contents li')
      .filter({ has: page.locator(`a[href="${CHAPTER}"]`) })
      .locator('solved-exercises');
    expect(await entry.textContent()).toBe('2 exercises');
    // how many there are in all stands there once
    expect((await page.locator('.about').innerText()).match(/\d+\s+exercises/g)).toHaveLength(1);
    await page.evaluate(
      (of) => localStorage.setItem('tasque:solved', JSON.stringify([of])),
      EXERCISE,
    );
    await page.reload();
    await entry.filter({ hasText: '1 of 2 exercises' }).waitFor();
    expect(await page.locator('.about solved-exercises').textContent()).toMatch(
      /^1 of \d+ exercises$/,
    );
    await forgetAll(page);
    await page.evaluate(() => localStorage.setItem('tasque:solved', '{"not": "a list"'));
    await page.reload();
    await page.waitForTimeout(500);
    expect(await entry.textContent()).toBe('2 exercises');
    expect(await page.evaluate(() => localStorage.getItem('tasque:solved'))).toBe(
      '{"not": "a list"',
    ); // left alone
  }));

test('a program is kept back until its reader has made a guess, which is compared', () =>
  onPage(CHAPTER, {}, async (page) => {
    const predict = page.locator('predict-box').first();
    const answer = readFileSync(
      `code/${(await predict.getAttribute('data-program'))!.replace(/ts$/, 'out')}`,
      'utf8',
    )
      .trimEnd()
      .split('\n');
    expect(await predict.getByRole('button', { name: 'Run', exact: true }).isVisible()).toBe(false);
    expect(await predict.locator('samp').isVisible()).toBe(false);
    await predict.locator('.code code').focus();
    await page.keyboard.press('Control+Enter'); // no way around
    expect(await predict.locator('.live').textContent()).toBe('');
    const typed = predict.getByRole('textbox', { name: 'What it prints' });
    expect(await hasLigatures(page, '=> !== ?.')).toBe(false);
    await typed.fill(' \n');
    await predict.getByRole('button', { name: 'Run it and compare' }).click();
    await predict.getByText('Write what it prints first').waitFor();
    expect(await typed.evaluate((field) => field === document.activeElement)).toBe(true);
    await typed.fill('half a guess');
    await page.reload();
    expect(await typed.inputValue()).toBe('half a guess');
    await typed.fill([...answer.slice(0, -1), 'something else'].join('\n'));
    await predict.getByRole('button', { name: 'Run it and compare' }).click();
    expect(await ended(predict.locator('program-box'))).toContain('as in the book');
    const verdict = predict.locator('.verdict');
    await verdict
      .filter({
        hasText: `✗ ${answer.length - 1} of ${answer.length} lines are right: 1 missing, 1 extra.`,
      })
      .waitFor();
    const cells = (fate: string): Promise<string[]> =>
      verdict.locator(`tr.${fate} td`).allTextContents();
    expect(await cells('extra')).toEqual(['− extra', 'something else', '']);
    expect(await cells('missing')).toEqual(['+ missing', '', answer.at(-1)]);
    expect(await violations(page, 'predict-box')).toEqual([]);
    await page.reload();
    await predict.getByRole('button', { name: 'Run', exact: true }).waitFor();
    await verdict.filter({ hasText: `${answer.length - 1} of ${answer.length} lines` }).waitFor();
    for (const [guess, said] of [
      [[...answer, 'and more'], `✗ ${answer.length} of ${answer.length} lines are right: 1 extra.`],
      [
        answer.slice(0, -1),
        `✗ ${answer.length - 1} of ${answer.length} lines are right: 1 missing.`,
      ],
      [answer, '✓ You were right: it prints what you said.'],
    ] as const) {
      await predict.getByRole('button', { name: 'Guess again' }).click();
      expect(await predict.locator('.output').isVisible()).toBe(false);
      await typed.fill(guess.join('\n'));
      await predict.getByRole('button', { name: 'Run it and compare' }).click();
      await verdict.filter({ hasText: said }).waitFor();
    }
    // a verdict is on the book's program
    const box = predict.locator('program-box');
    await edit(box, "console.log('something else');");
    const silent = verdict.filter({ hasText: 'the book’s answer isn’t about it any more' });
    await silent.waitFor();
    expect(await verdict.textContent()).not.toContain('You were right');
    await press(box, 'Reset');
    await verdict.filter({ hasText: '✓ You were right' }).waitFor();
    await edit(box, "console.log('something else');");
    await predict.getByRole('button', { name: 'Guess again' }).click();
    await typed.fill('something else');
    await predict.getByRole('button', { name: 'Run it and compare' }).click();
    await silent.waitFor();
    await press(box, 'Reset');
    await verdict.filter({ hasText: 'You’ve done this one.' }).waitFor();
  }));

/** Whether the font of code draws a text as something else than its letters one by one. */
const hasLigatures = (page: Page, text: string): Promise<boolean> =>
  page.evaluate(async (text) => {
    const font = '32px "JetBrains Mono Variable"';
    await document.fonts.load(font);
    const [asOne, oneByOne] = [[text], [...text]].map((parts) => {
      const context = new OffscreenCanvas(400, 50).getContext('2d')!;
      context.font = font;
      let x = 0;
      for (const part of parts) {
        context.fillText(part, x, 40);
        x += context.measureText(part).width;
      }
      return [...context.getImageData(0, 0, 400, 50).data].map((value) => value > 128);
    }) as [boolean[], boolean[]];
    return asOne.some((isDark, at) => isDark !== oneByOne[at]);
  }, text);

/** Drags a line to the place of another one, by the events that a mouse or a finger makes. */
async function drag(page: Page, from: Locator, to: Locator, isTouch: boolean): Promise<void> {
  const [a, b] = [(await from.boundingBox())!, (await to.boundingBox())!];
  const [x, y] = [a.x + a.width / 2, a.y + a.height / 2];
  const end = b.y > a.y ? b.y + b.height - 2 : b.y + 2;
  if (!isTouch) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, end, { steps: 8 });
    return page.mouse.up();
  }
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at === undefined ? [] : [{ x, y: at }],
    });
  await touch('touchStart', y);
  for (let step = 1; step <= 8; step++) await touch('touchMove', y + ((end - y) * step) / 8);
  await touch('touchEnd');
}

test('lines are put in order by keys or dragged; who does not want to guess need not', () =>
  onPage('/part-3-task-loop/running-for-ever-and-stopping/', {}, async (page) => {
    const predict = page.locator('predict-box[data-order]').first();
    const answer = await answerOf(predict);
    const lines = (): Promise<string[]> => predict.locator('.lines code').allTextContents();
    for (const [to, line] of answer.entries())
      for (let at = (await lines()).indexOf(line); at > to; at--) {
        await predict.locator('.lines li').nth(at).getByRole('button', { name: / up$/ }).focus();
        await page.keyboard.press('Enter');
        expect((await lines())[at - 1]).toBe(line);
        expect(
          await page.evaluate(() => document.activeElement!.getAttribute('aria-label')),
        ).toContain(`Move "${line}"`); // it goes along
      }
    const compare = predict.getByRole('button', { name: 'Run it and compare' });
    await compare.click();
    await predict.locator('.verdict').filter({ hasText: '✓ You were right' }).waitFor();
    // who was wrong goes on from there
    await predict.getByRole('button', { name: 'Guess again' }).click();
    const wrong = await lines();
    expect(wrong).not.toEqual(answer);
    await compare.click();
    await predict.locator('.verdict').filter({ hasText: 'lines are right: ' }).waitFor();
    await predict.getByRole('button', { name: 'Guess again' }).click();
    expect(await lines()).toEqual(wrong);
    await forgetAll(page);
    await page.reload();
    await predict.locator('.lines').hover();
    await predict.locator('.grip').first().waitFor();
    // a mouse drags a line by all of it, a finger by its grip: elsewhere that scrolls the page
    const items = predict.locator('.lines li');
    await items.first().scrollIntoViewIfNeeded();
    for (const isTouch of [false, true])
      for (const to of [answer.length - 1, 0]) {
        const before = await lines();
        const from = answer.length - 1 - to;
        const part = isTouch ? '.grip' : 'code';
        await drag(page, items.nth(from).locator(part), items.nth(to), isTouch);
        const after = before.toSpliced(from, 1).toSpliced(to, 0, before[from]!);
        expect(await lines()).toEqual(after);
        expect(await predict.locator('.moved').textContent()).toBe(
          `"${before[from]}" is line ${to + 1} of ${answer.length}.`,
        );
      }
    await predict.getByRole('button', { name: 'Run it without a guess' }).click();
    expect(await ended(predict.locator('program-box'))).toContain('as in the book');
    await predict.getByRole('button', { name: 'Make a guess' }).waitFor();
  }));

test('a word of the glossary shows its definition, which Escape sends away, and leads to it', () =>
  onPage(CHAPTER, {}, async (page) => {
    const term = page.locator('.term').first();
    const shown = (): Promise<boolean> =>
      term.getByRole('tooltip', { includeHidden: true }).isVisible();
    expect(await shown()).toBe(false);
    await term.getByRole('link').focus();
    expect(await shown()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await shown()).toBe(false);
    await term.getByRole('link').hover();
    await term.getByRole('link').click();
    const { pathname, hash } = new URL(page.url());
    expect(pathname).toBe('/glossary/');
    expect(await page.locator(hash).isVisible()).toBe(true);
    expect(inject('site')).toContain('http');
  }));
