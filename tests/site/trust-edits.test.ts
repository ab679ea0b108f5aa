// Nothing that a reader wrote is lost: two tabs, a full disk, a page that closes.
import { inflateRawSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import {
  CHAPTER,
  PROGRAM,
  ENTRY,
  LIBRARY,
  LAB,
  source,
  boxOn,
  at,
  inContext,
  openTab,
  open,
  holds,
  question,
  plant,
  plantElsewhere,
  until,
  kept,
} from './edits.ts';
import {
  edit,
  ended,
  menuOf,
  offers,
  onPage,
  press,
  printed,
  records,
  retype,
  run,
  useBrowser,
} from './site.ts';

useBrowser();

test('two tabs that change two files of a program keep both', () =>
  inContext(async (context) => {
    const [one, two] = [await openTab(context), await openTab(context)];
    await edit(boxOn(one), "console.log('one');");
    await open(boxOn(two), LIBRARY);
    await edit(boxOn(two), '// two');
    await kept(two, LIBRARY, '// two');
    await one.reload();
    await holds(boxOn(one), "console.log('one');");
    await boxOn(one).getByRole('tab', { name: 'ready-queue.ts' }).click();
    await holds(boxOn(one), '// two');
  }));

test('what one tab writes the other shows at once, wherever it is: listing, editor, and what runs', () =>
  inContext(async (context) => {
    const [one, two] = [await openTab(context), await openTab(context)];
    await edit(boxOn(one), "console.log('first');");
    await boxOn(two)
      .locator('.code, .cm-content')
      .filter({ hasText: "console.log('first');" })
      .waitFor();
    await run(boxOn(two));
    await ended(boxOn(two));
    expect(await printed(boxOn(two))).toBe('first\n');
    await edit(boxOn(two), "console.log('second');");
    await holds(boxOn(one), "console.log('second');");
    await press(boxOn(one), 'Reset');
    await holds(boxOn(two), 'TaskLoop');
    expect(await records(one, 'files')).toEqual([]);
  }));

test('the same in the lab', () =>
  inContext(async (context) => {
    const [one, two] = [
      await openTab(context, `${LAB}#${LIBRARY}`),
      await openTab(context, `${LAB}#src/handle.ts`),
    ];
    for (const page of [one, two]) await page.locator('.cm-content').waitFor();
    await retype(one.locator('.cm-content'), '// one');
    await retype(two.locator('.cm-content'), '// two');
    await kept(two, 'src/handle.ts', '// two');
    await one.reload();
    await one.locator('.cm-content').filter({ hasText: '// one' }).waitFor();
    expect((await records(one, 'files')).map(({ file, text }) => [file, text])).toEqual([
      ['src/handle.ts', '// two'],
      [LIBRARY, '// one'],
    ]);
  }));

/** A tab that hears nothing of the others. */
async function deafTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.BroadcastChannel = class extends EventTarget {
      postMessage(): void {}
      close(): void {}
    } as unknown as typeof BroadcastChannel;
  });
  await page.goto(at(CHAPTER));
  return page;
}

test.each(['Keep this one', 'Take the other one'])(
  'where two tabs change the same file at the same time both are kept, and the reader chooses: %s',
  (choice) =>
    inContext(async (context) => {
      const [one, two] = [await openTab(context), await deafTab(context)];
      await edit(boxOn(one), "console.log('one');");
      await kept(one, ENTRY, "console.log('one');");
      await edit(boxOn(two), "console.log('two');");
      const panel = question(two, `Two versions of ${ENTRY}`);
      await panel.waitFor();
      expect(await panel.locator('ins').allTextContents()).toEqual(["+ console.log('one');"]);
      // the reader types on: that is kept as well
      await edit(boxOn(two), "console.log('two, and more');");
      await until(async () =>
        (await records(two, 'versions')).some(
          ({ files }) => files[0][1] === "console.log('two, and more');",
        ),
      );
      expect((await records(two, 'files')).map(({ text }) => text)).toEqual([
        "console.log('one');",
      ]);
      await panel.getByRole('button', { name: choice }).click();
      const [here, other] =
        choice === 'Keep this one' ? ['two, and more', 'one'] : ['one', 'two, and more'];
      await holds(boxOn(two), `console.log('${here}');`);
      await kept(two, ENTRY, `console.log('${here}');`);
      await until(async () =>
        (await records(two, 'versions')).some(
          ({ files }) => files[0][1] === `console.log('${other}');`,
        ),
      );
      await boxOn(two).getByText('Your versions (1)').click();
      await boxOn(two)
        .getByRole('button', { name: /^Put back/ })
        .click();
      await holds(boxOn(two), `console.log('${other}');`);
    }),
);

