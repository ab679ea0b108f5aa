// What a page may cost a reader before they have touched anything, and that nothing of it moves. Of
// chapters it's asked in chapters-wide.test.ts and chapters-narrow.test.ts.
import { expect, test } from 'vitest';
import { noteRequests, overBudget, shiftsOn } from './questions.ts';
import { KINDS, onPage, useBrowser } from './site.ts';

useBrowser();

const VIEWPORTS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

test('nothing moves where a place is remembered, either', async () => {
  for (const path of ['/', '/#contents', '/404.html'])
    for (const viewport of VIEWPORTS)
      await onPage(
        path,
        { viewport },
        async (page) => {
          await page.waitForLoadState('networkidle');
          expect(await page.getByRole('link', { name: 'Continue' }).count()).toBeGreaterThan(0);
          expect(await shiftsOn(page), `${path} at ${viewport.width}`).toEqual([]);
        },
        (page) =>
          page.addInitScript((read) => {
            localStorage.setItem(
              'tasque:/:place',
              'part-2-futures/futures-that-can-be-delegated-to',
            );
            localStorage.setItem('tasque:/:read', read);
          }, 'where-we-are-going part-1-generators/a-two-way-door'),
      );
});

test.each(KINDS.filter((path) => !path.startsWith('/part-')))(
  '%s: nothing moves while it comes, as on no chapter; the start page is as light as those',
  async (path) => {
    for (const viewport of VIEWPORTS) {
      let asked: URL[] = [];
      await onPage(
        path,
        { viewport },
        async (page) => {
          await page.waitForLoadState('networkidle');
          expect(await shiftsOn(page), `at ${viewport.width}`).toEqual([]);
        },
        async (page) => (asked = noteRequests(page)),
      );
      if (path === '/') expect(overBudget(asked)).toEqual([]);
    }
  },
);
