// For whom a page is not seen, not touched with a small finger, enlarged, without its colours, or
// without a mouse.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { badlyRanked, sideways, tooWide } from './questions.ts';
import { opened } from './lab.ts';
import { ended, KINDS, onPage, retype, useBrowser } from './site.ts';

useBrowser();

const LARGE = 'html { font-size: 200% !important; }';
const CHAPTER = '/part-3-task-loop/run-until-complete/';

describe('what a page is made of', () => {
  test.each(KINDS)(
    '%s has one main part, one heading of the first rank, none that skips a rank; on a phone, and at 200 and 400 percent, nothing is cut off or scrolls sideways',
    (path) =>
      onPage(path, {}, async (page) => {
        expect(await badlyRanked(page)).toEqual([]);
        const fits = async (what: string): Promise<void> => {
          expect(await tooWide(page), what).toEqual([]);
          expect(await sideways(page), what).toEqual([]);
        };
        // a phone, and a window of 1280 pixels, enlarged:
        // https://www.w3.org/WAI/WCAG22/Understanding/reflow
        for (const width of [390, 640, 320]) {
          await page.setViewportSize({ width, height: Math.round(width * 0.7) });
          await fits(`${width} px`);
        }
        // and text alone, as some browsers enlarge it
        await page.addStyleTag({ content: LARGE });
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await fits(`large text, ${width} px`);
        }
      }),
  );

  test.each(KINDS)(
    '%s: Tab comes to the skip link first, it leads past the header, and whatever has the focus shows it',
    async (path) => {
      await onPage(path, {}, async (page) => {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
          'Skip to the text',
        );
        const unseen: string[] = [];
        for (let i = 0; i < 25; i++) {
          const hidden = await page.evaluate(async () => {
            const focused = document.activeElement!;
            if (focused === document.body) return undefined;
            // the frame around what is written in
            const one = focused.closest('.cm-editor, .code') ?? focused;
            for (let frames = 0; frames < 30; frames++) {
              const { width, height } = one.getBoundingClientRect();
              const isSeen = ['', '::after'].some((part) => {
                const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part);
                return (
                  (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
                );
              });
              if (isSeen && width > 1 && height > 1) return undefined;
              await new Promise(requestAnimationFrame); // an editor shows its focus a little later
            }
            return one.outerHTML.slice(0, 100);
          });
          if (hidden) unseen.push(hidden);
          await page.keyboard.press('Tab');
        }
        expect(unseen).toEqual([]);
        await page.goto(`${page.url().split('#')[0]}`);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        if (path !== '/404.html' || (await page.locator('main a').count()) > 0)
          expect(
            await page.evaluate(() => document.activeElement?.closest('main, footer') !== null),
          ).toBe(true);
      });
    },
  );
});

test.each(KINDS)(
  '%s: what is pressed has 44 pixels each way under a finger, or stands in a line of text',
  async (path) => {
    await onPage(
      path,
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      async (page) => {
        const small = await page
          .locator('a, button, select, summary, input, [role=tab], [role=treeitem]')
          .evaluateAll((all) =>
            all
              .filter(
                (one) =>
                  one.checkVisibility({ visibilityProperty: true }) &&
                  !(one as HTMLButtonElement).disabled,
              )
              .flatMap((one) => {
                // WCAG 2.5.8 leaves out what stands in a sentence; a control may be as large as the
                // label around it
                if (
                  one.tagName === 'A' &&
                  getComputedStyle(one).display === 'inline' &&
                  one.closest('p, li, dd, td, th, figcaption, .asyncio, .definition')
                )
                  return [];
                const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
                if (width < 2 || one.classList.contains('visually-hidden')) return [];
                return height >= 43.5 && width >= 24
                  ? []
                  : [`${Math.round(width)} x ${Math.round(height)} ${one.outerHTML.slice(0, 100)}`];
              }),
          );
        expect(small).toEqual([]);
      },
    );
  },
);

