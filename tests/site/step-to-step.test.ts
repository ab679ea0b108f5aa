// Two states of the library beside each other: by keyboard, by an address, without a network, and with
// the reader's own, whose changes are carried over.
import { expect, inject, test } from 'vitest';
import type { Page } from 'playwright-core';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { violations } from './axe.ts';
import { keptIn } from './building.ts';
import { overBudget, noteRequests, tooWide } from './questions.ts';
import { opened as openedLab } from './lab.ts';
import { freshContext, onPage, records, SCREENS, useBrowser } from './site.ts';

useBrowser();

const PAGE = '/from-step-to-step/';
const STAGE = 'part-3-task-loop';
const ladder = await ladderOnDisk(STAGE);
const last = ladder.steps.length;
const state = (step: number, stage = STAGE): string =>
  `${stage}/${step === 0 ? 'beginning' : ladder.steps[step - 1]!.folder}`;
const at = (from: string, to: string, file?: string): string =>
  `${PAGE}#from=${from}&to=${to}${file ? `&file=${file}` : ''}`;

const said = async (page: Page): Promise<string> => {
  const status = page.locator('step-to-step .status');
  await status.filter({ hasText: /./, hasNotText: /^Loading/ }).waitFor();
  return (await status.textContent())!;
};
const carry = (page: Page) => page.locator('.carry');
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).click();

interface Kept {
  box: string;
  file: string;
  text: string | null;
  base?: string;
  of?: string;
}
/** As if the reader had written that: a page that had no time to keep it leaves it so. */
const keep =
  (...files: Kept[]) =>
  (page: Page): Promise<unknown> =>
    page.addInitScript((files) => {
      if (localStorage.getItem('kept')) return;
      localStorage.setItem('kept', 'yes');
      localStorage.setItem('tasque:/:unsaved:test', JSON.stringify(files));
    }, files);
const METHOD = '\n  /** Mine. */\n  get isMine(): boolean {\n    return true;\n  }\n';
const withMethod = (text: string): string => text.replace(/\n\}\n*$/, `${METHOD}}\n`);
/** A library after a step, with a method more in `handle.ts`. */
function built(step: number, ...more: Kept[]): Kept[] {
  const [start, files] = [ladder.filesAt(0), ladder.filesAt(step)];
  const edits = Object.entries(files).flatMap(([name, base]): Kept[] => {
    const text = name === 'handle.ts' ? withMethod(base) : base;
    return start[name] === text
      ? []
      : [{ box: `mine/${STAGE}`, file: `src/${name}`, text, base, of: ladder.steps[step - 1]!.folder }]; // prettier-ignore
  });
  return [...edits.filter(({ file }) => !more.some((one) => one.file === file)), ...more];
}

