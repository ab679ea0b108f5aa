// What a reader sees of a run, and does with it.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { edit, ended, onPage, openFile, SCREENS, useBrowser } from './site.ts';

useBrowser();

const START = '/part-3-task-loop/the-whole-thing/';
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
    expect(await ended(box)).toContain('as in the book');
    await button(box, 'First event').click();
    expect(await sentence(box)).toBe('Nothing has happened yet.');
    await button(box, 'One event forward').click();
    expect(await sentence(box)).toBe('A loop is made, loop.');
    await button(box, 'Last event').click();
    const all = Number(await position(box));
    expect(all).toBeGreaterThan(50);
    await button(box, 'One event back').click();
    expect(await position(box)).toBe(String(all - 1));
    await box.locator('.scrubber').fill('20');
    expect(await position(box)).toBe('20');
  }));

test('where it opens out of sight of the button that was pressed, the keys step it at once', () =>
  onPage('/part-3-task-loop/guards/', SCREENS.wide, async (page) => {
    const box = await watch(page, 'guards');
    const scrubber = box.locator('.scrubber');
    await expect.poll(() => isInView(scrubber)).toBe(true);
    const before = await position(box);
    await page.keyboard.press('ArrowLeft');
    expect(await position(box)).toBe(String(Number(before) - 1));
  }));

test('it opens at the moment that its still picture shows, the fullest', () =>
  onPage(START, {}, async (page) => {
    const still = boxOf(page, 'two-tasks');
    const [at, words] = [await position(still), await sentence(still)];
    expect(await still.locator('.items').innerText()).toContain('countTo3');
    const box = await watch(page, 'two-tasks');
    expect(await position(box)).toBe(at);
    expect(await sentence(box)).toBe(words);
    expect(await box.locator('.items .task').allTextContents()).toEqual([
      'countTo3 a',
      'countTo3 b',
    ]);
  }));

/** What of the timeline can be seen in the window, the rest being scrolled. */
const isInView = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const { left, top, bottom, width } = element.getBoundingClientRect();
    const on = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && element.contains(on);
  });
const KEPT = ['.steps', '.scrubber', '.sentence'];

test.each([
  ['a desk', { viewport: { width: 1280, height: 800 } }, 5, [...KEPT, '.near']],
  ['a phone', { ...PHONE, hasTouch: true, isMobile: true }, 3, KEPT],
] as const)(
  'on %s: opened, it is in view; buttons, slider, sentence, and where there is room code, stay there while the rest scrolls',
  (_where, options, lines, kept) =>
    onPage(START, options, async (page) => {
      const box = await watch(page, 'two-tasks');
      // the page goes there by itself
      await expect.poll(() => isInView(box.locator('.near'))).toBe(true);
      for (const part of kept) expect(await isInView(box.locator(part)), part).toBe(true);
      expect(await box.locator('.near > div').locator('visible=true').count()).toBe(lines);
      await box.getByText(/^All \d+ events/).click();
      await box.locator('.events li').last().scrollIntoViewIfNeeded();
      await box.locator('.all').evaluate((list) => list.scrollIntoView({ block: 'end' }));
      for (const part of kept) expect(await isInView(box.locator(part)), part).toBe(true);
      const { height } = (await box.locator('.held').boundingBox())!;
      expect(height).toBeLessThan(200);
    }),
);

test('while the slider is dragged all follows: sentence, queue, and the line', () =>
  onPage(START, { viewport: { width: 1280, height: 800 } }, async (page) => {
    const box = await watch(page, 'two-tasks');
    const slider = box.locator('.scrubber');
    await slider.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await slider.boundingBox())!;
    const to = (part: number) => page.mouse.move(x + width * part, y + height / 2);
    await to(0.5);
    await page.mouse.down();
    const seen = new Set<string>();
    for (const part of [0.2, 0.4, 0.6, 0.8]) {
      await to(part);
      const line = await box.locator('.near [aria-current]').innerText();
      seen.add(`${await sentence(box)} ${line}`);
      expect(await box.locator('.at').textContent()).toContain(
        `line ${Number.parseInt(line.trim(), 10)}`,
      );
    }
    expect(seen.size).toBe(4);
    await page.mouse.up();
  }));

