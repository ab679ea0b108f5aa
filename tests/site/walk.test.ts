// A reader's way through the site, in the browser that is asked (../browser.ts): the same in all three
// engines. With `WALK=.cache/walk` it leaves a picture of each part there.
import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BROWSER, launchAsked, resize, type TestBrowser, type TestPage } from '../browser.ts';
import { staticHost, type StaticHost } from '../static-host.ts';
import { EVERYWHERE } from '../../src/hosting/headers.ts';
import { ROOT } from './serve.ts';

const CHAPTER = 'part-3-task-loop/threads-meet-the-loop/';
const NEXT = 'part-3-task-loop/a-loop-a-thread/';
const THREADS = 'part-3-task-loop/programs/from-another-thread.ts';
const EXERCISE = 'part-1-generators/exercises/running-average';
const sourceOf = (file: string): string => readFileSync(`code/${file}`, 'utf8');
const outputOf = (program: string): string => sourceOf(program.replace(/ts$/, 'out'));

let browser: TestBrowser;
let page: TestPage;
let host: StaticHost;
beforeAll(async () => {
  host = await staticHost(ROOT, { headers: EVERYWHERE });
  browser = await launchAsked();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  host?.close();
});

const go = (path: string): Promise<unknown> => page.goto(`${host.origin}/${path}`);
const text = (selector: string): Promise<string> =>
  page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);
const until = (selector: string, is: RegExp): Promise<void> =>
  vi.waitFor(async () => expect(await text(selector)).toMatch(is), {
    timeout: 120_000,
    interval: 200,
  });
const count = (selector: string): Promise<number> =>
  page.evaluate((selector) => document.querySelectorAll(selector).length, selector);
