// What somebody found who set out to break boxes: slow files, hasty readers, files that never come.
import { deflateRawSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  edit,
  ended,
  offers,
  onPage,
  press,
  programsOn,
  records,
  retype,
  run,
  type Shown,
  useBrowser,
} from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const onBox = (work: (box: Locator, page: Page, all: Shown[]) => Promise<void>): Promise<void> =>
  onPage(CHAPTER, {}, async (page) => {
    const all = await programsOn(page);
    await work(all[0]!.box, page, all);
  });
const status = (box: Locator): Locator => box.locator('.status');
const says = (box: Locator, text: string | RegExp): Promise<void> =>
  status(box).filter({ hasText: text }).waitFor();
const button = (box: Locator, name: string): Locator =>
  box.getByRole('button', { name, exact: true });

/** Holds back what has this name, until it is let go. */
async function holdBack(page: Page, name: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(name, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test('what was typed into a box that is closed before anything could save it is kept', () =>
  onPage(CHAPTER, {}, async (page) => {
    const letGo = await holdBack(page, /\/saving\./);
    const listing = page.locator('try-it').first();
    await listing.getByRole('button').click();
    const close = listing.getByRole('button', { name: 'Close' });
    await close.waitFor();
    const box = page.locator('program-box[data-program*=" "]').first();
    await retype(box.getByRole('textbox'), '// mine');
    await close.click();
    letGo();
    await expect.poll(() => records(page, 'files')).toMatchObject([{ text: '// mine' }]);
  }));

const versions = async (page: Page): Promise<string[]> =>
  (await records(page, 'versions')).flatMap(({ files }) => files.map(([, text]: string[]) => text)); // prettier-ignore

test('what is typed while what saves it loads stays, after Reset and after a file was deleted; what was there before is on the list', async () => {
  await onPage(CHAPTER, {}, async (page) => {
    const letGo = await holdBack(page, /\/saving\./);
    const box = page.locator('program-box:not([data-judge], [data-locked])').first();
    await edit(box, '// one');
    await press(box, 'Reset');
    await retype(box.locator('.cm-content'), '// two');
    letGo();
    await expect.poll(() => records(page, 'files')).toMatchObject([{ text: '// two' }]);
    await expect.poll(() => versions(page)).toEqual(['// one']);
    expect(await box.locator('.cm-content').innerText()).toBe('// two');
  });
  await onPage('/lab/part-3-task-loop/#src/handle.ts', {}, async (page) => {
    const letGo = await holdBack(page, /\/saving\./);
    const lab = page.locator('tasque-lab');
    await lab.locator('.cm-content').waitFor();
    await edit(lab.locator('.editor'), '// my handle');
    await lab.getByRole('treeitem', { name: 'handle.ts, changed' }).press('Delete');
    await lab.getByRole('treeitem', { name: 'handle.ts, deleted' }).waitFor();
    await lab.getByRole('treeitem', { name: 'guards.ts' }).click();
    await lab.locator('.edit').getByRole('tab', { name: 'guards.ts', selected: true }).waitFor();
    await edit(lab.locator('.editor'), "console.log('mine');");
    letGo();
    await expect.poll(() => versions(page)).toEqual(['// my handle']);
    await expect
      .poll(() => records(page, 'files'))
      .toMatchObject([{ text: "console.log('mine');" }, { text: null }]);
    expect(await lab.locator('.cm-content').innerText()).toBe("console.log('mine');");
  });
});

test('two files that are formatted at once get their own text back each, and what it takes the place of is on the list', () =>
  onBox(async (_, page, all) => {
    const [one, two] = all.map(({ box }) => box) as [Locator, Locator];
    const letGo = await holdBack(page, /format-worker/);
    await edit(one, 'let   one=1');
    await press(one, 'Format');
    await edit(two, 'let   two=2');
    await press(two, 'Format');
    await says(one, 'Formatting');
    await says(two, 'Formatting');
    letGo();
    await says(one, 'is formatted.');
    await says(two, 'is formatted.');
    expect(await one.locator('.cm-content').innerText()).toBe('let one = 1;');
    expect(await two.locator('.cm-content').innerText()).toBe('let two = 2;');
    await expect.poll(async () => (await versions(page)).sort()).toEqual(['let   one=1', 'let   two=2']); // prettier-ignore
  }));

test('of two texts of one page the one that was typed last is there again, though the first had just arrived', () =>
  onBox(async (box, page) => {
    await edit(box, '// first');
    await expect.poll(() => records(page, 'files')).toMatchObject([{ text: '// first' }]);
    const [{ box: name, file }] = (await records(page, 'files')) as [{ box: string; file: string }];
    // as a page leaves it whose first text was on its way
    await page.addInitScript(
      ([name, file]) => {
        if (sessionStorage.getItem('left')) return;
        sessionStorage.setItem('left', 'yes');
        const left = {
          box: name,
          file,
          text: '// second',
          known: 'an older one',
          onItsWay: '// first',
        };
        localStorage.setItem('tasque:/:unsaved:test', JSON.stringify([left]));
      },
      [name, file] as const,
    );
    await page.reload();
    await box.locator('.code, .cm-content').filter({ hasText: '// second' }).waitFor();
    await expect.poll(() => records(page, 'files')).toMatchObject([{ text: '// second' }]);
    expect(await records(page, 'versions')).toEqual([]);
  }));

test('a line that is begun at the end of the listing stays, when the editor takes its place', () =>
  onBox(async (box, page) => {
    const letGo = await holdBack(page, /\/editor\./);
    const listing = box.getByRole('textbox');
    await listing.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    letGo();
    await box.locator('.cm-content').waitFor();
    await page.keyboard.type('// a line of its own');
    const lines = await box.locator('.cm-line').allTextContents();
    expect(lines).toContain('// a line of its own');
  }));

test('a word that an input method has begun is not cut when the editor comes', () =>
  onBox(async (box, page) => {
    const letGo = await holdBack(page, /\/editor\./);
    const listing = box.getByRole('textbox');
    await listing.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    const input = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      input.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose('に');
    const came = page.waitForResponse(/\/editor\./);
    letGo();
    await (await came).finished();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500))); // to come would want a moment
    await compose('にほ');
    expect(await box.locator('.cm-content').count()).toBe(0);
    await input.send('Input.insertText', { text: '日本' });
    await box.locator('.cm-content').waitFor();
    expect(await box.locator('.cm-line').first().textContent()).toMatch(/^日本import/);
    await page.keyboard.type('!');
    expect(await box.locator('.cm-line').first().textContent()).toMatch(/^日本!import/);
  }));