test('with no room left the reader is told at once, beside Download; when there is room again, it is kept', () =>
  onPage(CHAPTER, {}, async (page) => {
    const box = boxOn(page);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: inject('site'), quotaSize: 1 });
    await edit(box, `// ${'x'.repeat(300_000)}`);
    const line = box.locator('.keeping');
    await line.filter({ hasText: 'Not kept' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      line.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('part-3-task-loop-mine.zip');
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: inject('site') });
    await edit(box, '// after');
    await kept(page, ENTRY, '// after');
    await until(async () => (await line.textContent()) === '');
  }));

test.each([
  ['no database', () => Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined })],
  ['a database that does not open', () => void (IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); })],
  ['a database that loses what is written', () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value: any) { return put.call(this, 'text' in value ? { ...value, text: '' } : value); };
  }],
  ['a database that refuses', () => void (IDBObjectStore.prototype.put = () => { throw new DOMException('no', 'QuotaExceededError'); })],
])('nothing is said to be kept that is not: %s', (_, breakIt) =>
  onPage(
    CHAPTER,
    {},
    async (page) => {
      const box = boxOn(page);
      await edit(box, "console.log('mine');");
      await box.locator('.keeping').filter({ hasText: 'Not kept' }).getByRole('button', { name: 'Download' }).waitFor();
      await run(box); // and all goes on
      await ended(box);
      expect(await printed(box)).toBe('mine\n');
    },
    (page) => page.addInitScript(breakIt),
  ),
); // prettier-ignore

test('what was typed a moment before the page closes is there when it comes back', () =>
  onPage(CHAPTER, {}, async (page) => {
    const box = boxOn(page);
    await edit(box, '// one');
    await kept(page, ENTRY, '// one');
    await page.evaluate(() => {
      // the database never answers again
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...args: any) {
        const tx = transaction.apply(this, args);
        if (tx.mode === 'readwrite') queueMicrotask(() => tx.abort());
        return tx;
      };
    });
    await retype(box.locator('.cm-content'), '// two');
    await page.reload();
    await holds(boxOn(page), '// two');
    await kept(page, ENTRY, '// two');
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsaved'))),
    ).toEqual([]);
  }));

/** As in a browser that is slow to say what it keeps. */
const slowStorage = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const { databases } = indexedDB;
    indexedDB.databases = async () => {
      await new Promise((answered) => setTimeout(answered, 1_500));
      return databases.call(indexedDB);
    };
  });

test.each<[string, (box: Locator, page: Page) => Promise<void>]>([
  [
    'Run',
    async (box) => {
      await run(box);
      expect([await ended(box), await printed(box)]).toEqual([
        expect.stringContaining('with your changes'),
        'mine\n',
      ]);
    },
  ],
  [
    'Share',
    async (box) => {
      await press(box, 'Share');
      const link = await box.getByLabel('The link').inputValue();
      expect(String(inflateRawSync(Buffer.from(link.split('#code=')[1]!, 'base64url')))).toContain(
        'mine',
      );
    },
  ],
  [
    'Download',
    async (box, page) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        press(box, 'Download the project (zip)'),
      ]);
      expect(await box.locator('.status').textContent()).toContain('with your changes');
      await download.cancel();
    },
  ],
])('what is pressed before the kept version has come waits for it: %s', (_, press) =>
  inContext(async (context) => {
    const before = await openTab(context);
    await edit(boxOn(before), "console.log('mine');");
    await kept(before, ENTRY, "console.log('mine');");
    await before.close();
    await slowStorage(context);
    const page = await openTab(context);
    await press(boxOn(page), page);
  }),
);