test('two states are chosen by keyboard, and the address brings them back', () =>
  onPage(PAGE, SCREENS.wide, async (page) => {
    await expect.poll(() => page.getByLabel('From', { exact: true }).isEnabled()).toBe(true);
    await page.getByLabel('From', { exact: true }).focus();
    await page.keyboard.type('End of 3.7', { delay: 20 });
    await page.keyboard.press('Tab');
    await page.keyboard.type('End of 3.8', { delay: 20 });
    expect(await said(page)).toMatch(
      /^From the end of chapter 3\.7 to the end of chapter 3\.8: 2 files changed, 1 is new and 11 are the same\. \d+ lines added, \d+ removed\.$/,
    );
    expect(new URL(page.url()).hash).toBe(`#from=${state(15)}&to=${state(18)}`);
    const before = await page.locator('.result').textContent();
    expect(before).toContain('Added: TaskLoop.callSoonThreadsafe');

    // each line is one that came or went, by more than its colour
    const file = page.locator('[data-file="src/task-loop.ts"]');
    expect(await file.locator('del').allTextContents()).toEqual([
      "import { LoopStateError } from './errors.ts';",
      expect.any(String),
      expect.any(String),
    ]);
    expect(await file.locator('ins').first().evaluate((line) => getComputedStyle(line, '::before').content)).toContain('+'); // prettier-ignore
    const by = file.getByRole('link', { name: 'Step 18, Until nothing is left, in chapter 3.8' });
    expect(await by.first().getAttribute('href')).toBe(`/${ladder.steps[17]!.chapter}/#build-it`);
    const fold = file.getByRole('button', { name: /lines as before/ }).first();
    await fold.press('Enter');
    expect(await fold.getAttribute('aria-expanded')).toBe('true');

    // from file to file
    await page.locator('nav a', { hasText: 'src/index.ts' }).press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement!.textContent)).toBe('src/index.ts'); // prettier-ignore
    await page.locator('[data-file="src/index.ts"]').getByRole('link', { name: 'Next file' }).press('Enter'); // prettier-ignore
    await expect.poll(() => page.evaluate(() => document.activeElement!.textContent)).toBe('src/task-loop.ts'); // prettier-ignore
    await page.reload();
    await said(page);
    await expect.poll(() => page.evaluate(() => document.activeElement!.textContent)).toBe('src/task-loop.ts'); // prettier-ignore
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe(state(15));

    await page.getByRole('button', { name: 'Both a step on' }).press('Enter');
    await expect.poll(() => said(page)).toMatch(/^From step 16 of part 3 to step 19 of part 3:/);
    await page.getByRole('button', { name: 'Swap' }).press('Enter');
    await expect.poll(() => said(page)).toMatch(/^From step 19 of part 3 to step 16 of part 3:/);
    expect(await page.evaluate(() => document.activeElement!.textContent!.trim())).toBe('Swap');
  }));

test.each([
  ['#from=part-3-task-loop/99-nothing&to=part-3-task-loop/beginning', 'The address asks for a state that this edition doesn’t have. Choose two above.'],
  ['#from=part-9/beginning&to=part-3-task-loop/beginning', 'The address asks for a state that this edition doesn’t have. Choose two above.'],
  ['#from=<img src=x>&to=1', 'The address isn’t one of this page’s. Choose two states above.'],
  [`#from=a/b&to=a/${'b'.repeat(200)}`, 'The address isn’t one of this page’s. Choose two states above.'],
  ['#from=part-3-task-loop/beginning&to=part-3-task-loop/beginning&file=<x>', 'The address isn’t one of this page’s. Choose two states above.'],
  ['#from=part-3-task-loop/__proto__&to=part-3-task-loop/beginning', 'The address isn’t one of this page’s. Choose two states above.'],
  ['#from=part-3-task-loop/mine&to=part-3-task-loop/beginning', 'You haven’t built any of part 3 in this browser yet.'],
  ['#from=part-3-task-loop/lab&to=part-3-task-loop/beginning', 'You haven’t changed the library in the lab of part 3 yet, in this browser.'],
  ['#from=part-3-task-loop/nothing', 'The address asks for a state that isn’t here. Choose two above.'],
])('an address that leads nowhere is refused in words: %s', async (hash, expected) => {
  await onPage(PAGE + hash, SCREENS.narrow, async (page) => {
    expect(await said(page)).toBe(expected);
    expect(await page.locator('.result').textContent()).toBe('');
    expect(await records(page, 'files')).toEqual([]);
    // and it's no dead end
    await page.getByLabel('From', { exact: true }).selectOption(state(1));
    await page.getByLabel('To', { exact: true }).selectOption(state(2));
    await expect.poll(() => said(page)).toMatch(/^From the end of chapter 3\.1 to step 2 of part 3/);
  });
}); // prettier-ignore