test('when a phone is turned the caret comes into view', () =>
  onPage(
    '/part-3-task-loop/the-whole-thing/',
    { viewport: { width: 390, height: 844 } },
    async (page) => {
      const { box } = (await programsOn(page))[0]!;
      await edit(box, Array.from({ length: 40 }, (_, n) => `// line ${n}`).join('\n'));
      const caret = (): Promise<boolean> =>
        page.evaluate(() => {
          const { top, bottom } = document
            .querySelector('.cm-activeLine, .cm-line:last-child')!
            .getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        });
      await page.keyboard.press('ControlOrMeta+End');
      await expect.poll(caret).toBe(true);
      await page.setViewportSize({ width: 844, height: 390 });
      await expect.poll(caret).toBe(true);
    },
  ));

test('Stop and Reset answer while something loads', () => {
  let letGo = (): void => {};
  return onPage(
    CHAPTER,
    {},
    async (page) => {
      const { box } = (await programsOn(page))[0]!;
      await edit(box, "console.log('mine');");
      await run(box);
      await says(box, 'Running…');
      await button(box, 'Stop').click();
      await says(box, /^Stopped\.$/);
      await run(box);
      await press(box, 'Reset');
      await expect.poll(() => offers(box, 'Undo reset')).toBe(true);
      letGo();
      await run(box);
      expect(await ended(box)).toContain('as in the book');
    },
    async (page) => {
      letGo = await holdBack(page, /\/preparer\.|code\/part-3-task-loop\.json/);
    },
  );
});