const click = async (selector: string): Promise<void> => {
  await page.evaluate(
    (selector) => document.querySelector(selector)!.scrollIntoView({ block: 'center' }),
    selector,
  );
  await page.click(selector);
};
const picture = async (name: string): Promise<void> => {
  const folder = process.env.WALK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${BROWSER}-${name}.png` });
};
/** Types over what is in a box. */
async function edit(box: string, code: string): Promise<void> {
  await click(`${box} pre`);
  await vi.waitFor(async () => expect(await count(`${box} .cm-content`)).toBe(1), {
    timeout: 120_000,
  });
  await page.evaluate(
    ([box, code]) => {
      document.querySelector<HTMLElement>(`${box} .cm-content`)!.focus();
      document.execCommand('selectAll');
      document.execCommand('insertText', false, code);
    },
    [box, code] as const,
  );
}
const boxOf = (program: string): string => `program-box[data-program="${program}"]`;
/** Runs a program. @returns What it printed. */
async function run(box: string): Promise<string> {
  await click(`${box} [data-do="run"]`);
  await until(`${box} .status`, /^(Ran|Stopped|It )/);
  return text(`${box} [role="log"]`);
}

test('a chapter is there, and its page is isolated', async () => {
  await go(CHAPTER);
  expect(await text('h1')).not.toBe('');
  expect(await page.evaluate(() => crossOriginIsolated, undefined)).toBe(true);
});

test('a program with threads prints what the book says', async () => {
  const box = boxOf(THREADS);
  expect(await run(box)).toBe(outputOf(THREADS));
  expect(await text(`${box} .status`)).toMatch(/as in the book/);
  await picture('threads');
});

test('a mistake is shown with its line', async () => {
  const box = boxOf(THREADS);
  await edit(box, "console.log('begun');\n\nthrow new RangeError('mine');");
  expect(await run(box)).toMatch(
    /begun[^]*programs\/from-another-thread\.ts:3:7[^]*RangeError: mine/,
  );
  await picture('mistake');
});

test('an endless loop is stopped', async () => {
  const box = boxOf(THREADS);
  await edit(box, "console.log('begun');\nfor (;;);");
  await click(`${box} [data-do="run"]`);
  await until(`${box} [role="log"]`, /begun/);
  await vi.waitFor(() => click(`${box} [data-do="stop"]`), { timeout: 120_000 });
  await until(`${box} .status`, /^Stopped/);
  await picture('stopped');
});

test('an exercise refuses what is not done, and takes its solution', async () => {
  await go('part-1-generators/a-two-way-door/');
  const exercise = `exercise-box[data-exercise="${EXERCISE}"]`;
  const box = `${exercise} program-box`;
  await click(`${exercise} [data-do="run"]`);
  await until(`${box} .status`, /failed/);
  expect(await text(`${exercise} li.failed`)).toMatch(/check\.test\.ts:\d+:\d+/);
  const margin = await page.evaluate(
    (output) => getComputedStyle(document.querySelector(output)!).paddingInlineStart,
    `${box} .output`,
  );
  expect(margin).not.toBe('0px'); // WebKit once kept that of an output with nothing in it
  await edit(box, sourceOf(`${EXERCISE}/solution.ts`));
  await click(`${exercise} [data-do="run"]`);
  await until(`${box} .status`, /Solved/);
  await picture('solved');
});

test('the timeline of a run is stepped through, and knows its lines', async () => {
  await go('part-3-task-loop/the-whole-thing/');
  const box = boxOf('part-3-task-loop/programs/two-tasks.ts');
  await click(`${box} [data-do="timeline"]`);
  await vi.waitFor(async () => expect(await count(`${box} .scrubber`)).toBe(1), {
    timeout: 120_000,
  });
  await until(`${box} .status`, /as in the book/);
  await click(`${box} trace-timeline [aria-label="First event"]`);
  await until(`${box} .sentence`, /^Nothing has happened yet/);
  await click(`${box} trace-timeline [aria-label="One event forward"]`);
  await until(`${box} .sentence`, /^A loop is made/);
  await picture('timeline');
});

const lab = 'tasque-lab';
async function openLab(): Promise<void> {
  await go('lab/part-3-task-loop/');
  await vi.waitFor(
    async () => {
      // its editor comes once a reader is near
      await page.evaluate(
        () =>
          document
            .querySelector('tasque-lab:defined')
            ?.dispatchEvent(new PointerEvent('pointerenter')),
        undefined,
      );
      expect(await count(`${lab} .cm-content`)).toBe(1);
    },
    { timeout: 120_000 },
  );
}

test('the lab runs a program and all tests of a stage', async () => {
  await openLab();
  await click(`${lab} [data-do="run"]`);
  await until(`${lab} .side .status`, /^Ran/);
  await click(`${lab} [data-do="run-all"]`);
  await until(`${lab} .side .status`, /^Ran.*passed/); // while it runs, it says how many have passed
  expect(await text(`${lab} .side .status`)).not.toMatch(/failed/);
  await picture('lab');
});

test('where the lab shows one pane at a time, the output comes in the place of the code', async () => {
  const [width, height] = await page.evaluate(() => [innerWidth, innerHeight], undefined);
  await resize(page, { width: 447, height: 800 });
  await openLab();
  await click(`${lab} [data-do="run"]`);
  await until(`${lab} .side .status`, /^Ran/); // WebKit once turned in a loop for good as the code went
  expect(await page.evaluate(() => innerWidth, undefined)).toBe(447);
  await picture('lab-narrow');
  await resize(page, { width: width!, height: height! });
});

test('search finds where a thing is introduced', async () => {
  await click('button[data-do="search"]');
  await vi.waitFor(async () => expect(await count('dialog[open] input')).toBeGreaterThan(0), {
    timeout: 120_000,
  });
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('dialog[open] input')!.focus();
    document.execCommand('insertText', false, 'callSoonThreadsafe');
  }, undefined);
  await until('dialog[open]', /Threads meet the loop/);
  await picture('search');
});

test('what was kept is read and run without a network', async () => {
  await go(CHAPTER);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await vi.waitFor(
    async () => {
      // it comes by itself, too, while a reader reads on: then there's no button any more
      if ((await count('.keep-book .kept:not([hidden])')) === 0) await click('.keep-book button');
    },
    { timeout: 60_000, interval: 500 },
  );
  await until('.keep-book .kept:not([hidden])', /The whole book is kept/);
  host.close();
  await go(NEXT);
  expect(await text('h1')).not.toBe('');
  await go(CHAPTER);
  expect(await run(boxOf(THREADS))).toBe('begun\n');
  await picture('offline');
});
