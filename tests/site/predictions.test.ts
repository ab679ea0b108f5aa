// What a reader is told after a guess, and what nobody is told before one.
import { expect, inject, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { elementsIn, type MdxElement } from '../../src/book/mdx.ts';
import { chapters } from '../book/components.ts';
import { violations } from './axe.ts';
import { tooWide } from './questions.ts';
import { answerOf, ended, onPage, SCREENS, useBrowser } from './site.ts';

useBrowser();

const part = ({ elements }: MdxElement, name: string): MdxElement | undefined =>
  elements.find((element) => element.name === name);
/** A prediction with all there is to say: some line is guessed that isn't printed. */
const [CHAPTER, OF, LINE] = [...chapters]
  .flatMap(([id, mdx]) =>
    elementsIn(mdx)
      .filter(
        (one) =>
          one.name === 'Predict' && part(one, 'Answer') && part(one, 'Guess')?.attributes.line,
      )
      .map((one) => [
        `/${id}/`,
        String(one.attributes.of),
        String(part(one, 'Guess')!.attributes.line),
      ]),
  )
  .at(0)!;

const find = (page: Page): Locator => page.locator(`predict-box[data-program="${OF}"]`);
const compare = (predict: Locator): Promise<void> =>
  predict.getByRole('button', { name: 'Run it and compare' }).click();

/** What of a prediction can be seen, in the order in which it is read. */
const seen = (predict: Locator): Promise<string[]> =>
  predict
    .locator(':is(.verdict, .guess, .live:not(:empty), .answer > :not(summary))')
    .evaluateAll((parts) =>
      parts
        .filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))
        .map((one) => (one.closest('.answer') ? 'answer' : one.classList[0]!))
        .filter((name, at, all) => name !== all[at - 1]),
    );

for (const [name, screen] of Object.entries(SCREENS))
  test(`a wrong guess is told what was wrong with it, then what is right: ${name}`, () =>
    onPage(CHAPTER!, screen, async (page) => {
      const predict = find(page);
      const answer = await answerOf(predict);
      expect(await seen(predict)).toEqual([]);
      await predict
        .getByRole('textbox', { name: 'What it prints' })
        .fill([LINE, ...answer].join('\n'));
      await compare(predict);
      await ended(predict.locator('program-box'));
      expect(await seen(predict)).toEqual(['verdict', 'guess', 'live', 'answer']);
      const said = predict.locator('.said');
      const count = answer.length === 1 ? '1 of 1 line is' : `${answer.length} of ${answer.length} lines are`; // prettier-ignore
      expect(await said.textContent()).toContain(`✗ ${count} right: 1 extra.`);
      expect(await said.locator('tr.extra td').allTextContents()).toEqual(['− extra', LINE, '']);
      expect(await said.locator('tr.right').count()).toBe(answer.length);
      // announced, with the author's words, beside what is seen
      const told = predict.locator('.status');
      await expect.poll(() => told.textContent()).toContain(`✗ ${count} right: 1 extra. `);
      expect(await tooWide(page)).toEqual([]);
      expect(await violations(page, 'predict-box')).toEqual([]);

      await predict.getByRole('button', { name: 'Guess again' }).click();
      expect(await seen(predict)).toEqual([]);
      await predict.getByRole('button', { name: 'Run it without a guess' }).press('Enter');
      await ended(predict.locator('program-box'));
      expect(await seen(predict)).toEqual(['verdict', 'live', 'answer']);

      await predict.getByRole('button', { name: 'Make a guess' }).click();
      await predict.getByRole('textbox', { name: 'What it prints' }).fill(answer.join('\n'));
      await compare(predict);
      await ended(predict.locator('program-box'));
      expect(await seen(predict)).toEqual(['verdict', 'live', 'answer']);
    }));

test('without JavaScript the answer is folded with what is printed, and opens; on paper it is open', () =>
  onPage(CHAPTER!, { javaScriptEnabled: false }, async (page) => {
    const predict = find(page);
    const answer = predict.locator('.answer > :not(summary)').first();
    expect(await answer.isVisible()).toBe(false);
    expect(await predict.locator('samp').isVisible()).toBe(false);
    await predict.getByText('What that means').click();
    expect(await answer.isVisible()).toBe(true);
    expect(await predict.locator('.guess').first().isVisible()).toBe(false);
    await predict.getByText('What that means').click();
    await page.emulateMedia({ media: 'print' });
    expect(await answer.isVisible()).toBe(true);
    expect(await predict.locator('.guess').first().isVisible()).toBe(false);
  }));

test('in Markdown the answer is folded with what is printed', async () => {
  const address = new URL(CHAPTER!.replace(/\/$/, '.md'), inject('site'));
  const text = await (await fetch(address)).text();
  const [, after = ''] = text.split(`\`code/${OF}\``);
  const [, folded = ''] = after.split('<summary>What it prints</summary>');
  const [inside = ''] = folded.split('</details>');
  const { text: mdx, ...rest } = chapters.get(CHAPTER!.slice(1, -1))!;
  const predict = elementsIn(rest).find(({ attributes }) => attributes.of === OF)!;
  /** Its first words, up to what is no plain text. */
  const words = (name: string): string => {
    const { start, end } = part(predict, name)!.inside;
    return mdx.slice(start, end).split(/[<[]/)[0]!.trim();
  };
  expect(inside).toContain('```text');
  expect(inside).toContain(words('Answer'));
  expect(text).not.toContain(words('Guess'));
});
