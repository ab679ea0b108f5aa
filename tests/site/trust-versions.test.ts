// What takes the place of a reader's text puts it onto the list: a link that is taken, Reset, a new
// edition.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  CHAPTER,
  PROGRAM,
  ENTRY,
  LIBRARY,
  LAB,
  source,
  boxOn,
  at,
  open,
  holds,
  question,
  plant,
  until,
  kept,
  linkTo,
} from './edits.ts';
import { opened } from './lab.ts';
import { edit, menuOf, offers, onPage, press, records, retype, useBrowser } from './site.ts';

useBrowser();

test('a link that is taken puts the reader’s version aside, and after keys and reloads it can still come back', () =>
  onPage(CHAPTER, {}, async (page) => {
    await edit(boxOn(page), '// mine, an evening’s work');
    await kept(page, ENTRY, '// mine, an evening’s work');
    await page.goto(at(linkTo(PROGRAM, { [ENTRY]: '// theirs' })));
    await question(page, 'Code from a link')
      .getByRole('button', { name: 'Put it into this box' })
      .click();
    await holds(boxOn(page), '// theirs');
    await boxOn(page).locator('.cm-content').press('End');
    await page.keyboard.type('!');
    await kept(page, ENTRY, '// theirs!');
    await page.goto(at(CHAPTER));
    await page.reload();
    await boxOn(page).getByText('Your versions (1)').click();
    await boxOn(page).getByRole('button', { name: /^Show/ }).click();
    expect(await boxOn(page).locator('.versions ins').allTextContents()).toEqual([
      '+ // mine, an evening’s work',
    ]);
    await boxOn(page)
      .getByRole('button', { name: /^Put back/ })
      .click();
    await holds(boxOn(page), '// mine, an evening’s work');
    await boxOn(page).getByText('Your versions (2)').waitFor(); // the link's is there now
    await expect.poll(() => boxOn(page).locator('.versions ins').count()).toBe(0);
  }));

test('a version that was deleted, by a double click too, can be taken back, and the focus stays with it', () =>
  onPage(CHAPTER, {}, async (page) => {
    const list = boxOn(page).locator('.versions');
    const inList = async (): Promise<unknown[]> =>
      (await records(page, 'versions')).map(({ id, at, files }) => [id, at, files]);
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement!.textContent);
    for (const nth of [1, 2]) {
      await edit(boxOn(page), `// ${nth}`);
      await press(boxOn(page), 'Reset');
      await list.getByText(`Your versions (${nth})`).waitFor();
    }
    await list.getByText('Your versions (2)').click();
    const before = await inList();
    await list
      .getByRole('button', { name: /^Delete/ })
      .first()
      .dblclick();
    await list.getByText('Your versions (1)').waitFor();
    expect(await inList()).toEqual(before.slice(0, 1));
    await list.getByRole('button', { name: /^Undo/ }).click();
    await list.getByText('Your versions (2)').waitFor();
    expect(await inList()).toEqual(before);
    await expect.poll(focused).toBe('Show');
    // and so the last one
    for (const left of [1, 0]) {
      await list
        .getByRole('button', { name: /^Delete/ })
        .first()
        .focus();
      await page.keyboard.press('Enter');
      await list.getByText(`Your versions (${left})`).waitFor();
      await expect.poll(focused).toBe('Undo');
    }
  }));

test('Reset puts the reader’s version aside as well', () =>
  onPage(CHAPTER, {}, async (page) => {
    await edit(boxOn(page), '// mine');
    await press(boxOn(page), 'Reset');
    await page.reload();
    await boxOn(page).getByText('Your versions (1)').waitFor();
    await page.goto(at(LAB));
    await retype((await opened(page)).locator('.cm-content'), '// in the lab');
    await page.getByRole('button', { name: 'Reset all' }).click();
    await page.reload();
    await (await menuOf(page.locator('tasque-lab'))).getByText('Your versions (1)').waitFor();
  }));

/** As if the file had been changed in an edition in which the book's was another. */
async function fromAnEarlierEdition(
  page: Page,
  base: (now: string) => string,
  mine: (base: string) => string,
): Promise<{ base: string; mine: string; now: string }> {
  const now = source(LIBRARY).trimEnd();
  const before = base(now);
  const text = mine(before);
  await open(boxOn(page), LIBRARY);
  await edit(boxOn(page), '// to begin with');
  await kept(page, LIBRARY, '// to begin with');
  await plant(page, { box: PROGRAM, file: LIBRARY, text, base: before, rev: 'earlier', at: 1 });
  await page.reload();
  return { base: before, mine: text, now };
}

