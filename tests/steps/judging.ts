// Runs in a thread of its own: loads libraries, exercises and their tests from memory, and says of each test how it
// went. A library that hangs keeps only this thread.
import { Session } from 'node:inspector/promises';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { LOADS, type Job, type Outcome, type Spans, type Told } from './judge.ts';

type Work = (...given: any[]) => unknown;
interface Collected {
  tests: [name: string, work: Work][];
  before: Work[];
  after: Work[];
}
let collected: Collected;

// what vitest asks of the thread that it is loaded in
Object.assign(globalThis, {
  __vitest_worker__: { config: {}, ctx: {}, environment: { name: 'node' }, metaEnv: {} },
});
const { chai, expect, expectTypeOf, vi } = await import('vitest');
chai.config.truncateThreshold = 0;

type Add = (name: string, work: Work) => void;
/** The suites that what is added is in. */
let suites: readonly string[] = [];
const add: Add = (name, work) => void collected.tests.push([[...suites, name].join(' > '), work]);
const addSuite: Add = (name, work) => {
  const around = suites;
  suites = [...around, name];
  work();
  suites = around;
};
/** As vitest has it, but for what it prints of objects. */
const nameOf = (name: string, given: readonly unknown[]): string =>
  name.replace('%s', String(given[0])).replaceAll(/\$([\w.]+)/g, (asked, path: string) => {
    const value = path.split('.').reduce((of: any, key) => of?.[key], given[0]);
    return /^(string|number|boolean)$/.test(typeof value) ? String(value) : asked;
  });
const eachOf = (add: Add) => (rows: readonly unknown[]) => (name: string, work: Work) => {
  for (const row of rows) {
    const given = Array.isArray(row) ? row : [row];
    add(nameOf(name, given), () => work(...given));
  }
};
const leftOut = Object.assign(() => {}, { each: () => () => {} });
const test = Object.assign(add, {
  each: eachOf(add),
  // what asks for Node asks for processes of its own, which wouldn't have this library
  runIf: () => leftOut,
});
Object.assign(globalThis, {
  stepTests: {
    expect,
    expectTypeOf,
    vi,
    test,
    describe: Object.assign(addSuite, { each: eachOf(addSuite) }),
    beforeEach: (work: Work) => void collected.before.push(work),
    afterEach: (work: Work) => void collected.after.push(work),
    onTestFailed: () => {}, // what a red test says besides isn't asked here
  },
});
const VITEST =
  'export const { afterEach, beforeEach, describe, expect, expectTypeOf, onTestFailed, test, vi } = globalThis.stepTests;';

let files: Job['files'];
let jobs = 0;
/** How often a test has had everything loaded anew. */
let resets = 0;
vi.resetModules = () => {
  resets++;
  return vi;
};
/** Most files are the same in most libraries. */
const stripped = new Map<string, string>();
function javascriptOf(source: string): string {
  const known = stripped.get(source) ?? stripTypeScriptTypes(source);
  stripped.set(source, known);
  return known;
}
/** What makes a module of each job, and after each reset, another one. */
const FRESH = /^\/\d+-\d+\//;
const urlOf = (name: string): string => `state:///${jobs}-${resets}/${name}`;
registerHooks({
  resolve(specifier, context, next) {
    const isOurs = context.parentURL?.startsWith('state:') && /^\.|^vitest$/.test(specifier);
    if (!isOurs && !specifier.startsWith('state:')) return next(specifier, context);
    if (specifier === 'vitest') return { url: 'state:///vitest', shortCircuit: true };
    const { pathname } = new URL(specifier, context.parentURL);
    return { url: urlOf(pathname.replace(FRESH, '')), shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith('state:')) return next(url, context);
    const name = new URL(url).pathname.replace(FRESH, '');
    const source = name === '/vitest' ? VITEST : files[name];
    if (source === undefined) throw new Error(`there is no ${name}`);
    return { format: 'module', source: javascriptOf(source), shortCircuit: true };
  },
});

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`;

async function messageFrom(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

let session: Session | undefined;
/** Begins to count what runs, or forgets what ran so far. */
async function watch(): Promise<void> {
  if (session) return void (await session.post('Profiler.takePreciseCoverage'));
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}
/** Types are blanked, so that a place in what runs is the place in the file. */
async function whatRan(): Promise<Record<string, Spans[]>> {
  const { result } = await session!.post('Profiler.takePreciseCoverage');
  const ran: Record<string, Spans[]> = {};
  for (const { url, functions } of result) {
    if (!url.startsWith(`state:///${jobs}-`)) continue;
    const spans = functions.flatMap(({ ranges }) =>
      ranges.map((one): Spans[number] => [one.startOffset, one.endOffset, one.count > 0]),
    );
    (ran[new URL(url).pathname.replace(FRESH, '')] ??= []).push(spans);
  }
  return ran;
}

async function judge(job: Job): Promise<void> {
  files = job.files;
  jobs++;
  if (job.isWatched) await watch();
  console.error = console.log = () => {}; // what a library prints is no result
  const outcomes: Outcome[] = [];
  const isOver = (): boolean =>
    job.untilRed === true && outcomes.some(({ failed }) => failed !== undefined);
  for (const file of job.tests) {
    if (isOver()) break;
    collected = { tests: [], before: [], after: [] };
    const began = resets;
    parentPort!.postMessage({ begins: file });
    const failed = await messageFrom(() => import(urlOf(file)));
    if (failed) outcomes.push({ file, name: LOADS, failed });
    for (const [name, work] of collected.tests) {
      if (isOver()) break;
      parentPort!.postMessage({ begins: `${file}: ${name}` });
      const failed = await messageFrom(async () => {
        for (const before of collected.before) before();
        await work();
      });
      for (const after of collected.after) after();
      outcomes.push({ file, name, failed });
    }
    if (resets > began) resets++; // what one file has had loaded is not the library of the next
  }
  const ran = job.isWatched ? await whatRan() : {};
  parentPort!.postMessage({ outcomes, ran } satisfies Told);
}
parentPort!.on('message', (job: Job) => void judge(job));