test('and so in the lab', () =>
  inContext(async (context) => {
    const before = await openTab(context, `${LAB}#${ENTRY}`);
    const box = before.locator('tasque-lab');
    await edit(box, "console.log('mine');");
    await kept(before, ENTRY, "console.log('mine');");
    await before.close();
    await slowStorage(context);
    const page = await openTab(context, `${LAB}#${ENTRY}`);
    const lab = page.locator('tasque-lab');
    await lab.locator('[data-do=run]').click();
    expect(await ended(lab)).toContain('with your changes');
    expect(await lab.getByRole('log').textContent()).toContain('mine');
  }));

test('what the first edition kept, and a page that went away, is brought over; what is no record stays where it is, alone', () =>
  onPage(
    CHAPTER,
    {},
    async (page) => {
      await holds(boxOn(page), 'old edit');
      await boxOn(page).getByRole('tab', { name: 'handle.ts •' }).waitFor();
      const names = (await records(page, 'files')).map(({ file }) => file);
      expect(names).toEqual(['__proto__', 'constructor', ENTRY, 'src/handle.ts', LIBRARY]);
      // two files of one Reset are one version
      expect((await records(page, 'versions')).map(({ files }) => files)).toEqual([
        [
          ['a.ts', '// a'],
          ['b.ts', '// b'],
        ],
      ]);
      expect(
        await page.evaluate(() =>
          Object.entries(localStorage).filter(([key]) => /^tasque:.*(edits|unsaved)/.test(key)),
        ),
      ).toEqual([['tasque:/:unsaved:x', '[{"box":1}]']]);
      await run(boxOn(page));
      expect(await ended(boxOn(page))).toContain('with your changes');
    },
    (page) =>
      page.addInitScript(
        ([key, entry, box, library]) => {
          // the sandbox, or a reload
          if (self.origin === 'null' || sessionStorage.getItem('done')) return;
          sessionStorage.setItem('done', '1');
          localStorage.setItem(
            key!,
            `{"${entry}":"console.log('old edit');","src/handle.ts":"export class Handle {}","__proto__":"// a","constructor":"// b"}`,
          );
          const aside = { box, why: 'reset', aside: 0 };
          localStorage.setItem(
            'tasque:/:unsaved:x',
            JSON.stringify([
              { box: 1 },
              { ...aside, file: 'a.ts', text: '// a' },
              { ...aside, file: 'b.ts', text: '// b' },
              { box, file: library, text: '// typed as the page went' },
            ]),
          );
        },
        [`tasque:edits:${PROGRAM}`, ENTRY, PROGRAM, LIBRARY],
      ),
  ));

test('a file of the library that was changed in a box is shown as changed after a reload, before anything is pressed', () =>
  onPage(CHAPTER, {}, async (page) => {
    await open(boxOn(page), LIBRARY);
    await edit(boxOn(page), `${source(LIBRARY)}// mine\n`);
    await kept(page, LIBRARY, `${source(LIBRARY)}// mine\n`);
    await page.reload();
    await boxOn(page).getByRole('tab', { name: 'ready-queue.ts •' }).waitFor();
    expect(await offers(boxOn(page), 'Reset')).toBe(true);
  }));

test('what is in the database and is no record is left alone, and said', () =>
  onPage(CHAPTER, {}, async (page) => {
    await edit(boxOn(page), "console.log('mine');");
    await kept(page, ENTRY, "console.log('mine');");
    await plant(page, {
      box: PROGRAM,
      file: 'src/handle.ts',
      text: { html: '<b>' },
      rev: 1,
      at: 'never',
    });
    await page.reload();
    await holds(boxOn(page), "console.log('mine');");
    await boxOn(page).getByText('can’t be read').waitFor();
    await run(boxOn(page));
    await ended(boxOn(page));
    expect(await printed(boxOn(page))).toBe('mine\n');
    expect(await records(page, 'files')).toHaveLength(2);
    await open(boxOn(page), 'src/handle.ts');
    await edit(boxOn(page), '// mine'); // it takes the place of what was there, which is put aside
    await kept(page, 'src/handle.ts', '// mine');
    expect(await records(page, 'unreadable')).toEqual([
      expect.objectContaining({ file: 'src/handle.ts', text: { html: '<b>' } }),
    ]);
  }));

