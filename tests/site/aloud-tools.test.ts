// What a reader hears of the timeline and the lab who doesn't see the page (see aloud.test.ts).
import { expect, test } from 'vitest';
import { after, boxOn, focus, heard, on, outline } from './aloud.ts';
import { LAB, opened } from './lab.ts';
import { ended, retype, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/run-until-complete/';

test('the timeline: each step, the stops, and why not yet', () =>
  on(CHAPTER, async (page) => {
    const box = boxOn(page, 'called-to-the-table.ts');
    await box.getByRole('button', { name: 'Timeline' }).press('Enter');
    await box.locator('.stops').waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "log: sheep 1
      sheep 2
      asleep
      status: Ran in the page, N ms: as in the book.
      focus: slider "Event": "27""
    `);
    expect(
      await outline(
        box.locator('trace-timeline'),
        'group',
        'button',
        'slider',
        'combobox',
        'status',
      ),
    ).toMatchInlineSnapshot(`
      "- group "Timeline"
        - button "First event"
        - button "One event back"
        - button "Play"
        - button "One event forward"
        - button "Last event"
        - combobox "Speed"
        - slider "Event": "27"
        - status
        - status
        - status: The task count goes to the end of the ready queue, behind 1.
          - button "called-to-the-table.ts, line 14"
        - group "called-to-the-table.ts, line 14"
        - 'group "What was where: the arrow keys step"'
          - button "count"
          - 'button "2: () => loop.stop()"'
          - button "count"
              - button "count"
              - button "Why not yet? count"
              - button "dinner"
        - group: Stops
        - group: Why did this happen?
        - group: All 39 events, in words"
    `);
    const press = async (key: string): Promise<string> => {
      await page.keyboard.press(key);
      return after(page);
    };
    expect(await press('Home')).toMatchInlineSnapshot(`
      "status: Nothing has happened yet.
      focus: slider "Event": "0""
    `);
    expect(await press('ArrowRight')).toMatchInlineSnapshot(`
      "status: A loop is made, loop.
      focus: slider "Event": "1""
    `);
    expect(await press('End')).toMatchInlineSnapshot(`
      "status: Printed: asleep
      focus: slider "Event": "39""
    `);
    expect(await box.locator('.scrubber').getAttribute('aria-valuetext')).toMatch(/^(\d+) of \1$/);
    expect(await press('Shift+ArrowRight')).toMatchInlineSnapshot(`
      "status: There’s no stop yet. Set one below, in the list of stops, or at a line’s number.
      focus: slider "Event": "39""
    `);
    await box.locator('.stops summary').press('Enter');
    const line = box.getByRole('spinbutton', { name: 'at line' });
    await line.fill('13');
    await line.press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Stop: line 13 of called-to-the-table.ts. It comes up 2 times.
      focus: spinbutton "at line": "13""
    `);
    await box.getByRole('button', { name: 'Previous stop' }).press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Printed: sheep 2
      focus: button "Previous stop""
    `);
    const again = async (): Promise<string> => {
      await box.getByRole('button', { name: 'Next stop' }).press('Enter');
      return heard(page);
    };
    expect(await again()).toMatchInlineSnapshot(`"status: No stop comes after this moment."`);
    expect(await again()).toMatchInlineSnapshot(`"status: No stop comes after this moment."`); // a reader who asks again is told again
    // while it plays nothing is said: where it has come to is said as it stops
    const play = box.locator('[data-do=play]');
    const toEnd = box.locator('.scrubber');
    await box.getByRole('combobox', { name: 'Speed' }).selectOption('10 a second');
    await play.press('Enter');
    await expect.poll(() => toEnd.getAttribute('aria-valuetext')).toMatch(/^(\d+) of \1$/);
    await expect.poll(() => play.textContent()).toBe('Play');
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Printed: asleep
      focus: button "Play""
    `);
    await box.locator('.scrubber').fill('12');
    await heard(page);
    await box.getByRole('button', { name: 'Why not yet?' }).first().press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: The future dinner is pending until some code gives it a result or cancels it. At this moment the call () => dinner.setResult('soup') is in the ready queue. The loop isn’t running.
      focus: button "Why not yet? dinner" [expanded]"
    `);
  }));

test('the lab: its panes, a run, all tests, mistakes', () =>
  on(LAB, async (page) => {
    const lab = await opened(page);
    expect(
      await outline(
        page.locator('main'),
        ...['heading', 'region', 'navigation', 'tree', 'separator', 'tablist', 'tab', 'tabpanel'],
        ...['textbox', 'button', 'combobox', 'radio', 'log', 'status'],
      ),
    ).toMatchInlineSnapshot(`
      "  - heading "Lab Part 3 · The task loop" [level=1]
        - navigation "Labs"
        - region "Files"
          - button "New file"
          - button "New program"
          - button "Find in all files"
          - tree "Files of the stage"
        - separator "Width of the files"
        - region "Editor"
          - tablist "Open files"
            - tab "a-function-and-a-generator.ts" [selected]
          - button "Close a-function-and-a-generator.ts": ×
          - tabpanel "a-function-and-a-generator.ts"
            - textbox "a-function-and-a-generator.ts, editable"
          - button "Find"
          - button "Check types"
          - button "Format"
          - button "Reset file" [disabled]
          - button "Reset all" [disabled]
          - button "More"
        - separator "Width of the output"
        - region "Runs and changes"
            - radio "Page" [checked]
            - radio "Node"
            - status
          - button "Run all tests"
          - combobox "What to run"
          - button "Run"
          - button "Stop" [disabled]
          - status
          - tablist "Output, timeline and changes"
            - tab "Output" [selected]
            - tab "Timeline"
            - tab "What I changed"
          - tabpanel "Output"
            - region "Output"
              - log "What was printed"
        - region "Terminal"
          - status: A shell in Node, among this stage’s files as you have changed them. StackBlitz brings Node into the page, which takes a while.
          - button "Open""
    `);
    const folder = lab.getByRole('treeitem', { name: 'tests', exact: true });
    await folder.focus();
    expect((await focus(page)).split('\n')[0]).toMatchInlineSnapshot(
      `"focus: treeitem "tests" [level=1]"`,
    );
    expect(await heard(page)).toBe('');
    const side = lab.locator('.side');
    await retype(lab.locator('.cm-content'), "console.log('mine');\n");
    await heard(page);
    await page.keyboard.press('ControlOrMeta+Enter');
    await ended(side);
    expect(await after(page)).toMatchInlineSnapshot(`
      "log: mine
      status: Ran in the page, N ms, with your changes.
      focus: textbox "a-function-and-a-generator.ts, editable""
    `);
    // what is taken back has its button where the focus is
    await lab.getByRole('button', { name: 'Reset all' }).press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Changed since it ran.
      polite: All files are as in the book.
      focus: button "Undo reset all""
    `);
    await page.keyboard.press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "polite: Your changes are back.
      focus: button "Reset all""
    `);
    await retype(lab.locator('.cm-content'), 'for (;;) {}\n');
    await heard(page);
    await lab.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    expect(await after(page, true)).toMatchInlineSnapshot(`
      "status: Running…
      focus: button "Run" [disabled]"
    `);
    await lab.getByRole('button', { name: 'Stop' }).press('Enter');
    await ended(side);
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: Stopped.
      focus: button "Run""
    `);
    await retype(lab.locator('.cm-content'), 'export const a: string = 1;\n');
    await heard(page);
    await lab.getByRole('button', { name: 'Check types' }).press('Enter');
    await side.locator('.status', { hasText: 'mistake' }).waitFor();
    expect(await after(page)).toMatchInlineSnapshot(`
      "status: One mistake in the types.
      log: programs/a-function-and-a-generator.ts:1:14 Type 'number' is not assignable to type 'string'. (TS2322)
      focus: button "Check types""
    `);
    await lab.getByRole('button', { name: 'Run all tests' }).press('Enter');
    await ended(side);
    expect(await heard(page)).toMatchInlineSnapshot(
      `"status: Ran in the page, N ms: 397 passed, 12 skipped, with your changes."`,
    );
  }));