test('the line of the moment is there with its neighbours, coloured as in the editor, also of another file', () =>
  onPage('/part-1-generators/a-lazy-tree/', {}, async (page) => {
    const box = await watch(page, 'two-smallest');
    const file = (): Promise<string> =>
      box.locator('.at').getByRole('button').textContent() as Promise<string>;
    const near = box.locator('.near');
    for (let moves = 0; !(await file()).startsWith('tree.ts'); moves++) {
      expect(moves).toBeLessThan(50);
      await button(box, 'One event forward').click();
    }
    const line = Number(/line (\d+)/.exec(await file())![1]);
    const code = readFileSync('code/part-1-generators/src/tree.ts', 'utf8').split('\n');
    expect(await near.locator('[aria-current] code').textContent()).toBe(code[line - 1]);
    expect(await near.locator('code').allTextContents()).toEqual(code.slice(line - 3, line + 2));
    await near.locator('.tok-keyword', { hasText: 'yield' }).first().waitFor();
    // and leads there
    await near.locator('[aria-current]').click();
    await box.getByRole('tab', { name: 'tree.ts', selected: true }).waitFor();
    await box
      .locator('.cm-failed')
      .filter({ hasText: code[line - 1]!.trim() })
      .waitFor();
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
    await box.locator('.card .ask').first().waitFor();
    const cards = (await box.locator('.card').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' '),
    );
    expect(cards[0]).toBe(
      'both waits for countTo3 a Why not yet? both 15 yield* a; // wait here until task A is done',
    );
    expect(cards[1]).toContain(
      'countTo3 a is ready Why not yet? countTo3 a 8 yield; // let others run',
    );
  }));

