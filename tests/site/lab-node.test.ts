// The lab with Node beside it: runs there, and a terminal. Its host is a double (see
// tests/webcontainer/double).
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { violations } from './axe.ts';
import { useHost } from './host.ts';
import { ended, menuOf, onPage, printed, retype, useBrowser } from './site.ts';

useBrowser();
const double = useHost();

const LAB = '/lab/part-3-task-loop/';
const PROGRAM = 'callbacks-in-order.ts';
const onLab = (
  work: (lab: Locator, page: Page) => Promise<void>,
  at = `${LAB}#programs/${PROGRAM}`,
  options = {},
): Promise<void> =>
  onPage(
    at,
    options,
    async (page) => {
      const lab = page.locator('tasque-lab');
      await lab.locator('.cm-content').waitFor();
      await work(lab, page);
    },
    double.lead,
  );
const side = (lab: Locator): Locator => lab.locator('.side');
const terminal = (lab: Locator): Locator => lab.getByRole('region', { name: 'Terminal' });
/** What a screen reader reads of it. */
const screen = (lab: Locator): Locator => terminal(lab).getByRole('list');

const shows = (lab: Locator, text: string): Promise<void> =>
  expect.poll(() => screen(lab).innerText(), { timeout: 120_000 }).toContain(text);

async function openTerminal(lab: Locator, page: Page): Promise<(command: string) => Promise<void>> {
  await terminal(lab).getByRole('button', { name: 'Open' }).click();
  await terminal(lab).getByRole('status').filter({ hasText: 'Escape, then Tab' }).waitFor();
  return async (command) => {
    await page.keyboard.type(command);
    await page.keyboard.press('Enter');
  };
}

test('programs and all tests run in Node', () =>
  onLab(async (lab, page) => {
    await lab.getByRole('radio', { name: 'Node' }).check();
    await retype(
      lab.getByRole('textbox'),
      "import process from 'node:process';\nconsole.log(process.release.name);\n",
    );
    await lab.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await ended(side(lab))).toMatch(/^Ran in Node, \d+ ms, with your changes\.$/);
    expect(await printed(lab)).toBe('node\n');
    await page.getByRole('button', { name: 'Reset all' }).click();
    await page.getByRole('button', { name: 'Run all tests' }).click();
    await side(lab)
      .getByRole('status')
      .filter({ hasText: /^Ran in Node, [\d.]+ m?s: \d+ passed(, \d+ skipped)?\.$/ })
      .waitFor({ timeout: 120_000 });
  }));

test('where Node cannot be had the page runs it, at the reader’s word, and edits stay', () =>
  onLab(async (lab, page) => {
    double.host.faults = { buildRejects: 'licence missing' };
    await lab.getByRole('radio', { name: 'Node' }).check();
    await retype(lab.getByRole('textbox'), "console.log('mine');");
    await lab.getByRole('button', { name: 'Run', exact: true }).click();
    await side(lab)
      .getByRole('status')
      .filter({ hasText: 'refused to start Node: licence missing' })
      .waitFor();
    await page.getByRole('button', { name: 'Run it in the page instead' }).click();
    expect(await ended(side(lab))).toContain('Ran in the page');
    expect(await printed(lab)).toBe('mine\n');

    const open = terminal(lab).getByRole('button', { name: 'Open' });
    await open.click();
    await terminal(lab)
      .getByRole('status')
      .filter({ hasText: /^The terminal didn’t start: .*licence missing/ })
      .waitFor();
    expect(await open.isEnabled()).toBe(true);
    expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);
  }));

test('the terminal is a shell among the reader’s files, and hears of later changes', () =>
  onLab(async (lab, page) => {
    await retype(lab.getByRole('textbox'), "console.log('before', 6 * 7);");
    const type = await openTerminal(lab, page);
    await type(`node programs/${PROGRAM}`);
    await shows(lab, 'before 42');
    await type('ls && ls tests | grep -c .');
    await shows(lab, 'package.json');
    expect(await screen(lab).textContent()).toContain('tsconfig.json');
    await retype(lab.getByRole('textbox', { name: 'editable' }), "console.log('after', 6 * 8);");
    await terminal(lab).getByRole('textbox').focus();
    await type(`node programs/${PROGRAM}`);
    await shows(lab, 'after 48');
    await lab.getByRole('button', { name: 'Reset file' }).click();
    await terminal(lab).getByRole('textbox').focus();
    await type(`node programs/${PROGRAM}`);
    await shows(lab, '3 callbacks are waiting');
  }));

