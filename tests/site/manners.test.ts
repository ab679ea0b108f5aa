// What is expected of a site besides its text: how it presents itself to others, themes, keys,
// feeds, text, paper.
import { existsSync, globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, inject, test } from 'vitest';
import { chapters, showing } from '../book/components.ts';
import { ROOT } from './serve.ts';
import { chapterPaths, freshContext, isOnScreen, onPage, useBrowser } from './site.ts';

useBrowser();

const SITE = 'https://book.example';
const ids = [...chapters.keys()];
const CHAPTER = '/part-3-task-loop/run-until-complete/';
/** A chapter as the book lists it: `3.1 A queue of callbacks`. */
function called(id: string): string {
  const { chapter, title } = chapters.get(id)!.frontMatter;
  return `${/^part-(\d+)/.exec(id)![1]}.${chapter as number} ${title as string}`;
}
const read = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');
const fileAt = (address: string): string =>
  `${ROOT}${new URL(address).pathname.replace(/\/$/, '/index.html')}`;

describe('to others', () => {
  test('each page has an address, a description and a card that is there, 1200 by 630', async () => {
    const pages = globSync(`${ROOT}/**/index.html`).filter((file) => !file.includes('/runner/'));
    expect(pages.length).toBeGreaterThan(100);
    const cards = new Set<string>();
    for (const file of pages) {
      const html = readFileSync(file, 'utf8');
      if (html.includes('http-equiv="refresh"')) continue; // it says where its page is now
      const meta = (property: string): string | undefined =>
        new RegExp(`<meta (?:property|name)="${property}" content="([^"]+)">`).exec(html)?.[1];
      const here = `${SITE}/${file.slice(ROOT.length + 1, -'index.html'.length)}`;
      expect(/<link rel="canonical" href="([^"]+)">/.exec(html)?.[1], file).toBe(here);
      expect([meta('og:url'), meta('twitter:card')], file).toEqual([here, 'summary_large_image']);
      for (const property of ['description', 'og:title', 'og:description', 'og:image:alt'])
        expect(meta(property), `${file}: ${property}`).toBeTruthy();
      cards.add(meta('og:image')!);
    }
    expect(cards.size).toBe(ids.length + 1);
    for (const address of cards) {
      const {
        width,
        height,
        format,
        size = 0,
      } = await sharp(readFileSync(fileAt(address))).metadata();
      expect([width, height, format], address).toEqual([1200, 630, 'png']);
      expect(size).toBeLessThan(100_000);
    }
  });

  test('the sitemap has every page, and nothing that is none', () => {
    const listed = [...read('sitemap-0.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, address]) => address!,
    );
    for (const id of ids) expect(listed).toContain(`${SITE}/${id}/`);
    for (const address of listed) expect(existsSync(fileAt(address)), address).toBe(true);
    expect(listed.filter((address) => /runner|404/.test(address))).toEqual([]);
  });

  test('the feed has each chapter, with a date, in the order of the book', async () => {
    const items = [
      ...read('rss.xml').matchAll(
        /<item>.*?<link>([^<]+)<\/link>.*?<pubDate>([^<]+)<\/pubDate>.*?<\/item>/g,
      ),
    ];
    expect(items.map(([, link]) => new URL(link!).pathname)).toEqual(await chapterPaths());
    for (const [, , date] of items) expect(Date.parse(date!)).not.toBeNaN();
  });

  test('llms.txt leads to each chapter as Markdown', () => {
    const linked = [...read('llms.txt').matchAll(/\]\(([^)]+\.md)\)/g)].map(
      ([, address]) => address!,
    );
    expect(linked.map((address) => new URL(address).pathname.slice(1, -3)).sort()).toEqual(ids);
    for (const address of linked) expect(existsSync(fileAt(address)), address).toBe(true);
  });

  test.each(ids)(
    '%s as Markdown has its programs, outputs and captions, and nothing that only a browser knows',
    (id) => {
      const text = read(`${id}.md`);
      const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`]*`/g, '');
      expect(prose).not.toMatch(/<\/?[A-Z]\w*[ />]|<a /);
      for (const { chapter, props } of showing('program')) {
        if (chapter !== id) continue;
        const of = props.of!;
        expect(text).toContain(readFileSync(`code/${of}`, 'utf8').trimEnd());
        expect(text).toContain(
          `\`\`\`text\n${readFileSync(`code/${of.replace(/\.ts$/, '.out')}`, 'utf8').trimEnd()}\n\`\`\``,
        );
      }
      for (const [, address] of prose.matchAll(/\]\((\/[^)#]*)[^)]*\)/g))
        expect(existsSync(`${ROOT}${address!.replace(/\/$/, '/index.html')}`), address).toBe(true);
    },
  );

  test('a chapter leads to its source, to be edited', async () => {
    await onPage(CHAPTER, {}, async (page) => {
      expect(await page.getByRole('link', { name: 'Edit this page' }).getAttribute('href')).toBe(
        'https://github.com/example/tasque/edit/main/content/part-3-task-loop/run-until-complete.mdx',
      );
      expect(
        await page.getByRole('link', { name: 'This chapter as Markdown' }).getAttribute('href'),
      ).toBe('/part-3-task-loop/run-until-complete.md');
    });
  });
});

