// Each chapter, as a reader with a phone has it.
import { expect, test } from 'vitest';
import { chapters } from '../book/components.ts';
import { cutLabels, sideways, tooWide } from './questions.ts';
import { SCREENS, useBrowser } from './site.ts';
import { checkAll, guessAll, runAll, visit } from './visits.ts';

useBrowser();

test.each([...chapters.keys()].sort())(
  '%s is light, and nothing of it has to be moved sideways; its programs, predictions and exercises are answered on the screen',
  (chapter) =>
    visit(chapter, SCREENS.narrow, async (page) => {
      expect(await sideways(page)).toEqual([]);
      expect(await cutLabels(page)).toEqual([]);
      await guessAll(page, chapter);
      await checkAll(page, chapter);
      await runAll(page, chapter);
      expect(await tooWide(page)).toEqual([]);
    }),
);
