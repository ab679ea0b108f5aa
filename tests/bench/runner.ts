// `npm run bench:runner`: how long a reader waits for a program in the page, and what a page loads
// for it. `--runs N`, `--json`. It builds the site and drives it in Chromium. A run is measured
// from the click on Run to the first text in the output, both by the page's own clock; beside it
// stands the time that the same page needs to start a worker that does nothing.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { build, preview } from 'astro';
import type { Browser, Locator, Page } from 'playwright-core';
import { launch } from '../browser.ts';

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const OF = 'part-3-task-loop/programs/callbacks-in-order.ts';
const asJson = process.argv.includes('--json');
const runsAt = process.argv.indexOf('--runs');
const RUNS = runsAt < 0 ? 30 : Number(process.argv[runsAt + 1]);

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
const say = (line: string): void => void (asJson || console.log(line));
const row = (...cells: (string | number)[]): void => say(`| ${cells.join(' | ')} |`);

async function fresh(browser: Browser, edits?: Record<string, string>): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  if (edits)
    await page.addInitScript(
      ([key, value]) => localStorage.setItem(key!, value!),
      [`tasque:edits:${OF}`, JSON.stringify(edits)],
    );
  await page.goto(site + CHAPTER, { waitUntil: 'networkidle' });
  return page;
}
const boxOf = (page: Page): Locator => page.locator(`program-box[data-program="${OF}"]`);

/**
 * Clicks by script, so that no pointer has warmed anything, and waits for the first output and for
 * the end. In milliseconds.
 */
const clickToOutput = (box: Locator): Promise<number> =>
  box.evaluate(async (box) => {
    const live = box.querySelector('.live')!;
    const status = box.querySelector('.status')!;
    live.textContent = '';
    const button = box.querySelector<HTMLButtonElement>('[data-do=run]')!;
    const began = performance.now();
    const first = await new Promise<number>((resolve) => {
      const seen = (): void => {
        if (!live.textContent) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(seen);
      observer.observe(live, { childList: true });
      button.click();
    });
    while (!/ran|could|ended|stopped/i.test(status.textContent!))
      await new Promise((next) => setTimeout(next, 5));
    return first - began;
  });

/** From the click on Stop to the box's saying so. */
const clickToStopped = (box: Locator): Promise<number> =>
  box.evaluate(async (box) => {
    const status = box.querySelector('.status')!;
    const live = box.querySelector('.live')!;
    box.querySelector<HTMLButtonElement>('[data-do=run]')!.click();
    while (!live.textContent) await new Promise((next) => setTimeout(next, 5));
    await new Promise((next) => setTimeout(next, 50));
    const began = performance.now();
    box.querySelector<HTMLButtonElement>('[data-do=stop]')!.click();
    while (!/stopped/i.test(status.textContent!)) await new Promise((next) => setTimeout(next, 0));
    return performance.now() - began;
  });

const bareWorker = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const began = performance.now();
    const address = URL.createObjectURL(
      new Blob(["postMessage('up')"], { type: 'text/javascript' }),
    );
    const worker = new Worker(address);
    await new Promise((up) => (worker.onmessage = up));
    worker.terminate();
    return performance.now() - began;
  });

async function repeat(work: (run: number) => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let i = 0; i < RUNS; i++) values.push(await work(i));
  return values;
}

/**
 * What a page loads while something is done: files as they are, and compressed as hosts send them.
 */
async function loaded(
  page: Page,
  work: () => Promise<unknown>,
): Promise<{ raw: number; gzip: number; files: string[] }> {
  const bodies: Promise<[string, Buffer]>[] = [];
  const heed = (response: { url(): string; ok(): boolean; body(): Promise<Buffer> }): void =>
    void (
      /^http/.test(response.url()) &&
      response.ok() &&
      bodies.push(response.body().then((body) => [response.url(), body]))
    );
  page.context().on('response', heed);
  await work();
  await page.waitForTimeout(1000);
  page.context().off('response', heed);
  const all = (await Promise.allSettled(bodies)).flatMap((it) =>
    it.status === 'fulfilled' ? [it.value] : [],
  );
  const sum = (size: (body: Buffer) => number): number =>
    all.reduce((total, [, body]) => total + size(body), 0);
  return {
    raw: sum((body) => body.length),
    gzip: sum((body) => gzipSync(body).length),
    files: all.map(([url]) => new URL(url).pathname),
  };
}

/**
 * What the pages and their sandboxes hold, in bytes: each renderer's share of memory, as Linux
 * counts it.
 */
async function memoryOf(browser: Browser): Promise<number> {
  if (process.platform !== 'linux') return NaN;
  const { processInfo } = await (
    await browser.newBrowserCDPSession()
  ).send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce(
    (sum, { id }) =>
      sum +
      1024 * Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))![1]),
    0,
  );
}

