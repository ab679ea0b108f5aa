// What the contract tests share: an engine in a real browser, and jobs made of the files of code/.
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Job, RunEvent } from '../../src/runner/contract.ts';
import { launchAsked, type TestBrowser, type TestPage } from '../browser.ts';
import type { Ran } from './page.ts';

let browser: TestBrowser;
let page: TestPage;

/** Call at the top of a test file. @param path `/` is cross-origin isolated, `/plain/` is not. */
export function useEngine(path = '/'): void {
  beforeAll(async () => {
    browser = await launchAsked();
    page = await browser.newPage();
    await page.goto(inject('contract') + path);
    await page.waitForFunction(() => 'runJob' in window);
  });
  afterAll(() => browser?.close());
}

export interface Run extends Ran {
  stdout: string;
  stderr: string;
}

const textOf = (events: RunEvent[], stream: 'stdout' | 'stderr'): string =>
  events.map((event) => (event.type === 'output' && event.stream === stream ? event.text : '')).join('');

export async function run(job: Job, stopAfter?: number): Promise<Run> {
  const ran = await page.evaluate(([job, stopAfter]) => window.runJob(job, stopAfter), [job, stopAfter] as const);
  return { ...ran, stdout: textOf(ran.events, 'stdout'), stderr: textOf(ran.events, 'stderr') };
}

/**
 * Runs jobs one after the other in a page that Playwright does not ask: it takes a page for dead when one of its frames has
 * died. The page tells a server of this test what came of them.
 */
export async function runUnwatched(jobs: Job[]): Promise<Ran[]> {
  const told = Promise.withResolvers<Ran[]>();
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
    if (request.method === 'POST') json(request).then((ran) => told.resolve(ran as Ran[]), told.reject);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const alone = await browser.newPage();
  try {
    await alone.goto(inject('contract') + '/');
    await alone.waitForFunction(() => 'runJob' in window);
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await alone.evaluate(
      ([jobs, to]) => {
        const runAll = async () => {
          const ran = [];
          for (const job of jobs) ran.push(await window.runJob(job));
          await fetch(to, { method: 'POST', body: JSON.stringify(ran) });
        };
        void runAll();
      },
      [jobs, to] as const,
    );
    return await told.promise;
  } finally {
    server.close();
    await alone.close();
  }
}

/** How many workers the page has, in its sandbox and elsewhere. */
export const workers = (): number => page.workers().length;

/** Runs code as a stage's `programs/main.ts`, unless the files bring an entry of their own. */
export const runCode = (code: string, files: Record<string, string> = {}, more: Partial<Job> = {}, stopAfter?: number): Promise<Run> =>
  run({ files: { ...files, 'programs/main.ts': code }, entry: 'programs/main.ts', ...more }, stopAfter);

/** All files of a stage, by their names from its root. */
export const stageFiles = (stage: string): Record<string, string> =>
  Object.fromEntries(globSync(`code/${stage}/{src,programs,tests,exercises}/**/*.ts`).map((file) => [file.slice(`code/${stage}/`.length), readFileSync(file, 'utf8')]));