describe('the theme', () => {
  const paper = 'getComputedStyle(document.documentElement).backgroundColor';
  const LIGHT = 'rgb(252, 251, 247)';
  const DARK = 'rgb(23, 24, 26)';

  test('is the system’s, until the reader chooses; the choice is kept, and is there before anything is drawn', async () => {
    await onPage(CHAPTER, { colorScheme: 'light' }, async (page) => {
      const button = page.getByRole('button', { name: /^Theme:/ });
      const seen: unknown[] = [];
      for (let i = 0; i < 4; i++) {
        seen.push([await button.getAttribute('aria-label'), await page.evaluate(paper)]);
        await button.click();
      }
      expect(seen).toEqual([
        ['Theme: as your system', LIGHT],
        ['Theme: dark', DARK], // the first press is seen
        ['Theme: light', LIGHT],
        ['Theme: as your system', LIGHT],
      ]);
      expect(await button.getAttribute('aria-label')).toBe('Theme: dark');
      // nothing of the site's scripts: only what stands in the head
      await page.route('**/*.js', (route) => route.abort());
      await page.reload();
      expect(await page.evaluate(paper)).toBe(DARK);
    });
  });

  test('changes in other tabs, too', async () => {
    const context = await freshContext({ colorScheme: 'light' });
    const [one, other] = [await context.newPage(), await context.newPage()];
    for (const page of [one, other]) await page.goto(inject('site') + CHAPTER);
    await one.getByRole('button', { name: /^Theme:/ }).click();
    await other.getByRole('button', { name: 'Theme: dark' }).waitFor();
    expect(await other.evaluate(paper)).toBe(DARK);
    await context.close();
  });
});

describe('keys', () => {
  test('? lists them; n and p turn pages; they can be switched off, and are letters where somebody types', async () => {
    await onPage(CHAPTER, {}, async (page) => {
      const list = page.getByRole('dialog', { name: 'Keys' });
      await page.keyboard.press('?');
      await list.waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Close');
      expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBe(0); // from its title on
      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });

      const editor = page.getByRole('textbox').first();
      await editor.click();
      await page.keyboard.type('n/?p');
      await page.waitForTimeout(200);
      expect([await list.isVisible(), new URL(page.url()).pathname]).toEqual([false, CHAPTER]);
      await page.locator('h1').click();

      await page.keyboard.press('n');
      await page.waitForURL('**/guards/');
      await page.keyboard.press('p');
      await page.waitForURL(`**${CHAPTER}`);

      await page.getByRole('button', { name: 'Keys' }).click();
      await list.getByRole('checkbox').uncheck();
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.keyboard.press('?');
      await page.waitForTimeout(200);
      expect([await list.isVisible(), new URL(page.url()).pathname]).toEqual([false, CHAPTER]);
    });
  });

  test('/ searches: prose, symbols and the glossary, by keys alone', async () => {
    await onPage('/', {}, async (page) => {
      const found = async (text: string): Promise<string[]> => {
        await page.keyboard.press('/');
        await page.getByRole('searchbox').waitFor();
        await page.keyboard.type(text);
        await page.locator('.search .summary', { hasText: `for ${text}` }).waitFor();
        await page.getByRole('dialog').getByRole('link').first().waitFor();
        const titles = await page.getByRole('dialog').getByRole('link').allTextContents();
        await page.keyboard.press('Escape');
        await page.locator('dialog.search').waitFor({ state: 'hidden' });
        return titles;
      };
      expect(await found('happens to resume it')).toContain(
        called('part-1-generators/a-two-way-door'),
      );
      expect(await found('callSoonThreadsafe')).toContain(
        called('part-3-task-loop/threads-meet-the-loop'),
      );
      expect(await found('round robin')).toEqual(
        expect.arrayContaining([
          called('part-1-generators/the-caller-is-the-scheduler'),
          'Glossary',
        ]),
      );

      await page.keyboard.press('/');
      await page.getByRole('searchbox').waitFor();
      await page.keyboard.type('runUntilComplete');
      await page.getByRole('dialog').getByRole('link').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL((address) => address.pathname !== '/');
    });
  });

  test.each([
    [
      'callSoon',
      called('part-3-task-loop/a-queue-of-callbacks'),
      /\/a-queue-of-callbacks\/#listing-TaskLoop-callSoon$/,
    ],
    ['Future', called('part-2-futures/a-result-that-is-not-there-yet'), /not-there-yet\//],
    [
      'rununtilcomplete',
      called('part-3-task-loop/run-until-complete'),
      /complete\/#listing-FirstLoop-runUntilComplete$/,
    ],
    ['generator', called('part-1-generators/a-function-that-pauses'), /pauses\//],
  ])(
    '%s is found first in %s, which introduces it, and no excerpt twice',
    async (name, title, section) => {
      await onPage('/', {}, async (page) => {
        await page.keyboard.press('/');
        await page.getByRole('searchbox').fill(name);
        await page.locator('.search .summary', { hasText: `for ${name}` }).waitFor();
        const results = page.locator('.search .inside > ol > li');
        const first = results.first();
        expect(await first.getByRole('link').first().textContent()).toBe(title);
        if (section)
          expect(await first.getByRole('link').first().getAttribute('href')).toMatch(section);
        expect(await first.getByText('Introduced here').count()).toBe(1);
        expect(await page.getByText('Introduced here').count()).toBe(1);
        const titles = await results.locator('> a').allTextContents();
        expect(titles.filter((other) => other === title)).toEqual([title]);
        for (const result of await results.all()) {
          const excerpts = await result.locator('p:not(.home)').allTextContents();
          // six words in a row that stand in another one of the same page
          const again = excerpts.filter((excerpt, at) => {
            const words = excerpt.split(/\s+/);
            return excerpts
              .slice(0, at)
              .some((other) =>
                words.some(
                  (_, n) =>
                    n + 6 <= words.length &&
                    ` ${other.split(/\s+/).join(' ')} `.includes(
                      ` ${words.slice(n, n + 6).join(' ')} `,
                    ),
                ),
              );
          });
          expect(again).toEqual([]);
        }
        if (name !== 'callSoon') return;
        // words of where it leads; and it leads there from elsewhere on that page, too
        expect(await first.locator('> p:not(.home)').textContent()).toContain('callSoon');
        for (const from of ['elsewhere', 'there']) {
          await first.getByRole('link').first().click();
          await page.waitForURL(section);
          await page.locator('dialog.search').waitFor({ state: 'hidden' });
          const listing = page.locator('.listing:target');
          expect(
            await listing.evaluate((it) => it.getBoundingClientRect().top),
            from,
          ).toBeGreaterThan(50);
          expect(await isOnScreen(listing.locator('figcaption')), from).toBe(true);
          if (from === 'there') return;
          await page.evaluate(() => scrollTo(0, 0));
          await page.keyboard.press('/');
          await page.getByRole('searchbox').fill(name);
          await page.locator('.search .summary', { hasText: `for ${name}` }).waitFor();
        }
      });
    },
  );

  test('who cannot load the search is told', async () => {
    await onPage('/', {}, async (page) => {
      await page.route('**/pagefind/**', (route) => route.abort());
      await page.keyboard.press('/');
      await page.getByText('We couldn’t load the search.').waitFor();
      await page.unroute('**/pagefind/**');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.keyboard.press('/');
      await page.getByRole('searchbox').waitFor();
    });
  });
});