process.env.NODE_ENV = 'production';
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await build({ logLevel: 'error', outDir: './.cache/bench-site' });
const server = await preview({
  outDir: './.cache/bench-site',
  server: { port: 4391 },
  logLevel: 'error',
});
const site = `http://localhost:${server.port}`;
const browser = await launch();
const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, Chromium ${browser.version()}`;
say(`${machine}; ${new Date().toISOString().slice(0, 10)}; ${RUNS} runs each\n`);

// --- latency
const original = await (
  await fetch(`${site}/code/part-3-task-loop.json`)
)
  .json()
  .then(({ files }) => files['programs/callbacks-in-order.ts'] as string);
const edited = (i: number): Record<string, string> => ({
  'programs/callbacks-in-order.ts': `${original}// edit ${i}\n`,
});
const cold = async (edits?: Record<string, string>): Promise<number> => {
  const page = await fresh(browser, edits);
  const ms = await clickToOutput(boxOf(page));
  await page.context().close();
  return ms;
};
const page = await fresh(browser);
const box = boxOf(page);
await box.locator('.code code').focus();
await box.locator('.cm-content').waitFor();
await clickToOutput(box);
const blank = await browser.newPage(); // the book's own policy makes no such worker
const bare = await repeat(() => bareWorker(blank));
const edit = (code: string): Promise<void> => box.locator('.cm-content').fill(code);

const latency = {
  'warm, unedited': await repeat(() => clickToOutput(box)),
  'warm, edited before each run': await repeat(async (i) => {
    await edit(`${original}// edit ${i}\n`);
    return clickToOutput(box);
  }),
  'cold, unedited': await repeat(() => cold()),
  'cold, edited': await repeat((i) => cold(edited(i))),
};
const stops: Record<string, number[]> = {};
for (const [what, code] of Object.entries({
  'an endless loop': 'for (;;);',
  'a blocked wait': 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  timers: 'setInterval(() => {}, 1);',
})) {
  await edit(`console.log('begun');\n${code}\n`);
  stops[what] = await repeat(() => clickToStopped(box));
}
row('click to first output', 'median, ms', '90 of 100, ms', 'beside a bare worker', 'wanted, ms');
row('---', '--:', '--:', '--:', '--:');
for (const [what, values] of Object.entries(latency))
  row(
    what,
    at(values, 0.5).toFixed(0),
    at(values, 0.9).toFixed(0),
    `${(at(values, 0.5) / at(bare, 0.5)).toFixed(1)} ×`,
    what.startsWith('cold') ? 250 : 40,
  );
row('a bare worker', at(bare, 0.5).toFixed(0), at(bare, 0.9).toFixed(0), '1.0 ×', '');
say('');
row('click on Stop to stopped', 'median, ms', '90 of 100, ms', 'wanted, ms');
row('---', '--:', '--:', '--:');
for (const [what, values] of Object.entries(stops))
  row(what, at(values, 0.5).toFixed(0), at(values, 0.9).toFixed(0), 300);

// --- bytes, step by step
const steps: Record<string, { raw: number; gzip: number; files: string[] }> = {};
const reader = await (await browser.newContext()).newPage();
const theirs = boxOf(reader);
const status = (text: RegExp): Promise<void> =>
  theirs.locator('.status').filter({ hasText: text }).waitFor({ timeout: 60_000 });
const more = (): Promise<void> => theirs.getByRole('button', { name: 'More', exact: true }).click();
steps['the chapter'] = await loaded(reader, () => reader.goto(site + CHAPTER));
steps['the pointer enters a box'] = await loaded(reader, () => theirs.hover());
steps['Run'] = await loaded(reader, async () => {
  await theirs.getByRole('button', { name: 'Run' }).click();
  await status(/ran/i);
});
steps['an edit, and Run'] = await loaded(reader, async () => {
  await theirs.locator('[contenteditable]').fill(`${original}// mine\n`);
  await theirs.getByRole('button', { name: 'Run' }).click();
  await status(/ran/i);
});
steps['a file of tests, and Run'] = await loaded(reader, async () => {
  await more();
  await theirs.locator('select').selectOption('tests/handle.test.ts');
  await theirs.getByRole('button', { name: 'Run tests' }).click();
  await status(/passed/i);
});
steps['Check types'] = await loaded(reader, async () => {
  await more();
  await theirs.getByRole('button', { name: 'Check types' }).click();
  await status(/types/i);
});
say('');
row('loaded at', 'kB', 'kB compressed', 'files');
row('---', '--:', '--:', '--:');
for (const [what, { raw, gzip, files }] of Object.entries(steps))
  row(what, (raw / 1e3).toFixed(0), (gzip / 1e3).toFixed(0), files.length);

// --- memory
const memory: Record<string, number> = {};
for (const context of browser.contexts()) await context.close();
const other = await fresh(browser);
const boxes = await other.locator('program-box').all();
const remember = async (what: string): Promise<void> =>
  void (memory[what] = await memoryOf(browser));
await remember('the chapter, nothing run');
await clickToOutput(boxes[0]!);
await remember('one box has run');
await clickToOutput(boxes[1]!);
await remember('two boxes have run');
for (const box of boxes.slice(0, 2)) {
  await box.locator('.code code').focus();
  await box.locator('.cm-content').waitFor();
}
await remember('two boxes are editors');
say('');
row('memory of page and sandbox', 'MB');
row('---', '--:');
for (const [what, bytes] of Object.entries(memory)) row(what, (bytes / 1e6).toFixed(1));

if (asJson)
  console.log(
    JSON.stringify({ machine, runs: RUNS, bare, latency, stops, steps, memory }, null, 2),
  );
await browser.close();
await server.stop();
