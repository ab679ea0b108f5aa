// `npm run bench:output`: how long a reader's click waits while programs print as much as they may.
// `--site DIR` takes a site that was built before, `--json` prints figures alone. The clicks are
// the browser's own. Each is timed by the page's clock, from the input to the frame after its
// handler.
import { cpus } from 'node:os';
import { build, preview } from 'astro';
import type { Locator, Page } from 'playwright-core';
import { launch } from '../browser.ts';

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const OF = 'part-3-task-loop/programs/callbacks-in-order.ts';
const asJson = process.argv.includes('--json');
const siteAt = process.argv.indexOf('--site');
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt < 0 ? /./ : new RegExp(process.argv[onlyAt + 1]!);

/** In milliseconds. */
const WANTED = 50;

const test = (body: string): string => `import { test, expect } from 'vitest';\n${body}`;
const one = (text: string): string => `console.log(${text});`;
const PROGRAMS: Record<string, string> = {
  'nothing, for a second': 'await new Promise((next) => setTimeout(next, 1_000));',
  '2,000 lines, one by one':
    'for (let i = 0; i < 1_999; i++) console.log(`line ${i}: what a program says`);',
  '2,000 lines of 100, one by one': "for (let i = 0; i < 1_990; i++) console.log('x'.repeat(99));",
  '2,000 lines in one call': one(
    "Array.from({ length: 1_999 }, (_, i) => `line ${i}: what a program says`).join('\\n')",
  ),
  '2,000 empty lines': "for (let i = 0; i < 1_999; i++) console.log('');",
  '2,000 lines, by turns stdout and stderr':
    "for (let i = 0; i < 1_999; i++) console[i % 2 ? 'log' : 'error']('x');",
  '2,000 lines over two seconds':
    'let i = 0; const timer = setInterval(() => { for (let j = 0; j < 10; j++) console.log(`line ${i++}`); if (i >= 1_990) clearInterval(timer); }, 10);',
  'one line of 200,000': one("'x'.repeat(199_990)"),
  'one line of 200,000, words': one("'words '.repeat(33_330)"),
  'one line of 200,000, Chinese': one("'漢'.repeat(199_990)"),
  'one line of 200,000, emoji': one("'😀'.repeat(99_990)"),
  'one line of 200,000, Arabic': one("'سلام '.repeat(39_990)"),
  'one letter with 199,999 accents': one("'e' + '\\u0301'.repeat(199_990)"),
  '100,000 letters, each with a zero width space': one("'a\\u200b'.repeat(99_990)"),
  '200,000 right-to-left overrides': one("'\\u202e'.repeat(199_990)"),
  '2,000 lines, each with a place':
    'for (let i = 0; i < 1_999; i++) console.error(`    at programs/callbacks-in-order.ts:${(i % 9) + 1}:1`);',
  '2,000 lines, each with a place that is none':
    'for (let i = 0; i < 1_999; i++) console.error(`    at programs/no-such-file.ts:${(i % 9) + 1}:1`);',
  'one line of 200,000, places': one("'src/handle.ts:1:1 '.repeat(11_100)"),
  'for ever': 'for (let i = 0; ; i++) console.log(i);',
  'four threads': `const body = "for (let i = 0; i < 500; i++) console.log('thread', i)";
for (let i = 0; i < 4; i++) new Worker(URL.createObjectURL(new Blob([body])));
const timer = setTimeout(() => {}, 1_500);`,
};
const TESTS: Record<string, string> = {
  '1,900 tests': test('for (let i = 0; i < 1_900; i++) test(`number ${i}`, () => {});'),
  '1,000 failed tests': test(
    'for (let i = 0; i < 1_000; i++) test(`number ${i}`, () => { expect(`${i}`.repeat(20)).toBe("b"); });',
  ),
};

const say = (line: string): void => void (asJson || console.log(line));
const row = (...cells: (string | number)[]): void => say(`| ${cells.join(' | ')} |`);

process.env.NODE_ENV = 'production';
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const outDir = siteAt < 0 ? './.cache/bench-output' : process.argv[siteAt + 1]!;
if (siteAt < 0) await build({ logLevel: 'error', outDir });
const server = await preview({ outDir, server: { port: 4393 }, logLevel: 'error' });
const site = `http://localhost:${server.port}`;
const browser = await launch();