test('the terminal by keyboard: Tab belongs to the shell, Escape and Tab lead out, Close closes', () =>
  onLab(async (lab, page) => {
    const focused = (): Promise<string | null> =>
      page.evaluate(
        () =>
          document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent,
      );
    await openTerminal(lab, page);
    const inTerminal = await focused();
    expect(inTerminal).toBe('Terminal input');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused()).toBe(inTerminal);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused()).toBe('Close');
    await page.keyboard.press('Enter');
    await terminal(lab).getByRole('button', { name: 'Open' }).waitFor();
    expect(await terminal(lab).locator('.xterm').count()).toBe(0);
  }));

test('the terminal and runs do not disturb each other; its end is said', () =>
  onLab(async (lab, page) => {
    const type = await openTerminal(lab, page);
    await lab.getByRole('radio', { name: 'Node' }).check();
    await lab.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await ended(side(lab))).toContain('as in the book');
    await terminal(lab).getByRole('textbox').focus();
    await type('echo still $((1 + 1)) here');
    await shows(lab, 'still 2 here');
    await type('exit');
    await terminal(lab).getByRole('status').filter({ hasText: 'The shell has ended.' }).waitFor();
  }));

test('axe finds nothing in an open terminal', () =>
  onLab(async (lab, page) => {
    const type = await openTerminal(lab, page);
    await type('ls');
    await shows(lab, 'package.json');
    expect(await violations(page)).toEqual([]);
  }));

test('the terminal fits a phone', () =>
  onLab(
    async (lab, page) => {
      await lab.locator('.switch').getByRole('tab', { name: 'Output' }).click();
      await openTerminal(lab, page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      const last = (await terminal(lab).locator('.xterm-screen').boundingBox())!;
      expect(last.x + last.width).toBeLessThanOrEqual(390);
    },
    undefined,
    { viewport: { width: 390, height: 844 } },
  ));

test('a reader who comes from a chapter finds the program, and what was changed there', () =>
  onPage('/part-3-task-loop/a-queue-of-callbacks/', {}, async (page) => {
    const shown = (): Locator => page.locator('tasque-lab .cm-content');
    const box = page.getByRole('region', { name: PROGRAM, exact: true });
    const follow = async (): Promise<void> => {
      await (await menuOf(box)).getByRole('link', { name: 'Open in the lab' }).click();
      await shown().waitFor();
    };
    const edit = async (text: string): Promise<void> => {
      await page.goto(`${inject('site')}/part-3-task-loop/a-queue-of-callbacks/`);
      await box.getByRole('textbox').focus();
      await box.locator('.cm-content').waitFor();
      await retype(box.getByRole('textbox'), text);
    };
    await follow();
    expect(new URL(page.url()).hash).toBe(`#programs/${PROGRAM}`);
    expect(await shown().textContent()).toContain('callbacks are waiting');

    await edit("console.log('of the chapter');");
    await follow();
    expect(await shown().textContent()).toBe("console.log('of the chapter');");
    expect(await side(page.locator('tasque-lab')).locator('.status').textContent()).toContain(
      'from the chapter',
    );
    await page.getByRole('button', { name: 'Reset file' }).click();
    await page.reload();
    await shown().waitFor();
    expect(await shown().textContent()).toContain('callbacks are waiting'); // it was brought once

    await retype(page.locator('tasque-lab').getByRole('textbox'), "console.log('of the lab');");
    await edit("console.log('of the chapter, again');");
    await follow();
    expect(await shown().textContent()).toBe("console.log('of the lab');");
    expect(await page.locator('.brought').textContent()).toContain(
      `differs from what you changed here: ${PROGRAM}.`,
    );
    await page.getByRole('button', { name: 'Take the chapter’s' }).click();
    expect(await shown().textContent()).toBe("console.log('of the chapter, again');");
    await page.getByRole('button', { name: 'Back to those from here' }).click();
    expect(await shown().textContent()).toBe("console.log('of the lab');");
  }));