test('a file that is too long to be read again is named as not kept, and keeps no other one from it', () =>
  onPage(CHAPTER, {}, async (page) => {
    const line = boxOn(page).locator('.keeping');
    const said = `Not kept: ${ENTRY}, longer than 2,000,000 characters.`;
    await edit(boxOn(page), `// ${'x'.repeat(2_000_000)}`);
    await line.filter({ hasText: said }).waitFor();
    expect(await line.getByRole('button', { name: 'Download' }).isVisible()).toBe(true);
    await open(boxOn(page), LIBRARY);
    await edit(boxOn(page), '// short');
    await kept(page, LIBRARY, '// short');
    expect(await line.textContent()).toContain(said);
    // of what is put aside at once, too
    await press(boxOn(page), 'Reset');
    await until(async () => (await records(page, 'versions')).length === 1);
    await line.filter({ hasText: `Not kept: an older version of ${ENTRY}, longer` }).waitFor();
    await press(boxOn(page), 'Undo reset');
    await line.filter({ hasText: said }).waitFor();
    await kept(page, LIBRARY, '// short');
    await page.reload();
    await boxOn(page).getByRole('tab', { name: 'ready-queue.ts •' }).waitFor();
    expect((await records(page, 'files')).map(({ file }) => file)).toEqual([LIBRARY]);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsaved')))).toEqual([]); // prettier-ignore
  }));

test('with one file that is too long what was typed last is there again all the same', () =>
  onPage(CHAPTER, {}, async (page) => {
    await edit(boxOn(page), `// ${'x'.repeat(2_000_000)}`);
    await boxOn(page).getByText('Not kept').waitFor();
    await open(boxOn(page), LIBRARY);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no', 'QuotaExceededError');
      };
    });
    await edit(boxOn(page), '// short');
    await boxOn(page).getByText(`Not kept: ${LIBRARY}. This browser has no room`).waitFor();
    await page.reload();
    await kept(page, LIBRARY, '// short');
  }));

test('a tab that only shows what the other one types asks nothing', () =>
  inContext(async (context) => {
    const [one, two] = [await openTab(context), await openTab(context)];
    for (const page of [one, two]) await open(boxOn(page), LIBRARY);
    await boxOn(one).getByRole('textbox').click();
    await one.keyboard.press('Control+Home');
    for (const key of '// a line that is typed as fast as keys come ')
      await one.keyboard.press(key === ' ' ? 'Space' : key);
    await holds(boxOn(two), '// a line that is typed as fast as keys come ');
    await two.waitForTimeout(500); // a question would want a moment
    for (const page of [one, two]) expect(await question(page, /Two versions of/).count()).toBe(0);
  }));

test('who is led to the lab by a stranger is asked before anything comes along from a box', () =>
  inContext(async (context) => {
    const page = await openTab(context);
    await edit(boxOn(page), "console.log('mine');");
    await kept(page, ENTRY, "console.log('mine');");
    const link = new URL(
      (await boxOn(page).locator('a[data-do=lab]').getAttribute('href'))!,
      page.url(),
    ).href;
    const other = await context.newPage();
    await other.goto(link); // as from a bookmark, or a page elsewhere
    await other.getByText('What you changed in the chapter differs').waitFor();
    expect((await records(page, 'files')).map(({ box }) => box)).toEqual([PROGRAM]);
    await (await menuOf(boxOn(page))).getByRole('link', { name: 'Open in the lab' }).click();
    await page.getByText('Your changes from the chapter are here.').waitFor();
    await holds(page.locator('tasque-lab'), 'mine');
  }));

