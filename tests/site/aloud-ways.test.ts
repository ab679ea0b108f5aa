// What a reader hears who doesn't see the page, on the ways through the book: the start page, what is on
// every page, from step to step, and home (see aloud.test.ts).
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { after, heard, on, outline, read } from './aloud.ts';
import { SCREENS, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-1-generators/pulling-rows/';

/** Presses a key, and tells what comes of it. */
const press = async (page: Page, key: string): Promise<string> => {
  await page.keyboard.press(key);
  return (await after(page)).trim();
};

describe('on every page', () => {
  test('the theme says what it is now, and the keys are a dialog that leads back', () =>
    on('/glossary/', async (page) => {
      const tools = page.getByRole('banner');
      expect(await read(tools)).toMatchInlineSnapshot(`
        "- banner
          - link "Tasque"
          - navigation "Site"
            - link "Contents"
            - link "Glossary"
            - link "Lab"
            - link "Take home"
          - button "Search"
          - 'button "Theme: as your system"'
          - button "Keys""
      `);
      await page.getByRole('button', { name: 'Theme' }).focus();
      expect(await press(page, 'Enter')).toMatchInlineSnapshot(`"focus: 'button "Theme: dark"'"`);
      expect(await press(page, 'Enter')).toMatchInlineSnapshot(`"focus: 'button "Theme: light"'"`);
      await page.getByRole('button', { name: 'Keys' }).focus();
      expect(await press(page, 'Enter')).toMatchInlineSnapshot(`"focus: button "Close""`);
      const keys = page.getByRole('dialog', { name: 'Keys' });
      expect(await outline(keys, 'dialog', 'heading', 'button', 'checkbox')).toMatchInlineSnapshot(`
        "- dialog "Keys"
          - heading "Keys" [level=2]
          - button "Close"
          - heading "Anywhere" [level=3]
          - heading "In a program" [level=3]
          - heading "In the lab" [level=3]
          - heading "In a listing" [level=3]
          - heading "In a timeline" [level=3]
          - checkbox "Single keys work anywhere" [checked]"
      `);
      expect(await press(page, 'Escape')).toMatchInlineSnapshot(`"focus: button "Keys""`);
    }));

  test('the search says how much it found, more of it is where one goes on, and it leads back', () =>
    on('/glossary/', async (page) => {
      await page.getByRole('button', { name: 'Search' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Search' });
      await dialog.waitFor();
      expect(await after(page)).toMatchInlineSnapshot(`
        "
        focus: searchbox "Search the book""
      `);
      await page.keyboard.insertText('generator'); // at once: no part of it is looked for
      await dialog.getByRole('link').first().waitFor();
      expect((await after(page)).replace(/\d+ results/u, 'N results')).toMatchInlineSnapshot(`
        "status: N results for generator
        focus: searchbox "Search the book": generator"
      `);
      const shown = (): Promise<number> => dialog.locator('ol > li').count();
      const before = await shown();
      await dialog.getByRole('button', { name: /\d+ more/u }).press('Enter');
      await expect.poll(shown).toBeGreaterThan(before);
      const next = dialog.locator('ol > li').nth(before).getByRole('link').first();
      expect((await after(page)).trim()).toBe(`focus: link "${await next.textContent()}"`);
      expect(await press(page, 'Escape')).toMatchInlineSnapshot(`"focus: button "Search""`);
    }));

  test('what the site has to say is said once, and leads back to where one was', () =>
    on('/glossary/', async (page) => {
      await page.route('**/pagefind/**', (route) => route.abort());
      await page.getByRole('button', { name: 'Search' }).press('Enter');
      await page.getByText('We couldn’t load the search.').waitFor();
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: We couldn’t load the search. Check the connection, then try again. Dismiss
        focus: button "Search""
      `);
      await page.getByRole('contentinfo').getByRole('link').last().focus();
      expect(await press(page, 'Tab')).toMatchInlineSnapshot(`"focus: button "Dismiss""`);
      expect(await press(page, 'Enter')).toMatchInlineSnapshot(`"focus: link "Source""`);
    }));

  test('on a phone the contents of a chapter are folded, and lead into the text', () =>
    on(
      CHAPTER,
      async (page) => {
        const folds = page.locator('.folds');
        expect(await read(folds)).toMatchInlineSnapshot(`
          "- group: On this page
          - group: Names in asyncio"
        `);
        await folds.locator('summary').first().press('Enter');
        expect((await after(page)).trim()).toMatchInlineSnapshot(`"focus: text: On this page"`);
        expect(await read(folds.getByRole('navigation'))).toMatchInlineSnapshot(`
          "- navigation "On this page"
            - list
              - listitem
                - link "Who has the loop"
              - listitem
                - link "The same loop, with a star"
              - listitem
                - link "Two loops, one table"
              - listitem
                - link "Your turn"
              - listitem
                - link "What pulling doesn’t solve"
              - listitem
                - link "What asyncio really does"
              - listitem
                - link "In three lines"
              - listitem
                - link "Build it"
              - listitem
                - link "The code so far""
        `);
        expect(await press(page, 'Tab')).toMatchInlineSnapshot(`"focus: link "Who has the loop""`);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/*#*');
        await page.keyboard.press('Tab');
        expect(
          await page.evaluate(() => document.activeElement!.closest('article > *') !== null),
        ).toBe(true);
      },
      SCREENS.narrow,
    ));

  test('what a name in a listing is is said by T, and only then', () =>
    on('/part-3-task-loop/run-until-complete/', async (page) => {
      await page.locator('.listing').first().getByRole('link').focus();
      await page.locator('.type-note').waitFor({ state: 'attached' });
      expect(await heard(page)).toBe('');
      expect(await press(page, 't')).toMatchInlineSnapshot(`
        "status: class BluntFuture<T> A first future: whoever brings the result makes the done callbacks, there and then.
        focus: link "src/drafts/first-loop.ts""
      `);
      expect(await press(page, 'Shift+T')).toMatchInlineSnapshot(`
        "status: (method) FirstLoop.runForever(): void
        focus: link "src/drafts/first-loop.ts""
      `);
      expect(await press(page, 'Escape')).toMatchInlineSnapshot(
        `"focus: link "src/drafts/first-loop.ts""`,
      );
    }));
});

describe('where you are', () => {
  const onStart = (work: (page: Page) => Promise<void>): Promise<void> =>
    on('/', async (page) => {
      await page.evaluate(() => {
        localStorage.setItem('tasque:/:place', 'part-2-futures/waiting-for-it');
        localStorage.setItem('tasque:/:read', 'part-2-futures/a-result-that-is-not-there-yet');
        localStorage.setItem('tasque:/:asks', '1');
      });
      await page.reload();
      await page.locator('#so-far [data-say=today]:not(:empty)').waitFor();
      await work(page);
    });

  test('is read in order, and coming back is no news', () =>
    onStart(async (page) => {
      expect(await heard(page)).toBe('');
      const place = page.getByRole('region', { name: 'Where you are' });
      expect((await read(place)).replaceAll(/\d+ of \d+/gu, 'N of N')).toMatchInlineSnapshot(`
        "- region "Where you are"
          - heading "Where you are" [level=2]
          - term: Go on with
          - definition
            - link "2.2 Waiting for it"
            - text: ", at its beginning"
          - term: After that
          - definition
            - link "2.3 A thread of our own"
          - term: Today
          - definition: No question is due.
          - group: Before we start N of N chapter read
          - group: Part 1 · Generators and coroutines N of N chapters read
          - group
            - text: Part 2 · Futures, threads and tasks N of N chapters read
            - list
              - listitem
                - text: "Chapters N of N read Next:"
                - link "2.2 Waiting for it"
              - listitem
                - text: "Exercises N of N solved Next:"
                - link "repair set result, in 2.1"
              - listitem
                - text: "Steps N of N built Next:"
                - link "step 1, A box for later, in 2.1"
              - listitem
                - text: "Faults N of N caught Next:"
                - link "fault 1"
              - listitem
                - text: "Questions N of N answered Next:"
                - link "2.1 A result that isn’t there yet"
            - group: Mark chapters as read or unread
          - group: Part 3 · The task loop N of N chapters read
          - group: Part 4 · The loop meets the world N of N chapters read
          - group: And then N of N chapter read
          - paragraph
            - button "Forget what I’ve read"
            - status"
      `);
    }));

  test('marking a chapter, and forgetting what was read, say what came of it', () =>
    onStart(async (page) => {
      const marks = page.locator('[data-part=part-2-futures] .marks');
      await marks.locator('summary').press('Enter');
      expect((await after(page)).trim()).toMatchInlineSnapshot(
        `"focus: text: Mark chapters as read or unread"`,
      );
      await marks.getByRole('checkbox').nth(1).focus();
      expect(await press(page, 'Space')).toMatchInlineSnapshot(`
        "status: 2.2 Waiting for it: marked as read.
        focus: checkbox "2.2 Waiting for it" [checked]"
      `);
      expect(await press(page, 'Space')).toMatchInlineSnapshot(`
        "status: 2.2 Waiting for it: marked as unread.
        focus: checkbox "2.2 Waiting for it""
      `);
      await page.getByRole('button', { name: 'Forget what I’ve read' }).focus();
      expect(await press(page, 'Enter')).toMatchInlineSnapshot(`
        "status: Forgotten.
        focus: button "Take it back""
      `);
      expect(await press(page, 'Enter')).toMatchInlineSnapshot(`
        "status: It’s back.
        focus: button "Forget what I’ve read""
      `);
    }));

  test('a question from long ago is opened, and keeps the focus', () =>
    onStart(async (page) => {
      const fold = page.locator('#again details');
      await fold.locator('summary').press('Enter');
      await fold.getByText('None is due today.').waitFor();
      expect((await after(page)).trim()).toMatchInlineSnapshot(
        `"focus: text: A question from long ago"`,
      );
    }));
});

test('from step to step: what is chosen, a step back to the first state, a file, what stayed', () =>
  on('/from-step-to-step/', async (page) => {
    const choice = page.getByRole('group', { name: 'Which states' });
    const [from, to] = ['From', 'To'].map((name) => choice.getByRole('combobox', { name })) as [
      ReturnType<Page['locator']>,
      ReturnType<Page['locator']>,
    ];
    await expect.poll(() => from.isEnabled()).toBe(true);
    expect(await outline(choice, 'group', 'combobox', 'button')).toMatchInlineSnapshot(`
      "- group "Which states"
        - combobox "From"
        - combobox "To"
          - button "Swap" [disabled]
          - button "Both a step back" [disabled]
          - button "Both a step on" [disabled]"
    `);
    await from.selectOption({ index: 2 });
    await to.focus();
    await to.selectOption({ index: 4 });
    await page.locator('.file').first().waitFor();
    expect((await heard(page)).trim()).toMatchInlineSnapshot(
      `"status: From the end of chapter 1.2 to step 3 of part 1: 2 files changed and 2 are the same. 28 lines added, 1 removed."`,
    );
    const result = page.locator('.result');
    expect(await outline(result, 'navigation', 'heading', 'link', 'button', 'group'))
      .toMatchInlineSnapshot(`
      "- group
      - navigation "Files that differ"
            - link "src/index.ts"
            - link "src/tree.ts"
      - heading "src/index.ts" [level=2]
      - 'link "Next file: src/tree.ts"'
        - link "Step 2, Every value, in chapter 1.4"
        - link "Step 3, One value at a time, in chapter 1.4"
      - heading "src/tree.ts" [level=2]
      - button "34 lines as before"
        - link "Step 2, Every value, in chapter 1.4"
        - link "Step 3, One value at a time, in chapter 1.4""
    `);
    const back = choice.getByRole('button', { name: 'Both a step back' });
    await back.press('Enter');
    await page.getByText('From part 1 as it begins').waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: From part 1 as it begins to step 2 of part 1: 2 files changed, 1 is new and 1 is the same. 31 lines added, 1 removed.
      focus: button "Both a step back" [disabled]"
    `);
    expect(await press(page, 'Enter')).toMatchInlineSnapshot(
      `"focus: button "Both a step back" [disabled]"`,
    );
    await result.getByRole('navigation').getByRole('link').first().focus();
    expect(await press(page, 'Enter')).toMatchInlineSnapshot(
      `"focus: heading "src/index.ts" [level=2]"`,
    );
    await result
      .getByRole('button', { name: /lines as before/u })
      .first()
      .focus();
    expect(await press(page, 'Enter')).toMatchInlineSnapshot(
      `"focus: button "34 lines as before" [expanded]"`,
    );
  }));

test('taking it home: each fork is told from the others, and what was copied is said', () =>
  on('/fork/', async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const forks = page.locator('take-home');
    await forks.last().getByRole('button', { name: 'Copy' }).waitFor();
    expect(await heard(page)).toBe('');
    const names = await forks.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
    expect(new Set(names).size).toBe(names.length);
    expect((await read(forks.first())).replaceAll(/\d+/gu, 'N')).toMatchInlineSnapshot(`
      "- group "Part N · Generators and coroutines"
        - paragraph: N files of the library, N drafts, N programs, N files of tests, N exercises.
        - paragraph
          - link "Download the zip (N kB)"
          - button "Open in StackBlitz"
          - status
        - paragraph
          - code: npm run fork -- part-N-generators ../my-generators
          - button "Copy""
    `);
    await forks.first().getByRole('button', { name: 'Copy' }).press('Enter');
    await forks.first().getByRole('button', { name: 'Copied' }).waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "polite: Copied
      focus: button "Copied""
    `);
    await page.route('**/fork/*.json', (route) => route.abort());
    // a reader who tries again is told again
    for (let n = 0; n < 2; n++) {
      await forks.first().getByRole('button', { name: 'Open in StackBlitz' }).press('Enter');
      await forks.first().getByText('We couldn’t load the files').waitFor();
      expect(await after(page)).toBe(
        'status: We couldn’t load the files. Check the connection and try again, or take the zip.\n' +
          'focus: button "Open in StackBlitz"',
      );
    }
  }));

test('a step is built: its button says which, red tests, the book’s step, green ones', () =>
  on(CHAPTER, async (page) => {
    const step = page.getByRole('button', { name: 'Build this step: Pages on demand' });
    await step.press('Enter');
    const own = page.getByRole('region', { name: 'Your library' });
    await own.locator('.cm-content:focus').waitFor();
    expect((await after(page)).trim()).toMatchInlineSnapshot(
      `"focus: textbox "fetch-rows.ts, editable""`,
    );
    expect(
      await outline(own, 'region', 'tablist', 'tab', 'tabpanel', 'textbox', 'button', 'status', 'log', 'group'), // prettier-ignore
    ).toMatchInlineSnapshot(`
      "- region "Your library"
        - tablist "Your files"
          - tab "fetch-rows.ts" [selected]
          - tab "index.ts"
          - tab "step.test.ts"
        - tabpanel "fetch-rows.ts"
          - textbox "fetch-rows.ts, editable"
        - button "Test this step"
        - status
        - button "More"
        - log "Output of the tests"
        - group: The book’s step beside yours
        - group: Stuck?
        - group: At home"
    `);
    const test = own.getByRole('button', { name: 'Test this step' });
    const status = own.locator('.status');
    await test.press('Enter');
    await status.filter({ hasText: '✗ Step 1' }).waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: ✗ Step 1: src/index.ts doesn’t export fetchRows yet. The first that failed: “loading its tests”. SyntaxError: '../../src/index.ts' does not export 'fetchRows' (it exports PagedTable, treeOf, TreeNode; types need 'import type')
      focus: button "Test this step""
    `);
    await own.getByText('Stuck?').press('Enter');
    await own.getByRole('button', { name: 'Take the book’s step' }).press('Enter');
    await status.filter({ hasText: 'The book’s step' }).waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: The book’s step is in your files.
      focus: button "Test this step""
    `);
    await page.keyboard.press('Enter');
    await status.filter({ hasText: '✓ Step 1' }).waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: ✓ Step 1 is green: 6 tests.
      focus: button "Test this step""
    `);
    expect(await read(own.locator('.next'))).toMatchInlineSnapshot(`
      "- text: "The next one is at the end of chapter 1.4:"
      - link "step 2, Every value"
      - text: .
      - paragraph: "fetch-rows.ts and two-loops.ts run on your library now: press On mine below them.""
    `);
  }));

test('the page in the place of one that isn’t kept, and keeping the whole book', () =>
  on(
    '/offline/',
    async (page) => {
      expect(await read(page.getByRole('main'))).toMatchInlineSnapshot(`
        "- main
          - heading "This page isn’t here yet" [level=1]
          - paragraph
            - text: You’re offline, and your browser hasn’t kept this page yet.
            - link "Load it again"
            - text: when you’re online, and it stays.
            - emphasis: Keep the whole book
            - text: ", at the foot of every page, keeps them all."
          - paragraph
            - link "Begin 0 Where we are going""
      `);
      await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
      await page.getByRole('button', { name: 'Keep the whole book' }).press('Enter');
      await page.getByText('The whole book is kept').waitFor();
      expect((await after(page)).trim()).toMatchInlineSnapshot(`
        "focus: text: "The whole book is kept in this browser: you can read and run it without a network.""
      `);
    },
    { serviceWorkers: 'allow' },
  ));
