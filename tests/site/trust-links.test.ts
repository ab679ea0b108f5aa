// Code that comes with a link is offered wherever the link is followed, whole or with names for
// what is missing, and never in silence.
import type { Locator, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { codeOf, edit, ended, onPage, press, printed, run, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const PROGRAM = 'part-3-task-loop/programs/callbacks-in-order.ts';
const ENTRY = 'programs/callbacks-in-order.ts';
const at = (path: string): string => new URL(path, inject('site')).href;
const link = (edits: Record<string, string>, box = PROGRAM): string => codeOf({ box, edits });
const boxOn = (page: Page, program = PROGRAM): Locator =>
  page.locator(`program-box[data-program="${program}"]`);
const panelOn = (page: Page): Locator => page.getByRole('region', { name: 'Code from a link' });
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

test('a link that is followed where its page is open already is offered, and so is the next', () =>
  onPage(CHAPTER, {}, async (page) => {
    const follow = (hash: string): Promise<void> =>
      page.evaluate((hash) => void (location.hash = hash), hash);
    await follow(link({ [ENTRY]: '// the first' }));
    await panelOn(page).filter({ hasText: '// the first' }).waitFor();
    await follow(link({ [ENTRY]: '// the second' }));
    await panelOn(page).filter({ hasText: '// the second' }).waitFor();
    expect(await panelOn(page).count()).toBe(1);
    expect(new URL(page.url()).hash).toBe(link({ [ENTRY]: '// the second' }));
    await panelOn(page).getByRole('button', { name: 'Put it into this box' }).click();
    await boxOn(page).locator('.cm-content').filter({ hasText: '// the second' }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.goBack(); // to the first one, which is offered again
    await panelOn(page).filter({ hasText: '// the first' }).waitFor();
    await panelOn(page).getByRole('button', { name: 'Leave it' }).click();
    // what one has already is not offered
    await follow(link({ [ENTRY]: '// the second' }));
    await panelOn(page).filter({ hasText: 'You already have it in this box.' }).waitFor();
    expect(await panelOn(page).getByRole('button').allTextContents()).toEqual(['All right']);
  }));

test('a link made in a “Try it” box opens it, and shows its offer', () =>
  onPage(CHAPTER, CLIPBOARD, async (page) => {
    const tryIt = page.locator('try-it').first();
    await tryIt.getByRole('button', { name: 'Try it' }).click();
    const box = page.locator('program-box[data-program*=" "]');
    const name = (await box.getAttribute('data-program'))!;
    await edit(box, '// tried');
    await press(box, 'Share');
    await box.getByRole('status').filter({ hasText: 'The link is copied' }).waitFor();
    const made = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto(at('/glossary/'));
    await page.goto(made);
    const offered = page.locator(`program-box[data-program="${name}"]`);
    await offered.getByRole('region', { name: 'Code from a link' }).waitFor();
    expect(await panelOn(page).locator('ins').first().textContent()).toBe('+ // tried');
    expect(
      await page
        .getByRole('button', { name: 'Close', exact: true })
        .first()
        .getAttribute('aria-expanded'),
    ).toBe('true');
    await panelOn(page).getByRole('button', { name: 'All right' }).click();
    expect(await panelOn(page).count()).toBe(0);
  }));

test('a link that no receiver could open is refused at Share, with the figure, and Download is beside it', () =>
  onPage(CHAPTER, CLIPBOARD, async (page) => {
    const box = boxOn(page);
    const letters = (count: number): string =>
      Array.from({ length: count }, (_, at) =>
        String.fromCharCode(97 + ((at * at * 31) % 26)),
      ).join('');
    await edit(box, `// ${letters(440_000)}`);
    await press(box, 'Share');
    const status = box.locator('.status');
    await status
      .filter({
        hasText:
          /^This is too much for a link: 440,\d\d\d characters, and a link can carry 400,000\. Download it instead\.$/,
      })
      .waitFor();
    expect(
      await box
        .getByRole('button', { name: 'More', exact: true }) // behind which Download is
        .evaluate((button) => button === document.activeElement),
    ).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(box, 'Download the project (zip)'),
    ]);
    expect(download.suggestedFilename()).toBe('part-3-task-loop-mine.zip');
    // just below it: what is shared can be opened
    await edit(box, `// ${letters(399_000)}`);
    await press(box, 'Share');
    await status.filter({ hasText: 'The link is copied' }).waitFor();
    const made = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto(at('/glossary/'));
    await box.waitFor({ state: 'detached' });
    await page.goto(made);
    await panelOn(page).waitFor();
  }));

test('what a link contains and this edition has no more is named and shown; the rest can be taken', () =>
  onPage(
    CHAPTER +
      link({
        [ENTRY]: "console.log('theirs');",
        'src/gone.ts': '// of an older edition',
        constructor: '// a name',
        ['__proto__']: '// another',
      }),
    {},
    async (page) => {
      await panelOn(page).waitFor();
      const text = (await panelOn(page).textContent())!;
      for (const part of [
        'This edition of the book has no file',
        'src/gone.ts',
        'constructor',
        '// of an older edition',
      ])
        expect(text).toContain(part);
      await panelOn(page).getByRole('button', { name: 'Put it into this box' }).click();
      await boxOn(page).locator('.cm-content').filter({ hasText: 'theirs' }).waitFor();
      await run(boxOn(page));
      await ended(boxOn(page));
      expect(await printed(boxOn(page))).toBe('theirs\n');
      expect(await boxOn(page).getByRole('tab').count()).toBe(0); // one file, and no other
    },
  ));

test.each([
  ['only what is gone', link({ 'src/gone.ts': '// gone' }), 'src/gone.ts'],
  ['only what the book says itself', link({}), 'It’s the same as the book’s'],
])('a link that brings nothing to take is no secret: %s', (_, hash, said) =>
  onPage(CHAPTER + hash, {}, async (page) => {
    await panelOn(page).filter({ hasText: said }).waitFor();
    await panelOn(page).getByRole('button', { name: 'All right' }).click();
    expect(await panelOn(page).count()).toBe(0);
    await run(boxOn(page));
    expect(await ended(boxOn(page))).toContain('as in the book');
  }),
);

test('a link for a program that this page has not leads to the lab of its stage, and is offered there', () =>
  onPage(
    `/part-3-task-loop/guards/${link({ [ENTRY]: "console.log('theirs');" })}`,
    {},
    async (page) => {
      const notice = page.locator('.notice');
      await notice
        .filter({
          hasText: `The link brings code for callbacks-in-order.ts (${ENTRY}), which isn’t on this page.`,
        })
        .waitFor();
      await notice.getByRole('button', { name: 'See it in the lab' }).click();
      await page.waitForURL('**/lab/part-3-task-loop/**');
      await panelOn(page)
        .getByRole('button', { name: /^Put it/ })
        .click();
      await page.locator('.cm-content').filter({ hasText: 'theirs' }).waitFor();
      expect(await page.locator('tasque-lab .live').textContent()).toBe('');
    },
  ));

test.each(['part-9-gone/programs/x.ts', '../../x', 'constructor', '__proto__'])(
  'a link for what the book has no more says so: %j',
  (box) =>
    onPage(CHAPTER + link({ 'src/gone.ts': '// gone' }, box), {}, async (page) => {
      await page
        .locator('.notice')
        .filter({ hasText: 'src/gone.ts' })
        .filter({ hasText: 'isn’t in this edition' })
        .waitFor();
      await run(boxOn(page));
      expect(await ended(boxOn(page))).toContain('as in the book');
    }),
);

const many = (count: number, name: (at: number) => string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), '']));