test('by keyboard: arrows step, Home and End go to the ends, Space plays and stops; a line is shown beside it', () =>
  onPage('/', {}, async (page) => {
    const box = boxOf(page, 'two-tasks');
    const began = Number(await position(box));
    await button(box, 'Step through it').press('Enter');
    await box.locator('.scrubber').waitFor();
    await expect.poll(() => position(box)).toBe(String(began));
    await page.keyboard.press('ArrowRight'); // it has the focus
    expect(await position(box)).toBe(String(began + 1));
    await box.getByRole('combobox', { name: 'Speed' }).selectOption('1 a second');
    await box.getByRole('group', { name: 'What was where' }).focus();
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

    await box.locator('.scrubber').fill('15');
    await box.locator('.at button').click();
    const isSeen = (what: string): Promise<boolean> =>
      box.locator(what).evaluate((it) => {
        const { top, bottom } = it.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    await expect.poll(() => isSeen('.cm-failed')).toBe(true);
    expect(await isSeen('.moment')).toBe(true);
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
    // with more or less of them, the list below stays where it was pressed
    await box.getByText(/^All \d+ events/).click();
    await box.getByRole('searchbox', { name: 'Find' }).fill('printed');
    await box.locator('.found', { hasText: 'found' }).waitFor();
    const ways = box.locator('.events button');
    for (const at of [1, 0, 3, 2]) {
      await ways.nth(at).scrollIntoViewIfNeeded();
      const moved = await ways.nth(at).evaluate((way: HTMLElement) => {
        const before = way.getBoundingClientRect().top;
        way.click();
        return way.getBoundingClientRect().top - before;
      });
      expect(Math.abs(moved), `${at}`).toBeLessThan(2);
    }
    await box.locator('.items [data-since]').first().hover();
    expect(await box.locator('.hint').textContent()).toMatch(
      /^Since event \d+: A task is made from the generator countTo3 [ab]\.$/,
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
    await box.locator('.said', { hasText: 'then they part' }).waitFor();
    const [mine, theirs] = await box.locator('.its-sentence').allTextContents();
    expect(mine).toContain('the newest of 3');
    expect(theirs).toContain('the oldest of 3');
    expect(await box.locator('.whose').allTextContents()).toEqual(['Yours', 'The book’s']);
    await button(box, 'One event back').click();
    const [a, b] = await box.locator('.its-sentence').allTextContents();
    expect(a).toBe(b);
    // and whoever can't see both hears them
    expect(await sentence(box)).toBe(`Both: ${a}`);
    await button(box, 'Show it').click();
    expect(await sentence(box)).toBe(`Yours: ${mine} The book’s: ${theirs}`);
    expect(await box.locator('.sentence').getAttribute('role')).toBe('status');
  }));

test('a draft is compared with the finished loop', () =>
  onPage(QUEUE, {}, async (page) => {
    const box = await watch(page, 'same-letters');
    await button(box, 'Compare with callbacks-in-order.ts').click();
    await box.locator('.said', { hasText: 'then they part' }).waitFor();
    expect(await isInView(box.locator('.said'))).toBe(true);
    const [draft, finished] = await box.locator('.its-sentence').allTextContents();
    expect(draft).toContain('the newest of 3');
    expect(finished).toContain('the oldest of 3');
    expect(await box.locator('.said').textContent()).toMatch(/^Up to event \d+ both did the same/);
    await page.keyboard.press('Enter'); // the focus is on what leaves it
    expect(await box.locator('.its-sentence').count()).toBe(0);

    await edit(
      box,
      `${readFileSync('code/part-3-task-loop/programs/same-letters.ts', 'utf8')}// mine`,
    );
    await box.getByRole('button', { name: 'Run', exact: true }).click();
    await button(box, 'Compare with the book’s').waitFor();
    const before = await position(box);
    await button(box, 'Compare with the book’s').click();
    await box.locator('.said', { hasText: 'Both did the same' }).waitFor({ state: 'attached' });
    expect(await position(box)).toBe(before);
  }));

test('a task that nobody can wake is named', () =>
  onPage('/part-3-task-loop/a-task-that-rides-the-loop/', {}, async (page) => {
    const guess = page.locator('predict-box[data-program$="/three-parcels.ts"]');
    await guess.getByRole('button', { name: 'Run it without a guess' }).click();
    const box = await watch(page, 'three-parcels');
    await box.locator('.lints').getByText('it will never resume').waitFor();
    await box.locator('.lints').getByRole('button', { name: 'Show it' }).first().click();
    expect(await sentence(box)).toContain('yields 5');
  }));

test('a program without a loop says so', () =>
  onPage('/part-1-generators/pulling-rows/', {}, async (page) => {
    const box = boxOf(page, 'row-reader');
    await box.getByRole('button', { name: 'Timeline', exact: true }).click();
    await box.getByText('This program has nothing to watch').waitFor();
  }));

test('the next run shows what a changed line leads to; a closed timeline watches nothing', () =>
  onPage(START, {}, async (page) => {
    const box = await watch(page, 'two-tasks');
    const code = readFileSync('code/part-3-task-loop/programs/two-tasks.ts', 'utf8');
    await edit(box, code.replace("countTo3('B')", "countTo3('C')"));
    await box.getByText(/^All \d+ events/).click();
    await box.getByRole('button', { name: 'Timeline', exact: true }).click(); // what it shows is out of date
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

/** At which of its pixels a bar is covered, near its top, in its middle and at its end. */
const covered = (bar: Locator): Promise<string[]> =>
  bar.evaluate((bar) => {
    const { left, width, top, height } = bar.getBoundingClientRect();
    return [30, height / 2, height - 30].flatMap((down) =>
      Array.from({ length: Math.floor(width) }, (_, x) =>
        document.elementFromPoint(left + x + 0.5, top + down),
      ).flatMap((on, x) => (on === bar ? [] : [`${x}, ${down}: ${on?.className}`])),
    );
  });

/** Rules of what stands around a timeline that mean parts of their own, and reach its parts. */
function stray(): string[] {
  const inside = [...document.querySelectorAll('trace-timeline *')];
  const rulesOf = (rules: CSSRuleList): CSSStyleRule[] =>
    [...rules].flatMap((rule) => [
      ...(rule instanceof CSSStyleRule ? [rule] : []),
      ...('cssRules' in rule ? rulesOf(rule.cssRules as CSSRuleList) : []),
    ]);
  return [...document.styleSheets]
    .flatMap(({ cssRules }) => rulesOf(cssRules))
    .map(({ selectorText }) => selectorText)
    .filter((selector) => /^(tasque-lab|program-box) .*\./.test(selector))
    .filter((selector) => inside.some((one) => one.matches(selector.replace(/::?[a-z-]+$/, ''))));
}

test('the lab has it too', () =>
  onPage('/lab/part-3-task-loop/#programs/two-tasks.ts', {}, async (page) => {
    await page.getByRole('tab', { name: 'two-tasks.ts' }).waitFor(); // it is what will run
    const widths = (): Promise<number[]> =>
      page
        .locator('.panes > section')
        .evaluateAll((panes) => panes.map((pane) => pane.getBoundingClientRect().width));
    const before = await widths();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.locator('.scrubber').waitFor();
    // it takes no room from the panes beside it, and the bars between them can be taken at each point
    expect(await widths()).toEqual(before);
    for (const bar of await page.getByRole('separator').all())
      expect(await covered(bar)).toEqual([]);
    expect(await page.evaluate(stray)).toEqual([]);
    await page.getByText(/^All \d+ events/).click();
    await page.getByRole('searchbox', { name: 'Find' }).fill('printed: a0');
    await page.getByRole('button', { name: 'Printed: A0' }).click();
    expect(await page.locator('trace-timeline .items').innerText()).toBe('countTo3 b');
    await page.locator('.cm-failed').filter({ hasText: 'console.log' }).waitFor();
  }));

test('on a phone what one steps by, reads and looks at takes one screen, and a thumb finds it', () =>
  onPage(START, { ...PHONE, hasTouch: true, isMobile: true }, async (page) => {
    const box = await watch(page, 'two-tasks');
    const timeline = (await box.locator('trace-timeline').boundingBox())!;
    const tasks = (await box.locator('.cards').boundingBox())!;
    expect(tasks.y + tasks.height - timeline.y).toBeLessThan(740); // what browsers leave of 844
    expect(await box.locator('.all').getAttribute('open')).toBe(null);
    for (const one of await box.locator('.steps button, .scrubber, .speed select').all()) {
      const { width, height } = (await one.boundingBox())!;
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    const before = await position(box);
    const { x, y, width, height } = (await box.locator('.scrubber').boundingBox())!;
    await page.touchscreen.tap(x + width * 0.9, y + height - 3);
    expect(Number(await position(box))).toBeGreaterThan(Number(before));
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