test('with large text on a phone a timeline and the lab are no wider than the window', async () => {
  const options = { viewport: { width: 390, height: 844 } };
  // has tables
  await onPage('/part-3-task-loop/the-whole-thing/', options, async (page) => {
    await page.addStyleTag({ content: LARGE });
    const box = page.getByRole('region', { name: 'two-tasks.ts', exact: true });
    await box.getByRole('button', { name: 'Timeline' }).click();
    await box.locator('.scrubber').waitFor();
    await box.getByText(/^All \d+ events/).click();
    // the files of the stage have come, whose names are long
    await expect.poll(() => box.locator('[data-do=open] option').count()).toBeGreaterThan(1);
    expect(await tooWide(page)).toEqual([]);
  });
  await onPage('/lab/part-3-task-loop/', options, async (page) => {
    await page.addStyleTag({ content: LARGE });
    await opened(page);
    const to = (name: string): Promise<void> =>
      page.locator('.switch').getByRole('tab', { name }).click();
    await to('Output');
    await page.getByRole('button', { name: 'Run all tests' }).click();
    await page.locator('.results summary').first().waitFor();
    expect(await tooWide(page)).toEqual([]);
    await to('Files');
    await page.getByRole('button', { name: 'Find in all files', exact: true }).click();
    expect(await tooWide(page)).toEqual([]);
  });
});

