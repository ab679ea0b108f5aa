// What a reader hears who doesn't see the page: a chapter and an exercise, read in order, and what is
// said unasked when something happens. What is said of runs, by the timeline and the lab, and by what
// there is to practise with is in the files beside this one. Each text below is what was heard. When
// you've changed what is said, read the new text aloud before you take it over
// (`npm run test:site -- tests/site/aloud -u`).
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { after, boxOn, focus, heard, on, outline, read } from './aloud.ts';
import { edit, ended, KINDS, onPage, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/run-until-complete/';

/** Live regions that aren't there while they're empty: what comes into one wouldn't be said. */
const takenAway = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live], output')]
      .filter(
        (one) =>
          one.childNodes.length === 0 &&
          !(one as HTMLElement).hidden &&
          one.parentElement!.checkVisibility() &&
          !one.checkVisibility(),
      )
      .map(({ outerHTML }) => outerHTML),
  );

describe('what is said comes into a region that is there already', () => {
  test.each(KINDS)('%s', (path) =>
    onPage(path, {}, async (page) => {
      await page.waitForLoadState('networkidle');
      expect(await takenAway(page)).toEqual([]);
    }),
  );
  test('the timeline', () =>
    onPage(CHAPTER, {}, async (page) => {
      const box = boxOn(page, 'called-to-the-table.ts');
      await box.getByRole('button', { name: 'Timeline' }).click();
      await box.locator('.stop-told').waitFor({ state: 'attached' });
      await page.locator('.listing [data-type]').first().hover(); // loads the types of names
      await page.locator('.type-note').waitFor();
      await page.mouse.move(0, 0);
      expect(await takenAway(page)).toEqual([]);
    }));
});