test('what is said of files that a link names takes no more room than a line or two', () =>
  onPage(CHAPTER + link(many(150, (at) => `${at}/${'x'.repeat(90)}.ts`)), {}, async (page) => {
    await panelOn(page).waitFor();
    const said = (await panelOn(page).locator('p').first().textContent())!;
    expect(said).toContain('and 145 more');
    expect(said.length).toBeLessThan(1_000);
    await page.goto(
      at(
        `/glossary/${link(
          many(150, (at) => `${at}/${'x'.repeat(90)}.ts`),
          `part-9-gone/${'y'.repeat(150)}`,
        )}`,
      ),
    );
    const notice = page.locator('.notice p');
    await notice.filter({ hasText: 'isn’t in this edition' }).waitFor();
    expect((await notice.boundingBox())!.height).toBeLessThan(400);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
  }));

/**
 * What a stranger could give a reader's browser to draw, or a reader to overlook: the text, and the
 * words for it.
 */
const UNSHOWN: [what: string, code: string, said: string][] = [
  [
    'letters and blanks of no width by turns',
    `// ${'a\u200b'.repeat(60_000)}`,
    'more than 20,000 characters',
  ],
  ['fewer of them', `// ${'a\u200b'.repeat(5_000)}`, 'aren’t what they look like'],
  ['Hebrew and commas by turns', `// ${'א,'.repeat(5_000)}`, 'aren’t what they look like'],
  ['lookalikes', `// ${'pа '.repeat(5_000)}`, 'aren’t what they look like'],
  ['accents', `// ${`a${'\u0301'.repeat(8)}`.repeat(40_000)}`, 'more than 20,000 characters'],
  ['a line of blanks', `// ${'\t'.repeat(190_000)}x`, 'lines of more than 5,000 characters'],
  [
    'a line separator',
    "// a note\u2028console.log('ran');",
    'a line ends where it doesn’t seem to',
  ],
  [
    'a lone carriage return',
    "// a note\rconsole.log('ran');",
    'a line ends where it doesn’t seem to',
  ],
];