test('exercises solved and predictions made in one tab are so in the other', () =>
  inContext(async (context) => {
    const path = '/part-1-generators/a-two-way-door/';
    const [one, two] = [await openTab(context, path), await openTab(context, path)];
    const exercise = (page: Page): Locator => page.locator('exercise-box').first();
    const of = (await exercise(one).getAttribute('data-exercise'))!;
    await edit(
      exercise(one).locator('program-box'),
      readFileSync(`code/${of}/solution.ts`, 'utf8'),
    );
    await exercise(one).getByRole('button', { name: 'Check', exact: true }).click();
    await exercise(one).getByText('You have solved this one.').waitFor();
    await exercise(two).getByText('You have solved this one.').waitFor();
    const locked = one.locator('program-box[data-locked]');
    const before = await locked.count();
    expect(before).toBeGreaterThan(0);
    await one.getByRole('button', { name: 'Run it without a guess' }).first().click();
    await expect.poll(() => two.locator('program-box[data-locked]').count()).toBe(before - 1);
  }));

test('in the lab a name is asked for again as it is taken, a version of one file leaves the others as they are, and no name that is kept breaks the tree', () =>
  onPage(`${LAB}#src/handle.ts`, {}, async (page) => {
    const lab = page.locator('tasque-lab');
    const box = 'lab/part-3-task-loop';
    const elsewhere = (file: string): Promise<void> =>
      plantElsewhere(page, { box, file, text: '// an evening', rev: file, at: 1 } as {
        box: string;
      });
    const item = (name: string): Locator => lab.getByRole('treeitem', { name, exact: true });
    await lab.locator('.cm-content').waitFor();
    await retype(lab.locator('.cm-content'), '// my handle');
    await kept(page, 'src/handle.ts', '// my handle');
    const name = lab.locator('.naming input');
    for (const [ask, does, file] of [
      [() => lab.getByRole('button', { name: 'New file' }).click(), 'Create', 'src/one.ts'],
      [() => item('handle.ts, changed').press('F2'), 'Rename', 'src/two.ts'],
    ] as const) {
      await ask();
      await name.fill(file);
      await elsewhere(file);
      await item(`${file.slice(4)}, changed`).waitFor();
      await lab.getByRole('button', { name: does, exact: true }).click();
      await lab
        .getByRole('alert')
        .filter({ hasText: `There’s already a file ${file}.` })
        .waitFor();
      await name.press('Escape');
    }

    await plant(
      page,
      { box, why: 'tab', at: 1, files: [['src/handle.ts', '// part']] },
      'versions',
    );
    await plant(
      page,
      { box, why: 'reset', at: 2, files: [['src/handle.ts', '// whole']] },
      'versions',
    );
    await elsewhere('src/one.ts/in-it.ts'); // which tells of the versions, too
    await item('in-it.ts, changed').waitFor();
    expect(await item('one.ts, changed').count()).toBe(1);
    const others = ['src/one.ts', 'src/one.ts/in-it.ts', 'src/two.ts'];
    const texts = async (): Promise<string[]> =>
      (await records(page, 'files')).map(({ file, text }) => `${file}: ${text}`);
    const putBack = async (at: number): Promise<void> => {
      const versions = (await menuOf(lab)).locator('.versions');
      if ((await versions.getAttribute('open')) === null) await versions.locator('summary').click();
      await versions
        .getByRole('button', { name: /^Put back/ })
        .nth(at)
        .click();
    };
    const told = lab.locator('.told');
    await (await menuOf(lab)).getByText('Your versions (2)').waitFor();
    await putBack(1);
    await expect.poll(texts).toEqual(['src/handle.ts: // part', ...others.map((file) => `${file}: // an evening`)]); // prettier-ignore
    await told.filter({ hasText: /^Put back: the version of [^.]*\.$/ }).waitFor();
    await putBack(1); // below the one that was put aside for it
    await expect.poll(texts).toEqual(['src/handle.ts: // whole']);
    await told.filter({ hasText: /What you had in src\/one\.ts, .* is on the list\.$/ }).waitFor();
  }));
