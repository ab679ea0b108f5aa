// A hostile program gets no markup, no script and no request into the page that runs it, and takes
// nothing of the page down.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { edit, ended, freshContext, retype, useBrowser } from './site.ts';
import { LOOKS_LIKE_MARKUP, MARKUP, watchFor } from './trespass.ts';
import { inject } from 'vitest';

useBrowser();

const text = JSON.stringify(MARKUP);
const LIBRARY = `import { Future, Task, TaskLoop } from '../src/index.ts';\nconst loop = new TaskLoop();\nconst markup = ${LOOKS_LIKE_MARKUP};\n`;

/**
 * Every event of the run is given these fields on its way out: a program may put a `push` of its
 * own in the place of the language's.
 */
const forging = (fields: string): string => `
const { push } = Array.prototype;
Array.prototype.push = function (...items) {
  for (const item of items) if (item && typeof item === 'object' && 'n' in item && 'thread' in item) Object.assign(item, ${fields});
  return Reflect.apply(push, this, items);
};
`;
const ALL_KINDS = `
function* work(future) { yield future; yield* inner(); return 1; }
function* inner() { yield 2; }
const future = new Future(loop);
const task = loop.addTask(work(future));
loop.callSoon(function later() { future.setResult(1); });
loop.runUntilComplete(task);
`;

/**
 * What it is that a program makes of markup, and the program. Where `objects` is there, the markup
 * is an object that some template took for its own.
 */
const ATTACKS: Record<string, string> = {
  'a function’s name': `const f = () => {};\nObject.defineProperty(f, 'name', { value: markup });\nloop.callSoon(() => { loop.stop(); loop.callSoon(f); });\nloop.runForever();`,
  'a function’s name, as text': `const f = () => {};\nObject.defineProperty(f, 'name', { value: ${text} });\nloop.callSoon(f);\nloop.runOnce();`,
  'a done callback’s name': `const f = () => {};\nObject.defineProperty(f, 'name', { value: markup });\nconst future = new Future(loop);\nfuture.addDoneCallback(f);\nfuture.removeDoneCallback(f);\nfuture.addDoneCallback(f);`,
  'a class’s name': `class Mine extends Task {}\nObject.defineProperty(Mine, 'name', { value: markup });\nnew Mine((function* () { yield 1; })(), loop);\nloop.callSoon(() => {});`,
  'a class’s static name': `class Mine extends Future { static name = markup; }\nconst mine = new Mine(loop);\nfunction* work() { yield mine; }\nloop.addTask(work());\nloop.runOnce();`,
  'the name of the class of a callback': `const callback = { constructor: { name: markup }, schedule() {} };\nconst future = new Future(loop);\ntry { future.addDoneCallback(callback); } catch {}\nloop.callSoon(() => {});\nloop.runOnce();`,
  'an error’s name, message and stack': `const error = new Error(${text});\nerror.name = ${text};\nerror.stack = ${text};\nloop.callSoon(() => { throw error; });\nnew Future(loop).setException(error);\nfunction* fails() { throw error; }\ntry { loop.runUntilComplete(fails()); } catch {}\nloop.runOnce();\nthrow error;`,
  'an error’s name that is an object': `const error = new Error();\nObject.defineProperties(error, { name: { value: markup }, message: { value: markup } });\nnew Future(loop).setException(error);`,
  'a result': `new Future(loop).setResult(${text});\nnew Future(loop).setResult(markup);\nfunction* gives() { yield ${text}; yield markup; return markup; }\nfor (const one of gives()) void one;`,
  'a generator’s name': `const made = { *[${text}]() { yield 1; } };\nfor (const one of made[${text}]()) void one;`,
  'a mark': `function* work() { globalThis.$$t?.at(markup, markup, markup); yield 1; }\nfor (const one of work()) void one;\nfunction* again() { globalThis.$$t?.at(markup, 'programs/x.ts', markup, 1); yield 2; }\nfor (const one of again()) void one;\nfunction* third() { yield 3; }\nconst it = third(); it.next(); globalThis.$$t?.at(markup, markup, markup);`,
  'a frame of a chain': `Array.prototype.at = function () { return { name: markup, at: { file: markup, line: markup } }; };${ALL_KINDS}`,
  'every name': forging(`{ name: markup, how: markup, call: markup }`) + ALL_KINDS,
  'every number':
    forging(
      `{ n: markup, ms: markup, thread: markup, id: markup, entry: markup, loop: markup, task: markup, generator: markup, future: markup, worker: markup, count: markup }`,
    ) + ALL_KINDS,
  'every place': forging(`{ at: { file: markup, line: markup } }`) + ALL_KINDS,
  'every preview': forging(`{ value: markup, error: markup, state: markup }`) + ALL_KINDS,
  'every chain':
    forging(`{ chain: [{ name: markup, at: { file: markup, line: markup } }] }`) + ALL_KINDS,
  'every kind of event':
    forging(`{ type: markup, kind: markup, stream: markup, text: markup }`) + ALL_KINDS,
  'jobs of threads that there are none of':
    forging(`{ type: 'job', worker: item.n % 3, name: markup }`) + ALL_KINDS,
  'events that are none': `const { push } = Array.prototype;\nArray.prototype.push = function (...items) { return Reflect.apply(push, this, items[0] && typeof items[0] === "object" && "thread" in items[0] ? [markup] : items); };${ALL_KINDS}`,
  'what is printed': `console.group(${text});\nconsole.log(${text});\nconsole.error(${text});\nconsole.table([{ [${text}]: ${text} }]);\nconsole.groupEnd();\nloop.callSoon(() => console.log(markup));\nloop.runOnce();`,
  'the marks of setters': `Object.defineProperty(Object.prototype, 'html', { value: ${text}, configurable: true, writable: true });\nObject.defineProperty(Object.prototype, 'toJSON', { value: () => markup, configurable: true });${ALL_KINDS}`,
};

