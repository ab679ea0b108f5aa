// What a reader hears who practises and doesn't see the page (see aloud.test.ts).
import { describe, expect, test } from 'vitest';
import { CHAPTER, fault, SEES, SEES_NOTHING, STAGE, WRONG } from './a-fault.ts';
import { after, boxOn, heard, on, outline, read } from './aloud.ts';
import { answerOf, ended, retype, useBrowser } from './site.ts';

useBrowser();

const LAST_SEAT = '/part-4-the-world/the-last-seat/';
const QUESTIONS = '/part-1-generators/a-two-way-door/';
const LINES = '/part-1-generators/the-caller-is-the-scheduler/';

describe('what there is to practise with', () => {
  test('a knob: its name and value, and what the run prints', () =>
    on(LAST_SEAT, async (page) => {
      const box = boxOn(page, 'two-tills.ts');
      expect(await read(box.locator('.knobs'))).toMatchInlineSnapshot(`
        "- group "Knobs of two-tills.ts"
          - code: places
          - slider "places": "2""
      `);
      await box.getByRole('slider', { name: 'places', exact: true }).press('ArrowRight');
      await ended(box);
      expect(await after(page)).toMatchInlineSnapshot(`
        "log: 120 Ann
        120 Ben
        120 Cleo
        140 Dan
        status: Ran in the page, N ms, with your changes.
        focus: slider "places": "3""
      `);
    }));

  test('every order: the answer', () =>
    on(LAST_SEAT, async (page) => {
      const box = boxOn(page, 'the-last-seat.ts');
      await box.getByRole('button', { name: 'Try every order', exact: true }).press('Enter');
      const panel = boxOn(page, 'Every order of the-last-seat.ts');
      await panel.getByRole('button', { name: 'Try every order again' }).waitFor();
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: In 20 of 40 orders other lines are printed.
        focus: button "Try every order again""
      `);
      expect(await read(panel)).toMatchInlineSnapshot(`
        "- region "Every order of the-last-seat.ts"
          - button "Try every order again"
          - status: In 20 of 40 orders other lines are printed.
          - button "Close"
          - group
            - text: Other lines
            - figure "In this order": "In this order Ben: booked, 0 left Ann: booked, -1 left"
            - figure "Usually": "Usually Ann: booked, 0 left Ben: booked, -1 left"
            - list "Who went when"
              - listitem: main
              - listitem: book 2, though book 1 was first
              - listitem: book 1
              - listitem: a call of the library’s, 2 times
              - listitem
                - text: book 2, from
                - link "line 7"
              - listitem
                - text: book 1, from
                - link "line 7"
              - listitem: a call of the library’s, 2 times
              - listitem
                - text: main, from
                - link "line 13"
              - listitem: a call of the library’s
            - paragraph
              - button "Show it on the timeline"
              - button "Copy link"
              - status
          - paragraph: Of each kind you see the order that differs least from the usual one. Waiting takes no time here, because the clock is virtual."
      `);
      await panel.getByRole('button', { name: 'Show it on the timeline' }).press('Enter');
      await box.locator('.compared .said', { hasText: 'both did the same' }).waitFor();
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: Up to event 19 both did the same, then they part.
        focus: slider "Event": "20""
      `);
      await panel.getByRole('button', { name: 'Close' }).press('Enter');
      expect(await after(page)).toMatchInlineSnapshot(`
        "
        focus: button "Run""
      `);
    }));

  test('a question: nothing chosen, wrong, right', () =>
    on(QUESTIONS, async (page) => {
      const fold = page.locator('.asks[data-of]');
      await fold.locator('> summary').press('Enter');
      const box = fold.locator('question-box').first();
      await box.waitFor();
      expect(await after(page)).toMatchInlineSnapshot(`
        "
        focus: heading "Three questions" [level=2]"
      `);
      expect(await read(box)).toMatchInlineSnapshot(`
        "- heading "A greeter with a question" [level=3]
        - code: "function* greeter(): Generator<string, void, string> { const name = yield 'Who is it?'; console.log(\`Hello \${name}\`); } const greeting = greeter(); greeting.next('Ann'); greeting.next('Ben');"
        - group "What’s printed?"
          - text: What’s printed?
          - radio "Hello undefined"
          - code: Hello undefined
          - radio "Hello Ann, then Hello Ben"
          - code: Hello Ann
          - text: ", then"
          - code: Hello Ben
          - radio "Hello Ben"
          - code: Hello Ben
          - radio "Hello Ann"
          - code: Hello Ann
        - paragraph
          - button "Check"
          - status
        - status
        - status"
      `);
      const check = (step: string): Promise<void> =>
        box.locator(`[data-step=${step}]`).getByRole('button', { name: 'Check' }).press('Enter');
      const choose = async (step: string, isRight: boolean): Promise<void> => {
        const form = box.locator(`[data-step=${step}]`);
        const right = `[value="${await form.getAttribute('data-right')}"]`;
        await form
          .locator(isRight ? `input${right}` : `input:not(${right})`)
          .first()
          .check();
        await check(step);
      };
      await heard(page);
      await check('answer');
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: Choose one first.
        focus: radio "Hello undefined""
      `);
      await choose('answer', false);
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: You remembered that the first word is dropped, and stopped there. But name gets its value when the generator is resumed, so the word that counts is the second one.
        focus: paragraph "✗ The answer is another one:" Hello Ben"
      `);
      await choose('reason', true);
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: The first next runs the function up to its yield. Only then is it listening, so the first word has nowhere to go, and the second one is the value of the first yield. This one comes again, at the end of the chapters that you read next. Answer it again
        focus: paragraph: ✓ Right."
      `);
    }));

  test('a question that was answered before is no news, and what is said when it’s asked again is', () =>
    on(`/questions${QUESTIONS}`, async (page) => {
      const box = page.locator('question-box').first();
      const wrong = async (step: string): Promise<void> => {
        const form = box.locator(`[data-step=${step}]`);
        const right = await form.getAttribute('data-right');
        await form.locator(`input:not([value="${right}"])`).first().check();
        await form.getByRole('button', { name: 'Check' }).press('Enter');
      };
      await wrong('answer');
      await wrong('reason');
      await box.getByRole('button', { name: 'Answer it again' }).waitFor();
      await page.reload();
      const again = box.getByRole('button', { name: 'Answer it again' });
      await again.waitFor();
      expect(await heard(page)).toBe('');
      await again.press('Enter');
      expect((await after(page)).trim()).toMatchInlineSnapshot(
        `"focus: radio "Hello Ann, then Hello Ben""`,
      );
      await wrong('answer');
      expect(await after(page)).toMatchInlineSnapshot(`
        "status: You let each next run the last line. The function has one yield and no loop, so that line runs once.
        focus: paragraph "✗ The answer is another one:" Hello Ben"
      `);
    }));

  test('lines put in order: where each is, that it goes no further, and how right a second guess was', () =>
    on(LINES, async (page) => {
      const box = page.locator('predict-box[data-order]').first();
      const lines = box.locator('.lines li');
      await expect.poll(() => lines.count()).toBeGreaterThan(2);
      const texts = await lines.locator('code').allTextContents();
      const [printedFirst] = await answerOf(box);
      // what's above all others then can't be right
      const at = texts.findIndex((text, n) => n > 0 && text !== printedFirst);
      const line = texts[at]!;
      const called = (text: string): string => text.replaceAll(line, 'LINE');
      await box.getByRole('button', { name: `Move "${line}" up` }).focus();
      const presses: string[] = [];
      for (let n = 0; n < at + 2; n++) {
        await page.keyboard.press('Enter');
        presses.push(called(await after(page)));
      }
      expect(presses.slice(-3).join('\n')).toMatchInlineSnapshot(`
        "status: "LINE" is line 1 of 5.
        focus: button "Move \\"LINE\\" up" [disabled]: ↑
        status: "LINE" is the first line already.
        focus: button "Move \\"LINE\\" up" [disabled]: ↑
        status: "LINE" is the first line already.
        focus: button "Move \\"LINE\\" up" [disabled]: ↑"
      `);
      const compare = async (): Promise<string> => {
        await box.getByRole('button', { name: 'Run it and compare' }).press('Enter');
        await ended(box.locator('program-box'));
        return (await after(page))
          .replace(/^log: [^]*?(?=^status)/mu, 'log: …\n')
          .replace(/✗ [^]*?\n(?=focus)/u, '✗ …\n');
      };
      const first = await compare();
      expect(first).toMatchInlineSnapshot(`
        "log: …
        status: Ran in the page, N ms: as in the book. ✗ …
        focus: button "Run""
      `);
      await box.getByRole('button', { name: 'Guess again' }).press('Enter');
      expect((await after(page)).trim()).toMatch(/^focus: button "Move /u);
      expect(await compare()).toBe(first); // a reader who guesses again is told again
    }));

  test('a fault: not caught, red where it should be green, caught', () =>
    on(CHAPTER, async (page) => {
      const fold = page.locator(`.asks[data-faults="${STAGE}"]`);
      await fold.locator('> summary').press('Enter');
      const { id } = await fault(page);
      await fold.locator(`[data-fault="${id}"]`).getByRole('button').first().press('Enter');
      const bench = page.locator('.fault-bench');
      await bench.locator('.cm-content').waitFor();
      expect(await outline(bench, 'region', 'tab', 'textbox', 'button', 'log', 'status'))
        .toMatchInlineSnapshot(`
          "- region "Fault 10"
              - tab "catch.test.ts" [selected]
              - textbox "catch.test.ts, editable"
            - button "Catch it"
            - status
            - button "More"
            - log "Output of your test""
        `);
      const says = async (code: string): Promise<string> => {
        await retype(bench.locator('.cm-content'), code);
        await heard(page);
        await page.keyboard.press('ControlOrMeta+Enter');
        await bench.locator('.status', { hasText: /^(?:Not caught|It’s red|Caught)/ }).waitFor();
        return after(page);
      };
      expect(await says(SEES_NOTHING)).toMatchInlineSnapshot(`
        "status: Not caught yet: it’s green on the broken library, too.
        focus: textbox "catch.test.ts, editable""
      `);
      expect(await says(WRONG)).toMatchInlineSnapshot(`
        "status: It’s red on the book’s library, where it should be green: your test expects what the book’s library doesn’t do. The first that failed: “a loop is closed from the start”. expected false to be true // Object.is equality
        focus: textbox "catch.test.ts, editable""
      `);
      expect(await says(SEES)).toMatchInlineSnapshot(`
        "status: Caught! On the book’s library it’s green, and on the broken one it’s red. The first that failed: “an idle loop can be closed, and a running one cannot”. LoopStateError: a running loop cannot be closed
        focus: textbox "catch.test.ts, editable""
      `);
    }));
});