test('a file of the book that changed under an edit is merged where that is clean, and this is said', () =>
  onPage(CHAPTER, {}, async (page) => {
    const { now, mine } = await fromAnEarlierEdition(
      page,
      (now) => now.replace(/\n[^\n]*$/, '\n} // the last line was another one'),
      (base) => `// my first line\n${base}`,
    );
    await boxOn(page)
      .getByText(`The book has a new version of ${LIBRARY}, and your changes are in it now.`)
      .waitFor();
    await kept(page, LIBRARY, `// my first line\n${now}`);
    expect((await records(page, 'versions')).map(({ files }) => files)).toEqual([
      [[LIBRARY, mine]],
    ]);
    await page.reload(); // once
    await boxOn(page).getByRole('tab', { name: 'ready-queue.ts •' }).click();
    await holds(boxOn(page), '// my first line');
    expect(await boxOn(page).locator('.keeping').textContent()).toBe('');
  }));

test('what is typed while it is merged stays, however slow the storage is', () =>
  onPage(CHAPTER, {}, async (page) => {
    await page.addInitScript((box) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const { getAll } = IDBIndex.prototype;
      let asked = 0;
      // the versions: shown at first, and asked for again where one is put aside
      IDBIndex.prototype.getAll = function (...query) {
        const request = getAll.apply(this, query);
        if (query[0] !== box || ++asked === 1) return request;
        const on = request.addEventListener.bind(request) as typeof request.addEventListener;
        request.addEventListener = (type: string, hear: any) =>
          on(type, (event) => void promise.then(() => hear(event)));
        return request;
      };
      Object.assign(globalThis, { letGo: resolve, isAsked: () => asked > 1 });
    }, PROGRAM);
    const { now } = await fromAnEarlierEdition(
      page,
      (now) => now.replace(/\n[^\n]*$/, '\n} // the last line was another one'),
      (base) => `// my first line\n${base}`,
    );
    await boxOn(page).getByRole('tab', { name: 'ready-queue.ts' }).click();
    await holds(boxOn(page), '// my first line');
    await page.waitForFunction(() => (globalThis as any).isAsked());
    await boxOn(page).locator('.cm-content').press('Control+Home');
    await page.keyboard.type('// typed meanwhile');
    await page.evaluate(() => (globalThis as any).letGo());
    await kept(page, LIBRARY, `// typed meanwhile// my first line\n${now}`);
  }));

test.each([
  ['Keep mine', 'mine'],
  ['Take the book’s new one', 'now'],
  ['Take the book’s old one', 'base'],
] as const)('where it is not clean the three are offered: %s', (button, what) =>
  onPage(CHAPTER, {}, async (page) => {
    const texts = await fromAnEarlierEdition(
      page,
      (now) => now.replace(/^.*\n/, '// the first line was another one\n'),
      (base) => base.replace(/^.*\n/, '// mine\n'),
    );
    const panel = question(page, `A new version of ${LIBRARY}`);
    await panel.waitFor();
    expect(await panel.locator('figure').count()).toBe(2);
    expect(await panel.locator('ins').first().textContent()).toBe('+ // mine');
    await panel.getByRole('button', { name: button }).click();
    await until(async () => {
      const [record] = await records(page, 'files');
      return what === 'now'
        ? record === undefined
        : record?.text === texts[what] && record.base === texts.now;
    });
    expect((await records(page, 'versions')).map(({ files }) => files[0][1])).toEqual(
      what === 'mine' ? [] : [texts.mine],
    );
    await page.reload();
    await boxOn(page).getByRole('textbox').waitFor();
    expect(await panel.count()).toBe(0); // asked once
  }),
);

test('an edit that the new edition has made itself is no edit any more', () =>
  onPage(CHAPTER, {}, async (page) => {
    await fromAnEarlierEdition(page, (now) => now.replace(/^.*\n/, '// another first line\n'), () => source(LIBRARY).trimEnd()); // prettier-ignore
    await until(async () => (await records(page, 'files')).length === 0);
    expect(await offers(boxOn(page), 'Reset')).toBe(false);
  }));