test('in forced colours what sleeps is hatched, as the legend says', () =>
  onPage('/part-3-task-loop/threads-meet-the-loop/', { forcedColors: 'active' }, async (page) => {
    const box = page.getByRole('region', { name: 'from-another-thread.ts', exact: true });
    await box.getByRole('button', { name: 'Timeline' }).click();
    const asleep = box.locator('.asleep').first();
    await asleep.waitFor();
    const { image, paper } = await asleep.evaluate((one) => ({
      image: getComputedStyle(one).backgroundImage,
      paper: getComputedStyle(document.documentElement).backgroundColor,
    }));
    expect(image).toMatch(/^repeating-linear-gradient/);
    expect(image).not.toContain(paper);
    // what is pressed in a line of text is underlined there
    await box.locator('.ask').first().waitFor();
    for (const pressed of await box.locator(':is(.ask, .at button)').all())
      expect(await pressed.evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe(
        'underline',
      );
    // and what an event is about, the event in the list, and its line are told from the others
    await box.getByText(/^All \d+ events/).click();
    await box.locator('.scrubber').fill('24');
    const { now, listed, line } = await box.evaluate((box) => {
      const bar = (one: Element): string => getComputedStyle(one).borderInlineStartWidth;
      return {
        now: [...box.querySelectorAll('.now')].map(bar),
        listed: bar(box.querySelector('.events [aria-current]')!),
        line: getComputedStyle(box.querySelector('.line.failed, .cm-failed')!).outlineStyle,
      };
    });
    expect(new Set(now)).toEqual(new Set(['6px']));
    expect([listed, line]).toEqual(['6px', 'solid']);
  }));

describe('with colours that the reader has set', () => {
  test.each([CHAPTER, '/lab/part-3-task-loop/', '/'])(
    '%s: what is pressed, chosen or shown by shape is still seen',
    async (path) => {
      await onPage(path, { forcedColors: 'active', colorScheme: 'dark' }, async (page) => {
        const lost = await page
          .locator(
            'button, .handle, .task, .future, .queue, .trace-timeline *, figure svg :is(rect, path, circle)',
          )
          .evaluateAll((all) =>
            all
              .filter((one) => one.checkVisibility())
              .flatMap((one) => {
                const style = getComputedStyle(one);
                const back = getComputedStyle(document.documentElement).backgroundColor;
                if (one instanceof SVGElement)
                  return [style.stroke, style.fill].every(
                    (paint) => paint === 'none' || paint === back,
                  )
                    ? [one.outerHTML.slice(0, 80)]
                    : [];
                return style.color === back ? [one.outerHTML.slice(0, 80)] : [];
              }),
          );
        expect(lost).toEqual([]);
        // what is chosen differs from what stands beside it
        const same = await page
          .locator('[aria-selected=true], nav a[aria-current]')
          .evaluateAll((all) =>
            all.flatMap((one) => {
              const role = one.getAttribute('role') ?? one.localName;
              const look = (it: Element): string =>
                ['backgroundColor', 'color']
                  .map((of) => getComputedStyle(it)[of as 'color'])
                  .join();
              const others = document.querySelectorAll(
                `[role=${role}][aria-selected=false], nav ${role}:not([aria-current])`,
              );
              const isKept = getComputedStyle(one).forcedColorAdjust === 'none'; // else letters have paper behind them
              return !isKept || [...others].some((other) => look(other) === look(one))
                ? [one.outerHTML]
                : [];
            }),
          );
        expect(same).toEqual([]);
      });
    },
  );
});

test('with reduced motion nothing glides, and a timeline that is played jumps', async () => {
  await onPage(CHAPTER, { reducedMotion: 'reduce' }, async (page) => {
    await page.getByRole('button', { name: 'Step through it' }).first().click();
    await page.locator('trace-timeline input[type=range]').first().waitFor();
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((one) => {
          const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
          return (
            parseFloat(transitionDuration) > 0.01 ||
            (animationName !== 'none' && parseFloat(animationDuration) > 0.01)
          );
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    expect(moving).toEqual([]);
    expect(
      await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior),
    ).not.toBe('smooth');
  });
});

test('axe finds nothing in what a reader opens in part 4, and it fits 320 pixels', () =>
  onPage('/part-4-the-world/the-information-desk/', {}, async (page) => {
    const box = (name: string): Locator => page.getByRole('region', { name, exact: true });
    const isWell = async (what: string): Promise<void> => {
      expect(await violations(page), what).toEqual([]);
      const size = page.viewportSize()!;
      await page.setViewportSize({ width: 320, height: 800 });
      expect([...(await tooWide(page)), ...(await sideways(page))], what).toEqual([]);
      await page.setViewportSize(size);
    };
    const clerk = box('one-clerk.ts');
    await clerk.getByRole('button', { name: 'Timeline' }).click();
    await clerk.locator('.stops summary').click();
    await clerk.locator('.scrubber').fill('60');
    await clerk.locator('.ask').first().click();
    await clerk.getByText(/^All [\d,]+ events/).click();
    await isWell('a timeline with sockets, its stops and an answer');

    await page.goto(new URL('../the-last-seat/', page.url()).href);
    await box('the-last-seat.ts').getByRole('button', { name: 'Try every order' }).click();
    await box('Every order of the-last-seat.ts')
      .getByRole('button', { name: 'Show it on the timeline' })
      .click();
    await box('the-last-seat.ts').locator('.compared .said').waitFor();
    await box('two-tills.ts').getByRole('slider', { name: 'places', exact: true }).fill('3');
    await ended(box('two-tills.ts'));
    await isWell('orders, two runs beside each other, and what a knob came to');

    await page.goto(new URL('/lab/part-4-the-world/', page.url()).href);
    await retype((await opened(page)).locator('.cm-content'), "throw new Error('mine');\n");
    await page.keyboard.press('ControlOrMeta+Enter');
    await ended(page.locator('.side'));
    await isWell('a lab whose program failed');
  }));

test('axe finds nothing in the list of keys, in a search, and in what the site has to say', () =>
  onPage(CHAPTER, {}, async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await violations(page), 'keys').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('ready queue');
    await page.getByRole('dialog').getByRole('link').first().waitFor();
    expect(await violations(page), 'search').toEqual([]);
    await page.keyboard.press('Escape');
    await page.reload();
    await page.route('**/pagefind/**', (route) => route.abort());
    await page.keyboard.press('/');
    await page.getByText('We couldn’t load the search.').waitFor();
    expect(await violations(page), 'notice').toEqual([]);
  }));