describe('on paper', () => {
  test('a chapter has its text, listings, outputs and figures, in dark ink, and nothing to press', async () => {
    await onPage(
      CHAPTER,
      { colorScheme: 'dark', viewport: { width: 720, height: 900 } },
      async (page) => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const pressed = await page
          .locator('button, select, textarea, form, nav')
          .evaluateAll((all) =>
            all
              .filter((one) => one.checkVisibility())
              .map(({ outerHTML }) => outerHTML.slice(0, 80)),
          );
        expect(pressed).toEqual([]);
        const shown = await page.evaluate(() => ({
          paper: getComputedStyle(document.documentElement).backgroundColor,
          outputs: [...document.querySelectorAll('.expected:not([hidden]) samp')].every(
            (one) => one.getBoundingClientRect().height > 10,
          ),
          figures: [...document.querySelectorAll('figure.picture .drawing')].every(
            (one) => one.getBoundingClientRect().height > 50,
          ),
          scrolling: [...document.querySelectorAll('main *')].filter(
            (one) =>
              one.checkVisibility() &&
              one.scrollWidth > one.clientWidth + 1 &&
              getComputedStyle(one).overflowX === 'auto',
          ).length,
        }));
        expect(shown).toEqual({
          paper: 'rgb(255, 255, 255)',
          outputs: true,
          figures: true,
          scrolling: 0,
        });
      },
    );
  });
});

const deadButtons = (page: Page): Promise<string[]> =>
  page
    .locator('button')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    );

test('without JavaScript the start page begins the book, and has the run as a picture', async () => {
  await onPage('/', { javaScriptEnabled: false }, async (page) => {
    const begin = page.getByRole('link', { name: 'Begin' }).first();
    expect(await begin.getAttribute('href')).toBe('/where-we-are-going/');
    expect(await page.locator('trace-timeline .items').isVisible()).toBe(true);
    expect(await page.locator('#so-far').isVisible()).toBe(false);
    expect(await deadButtons(page)).toEqual([]);
  });
});

test('without JavaScript a chapter has all it has to say, and no button that would do nothing', async () => {
  await onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator('.listing, program-box').count()).toBeGreaterThan(5);
    for (const output of await page.locator('.expected:not([hidden]) samp').all())
      expect(await output.textContent()).not.toBe('');
    expect(await deadButtons(page)).toEqual([]);
  });
});
