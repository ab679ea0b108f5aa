// What a reader hears of a run who doesn't see the page (see aloud.test.ts).
import { describe, expect, test } from 'vitest';
import { after, boxOn, heard, on } from './aloud.ts';
import { edit, ended, run, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/run-until-complete/';

describe('a run', () => {
  const SLEEP =
    'const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);\n';
  /** By keys, from the code, as what is written there. */
  const says = (code: string, isLong = false): Promise<string> => {
    let all = '';
    return on(CHAPTER, async (page) => {
      const box = boxOn(page, 'to-the-disk.ts');
      await edit(box, code);
      await heard(page);
      await box.getByRole('textbox').press('ControlOrMeta+Enter');
      await ended(box);
      all = await after(page, isLong);
    }).then(() => all);
  };
  const line = 'a line of about so many characters as programs print';

  test('of the book’s program', () =>
    on(CHAPTER, async (page) => {
      const box = boxOn(page, 'to-the-disk.ts');
      await box.getByRole('button', { name: 'Run' }).press('Enter');
      await ended(box);
      expect(await after(page)).toMatchInlineSnapshot(`
        "log: saved as undefined
        status: Ran in the page, N ms: as in the book.
        focus: button "Run""
      `);
    }));
  test('that takes a while', async () =>
    expect(await says(`${SLEEP}sleep(1500);\nconsole.log('at last');`, true))
      .toMatchInlineSnapshot(`
      "status: Running…
      log: at last
      status: Ran in the page, N ms, with your changes.
      focus: textbox "to-the-disk.ts, editable""
    `));
  test('that prints nothing', async () =>
    expect(await says('const nothing = 1;')).toMatchInlineSnapshot(`
      "status: Ran in the page, N ms, with your changes. It printed nothing.
      focus: textbox "to-the-disk.ts, editable""
    `));
  test('that prints to both', async () =>
    expect(await says("console.log('a');\nconsole.error('careful');\nconsole.log('b');"))
      .toMatchInlineSnapshot(`
      "log: a
      careful
      b
      status: Ran in the page, N ms, with your changes.
      focus: textbox "to-the-disk.ts, editable""
    `));
  test('that fails', async () =>
    expect(await says("console.log('a');\nthrow new Error('broken');")).toMatchInlineSnapshot(`
      "log: a
      programs/to-the-disk.ts:2:7
      throw new Error('broken');
            ^

      Error: broken
          at programs/to-the-disk.ts:2:7
      status: Ran in the page, N ms: it failed.
      focus: textbox "to-the-disk.ts, editable""
    `));
  test('of what can’t be read as a program', async () =>
    expect(await says('const = 1;')).toMatchInlineSnapshot(`
      "log: programs/to-the-disk.ts:1:7
      const = 1;
            ^

      SyntaxError: Expected a semicolon
      status: Ran in the page, N ms: it failed.
      focus: textbox "to-the-disk.ts, editable""
    `));
  test('whose 1,000 lines come at once: the beginning is read out, and that there is more', async () => {
    const all = await says(`for (let n = 1; n <= 1000; n++) console.log('${line}', n);`);
    expect(shortened(all)).toMatchInlineSnapshot(`
      "log: a line of about so many characters as programs print 1
      … and on, in order
      status: Ran in the page, N ms, with your changes. Only the beginning of the output was read out.
      focus: textbox "to-the-disk.ts, editable""
    `);
    expect(all.length).toBeLessThan(5_000);
  });
  test('whose lines come one by one: what is read out isn’t broken off', async () => {
    const all = await says(
      `${SLEEP}for (let n = 1; n <= 100; n++) {\n  console.log('${line}', n);\n  sleep(10);\n}`,
    );
    expect(shortened(all)).toMatchInlineSnapshot(`
      "log: a line of about so many characters as programs print 1
      … and on, in order
      status: Ran in the page, N ms, with your changes. Only the beginning of the output was read out.
      focus: textbox "to-the-disk.ts, editable""
    `);
    expect(all.length).toBeLessThan(5_000);
  });
  test('that never ends is stopped, or reaches its limit', () =>
    on(CHAPTER, async (page) => {
      const box = boxOn(page, 'to-the-disk.ts');
      await edit(box, "console.log('begun');\nfor (;;) {}");
      await heard(page);
      await box.getByRole('button', { name: 'Run' }).press('Enter');
      await expect.poll(() => box.getByRole('log').textContent()).toBe('begun\n');
      expect(await after(page, true)).toMatchInlineSnapshot(`
        "status: Running…
        log: begun
        focus: button "Stop""
      `);
      await box.getByRole('button', { name: 'Stop' }).press('Enter');
      await ended(box);
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: Stopped.
        focus: button "Run""
      `);
      await run(box);
      await ended(box);
      expect(await after(page)).toMatchInlineSnapshot(`
        "log: begun
        status: Stopped: it reached the time limit (N ms).
        focus: button "Run""
      `);
    }));
});

/** Of many lines that differ in a number the first and the last. */
const shortened = (text: string): string =>
  text.replaceAll(/^(?:log: )?a line of .* 1\n[^]*?(?=^status|^focus)/gmu, (lines) => {
    const all = lines.trimEnd().split('\n');
    const inOrder = all.every((one, at) => one.endsWith(` ${at + 1}`));
    return `${all[0]}\n… and on, ${inOrder ? 'in order' : 'out of order'}\n`;
  });
