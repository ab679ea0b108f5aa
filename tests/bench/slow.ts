// `npm run bench:slow`: what a reader with a slow machine waits for, and what a chapter holds once
// all of it was run. It builds the site (or takes the one behind `--site FOLDER`) and drives it in
// Chromium. `--runs N`, `--json`, `--only first` or `--only memory`. README.md says how it's measured.
import { readFileSync, globSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { build, preview } from 'astro';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { launch } from '../browser.ts';
import { heldBy, Renderers } from './renderers.ts';
import { slower } from './slower.ts';

const TIMES = 4;
const WANTED = { ms: 1_000, mb: 200 };
const PROGRAMS = {
  'part 1': ['part-1-generators/a-two-way-door', 'two-way-door.ts'],
  'part 2, a thread': ['part-2-futures/hiding-the-machinery', 'async-helper.ts'],
  'part 2, two executors': ['part-2-futures/work-on-another-thread', 'two-executors.ts'],
  'part 3': ['part-3-task-loop/a-queue-of-callbacks', 'callbacks-in-order.ts'],
  'part 4': ['part-4-the-world/the-last-seat', 'four-together.ts'],
} as const;
const WAYS = {
  'as it is': 'nothing',
  'its main threads': 'devtools',
  'all of it': 'stopped',
} as const;
type Way = (typeof WAYS)[keyof typeof WAYS];

const valueOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const asJson = process.argv.includes('--json');
const runs = Number(valueOf('--runs') ?? 5);
const only = valueOf('--only');
const say = (line: string): void => void (asJson || console.log(line));
const row = (...cells: (string | number)[]): void => say(`| ${cells.join(' | ')} |`);
const middle = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

process.env.NODE_ENV = 'production';
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const outDir = valueOf('--site') ?? './.cache/bench-slow';
if (!valueOf('--site')) await build({ logLevel: 'error', outDir });
const server = await preview({ outDir, server: { port: 4394 }, logLevel: 'error' });
const site = `http://localhost:${server.port}`;
const browser = await launch();
const renderers = await Renderers.of(browser);
const leader = await renderers.leader();
const load = (): string => loadavg()[0]!.toFixed(1);
say(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Chromium ${browser.version()}; ${new Date().toISOString().slice(0, 10)}; load ${load()} at the beginning\n`,
);

async function opened(path: string): Promise<Page> {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await page.goto(`${site}/${path}/`, { waitUntil: 'networkidle' });
  return page;
}

/** Clicks by script, so that no pointer has warmed anything. By the page's own clock, in ms. */
const pressed = (box: Locator, isWatched: boolean): Promise<{ first: number; end: number }> =>
  box.evaluate(
    async (box, button) => {
      const [live, status] = ['.live', '.status'].map((part) => box.querySelector(part)!);
      const began = performance.now();
      const when = (is: () => boolean): Promise<number> =>
        new Promise((resolve) => {
          const seen = (): void => {
            if (!is()) return;
            observer.disconnect();
            resolve(performance.now() - began);
          };
          const observer = new MutationObserver(seen);
          observer.observe(box, { childList: true, subtree: true, characterData: true });
        });
      const first = when(() => live!.textContent !== '');
      const end = when(() => /^(Ran|It|Stopped)/.test(status!.textContent));
      box.querySelector<HTMLButtonElement>(button)!.click();
      return { first: await first, end: await end };
    },
    `[data-do=${isWatched ? 'timeline' : 'run'}]`,
  );

async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: TIMES });
  page.on('framenavigated', (frame) => {
    if (!frame.url().includes('/runner/sandbox/')) return;
    page
      .context()
      .newCDPSession(frame)
      .then((its) => its.send('Emulation.setCPUThrottlingRate', { rate: TIMES }))
      .catch(() => {}); // it has no process of its own, so it's slowed down already
  });
}

async function wait(
  [path, name]: readonly [string, string],
  way: Way,
  isWatched: boolean,
): Promise<{ first: number; end: number; worked: number; went: number }> {
  const page = await opened(path);
  const box = page.getByRole('region', { name, exact: true });
  if (way === 'devtools') await throttle(page);
  const slow = way === 'stopped' ? await slower(leader, TIMES) : undefined;
  const before = await renderers.worked();
  const took = await pressed(box, isWatched);
  const worked = (await renderers.worked()) - before;
  const went = (await slow?.end()) ?? 1;
  await page.context().close();
  return { ...took, worked, went };
}

const figures: Record<string, unknown> = {};
async function measureFirst(): Promise<void> {
  say(`From the click on Run to the first text, in ms; wanted: ${WANTED.ms}; ${runs} runs each\n`);
  row(
    'program',
    'watched',
    'four times slower',
    'first text',
    'the worst',
    'the end',
    'worked',
    'load',
  );
  row('---', '---', '---', '--:', '--:', '--:', '--:', '--:');
  for (const [what, program] of Object.entries(PROGRAMS))
    for (const isWatched of [false, true]) {
      const took = Object.values(WAYS).map(() => [] as Awaited<ReturnType<typeof wait>>[]);
      // by turns, so that all of them meet the same machine
      for (let i = 0; i < runs; i++)
        for (const [at, way] of Object.values(WAYS).entries())
          took[at]!.push(await wait(program, way, isWatched));
      for (const [at, way] of Object.keys(WAYS).entries()) {
        const first = took[at]!.map((it) => it.first);
        figures[`${what}, ${isWatched ? 'watched, ' : ''}${way}`] = took[at];
        row(
          what,
          isWatched ? 'yes' : '',
          way,
          middle(first).toFixed(0),
          Math.max(...first).toFixed(0),
          middle(took[at]!.map((it) => it.end)).toFixed(0),
          middle(took[at]!.map((it) => it.worked)).toFixed(0),
          load(),
        );
      }
    }
}

/** The chapter with the most boxes. */
function longest(): string {
  const boxes = (file: string): number =>
    readFileSync(`${outDir}/${file}`, 'utf8').split('<program-box').length - 1;
  const files = globSync('part-*/*/index.html', { cwd: outDir });
  return files.reduce((most, file) => (boxes(file) > boxes(most) ? file : most)).replace(/\/index\.html$/, ''); // prettier-ignore
}

/** What the page's own objects take, once what nothing refers to any more is gone. In megabytes. */
async function heapOf(session: CDPSession): Promise<{ heap: number; nodes: number }> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((it) => it.name === name)!.value;
  return { heap: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes') };
}

async function measureMemory(): Promise<void> {
  const path = longest();
  const empty = await (await browser.newContext()).newPage();
  const bare = heldBy(await renderers.of(empty.mainFrame()));
  await empty.context().close();
  const page = await opened(path);
  const boxes = await page.locator('program-box').all();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const its = await renderers.of(page.mainFrame());
  say(`\n${path}, ${boxes.length} boxes; wanted: less than ${WANTED.mb} MB\n`);
  row('after', 'heap of the page', 'nodes', 'page, PSS', 'RSS', 'sandbox, PSS', 'RSS', 'workers');
  row('---', '--:', '--:', '--:', '--:', '--:', '--:', '--:');
  const tell = async (what: string): Promise<void> => {
    const { heap, nodes } = await heapOf(session);
    const frame = page.frames().find((frame) => frame.url().includes('/runner/sandbox/'));
    const page_ = heldBy(its);
    const sandbox = frame && heldBy(await renderers.of(frame));
    const all = { heap, nodes, page: page_, sandbox, workers: page.workers().length };
    figures[what] = all;
    const mb = (value: number | undefined): string => value?.toFixed(1) ?? '–';
    row(what, mb(heap), nodes, mb(page_.pss), mb(page_.rss), mb(sandbox?.pss), mb(sandbox?.rss), all.workers); // prettier-ignore
  };
  row('an empty page', '', '', bare.pss.toFixed(1), bare.rss.toFixed(1), '–', '–', '');
  await tell('opening it');
  const all = async (isWatched: boolean): Promise<void> => {
    for (const box of boxes) {
      // a box that asks for a guess first gives way, as to a reader who doesn't want to guess
      await box.evaluate((box: HTMLElement) => delete box.dataset.locked);
      const kind = isWatched && !(await box.getAttribute('data-judge')) ? 'timeline' : 'run';
      await box.evaluate(async (box, kind) => {
        const status = box.querySelector('.status')!;
        const button = box.querySelector<HTMLButtonElement>(`[data-do=${kind}]`)!;
        status.textContent = '';
        button.click();
        while (!/^(Ran|It|Stopped)/.test(status.textContent))
          await new Promise((next) => setTimeout(next, 20));
      }, kind);
      if (kind === 'timeline') // prettier-ignore
        await box.locator('trace-timeline .controls, trace-timeline [role=slider], trace-timeline input').first().waitFor({ timeout: 20_000 }).catch(() => {}); // prettier-ignore
    }
  };
  await all(false);
  await tell('every box has run');
  await all(true);
  await tell('every box was watched');
  for (const box of boxes) {
    await box.getByRole('textbox').first().focus();
    await box.locator('.cm-content').waitFor();
  }
  await tell('every box is an editor');
  for (const times of [5, 10]) {
    for (let i = 0; i < 5; i++) await all(false);
    await tell(`every box has run ${times} times more`);
  }
  await page.context().close();
}

if (only !== 'memory') await measureFirst();
if (only !== 'first') await measureMemory();
if (asJson) console.log(JSON.stringify({ site, runs, load: loadavg(), figures }, null, 2));
await browser.close();
await server.stop();
