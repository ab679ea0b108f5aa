// What comes onto the page from a run or a link: in whatever pieces and however much, the page
// answers; and what can't be seen is marked.
import { deflateRawSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { edit, ended, onPage, openFile, printed, run, useBrowser } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const OF = 'part-3-task-loop/programs/callbacks-in-order.ts';
const ENTRY = 'programs/callbacks-in-order.ts';
const WIDTHS = [1280, 390];

const onBox = (
  work: (box: Locator, page: Page) => Promise<void>,
  options = {},
  before?: (page: Page) => Promise<unknown>,
): Promise<void> =>
  onPage(
    CHAPTER,
    options,
    (page) => work(page.locator(`program-box[data-program="${OF}"]`), page),
    before,
  );

async function openTests(box: Locator): Promise<void> {
  await box.getByRole('textbox').focus(); // whoever comes near has the other files loaded
  await box.locator('option[value="tests/handle.test.ts"]').waitFor({ state: 'attached' });
  await openFile(box, 'tests/handle.test.ts');
  await box.getByRole('tab', { name: 'handle.test.ts' }).waitFor();
}

interface Counts {
  /** How often the page was laid out because of a question about a pane's height. */
  reads: number;
  /** How often, between two other tasks, a pane changed. */
  batches: number;
  /** In the frame that saw most of these, how many. */
  inFrame: number;
  /**
   * How much of the output was there when the task had its turn that was put down as the first of
   * it came.
   */
  drawnAtTask: number | undefined;
}
const count = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const counts: Counts = { reads: 0, batches: 0, inFrame: 0, drawnAtTask: undefined };
    let inThis = 0;
    let frame: CSSNumberish | null = null;
    Object.assign(globalThis, { counts });
    const height = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight')!;
    Object.defineProperty(Element.prototype, 'scrollHeight', {
      ...height,
      get(this: Element): number {
        if (this.matches('.live, .scroll')) counts.reads++;
        return height.get!.call(this) as number;
      },
    });
    new MutationObserver((records) => {
      const live = records
        .map(({ target }) =>
          (target instanceof Element ? target : target.parentElement)?.closest('.live'),
        )
        .find(Boolean);
      if (!live?.firstChild) return;
      inThis = frame === document.timeline.currentTime ? inThis + 1 : 1;
      frame = document.timeline.currentTime;
      counts.inFrame = Math.max(counts.inFrame, inThis);
      if (counts.batches++ === 0) setTimeout(() => (counts.drawnAtTask = live.textContent!.length));
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
const counted = (page: Page): Promise<Counts> =>
  page.evaluate(() => (globalThis as unknown as { counts: Counts }).counts);

describe('floods', () => {
  test.each(WIDTHS)(
    '2,000 lines printed one by one are written in few frames, each with one question about the layout, at %d pixels',
    (width) =>
      onBox(
        async (box, page) => {
          await edit(box, 'for (let i = 0; i < 1_999; i++) console.log(`line ${i}`);');
          await run(box);
          expect(await ended(box)).toMatch(/^Ran in the page/);
          expect(await printed(box)).toBe(
            Array.from({ length: 1_999 }, (_, i) => `line ${i}\n`).join(''),
          );
          const { reads, batches, inFrame } = await counted(page);
          expect(batches).toBeLessThan(500);
          expect(inFrame).toBeLessThanOrEqual(2); // where frames are late, a timer draws, too
          expect(reads).toBeLessThanOrEqual(2 * batches + 2);
          expect(await box.locator('.live span').count()).toBeLessThan(200);
          expect(
            await box
              .locator('.live')
              .evaluate((live) => live.scrollHeight - live.scrollTop - live.clientHeight),
          ).toBeLessThan(8);
          expect(await box.locator('.live').getAttribute('tabindex')).toBe('0');
        },
        { viewport: { width, height: 900 } },
        count,
      ),
  );

  const FLOODS: Record<string, string> = {
    'one line': "'x'.repeat(199_000)",
    'one line of words': "'words '.repeat(33_000)",
    Chinese: "'漢'.repeat(199_000)",
    emoji: "'👩‍🚀'.repeat(39_000)",
    Arabic: "'سلام '.repeat(39_000)",
    'accents on one letter': "'e' + '\\u0301'.repeat(199_000)",
    'characters that cannot be seen': "'\\u202e'.repeat(199_000)",
    'lines without an end of their own': "'ab\\n'.repeat(1_990)",
    'a letter and a blank without width, by turns': "'a\\u200b'.repeat(20_000)",
  };
  test.each(Object.entries(FLOODS))(
    'much in one call: %s. It comes in pieces, is all there at the end, and no piece is large',
    (_name, text) =>
      onBox(
        async (box, page) => {
          await edit(box, `console.log(${text});`);
          await run(box);
          expect(await ended(box)).toMatch(/^Ran in the page/);
          const whole = `${new Function(`return ${text}`)() as string}\n`;
          expect((await printed(box)) === whole).toBe(true);
          const sizes = await box
            .locator('.live')
            .evaluate((live) => [...live.children].map((block) => block.textContent!.length));
          expect(Math.max(...sizes)).toBeLessThan(2_100);
          const { drawnAtTask } = await counted(page);
          // another task had its turn before all was drawn
          if (whole.length > 100_000) expect(drawnAtTask).toBeLessThan(whole.length);
        },
        {},
        count,
      ),
  );

  test('stdout and stderr by turns: a span for each turn, in blocks', () =>
    onBox(async (box) => {
      await edit(box, "for (let i = 0; i < 1_000; i++) console[i % 2 ? 'log' : 'error'](i);");
      await run(box);
      await ended(box);
      expect(await box.locator('.live .stderr').count()).toBe(500);
      expect(await box.locator('.live > div').count()).toBeGreaterThan(5);
      expect(await printed(box)).toBe(Array.from({ length: 1_000 }, (_, i) => `${i}\n`).join(''));
    }));

  test('a page without frames, as one that is covered, writes all the same', () =>
    onBox(
      async (box) => {
        await edit(box, "console.log('x'.repeat(199_000));");
        await run(box);
        expect(await ended(box)).toMatch(/^Ran in the page/);
        expect((await printed(box)).length).toBe(199_001);
      },
      {},
      (page) => page.addInitScript(() => (globalThis.requestAnimationFrame = () => 0)),
    ));

  test('two boxes print at once, and each has all that is its own', () =>
    onPage(CHAPTER, {}, async (page) => {
      const boxes = [0, 1].map((at) => page.locator('program-box:not([data-judge])').nth(at));
      for (const [at, box] of boxes.entries())
        await edit(box, `for (let i = 0; i < 1_500; i++) console.log('box ${at}', i);`);
      for (const box of boxes) await run(box);
      for (const [at, box] of boxes.entries()) {
        expect(await ended(box)).toMatch(/^Ran in the page/);
        expect(await printed(box)).toBe(
          Array.from({ length: 1_500 }, (_, i) => `box ${at} ${i}\n`).join(''),
        );
      }
    }));

  /** How much of a pane stands below what is seen of it, in pixels. */
  const below = (pane: Locator): Promise<number> =>
    pane.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight));

  test('lines that wrap leave the error at the end in view, unless a reader has gone up', () =>
    onBox(async (box, page) => {
      const log = box.getByRole('log');
      for (const lines of [20, 300]) {
        await edit(
          box,
          `for (let i = 0; i < ${lines}; i++) console.log('word '.repeat(40) + i);\nthrow new Error('at the end');`,
        );
        await run(box);
        expect(await ended(box)).toContain('it failed');
        await expect.poll(() => below(log), { message: `${lines} lines` }).toBeLessThan(8);
      }
      await edit(
        box,
        "for (let i = 0; i < 50; i++) console.log('word '.repeat(40) + i);\nlet i = 0;\nconst timer = setInterval(() => i++ < 100 ? console.log('more') : clearInterval(timer), 20);",
      );
      await run(box);
      await log.filter({ hasText: 'more' }).waitFor();
      await expect.poll(() => below(log)).toBeLessThan(8);
      await log.hover();
      await page.mouse.wheel(0, -400);
      await ended(box);
      expect(await below(log)).toBeGreaterThan(300);
      // where its reader is, it stays
      const there = await log.evaluate((live) => live.scrollTop);
      await page.setViewportSize({ width: 1100, height: 900 });
      expect(await log.evaluate((live) => live.scrollTop)).toBeGreaterThan(there - 300);
      expect(await below(log)).toBeGreaterThan(300);
    }));

  test('what a reader has selected stays selected, and in its place, while more is printed', () =>
    onBox(async (box, page) => {
      await edit(
        box,
        "console.log('first');\nlet i = 0;\nconst timer = setInterval(() => i++ < 100 ? console.log('more') : clearInterval(timer), 10);",
      );
      await run(box);
      const log = box.getByRole('log');
      await log.filter({ hasText: 'first' }).waitFor();
      await log.evaluate((live) => {
        const text = document.createTreeWalker(live, NodeFilter.SHOW_TEXT).nextNode()!;
        getSelection()!.setBaseAndExtent(text, 0, text, 5);
        live.scrollTop = 0;
      });
      await ended(box);
      expect(await page.evaluate(() => getSelection()!.toString())).toBe('first');
      expect(await log.evaluate((live) => live.scrollTop)).toBe(0);
    }));

  test('a new run does not get what the last one had not written yet', () =>
    onBox(async (box, page) => {
      await edit(box, "console.log('old '.repeat(40_000));\nsetInterval(() => {}, 1_000);");
      await run(box);
      await box.getByRole('log').filter({ hasText: 'old' }).waitFor();
      await box.getByRole('button', { name: 'Stop' }).click();
      await edit(box, "console.log('new');");
      await run(box);
      expect(await ended(box)).toMatch(/^Ran in the page/);
      await page.waitForTimeout(200);
      expect(await printed(box)).toBe('new\n');
    }));

  test('tests without end are ended as output is, and what came before is shown', () =>
    onBox(async (box) => {
      await openTests(box);
      await edit(
        box,
        "import { test } from 'vitest';\nfor (let i = 0; i < 5_000; i++) test(`number ${i}`, () => {});",
      );
      await box.getByRole('button', { name: 'Run tests' }).click();
      expect(await ended(box)).toMatch(
        /^Stopped: it reached the output limit \(2,000 lines\)\. The test “number \d+” was running\.$/,
      );
      expect(await box.locator('.results .passed').count()).toBe(2_000);
    }));

  test('many failed tests: the editor is told of their lines together, and a long message is cut with a word', () =>
    onBox(async (box) => {
      await openTests(box);
      const failing =
        "for (let i = 0; i < 400; i++) test(`number ${i}`, () => { throw new Error('no'); });";
      await edit(
        box,
        `import { test } from 'vitest';\n${failing}\ntest('long', () => { throw new Error('x'.repeat(20_000)); });`,
      );
      await box.locator('.cm-content').evaluate((content) => {
        Object.assign(globalThis, { changed: 0 });
        new MutationObserver(
          () => (globalThis as unknown as { changed: number }).changed++,
        ).observe(content, { attributes: true, subtree: true });
      });
      await box.getByRole('button', { name: 'Run tests' }).click();
      expect(await ended(box)).toContain('401 failed');
      expect(await box.locator('.results .failed').count()).toBe(401);
      await box.locator('.cm-failed').filter({ hasText: 'x' }).waitFor();
      expect(
        await box.page().evaluate(() => (globalThis as unknown as { changed: number }).changed),
      ).toBeLessThan(20);
      expect(await box.locator('.results pre').last().textContent()).toMatch(
        /^x{10000}… and 10,000 more characters$/,
      );
    }));
});

/** One of each kind, by its number. */
const UNSEEN = [
  0x00, 0x08, 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x034f, 0x061c, 0x115f, 0x1160, 0x1680, 0x17b4, 0x180b,
  0x180e, 0x2000, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c,
  0x202d, 0x202e, 0x202f, 0x205f, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a,
  0x2800, 0x3000, 0x3164, 0xe000, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xfffc, 0xffff, 0xe0001,
  0xe0041, 0xe0100, 0xf0000, 0x16fe4,
];
const codeOf = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
const ALL = UNSEEN.map((codePoint) => `x${String.fromCodePoint(codePoint)}y`).join(' ');
const codesIn = (place: Locator): Promise<(string | null)[]> =>
  place
    .locator('.unseen')
    .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-code')));

const linkWith = (edits: Record<string, string>): string =>
  `${CHAPTER}#code=${deflateRawSync(JSON.stringify({ box: OF, edits })).toString('base64url')}`;
const onOffer = (
  code: string,
  work: (offer: Locator, page: Page) => Promise<void>,
): Promise<void> =>
  onPage(linkWith({ [ENTRY]: code }), {}, async (page) => {
    const offer = page.getByRole('region', { name: 'Code from a link' });
    await offer.waitFor();
    await work(offer, page);
  });

/** Where texts stand from left to right, as a reader sees them. */
const seenOrder = (place: Locator, texts: string[]): Promise<string[]> =>
  place.evaluate((element, texts) => {
    const found: { text: string; x: number }[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const text of texts) {
        const at = node.textContent!.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        found.push({ text, x: range.getBoundingClientRect().x });
      }
    return found.sort((a, b) => a.x - b.x).map(({ text }) => text);
  }, texts);

describe('what one sees is what runs', () => {
  test('an offer marks each character that cannot be seen, and says how many there are and where', () =>
    onOffer(`console.log(1);\n// ${ALL}\n`, async (offer) => {
      expect(await codesIn(offer)).toEqual(UNSEEN.map(codeOf));
      for (const mark of await offer.locator('.unseen').all())
        expect((await mark.boundingBox())!.width).toBeGreaterThan(10);
      const said = await offer.locator('.unseen-said').textContent();
      expect(said).toContain(
        `This code has ${UNSEEN.length} characters that can’t be seen: U+0000 null (line 2), `,
      );
      // and yet the text is the text
      expect(await offer.locator('ins').last().textContent()).toBe(`+ // ${ALL}`);
    }));

  test('half of a surrogate pair is one of them', () =>
    onOffer('// \ud83d', async (offer) => expect(await codesIn(offer)).toEqual(['U+D83D'])));

  test('nothing that a link brings changes the order of what is read', () =>
    onOffer(
      'const a = "admin\u202e\u2066//only\u2069\u2066"; check();\nconst b = ["אבג", "דהו"];\n',
      async (offer) => {
        expect(
          await seenOrder(offer.locator('ins').first(), ['const', 'admin', '//only', 'check']),
        ).toEqual(['const', 'admin', '//only', 'check']);
        expect(await seenOrder(offer.locator('ins').nth(1), ['אבג', 'דהו', ']'])).toEqual([
          'אבג',
          'דהו',
          ']',
        ]);
      },
    ));

  test('words that mix alphabets are underlined in an offer, and named', () =>
    onOffer('const pаypal = 1; // Привет, ok\nif (environmentǃ) {}\n', async (offer) => {
      expect(await offer.locator('.lookalike').allTextContents()).toEqual([
        'pаypal',
        'environmentǃ',
      ]);
      expect(await offer.locator('.unseen-said').textContent()).toContain(
        '2 words have letters of another alphabet that look like ours: pаypal, environmentǃ (lines 1, 2).',
      );
    }));

  test('a line that is long does not lead out of sight', () =>
    onOffer(`ok();${' '.repeat(3_000)}evil();\n`, async (offer) => {
      expect(
        await offer.locator('pre').evaluate((listing) => listing.scrollWidth - listing.clientWidth),
      ).toBeLessThanOrEqual(0);
    }));

  test('a link made to keep the page busy is shown in pieces', () =>
    onPage(
      linkWith({
        [ENTRY]: Array.from({ length: 45_000 }, (_, i) => `${i % 7}${i % 11}`).join('\n'),
      }),
      {},
      async (page) => {
        const offer = page.getByRole('region', { name: 'Code from a link' });
        await offer.waitFor();
        const atOnce = await page.evaluate(
          () => (globalThis as unknown as { atOnce: number }).atOnce,
        );
        expect(atOnce).toBeLessThan(30_000);
        await expect
          .poll(() => offer.locator('pre').evaluate((pre) => pre.querySelectorAll('ins').length), {
            timeout: 400_000,
          })
          .toBeGreaterThanOrEqual(44_000);
      },
      (page) =>
        page.addInitScript(() =>
          new MutationObserver((_records, observer) => {
            const rows = document.querySelectorAll('.question pre ins').length;
            if (rows === 0) return;
            Object.assign(globalThis, { atOnce: rows });
            observer.disconnect();
          }).observe(document, { childList: true, subtree: true }),
        ),
    ));

  test('the editor marks them, keeps the order, and runs what stands there', () =>
    onBox(
      async (box) => {
        const lines = box.locator('.cm-line');
        await lines.first().waitFor();
        expect(await codesIn(lines.first())).toEqual(UNSEEN.map(codeOf));
        expect(await seenOrder(lines.nth(1), ['אבג', 'דהו', ']'])).toEqual(['אבג', 'דהו', ']']);
        await run(box);
        await ended(box);
        expect(await printed(box)).toBe(`${ALL.length}\n`);
      },
      {},
      (page) =>
        page.addInitScript(
          ([key, value]) => self === top && localStorage.setItem(key!, value!),
          [
            `tasque:edits:${OF}`,
            JSON.stringify({
              [ENTRY]: `const text = \`${ALL}\`;\nconst a = ["אבג", "דהו"];\nconsole.log(text.length);`,
            }),
          ],
        ),
    ));

  test('output marks them, and is copied as it was printed', () =>
    onBox(
      async (box, page) => {
        await edit(
          box,
          `console.log([${UNSEEN}].map((codePoint) => 'x' + String.fromCodePoint(codePoint) + 'y').join(' '));`,
        );
        await run(box);
        await ended(box);
        const log = box.getByRole('log');
        expect(await codesIn(log)).toEqual(UNSEEN.map(codeOf));
        expect(await printed(box)).toBe(`${ALL}\n`);
        await log.evaluate((live) => getSelection()!.selectAllChildren(live));
        await page.keyboard.press('Control+c');
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${ALL}\n`);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  test('what belongs to a language or an emoji stays whole in output; in code, only the emoji', () =>
    onBox(async (box) => {
      const text = 'می‌خواهم 👩‍🚀 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 naïve e\u0301';
      await edit(box, `console.log('${text}');`);
      expect(await codesIn(box.locator('.cm-content'))).toEqual(['U+200C']);
      await run(box);
      await ended(box);
      expect(await codesIn(box.getByRole('log'))).toEqual([]);
      expect(await printed(box)).toBe(`${text}\n`);
    }));

  test('names and messages of tests are marked as well', () =>
    onBox(async (box) => {
      await openTests(box);
      await edit(
        box,
        "import { test } from 'vitest';\ntest('a \\u202e name', () => { throw new Error('a \\u200b message'); });",
      );
      await box.getByRole('button', { name: 'Run tests' }).click();
      await ended(box);
      expect(await codesIn(box.locator('.results'))).toEqual(['U+202E', 'U+200B']);
    }));

  test('a version that was kept is marked before the editor is there', () =>
    onBox(
      async (box) => {
        await box.locator('.code .unseen').waitFor();
        expect(await codesIn(box.locator('.code'))).toEqual(['U+202E']);
        expect(await box.locator('.code code').textContent()).toBe("console.log('\u202e');");
      },
      {},
      async (page) => {
        await page.addInitScript(
          ([key, value]) => self === top && localStorage.setItem(key!, value!),
          [`tasque:edits:${OF}`, JSON.stringify({ [ENTRY]: "console.log('\u202e');" })],
        );
        await page.route(/\/editor.*\.js/, () => {});
      },
    ));
});