test('a part’s end beside the next one’s, on a phone, in the dark', () =>
  onPage(
    at('part-2-futures/19-calls-that-start', state(last)),
    { ...SCREENS.narrow, colorScheme: 'dark' },
    async (page) => {
      expect(await said(page)).toMatch(/^From the finished part 2 to the finished part 3: /);
      expect(await page.locator('nav li', { hasText: 'async-helper' }).textContent()).toMatch(/gone, \d+ lines$/); // prettier-ignore
      expect(await tooWide(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await violations(page, 'main')).toEqual([]);
    },
  ));

test('nothing of it is loaded before it’s wanted, and then what two parts need', async () => {
  let asked: URL[] = [];
  await onPage(
    PAGE,
    SCREENS.wide,
    async (page) => {
      await expect.poll(() => page.getByLabel('From', { exact: true }).isEnabled()).toBe(true);
      expect(asked.filter(({ pathname }) => pathname.includes('.steps.json'))).toEqual([]);
      expect(asked.filter(({ pathname }) => /carrying|putting/.test(pathname))).toEqual([]);
      await page.goto(new URL(at(state(1), state(2)), page.url()).href);
      await said(page);
      expect(asked.filter(({ pathname }) => pathname.includes('.steps.json'))).toHaveLength(1);
    },
    async (page) => (asked = noteRequests(page)),
  );
  let start: URL[] = [];
  await onPage(
    '/',
    SCREENS.wide,
    async (page) => void (await page.waitForLoadState('networkidle')),
    async (page) => (start = noteRequests(page)),
  );
  expect(start.some(({ pathname }) => /step-to-step/.test(pathname))).toBe(false);
  expect(overBudget(start)).toEqual([]);
});

test('what a reader built is laid beside any state, and carried over to one: into the lab, and back', () =>
  onPage(
    at(`${STAGE}/mine`, state(20)),
    SCREENS.wide,
    async (page) => {
      expect(await said(page)).toMatch(/^From your library of part 3 to the end|^From your library of part 3 to step 20/); // prettier-ignore
      expect(await page.locator('[data-file="src/handle.ts"] del').allTextContents()).toContain('  get isMine(): boolean {'); // prettier-ignore
      await press(page, /^Carry your changes over to step 20/);
      await expect.poll(() => page.evaluate(() => document.activeElement!.textContent)).toBe('Your changes, carried over'); // prettier-ignore
      await carry(page).getByRole('listitem').first().waitFor();
      expect(await carry(page).getByRole('listitem').allTextContents()).toEqual(['src/handle.ts: your changes come in.']); // prettier-ignore
      expect(await violations(page, '.carry', { themes: false })).toEqual([]);
      expect(await keptIn(page, `lab/${STAGE}`)).toEqual([]);

      await press(page, 'Put it into the lab of part 3');
      await carry(page).getByText('It’s in the lab of part 3 now.').waitFor();
      const now: Record<string, string> = ladder.filesAt(last);
      for (const { file, text } of await keptIn(page, `lab/${STAGE}`))
        if (text === null) delete now[file.slice(4)];
        else now[file.slice(4)] = text;
      const expected = ladder.filesAt(20);
      expect(Object.keys(now).sort()).toEqual(Object.keys(expected).sort());
      for (const [file, text] of Object.entries(expected))
        expect(now[file]!.replace(METHOD, '\n').trimEnd()).toBe(text.trimEnd());
      expect(now['handle.ts']).toContain(METHOD);
      await press(page, 'Take it back');
      await carry(page).getByText('What was in the lab of part 3 is back.').waitFor();
      expect(await keptIn(page, `lab/${STAGE}`)).toEqual([]);
    }, // prettier-ignore
    keep(...built(12)),
  ));

test('a library goes on from a later state of the book’s, and what was there is on the list', () =>
  onPage(
    at(`${STAGE}/mine`, state(20)),
    SCREENS.narrow,
    async (page) => {
      await said(page);
      const before = await keptIn(page, `mine/${STAGE}`);
      await press(page, /^Carry your changes over/);
      await press(page, 'Put it into your library of part 3');
      await carry(page)
        .getByText(/What was there is on the list of your versions/)
        .waitFor();
      const kept = (await keptIn(page, `mine/${STAGE}`)) as Kept[];
      expect(kept.find(({ file }) => file === 'src/handle.ts')).toMatchObject({
        text: expect.stringContaining(METHOD),
        of: ladder.steps[19]!.folder,
        base: ladder.filesAt(20)['handle.ts']!.trimEnd(),
      });
      expect(new Set(kept.map(({ of }) => of))).toEqual(new Set([ladder.steps[19]!.folder]));
      const lent = async (): Promise<string[]> => (await records(page, 'marks')).filter(({ list }) => list === 'lent').map(({ name }) => name); // prettier-ignore
      await expect.poll(lent).toEqual(ladder.steps.slice(0, 20).map(({ folder }) => `${STAGE}/${folder}`)); // prettier-ignore
      const [version] = await records(page, 'versions');
      expect(version).toMatchObject({ box: `mine/${STAGE}`, why: 'carried' });
      expect(await page.getByText('Your versions (1)').isVisible()).toBe(true);
      expect(await tooWide(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

      await press(page, 'Take it back');
      await carry(page).getByText('What was in your library of part 3 is back.').waitFor();
      await expect.poll(lent).toEqual([]);
      const strip = (all: Kept[]): unknown => all.map(({ file, text, of, base }) => ({ file, text, of, base: base?.trimEnd() })); // prettier-ignore
      expect(strip((await keptIn(page, `mine/${STAGE}`)) as Kept[])).toEqual(strip(before as Kept[])); // prettier-ignore
    },
    keep(...built(12)),
  ));

test('what is put somewhere by two presses at once is there once, and can be taken back', () =>
  onPage(
    at(`${STAGE}/mine`, state(20)),
    SCREENS.wide,
    async (page) => {
      await said(page);
      const before = await keptIn(page, `mine/${STAGE}`);
      await press(page, /^Carry your changes over/);
      await page
        .getByRole('button', { name: 'Put it into your library of part 3' })
        .evaluate((button: HTMLElement) => (button.click(), button.click()));
      await carry(page)
        .getByText(/What was there is on the list of your versions/)
        .waitFor();
      await press(page, 'Take it back');
      await carry(page).getByText('What was in your library of part 3 is back.').waitFor();
      const texts = (all: Kept[]): unknown => all.map(({ file, text }) => [file, text]);
      expect(texts((await keptIn(page, `mine/${STAGE}`)) as Kept[])).toEqual(texts(before as Kept[])); // prettier-ignore
    },
    keep(...built(12)),
  ));

test('a version that is put back from the list is compared anew', () =>
  onPage(
    at(`${STAGE}/mine`, state(20)),
    SCREENS.wide,
    async (page) => {
      const before = await said(page);
      await press(page, /^Carry your changes over/);
      await press(page, 'Put it into your library of part 3');
      await expect.poll(() => said(page)).not.toBe(before);
      await page.getByText('Your versions (1)').click();
      await press(page, /^Put back/);
      await expect.poll(() => said(page)).toBe(before);
    },
    keep(...built(12)),
  ));

test('changes of a lab come to another part: a conflict stays whole, and both are told', () => {
  const two = ladderOnDisk('part-2-futures');
  return onPage(PAGE, SCREENS.narrow, async (page) => {
    const finished = (await two).filesAt((await two).steps.length);
    const lab = (file: string, text: string | null): Kept => ({ box: 'lab/part-2-futures', file, text, ...(finished[file.slice(4)] && { base: finished[file.slice(4)]! }) }); // prettier-ignore
    const future = finished['future.ts']!.replace(/addDoneCallback\(/, 'addMyCallback(');
    expect(future).not.toBe(finished['future.ts']);
    await page.evaluate((files) => localStorage.setItem('tasque:/:unsaved:test', JSON.stringify(files)), [
        lab('src/future.ts', future),
        lab('src/coroutine.ts', `${finished['coroutine.ts']}\n// mine\n`),
        lab('src/own.ts', 'export {};\n'),
        lab('src/async-helper.ts', null),
        lab('programs/own.ts', 'console.log();\n'),
      ]); // prettier-ignore
    await page.goto(new URL(`${PAGE}#from=part-2-futures/lab`, page.url()).href);
    await page.reload();
    await expect
      .poll(() => page.getByLabel('From', { exact: true }).inputValue())
      .toBe('part-2-futures/lab');
    await page.getByLabel('To', { exact: true }).selectOption(state(last));
    await said(page);
    await press(page, /^Carry your changes over to the finished part 3/);
    await carry(page).getByRole('listitem').first().waitFor();
    expect(await carry(page).getByRole('listitem').allTextContents()).toEqual([
      'src/async-helper.ts: what you did is there already.',
      'src/coroutine.ts: your changes come in.',
      'src/future.ts doesn’t fit in: both sides changed the same lines.',
      'src/own.ts: your file comes along.',
    ]);
    const shown = carry(page).locator('.file h3', { hasText: 'future.ts' });
    expect(await shown.allTextContents()).toEqual([
      'src/future.ts what you changed',
      'src/future.ts what the finished part 3 has changed',
    ]);
    expect(await tooWide(page)).toEqual([]);
    await press(page, 'Put it into the lab of part 3');
    await carry(page).getByText('It’s in the lab of part 3 now.').waitFor();
    const kept = await keptIn(page, `lab/${STAGE}`);
    expect(kept.map(({ file }) => file).sort()).toEqual(['src/coroutine.ts', 'src/own.ts']);
    const versions = await records(page, 'versions');
    expect(versions).toMatchObject([{ box: `lab/${STAGE}`, why: 'aside', files: [['src/future.ts', `${future.trimEnd()}\n`]] }]); // prettier-ignore
    expect((await keptIn(page, 'lab/part-2-futures')).length).toBe(5);
    await page.getByRole('link', { name: 'Open the lab of part 3' }).click();
    await openedLab(page);
    await page.getByText('own.ts').first().waitFor({ state: 'attached' });
  });
});

test('what has changed in another tab meanwhile is shown first, and put nowhere', () =>
  onPage(
    at(`${STAGE}/mine`, state(20)),
    SCREENS.wide,
    async (page) => {
      await said(page);
      await press(page, /^Carry your changes over/);
      await page.evaluate(async (box) => {
        const opening = indexedDB.open('tasque:/');
        const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result))); // prettier-ignore
        const files = db.transaction('files', 'readwrite').objectStore('files');
        await new Promise((resolve) => {
          const put = files.put({ box, file: 'src/mine.ts', text: 'export {};\n', rev: 'x', at: 0 });
          put.onsuccess = resolve;
        });
        db.close();
      }, `mine/${STAGE}`); // prettier-ignore
      await press(page, 'Put it into the lab of part 3');
      await carry(page)
        .getByText(/^Your files have changed meanwhile/)
        .waitFor();
      expect(await carry(page).getByRole('listitem').allTextContents()).toContain('src/mine.ts: your file comes along.'); // prettier-ignore
      expect(await keptIn(page, `lab/${STAGE}`)).toEqual([]);
    },
    keep(...built(12)),
  ));

test('without a network it works as before, once it was here', async () => {
  const context = await freshContext({ serviceWorkers: 'allow', ...SCREENS.wide });
  try {
    const page = await context.newPage();
    const address = new URL(at(state(17), state(18)), inject('site')).href;
    await page.goto(address);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 120_000 }); // prettier-ignore
    await page.reload();
    await said(page);
    await context.setOffline(true);
    await page.reload();
    expect(await said(page)).toMatch(/^From step 17 of part 3 to the end of chapter 3\.8: 1 file changed/); // prettier-ignore
  } finally {
    await context.close();
  }
});

test('without a script it says what it would show, and leads to each chapter’s code', () =>
  onPage(PAGE, { ...SCREENS.wide, javaScriptEnabled: false }, async (page) => {
    expect(await page.locator('main noscript').innerText()).toContain(
      'You need JavaScript to choose.',
    );
    expect(await page.getByLabel('From', { exact: true }).isVisible()).toBe(false);
    expect(await page.locator('.each a').count()).toBeGreaterThan(30);
  }));