test('the files of the lab: made, found in the tree, closed, deleted and put back', () =>
  on(LAB, async (page) => {
    const lab = await opened(page);
    const press = async (key: string): Promise<string> => {
      await page.keyboard.press(key);
      return (await after(page)).trim();
    };
    await lab.getByRole('treeitem', { name: 'tests', exact: true }).focus();
    expect(await press('ArrowRight')).toMatchInlineSnapshot(
      `"focus: treeitem "tests" [expanded] [level=1]"`,
    );
    expect((await press('ArrowRight')).split('\n').at(-1)).toMatchInlineSnapshot(
      `"focus: treeitem "bell.test.ts" [level=2]"`,
    );
    expect(await press('Enter')).toMatchInlineSnapshot(`"focus: textbox "bell.test.ts, editable""`);
    await lab.getByRole('button', { name: 'New file' }).press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "
      focus: textbox "Name, with its folder": tests/my-file.ts"
    `);
    await page.keyboard.type('my file.ts');
    expect(await press('Enter')).toMatchInlineSnapshot(`
      "alert: A name may have letters from a to z, digits, and - _ . @, but no spaces.
      focus: textbox "Name, with its folder" [invalid]: tests/my file.ts"
    `);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('src/mine.ts');
    expect(await press('Enter')).toMatchInlineSnapshot(`
      "polite: Created src/mine.ts.
      focus: textbox "mine.ts, editable""
    `);
    await lab.getByRole('tab', { name: /^mine/ }).press('Tab');
    expect(await focus(page)).toMatchInlineSnapshot(`"focus: button "Close mine.ts": ×"`);
    expect(await press('Enter')).toMatchInlineSnapshot(`"focus: tab "bell.test.ts" [selected]"`);
    await lab.getByRole('treeitem', { name: /^mine/ }).focus();
    expect(await press('Delete')).toMatchInlineSnapshot(`
      "polite: src/mine.ts is deleted. A button above the files puts it back.
      focus: treeitem "ready-queue.ts" [level=2]"
    `);
    await lab.getByRole('button', { name: 'Put mine.ts back' }).press('Enter');
    expect(await after(page)).toMatchInlineSnapshot(`
      "polite: src/mine.ts is back.
      focus: textbox "mine.ts, editable""
    `);
    await lab.getByRole('separator', { name: 'Width of the files' }).focus();
    expect(await press('ArrowRight')).toMatchInlineSnapshot(
      `"focus: separator "Width of the files""`,
    );
  }));