/** Times clicks as they come. */
const watchClicks = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const waits: number[] = [];
    Object.assign(globalThis, { waits });
    addEventListener(
      'pointerdown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => waits.push(performance.now() - timeStamp);
          port2.postMessage(0); // after the frame
        }),
      { capture: true },
    );
  });

const boxOf = (page: Page): Locator => page.locator(`program-box[data-program="${OF}"]`);

async function measure(
  code: string,
  width: number,
  file?: string,
): Promise<{
  worst: number;
  most: number;
  ms: number;
  cpu: number;
  status: string;
  elements: number;
}> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await watchClicks(page);
  await page.goto(site + CHAPTER, { waitUntil: 'networkidle' });
  const box = boxOf(page);
  await box.getByRole('textbox').focus();
  await box.locator('.cm-content').waitFor();
  if (file) {
    await box.getByRole('button', { name: 'More', exact: true }).click();
    await box.locator('select').selectOption(file);
    await box
      .getByRole('tab', { selected: true })
      .filter({ hasText: file.split('/').at(-1)! })
      .waitFor();
  }
  await box.getByRole('textbox').fill("console.log('warm');");
  if (!file) {
    await box.getByRole('button', { name: 'Run' }).click();
    await box.locator('.status').filter({ hasText: /^Ran/ }).waitFor();
  }
  await box.getByRole('textbox').fill(code);
  await box.locator('.status').scrollIntoViewIfNeeded();
  await page.evaluate(() => ((globalThis as unknown as { waits: number[] }).waits.length = 0));
  await page.waitForTimeout(100);
  // the time of the thread, whatever else the machine does
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> =>
    1000 *
    (await devtools.send('Performance.getMetrics')).metrics.find(
      ({ name }) => name === 'TaskDuration',
    )!.value;
  const before = await busy();
  const began = performance.now();
  await box.locator('[data-do=run]').evaluate((button: HTMLButtonElement) => button.click());
  let over = false;
  const ended = box
    .locator('.status')
    .filter({ hasText: /^(Ran|Stopped|It couldn’t|It can’t)/ })
    .waitFor({ timeout: 240_000 })
    .then(() => performance.now() - began);
  void ended.finally(() => (over = true));
  do {
    await page.mouse.click(5, 5);
    await new Promise((next) => setTimeout(next, 20));
  } while (!over);
  const ms = await ended;
  const cpu = (await busy()) - before;
  for (let i = 0; i < 5; i++) await page.mouse.click(5, 5);
  await page.waitForTimeout(100);
  const waits = (
    await page.evaluate(() => (globalThis as unknown as { waits: number[] }).waits)
  ).toSorted((a, b) => a - b);
  const elements = await box.locator('.live').evaluate((live) => live.querySelectorAll('*').length);
  const status = (await box.locator('.status').textContent())!;
  await context.close();
  return {
    worst: waits.at(-1)!,
    most: waits[Math.floor(waits.length * 0.95)]!,
    ms,
    cpu,
    status,
    elements,
  };
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Chromium ${browser.version()}`;
say(
  `${machine}; ${new Date().toISOString().slice(0, 10)}; a click's wait in ms, wanted: ${WANTED}\n`,
);
const figures: Record<string, unknown> = {};
row(
  'prints',
  'width',
  'worst click',
  '95 of 100',
  'run and drawing',
  'of that the page’s thread',
  'elements',
  'ended',
);
row('---', '--:', '--:', '--:', '--:', '--:', '--:', '---');
for (const width of [1280, 390])
  for (const [what, code, file] of [
    ...Object.entries(PROGRAMS).map(([what, code]) => [what, code] as const),
    ...Object.entries(TESTS).map(([what, code]) => [what, code, 'tests/handle.test.ts'] as const),
  ]) {
    if (!only.test(what)) continue;
    const it = await measure(code, width, file);
    figures[`${what}, ${width}`] = it;
    row(
      what,
      width,
      it.worst.toFixed(0),
      it.most.toFixed(0),
      it.ms.toFixed(0),
      it.cpu.toFixed(0),
      it.elements,
      it.status.slice(0, 60),
    );
  }
if (asJson) console.log(JSON.stringify({ machine, figures }, null, 2));
await browser.close();
await server.stop();
