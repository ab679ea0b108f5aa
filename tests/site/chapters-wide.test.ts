// Each chapter, as a reader at a desk has it.
import { expect, test } from 'vitest';
import { chapters } from '../book/components.ts';
import { violations } from './axe.ts';
import { badlyRanked } from './questions.ts';
import { SCREENS, useBrowser } from './site.ts';
import { checkAll, guessAll, runAll, solveAll, visit } from './visits.ts';

useBrowser();

test.each([...chapters.keys()].sort())(
  '%s is light and well made; its programs, predictions and exercises are answered on the screen',
  (chapter) =>
    visit(chapter, SCREENS.wide, async (page) => {
      expect(await badlyRanked(page)).toEqual([]);
      // its colours are those of a few pages, whose themes are both asked in pages.test.ts
      expect(await violations(page, undefined, { themes: false })).toEqual([]);
      await guessAll(page, chapter);
      await checkAll(page, chapter);
      await runAll(page, chapter);
      await solveAll(page);
      for (const width of [390, 1100, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        const seen = await page.evaluate(() => {
          const [table] = [...document.querySelectorAll('.names.beside table')];
          const wide = document.querySelector('.chapter > .wide');
          return {
            width: document.documentElement.scrollWidth,
            names: table?.getBoundingClientRect().bottom ?? -Infinity,
            wide: wide?.getBoundingClientRect().top ?? Infinity,
          };
        });
        expect(seen.width).toBe(width);
        if (width >= 1100) expect(seen.names, `margin at ${width}`).toBeLessThanOrEqual(seen.wide);
      }
    }),
);