describe('a chapter', () => {
  test('is read from its landmarks and headings to the way on', () =>
    on(CHAPTER, async (page) => {
      expect(
        await outline(
          page.locator('body'),
          ...['banner', 'navigation', 'main', 'region', 'form', 'heading', 'complementary'],
          ...['contentinfo', 'img', 'figure'],
        ),
      ).toMatchInlineSnapshot(`
        "- banner
          - navigation "Site"
        - main
            - heading "3.6 Run until complete" [level=1]
            - navigation "On this page"
            - region "to-the-disk.ts"
            - heading "Out in two lines" [level=2]
            - figure "Listing of FirstLoop.runUntilComplete"
            - figure "Listing of BluntFuture.addDoneCallback"
            - region "from-the-cache.ts"
            - form "Your guess at what from-the-cache.ts prints"
            - heading "What we have by now" [level=2]
            - region "called-to-the-table.ts"
            - region "return-the-result"
            - heading "The whole of it" [level=2]
            - figure "What changed in TaskLoop.runUntilComplete"
            - figure "The future doesn’t stop the loop. It puts a call into the queue, and when its turn comes, that call asks the loop to stop."
              - img "From the end of the work to the end of the run From left to right. A future is done. An arrow labelled callSoon leads from it to the end of the loop's queue, where the call of stop stands behind two other calls. When its turn comes, stop sets a flag. The loop finishes the turn, sees the flag and leaves. A last arrow leads from the future, below all this, to the result.": the work a b stop head callSoon sets the flag the turn ends, the loop leaves result() the result or the error
            - region "to-the-disk-again.ts"
            - region "from-the-cache-again.ts"
            - region "called-to-the-table-again.ts"
            - heading "Work of two kinds" [level=2]
            - region "run-until-complete.ts"
            - region "anything-to-a-future.ts"
            - figure "Three questions and four ways out. Two of them lead to a future, the others to an error."
              - 'img "What becomes of what is to be waited for A flow of questions from top to bottom. Is it a Future? If yes: is it of this loop? If yes, it is returned as it is; if no, LoopMismatchError. If it is no Future: is it a generator? If yes, it becomes a Task. If no, TypeError."': is it a Future? yes of this loop? yes itself no LoopMismatchError no is it a generator? yes a Task of it work() no TypeError (was it a function*? say so)
            - region "decision-table"
            - figure "Listing of transformFuture"
            - figure "Listing of everyGenerator"
            - figure "Listing of isCoroutine"
            - region "one-generator-twice.ts"
            - form "Your guess at what one-generator-twice.ts prints"
            - region "a-function-and-a-generator.ts"
            - region "all-at-once"
              - heading "Break it, catch it" [level=3]
              - heading "What asyncio really does" [level=2]
              - heading "What your browser does" [level=2]
            - heading "In three lines" [level=2]
            - region "Build it"
              - heading "Build it" [level=2]
                  - heading "Step 11 One way in" [level=3]
                  - heading "Step 12 Until it’s done" [level=3]
              - heading "Three questions" [level=2]
            - complementary "Names in asyncio"
            - navigation "Chapters"
        - contentinfo"
      `);
      await page.keyboard.press('Tab');
      expect(await focus(page)).toMatchInlineSnapshot(`"focus: link "Skip to the text""`);
      await page.keyboard.press('Tab');
      expect(await focus(page)).toMatchInlineSnapshot(`"focus: link "To the first program""`);
      expect(await read(page.getByRole('navigation', { name: 'Chapters' }))).toMatchInlineSnapshot(`
        "- navigation "Chapters"
          - link "Before 3.5 A task that rides the loop"
          - link "Next 3.7 Guards""
      `);
      expect(await heard(page)).toBe(''); // nothing unasked
    }));

  test('its programs, listings and predictions say what they are, and their code is read', () =>
    on(CHAPTER, async (page) => {
      const box = boxOn(page, 'to-the-disk.ts');
      expect(await read(box)).toMatchInlineSnapshot(`
        "- region "to-the-disk.ts"
          - text: to-the-disk.ts
          - textbox "to-the-disk.ts, editable"
          - paragraph
          - button "Run"
          - status
          - button "Timeline"
          - button "More"
          - log "Output of to-the-disk.ts"
          - group: Prints saved as undefined"
      `);
      const code = box.getByRole('textbox');
      const source = readFileSync('code/part-3-task-loop/programs/to-the-disk.ts', 'utf8').trim();
      const plain = (text: string | null): string => text!.replaceAll('\u2060', '').trim();
      expect(plain(await code.textContent())).toBe(source);
      await code.focus(); // the editor takes its place, and is called the same
      await box.locator('.cm-content').waitFor();
      expect(plain(await code.innerText()).replaceAll(/\n+/gu, '\n')).toBe(
        source.replaceAll(/\n+/gu, '\n'),
      );
      expect(await focus(page)).toMatchInlineSnapshot(
        `"focus: textbox "to-the-disk.ts, editable""`,
      );
      expect(await read(page.locator('.listing').first())).toMatchInlineSnapshot(`
        "- figure "Listing of FirstLoop.runUntilComplete"
          - code: FirstLoop.runUntilComplete
          - link "src/drafts/first-loop.ts"
          - button "Try it"
          - code: "runUntilComplete(future: BluntFuture<any>): void { future.addDoneCallback(stopNow); this.runForever(); }""
      `);
      expect(await read(page.locator('predict-box').first())).toMatchInlineSnapshot(`
        "- strong: Before you run it.
        - paragraph: What’s printed for the one, and what for the other?
        - region "from-the-cache.ts"
          - text: from-the-cache.ts
          - textbox "from-the-cache.ts, editable"
          - paragraph
          - status
          - log "Output of from-the-cache.ts"
        - form "Your guess at what from-the-cache.ts prints"
          - text: "What it prints, line by line:"
          - textbox "What it prints, line by line:"
          - paragraph
            - button "Run it and compare"
            - button "Run it without a guess"
          - status"
      `);
    }));

  test('a listing is copied by C, which is said once, and to come to it or leave it says nothing', () =>
    on(CHAPTER, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const [first, second] = await page.locator('.listing').all();
      await first!.getByRole('link').focus();
      await first!.getByRole('button', { name: 'Copy' }).waitFor();
      await second!.getByRole('link').focus();
      await second!.getByRole('button', { name: 'Copy' }).waitFor();
      expect(await heard(page)).toBe('');
      await page.keyboard.press('c');
      await second!.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await after(page)).toMatchInlineSnapshot(`
        "polite: Copied
        focus: link "src/drafts/blunt-future.ts""
      `);
      await first!.getByRole('link').focus();
      await first!.getByRole('button', { name: 'Copy' }).waitFor();
      expect(await heard(page)).toBe('');
    }));

  test('a prediction says what is missing, and how right it was', () =>
    on(CHAPTER, async (page) => {
      const box = page.locator('predict-box').first();
      const compare = box.getByRole('button', { name: 'Run it and compare' });
      await compare.press('Enter');
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: Write what it prints first, or run it without a guess.
        focus: textbox "What it prints, line by line:""
      `);
      await box.getByRole('textbox', { name: 'What it prints' }).fill('shop is here');
      await compare.press('Enter');
      await ended(box.locator('program-box'));
      expect(await after(page)).toMatchInlineSnapshot(`
        "log: shop is here
        news ends with StopLoop
        status: Ran in the page, N ms: as in the book. ✗ 1 of 2 lines are right: 1 missing.
        focus: button "Run""
      `);
      await page.reload(); // what was judged before isn't news
      await box.locator('.verdict').waitFor();
      expect(await heard(page)).toBe('');
    }));
});

test('an exercise: the task, a hint, red tests, green ones', () =>
  on(CHAPTER, async (page) => {
    const exercise = page.locator('exercise-box').nth(1);
    const box = exercise.locator('program-box');
    expect(await read(exercise)).toMatchInlineSnapshot(`
      "- strong: Warm-up.
      - paragraph: One case of the five is done. Write the others. Some of what the tests come with only looks like a future, or only looks like a generator.
      - region "decision-table"
        - text: decision-table
        - textbox "exercise.ts, editable"
        - paragraph
        - button "Check"
        - status
        - button "More"
        - log "Output of decision-table"
      - group "Help with decision-table"
        - group: A hint
        - group: A solution"
    `);
    await box.getByRole('button', { name: 'Check' }).press('Enter');
    await ended(box);
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Ran in the page, N ms: 2 passed, 12 failed. The first that failed: “a future of another loop is refused with LoopMismatchError”. expected function to throw an error, but it didn't
      focus: button "Check""
    `);
    await exercise.getByText('A hint', { exact: true }).press('Enter');
    expect(await read(exercise.locator('.hint').first())).toMatchInlineSnapshot(`
      "- group
        - text: A hint
        - paragraph
          - text: One
          - code: if
          - text: for each case, in the order of the list. Each of them returns or throws, so the next needs no
          - code: else
          - text: ."
    `);
    expect(await heard(page)).toBe('');
    const of = (await exercise.getAttribute('data-exercise'))!;
    await edit(box, readFileSync(`code/${of}/solution.ts`, 'utf8'));
    expect(await heard(page)).toMatchInlineSnapshot(`"status: Changed since it ran."`);
    await box.getByRole('button', { name: 'Check' }).press('Enter');
    await ended(box);
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Ran in the page, N ms: 14 passed, with your changes. Solved.
      focus: button "Check""
    `);
    expect(await read(exercise.locator('.solved'))).toMatchInlineSnapshot(
      `"- paragraph: ✓ You have solved this one."`,
    );
    // what brings another version, or another file, leads to it
    const press = async (name: string): Promise<string> => {
      await box.getByRole('button', { name: 'More', exact: true }).press('Enter');
      await box.getByRole('button', { name, exact: true }).press('Enter');
      return after(page);
    };
    expect(await press('Reset')).toMatchInlineSnapshot(`
      "status: This is the book’s version. Yours is on the list of your versions.
      focus: button "Check""
    `);
    expect(await press('Undo reset')).toMatchInlineSnapshot(`
      "status: Your version, kept in this browser. Reset brings the book’s back.
      focus: button "Check""
    `);
    await box.getByRole('button', { name: 'More', exact: true }).press('Enter');
    await box.getByRole('combobox', { name: 'Open another file' }).selectOption('src/handle.ts');
    await box.getByRole('tab', { name: 'handle.ts', selected: true }).waitFor();
    const editor = 'focus: textbox "handle.ts, editable"';
    expect((await after(page)).trim()).toBe(editor);
    // and out of the editor it's Escape, then Tab, as the editor says
    await page.keyboard.type('// ');
    await page.keyboard.press('Tab');
    expect(await focus(page)).toBe(editor);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await focus(page)).not.toContain('textbox');
  }));