/** Opens a page in a context of its own, and sees whether anything of the program got into it. */
async function withoutTrespass(path: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await freshContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  try {
    const watch = await watchFor(page);
    await page.goto(new URL(path, inject('site')).href);
    await work(page);
    await page.waitForTimeout(100); // a frame that came in would want a moment
    expect(await watch.found()).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Looks at everything that a timeline shows: each moment, all lists, what is pointed at. */
async function lookAround(place: Locator): Promise<void> {
  const timeline = place.locator('trace-timeline');
  await timeline.locator('.scrubber, .nothing').first().waitFor();
  if ((await timeline.locator('.nothing').count()) > 0) return;
  await timeline.evaluate((element) => {
    for (const details of element.querySelectorAll('details')) details.open = true;
    const scrubber = element.querySelector<HTMLInputElement>('.scrubber')!;
    for (let position = Number(scrubber.max); position >= 0; position--) {
      scrubber.value = String(position);
      scrubber.dispatchEvent(new Event('input'));
      for (const thing of element.querySelectorAll<HTMLElement>('[data-since], .at [data-file]'))
        thing.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    }
    for (const thing of [...element.querySelectorAll<HTMLElement>('[data-file]')].slice(0, 5))
      thing.click();
  });
}

const boxOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'callbacks-in-order.ts', exact: true });

test.each(Object.keys(ATTACKS))('box: nothing of a program gets into the page by %s', (by) =>
  withoutTrespass('/part-3-task-loop/a-queue-of-callbacks/', async (page) => {
    const box = boxOf(page);
    await edit(box, LIBRARY + ATTACKS[by]!);
    await box.getByRole('button', { name: 'Timeline', exact: true }).click();
    expect(await ended(box)).toMatch(/^Ran in the page/);
    await lookAround(box);
    // the page is whole: the next program runs, and is seen
    await edit(box, `${LIBRARY}loop.callSoon(function innocent() {});\nloop.runOnce();`);
    await box.getByRole('button', { name: 'Run', exact: true }).click();
    await box.locator('.sentence', { hasText: 'call innocent' }).waitFor();
  }),
);

test.each(['a function’s name', 'every name', 'every chain', 'a class’s name'])(
  'lab: nor by %s',
  (by) =>
    withoutTrespass('/lab/part-3-task-loop/#programs/two-tasks.ts', async (page) => {
      await page.getByRole('tab', { name: 'two-tasks.ts' }).waitFor();
      const lab = page.locator('tasque-lab');
      await page.locator('.cm-content').waitFor();
      await retype(page.locator('.edit .cm-content'), LIBRARY + ATTACKS[by]!);
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await lookAround(lab);
    }),
);

test('nor by the results of tests: titles, messages, differences', () =>
  withoutTrespass('/lab/part-3-task-loop/#tests/handle.test.ts', async (page) => {
    await page.getByRole('tab', { name: 'handle.test.ts' }).waitFor();
    await page.locator('.cm-content').waitFor();
    await retype(
      page.locator('.edit .cm-content'),
      `
import { describe, expect, test } from 'vitest';
const markup = ${LOOKS_LIKE_MARKUP};
describe(${text}, () => {
  test(${text}, () => { expect(${text}).toBe(${JSON.stringify(`${MARKUP} `)}); });
  test('object', () => { const error = new Error(${text}); Object.defineProperty(error, 'message', { value: markup }); throw error; });
  test('difference', () => { throw Object.assign(new Error('x'), { diff: markup, actual: markup, expected: ${text} }); });
  test(markup, () => {});
  test.skip(markup, () => {});
});`,
    );
    await page.getByRole('button', { name: 'Run tests' }).click();
    await page
      .locator('tasque-lab .status', { hasText: /^(Ran|Stopped|It couldn’t|It can’t)/ })
      .waitFor();
    await page.locator('.results li').first().waitFor();
  }));

test('what was left out of a run is counted, and said once', () =>
  withoutTrespass('/part-3-task-loop/a-queue-of-callbacks/', async (page) => {
    const box = boxOf(page);
    await edit(box, LIBRARY + forging(`{ at: markup }`) + ALL_KINDS);
    await box.getByRole('button', { name: 'Timeline', exact: true }).click();
    await ended(box);
    expect(await box.locator('.note').textContent()).toMatch(
      /^\d+ messages of this run were left out/,
    );
  }));