test('a check that is given up takes no other one along', () =>
  onBox(async (_, page, all) => {
    const [endless, other] = all.map(({ box }) => box) as [Locator, Locator];
    await page.clock.install();
    await edit(
      endless,
      `type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Word = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
type Box<T, M> = T extends string ? { [K in T]: M } : never;
declare const some: Box<Word, 1>;
const other: Box<Word, 2> = some;
console.log(other);`,
    );
    await edit(other, 'const fine: string = 5;');
    await press(endless, 'Check types');
    await says(endless, 'Checking…');
    await press(other, 'Check types');
    await expect
      .poll(async () => {
        await page.clock.fastForward(61_000);
        return status(endless).textContent();
      })
      .toBe('Stopped: the types took more than 60 s to check.');
    await says(other, 'One mistake in the types.');
  }));

test('what is said of a run or a check is taken back when something changes', () =>
  onBox(async (box) => {
    await edit(box, 'const fine: string = "a";');
    await run(box);
    await ended(box); // and it printed nothing
    await edit(box, 'const fine: string = "b";');
    await says(box, 'Changed since it ran.');
    await press(box, 'Check types');
    await says(box, 'The types are right.');
    await edit(box, 'const fine: string = 5;');
    await says(box, 'Changed since it was checked.');
    await press(box, 'Format');
    await says(box, /formatted/);
    await edit(box, 'const fine: string = 6;');
    await says(box, 'Changed since it was checked.');
  }));

test('Timeline pressed during a run has the program run again, and watches it', () =>
  onBox(async (box) => {
    await edit(box, "console.log('on');\nsetInterval(() => {}, 1_000);");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'on' }).waitFor();
    await button(box, 'Timeline').click();
    await says(box, 'Running…');
    await button(box, 'Stop').click();
    await says(box, /^Stopped\.$/);
    await box.locator('trace-timeline, .trace').first().waitFor();
  }));

test('a timeline that cannot be loaded is said so, and the run counts all the same', () =>
  onPage(
    CHAPTER,
    {},
    async (page) => {
      const [{ box }] = (await programsOn(page)) as [Shown];
      await run(box);
      expect(await ended(box)).toContain('as in the book');
      await button(box, 'Timeline').click();
      await says(box, /We couldn’t load its timeline/);
      expect(await status(box).textContent()).toMatch(/^Ran in the page/);
    },
    (page) =>
      page
        .route(/_astro\/element\.[^/]*\.js/, (route) => route.continue())
        .then(() => page.route(/jsxRuntime|jsx-runtime/, (route) => route.abort())),
  ));

test('after a link was taken and given back, nothing is called the reader’s own', () => {
  const box = 'part-3-task-loop/programs/callbacks-in-order.ts';
  const edits = { 'programs/callbacks-in-order.ts': "console.log('theirs');" };
  const code = deflateRawSync(JSON.stringify({ box, edits })).toString('base64url');
  return onPage(`${CHAPTER}#code=${code}`, {}, async (page) => {
    const { box } = (await programsOn(page))[0]!;
    const accept = page.getByRole('button', { name: /^Put it/ });
    await expect.poll(() => accept.isEnabled()).toBe(true);
    await accept.click();
    await press(box, 'Back to the book’s');
    await expect.poll(() => offers(box, 'Reset')).toBe(false);
    expect(await status(box).textContent()).toBe('This is the book’s version.');
  });
});

test('a guess whose verdict cannot be loaded is not used up', () =>
  onPage(
    '/beyond/',
    {},
    async (page) => {
      const predict = page.locator('predict-box').first();
      await predict.getByRole('button', { name: 'Run it and compare' }).click();
      await predict.locator('.trouble').filter({ hasText: 'couldn’t load' }).waitFor();
      expect(await predict.locator('form').isVisible()).toBe(true);
      expect(await records(page, 'marks')).toEqual([]);
    },
    (page) => page.route(/\/verdict\./, (route) => route.abort()),
  ));