test('axe finds nothing in a menu, a box below a listing, what a name is, and contents that were folded', () =>
  onPage(CHAPTER, {}, async (page) => {
    const box = page.getByRole('region', { name: 'to-the-disk.ts', exact: true });
    await box.getByRole('button', { name: 'More', exact: true }).press('Enter');
    await box.locator('.menu').waitFor();
    expect(await violations(page), 'menu').toEqual([]);
    await page.keyboard.press('Escape');
    const listing = page.locator('.listing').first();
    await listing.getByRole('button', { name: 'Try it' }).focus();
    await page.locator('.type-note').waitFor({ state: 'attached' });
    await page.keyboard.press('t');
    await page.locator('.type-note code').waitFor();
    expect(await violations(page), 'type').toEqual([]);
    await listing.getByRole('button', { name: 'Try it' }).press('Enter');
    await listing.getByRole('button', { name: 'Close' }).waitFor();
    expect(await violations(page), 'box').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const fold of await page.locator('.folds summary').all()) await fold.press('Enter');
    expect(await violations(page), 'folds').toEqual([]);
  }));

// The lab's walk is in lab-panes.test.ts, the timeline's keys are in timeline.test.ts.
describe('by keyboard alone', () => {
  /** Presses Tab until what has the focus is called so. */
  async function tabTo(page: Page, name: RegExp, most = 80): Promise<void> {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const one = document.activeElement as HTMLElement;
        return `${one.ariaLabel ?? one.getAttribute('aria-label') ?? ''} ${one.textContent ?? ''}`
          .trim()
          .slice(0, 120);
      });
      if (name.test(here)) return;
    }
    throw new Error(`Tab does not come to ${name}`);
  }

  test('a chapter: to a program, change it, run it, leave it, step through its timeline, turn the page', async () => {
    await onPage('/part-3-task-loop/a-call-that-can-be-taken-back/', {}, async (page) => {
      const box = page.getByRole('region', { name: 'three-reminders.ts', exact: true });
      await tabTo(page, /^To the first program$/, 2);
      await page.keyboard.press('Enter');
      await tabTo(page, /three-reminders\.ts, editable/, 1);
      await box.locator('.cm-content').waitFor();
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.type("console.log('by keys');\n");
      await page.keyboard.press('ControlOrMeta+Enter');
      await box.locator('.status', { hasText: /^Ran/ }).waitFor();
      expect(await box.getByRole('log').textContent()).toBe(
        `by keys\n${readFileSync('code/part-3-task-loop/programs/three-reminders.out', 'utf8')}`,
      );

      await page.keyboard.press('Escape'); // else Tab indents
      await tabTo(page, /^More/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^Reset/);
      await page.keyboard.press('Enter');
      await tabTo(page, /^Timeline/);
      await page.keyboard.press('Enter');
      const timeline = box.locator('trace-timeline');
      await timeline.locator('input[type=range]').waitFor();
      await tabTo(page, /[Ee]vent|[Pp]osition/);
      const sentence = (): Promise<string | null> => timeline.locator('.sentence').textContent();
      await page.keyboard.press('Home');
      const first = await sentence();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      expect(await sentence()).not.toBe(first);
      await page.keyboard.press('Home');
      expect(await sentence()).toBe(first);

      await page.keyboard.press('Escape');
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press('n');
      await page.waitForURL('**/running-for-ever-and-stopping/');
    });
  });

  test('an exercise: read a hint, look at the solution, write it, have it judged', async () => {
    await onPage('/part-1-generators/a-two-way-door/', {}, async (page) => {
      const box = page.locator('exercise-box').first();
      await tabTo(page, /exercise\.ts, editable/);
      await page.locator('exercise-box .cm-content').first().waitFor();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(
        readFileSync('code/part-1-generators/exercises/running-average/solution.ts', 'utf8'),
      );
      await page.keyboard.press('ControlOrMeta+Enter');
      await box.locator('.solved:not([hidden])').waitFor({ timeout: 120_000 });
      await page.keyboard.press('Escape');
      await tabTo(page, /^A hint/);
      await page.keyboard.press('Enter');
      expect(await box.locator('details.hint').first().getAttribute('open')).not.toBeNull();
    });
  });
});