test.each(UNSHOWN)(
  'a link whose code could not be seen as it is can’t be taken, and the page stays quick: %s',
  (_, code, said) =>
    onPage(CHAPTER + link({ [ENTRY]: code }), {}, async (page) => {
      await panelOn(page)
        .filter({ hasText: 'It can’t be taken' })
        .filter({ hasText: said })
        .waitFor();
      expect(await panelOn(page).locator('.unseen, bdi').count()).toBeLessThan(50);
      expect(
        await panelOn(page)
          .getByRole('button', { name: /^Put it/ })
          .count(),
      ).toBe(0);
      await panelOn(page).getByRole('button', { name: 'All right' }).click();
      await run(boxOn(page));
      expect(await ended(boxOn(page))).toContain('as in the book');
    }),
);

/** Words and signs that look like others: of each alphabet, and each way, one. */
const LOOKALIKES =
  '𝚊 ⅼog ꓡꓠ ϲϳ ᎪᏏ ɑɡ nıl aʼb ү ḷ i\u0323 lⵔⵔp aᐸb l𐐬𐐬p l𐓪op lဝop lଠop ჿield l౦op lዐop lꛯop lꕯop l𑣗op l𐔀 𐌉 l𐌰op ဝ loop\u1dfa a\u0332b \u2223\u2223 \u2215\u2215 \u2044 \u037e \u2236';
/** And what is read as what it is, in the languages that readers write. */
const PLAIN =
  'naïve Ångström Привет ελληνικά Ջուր TypeScriptの関数 値x JS함수 Größe שלום हिंदी ไทย — … “x” 1½ ';

test('letters and signs that pass for others are marked and named, and no word of a living language', () =>
  onPage(CHAPTER + link({ [ENTRY]: `${LOOKALIKES}\n${PLAIN}` }), {}, async (page) => {
    await panelOn(page).locator('.unseen-said').filter({ hasText: 'look like ours' }).waitFor();
    await panelOn(page).getByText('5 signs aren’t the ones they look like').waitFor();
    expect(await panelOn(page).locator('.lookalike').allTextContents()).toEqual(
      LOOKALIKES.split(' '),
    );
  }));

test('a held key takes a link at most, and runs nothing; a click in the first moment is for what stood there before', () =>
  onPage(CHAPTER + link({ [ENTRY]: "console.log('ran');" }), {}, async (page) => {
    const accept = panelOn(page).getByRole('button', { name: /^Put it/ });
    await accept.waitFor();
    expect(
      await page.evaluate(
        () => document.querySelector<HTMLButtonElement>('.question button')!.disabled,
      ),
    ).toBe(true);
    await expect.poll(() => accept.isEnabled()).toBe(true);
    await accept.focus();
    // the same key, without its coming up
    for (let times = 0; times < 20; times++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await boxOn(page).locator('.cm-content').filter({ hasText: 'ran' }).waitFor();
    await page.waitForTimeout(500);
    expect(await printed(boxOn(page))).toBe('');
  }));

test.each([
  ['an array', []],
  ['no edits', { box: PROGRAM }],
  ['a number for a text', { box: PROGRAM, edits: { [ENTRY]: 1 } }],
  ['an object for a text', { box: PROGRAM, edits: { [ENTRY]: { html: '<b>' } } }],
  ['an object for a name', { box: { html: '<b>' }, edits: {} }],
  ['null', null],
  [
    'a sentence for a name of a file',
    { box: PROGRAM, edits: { 'x.ts, so all is well. The authors checked this code': '' } },
  ],
  ['a name that turns its direction', { box: PROGRAM, edits: { 'src/\u202ets.x': '' } }],
  ['a name as long as a page', { box: PROGRAM, edits: { ['x'.repeat(900)]: '' } }],
  ['a thousand files', { box: PROGRAM, edits: many(1_000, (at) => `${at}.ts`) }],
  ['a sentence for a box', { box: 'part-3-task-loop/Your, edits! were lost', edits: {} }],
  ['no name for a box', { box: '', edits: {} }],
])('what is no link of ours is damaged: %s', (_, content) =>
  onPage(CHAPTER + codeOf(content), {}, async (page) => {
    await page.getByText('The link that led here is damaged').waitFor();
    expect(await panelOn(page).count()).toBe(0);
  }),
);
