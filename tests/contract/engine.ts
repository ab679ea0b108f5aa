// What the contract tests share: an engine in a real browser, and jobs made of the files of code/.
import { globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import type { Answer } from '../../src/asyncio/scenario.ts';
import type { Limits } from '../../src/asyncio/traces.ts';
import type { Job, RunEvent } from '../../src/runner/contract.ts';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { PATIENCE } from '../../src/runner/webcontainer/container.ts';
import { inChromium, launchAsked, type TestBrowser, type TestPage } from '../browser.ts';
import { endProcessAbove } from '../end-process.ts';
import { startDouble, type Double } from '../webcontainer/double/server.ts';
import type { Ran } from './page.ts';
import { readText } from '../../src/plain-text.ts';

/** Which engine is asked: vitest.config.ts has a project for each. */
export const ENGINE = process.env.ENGINE ?? 'page';

/**
 * Of many, those that are asked. Node beside the page is the Node that asks the same of all of them in
 * other tests: with a double as its host a quarter will do, with the real one it is all.
 */
export const someOf = <T>(all: T[]): T[] =>
  ENGINE === 'webcontainer' && process.env.WC_REAL !== '1'
    ? all.filter((_, at) => at % 4 === 0)
    : all;

let browser: TestBrowser;
let page: TestPage;
let double: Double | undefined;

/**
 * Call at the top of a test file. @param path `/` is cross-origin isolated, `/plain/` is not. @param
 * shares See launchAsked.
 */
export function useEngine(path = '/', shares = true): void {
  beforeAll(async () => {
    browser = await launchAsked(shares);
    page = await newPage(path);
  });
  afterAll(async () => {
    await browser?.close();
    await double?.close();
  });
}

async function newPage(path: string): Promise<TestPage> {
  const page = await browser.newPage();
  if (ENGINE === 'webcontainer' && process.env.WC_REAL !== '1') {
    double ??= await startDouble();
    await (page as unknown as Page).addInitScript(
      (origin) => Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin }),
      double.origin,
    );
  }
  // what a slow host does is asked in ../webcontainer/: here a busy machine may take its time
  const patience = Object.fromEntries(Object.keys(PATIENCE).map((what) => [what, 600_000]));
  await page.goto(
    `${inject('contract')}${path}?engine=${ENGINE}&patience=${JSON.stringify(patience)}`,
  );
  await page.waitForFunction(() => 'runJob' in window);
  return page;
}

export interface Run extends Ran {
  stdout: string;
  stderr: string;
}

const textOf = (events: RunEvent[], stream: 'stdout' | 'stderr'): string =>
  events
    .map((event) => (event.type === 'output' && event.stream === stream ? event.text : ''))
    .join('');

/** Unless it says otherwise, a job may take as long as only what hangs takes. */
export async function run(job: Job, stopAfter?: number): Promise<Run> {
  const ran = await page.evaluate(([job, stopAfter]) => window.runJob(job, stopAfter), [
    { ...job, limits: { ms: 600_000, ...job.limits } },
    stopAfter,
  ] as const);
  const events = ran.events.filter(({ type }) => type !== 'progress'); // how long it takes until it begins is each engine's own
  return {
    ...ran,
    events,
    stdout: textOf(ran.events, 'stdout'),
    stderr: textOf(ran.events, 'stderr'),
  };
}

/**
 * Has a library play asyncio's scenarios, in the page.
 * @param library By name from `src/`.
 * @param isBeyond True for one that has time, groups and locks.
 */
export const playInPage = (
  library: Record<string, string>,
  ids: string[],
  limits: Limits,
  isBeyond = false,
): Promise<Answer[]> => {
  const files = ['ask.ts', 'calls.ts', 'interpreter.ts', 'scenario.ts', 'scenarios.json'];
  const more = isBeyond ? ['calls-beyond.ts', 'scenarios-beyond.json'] : [];
  const asked = Object.fromEntries(
    [...files, ...more].map((file) => [file, readText(`src/asyncio/${file}`)]),
  );
  return page.evaluate(
    ([library, asked, ids, limits, isBeyond]) => window.play(library, asked, ids, limits, isBeyond),
    [library, asked, ids, limits, isBeyond] as const,
  );
};

/**
 * Runs groups of jobs, one group after the other and the jobs of a group at once, in a page that
 * Playwright does not ask: it takes a page for dead when one of its frames has died. The page tells
 * a server of this test what came of them.
 */
export async function runUnwatched<const Groups extends readonly (readonly Job[])[]>(
  groups: Groups,
): Promise<{ [G in keyof Groups]: Ran[] }> {
  const told = Promise.withResolvers<{ [G in keyof Groups]: Ran[] }>();
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
    if (request.method === 'POST')
      json(request).then((ran) => told.resolve(ran as { [G in keyof Groups]: Ran[] }), told.reject);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const alone = await newPage('/');
  try {
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await alone.evaluate(
      ([groups, to]) => {
        const runAll = async () => {
          const ran = [];
          for (const jobs of groups)
            ran.push(await Promise.all(jobs.map((job) => window.runJob(job))));
          await fetch(to, { method: 'POST', body: JSON.stringify(ran) });
        };
        void runAll();
      },
      [groups, to] as const,
    );
    return await told.promise;
  } finally {
    server.close();
    await alone.close();
  }
}

/** `endProcessAbove`, of this browser. */
export const endProcess = (mb: number): Promise<void> =>
  endProcessAbove(browser as unknown as Browser, mb);

/** How many workers the page has, in its sandbox and elsewhere: none where the browser doesn't tell. */
export const workers = (): number => page.workers?.().length ?? 0;

/** Runs code as a stage's `programs/main.ts`, unless the files bring an entry of their own. */
export const runCode = (
  code: string,
  files: Record<string, string> = {},
  more: Partial<Job> = {},
  stopAfter?: number,
): Promise<Run> =>
  run(
    { files: { ...files, 'programs/main.ts': code }, entry: 'programs/main.ts', ...more },
    stopAfter,
  );

/**
 * What ends a program that uses up the memory: a worker of Chromium's takes no more than its share. In
 * the others it takes what the machine has, so the time limit comes first.
 */
export const ENDS_MEMORY_BOMB = inChromium ? 'memory' : 'time';

/**
 * Whether that is a program which says `using`, in an engine that doesn't know it. Then the program is
 * refused, and told why.
 */
export async function lacksUsing({ stderr, outcome, events }: Run, code: string): Promise<boolean> {
  if (!/(^|\{)\s*(await )?using /m.test(code) || (await knowsUsing())) return false;
  const told = JSON.stringify(events.filter(({ type }) => type !== 'output')) + stderr;
  expect(told).toMatch(/this browser doesn’t know \\?"using\\?" yet/);
  expect(outcome).toEqual({ type: 'done', exitCode: 1 });
  return true;
}
const knowsUsing = (): Promise<boolean> =>
  page.evaluate(() => {
    try {
      return new Function('{ using a = null; } return true')() as boolean;
    } catch {
      return false;
    }
  }, undefined);

/** What was seen of a traced run, in the order in which it happened. */
export const traceOf = ({ events }: Run): TraceEvent[] =>
  events.flatMap((event) => (event.type === 'trace' ? event.events : [])).sort((a, b) => a.n - b.n);

/** All files of a stage, by their names from its root. */
export const stageFiles = (stage: string): Record<string, string> =>
  Object.fromEntries(
    globSync(`code/${stage}/{src,props,programs,tests,exercises}/**/*.ts`).map((file) => [
      file.slice(`code/${stage}/`.length),
      readText(file),
    ]),
  );
