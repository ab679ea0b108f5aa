// What the probe sees of every program, that programs do not notice, and that it sees what a reader
// has changed. The traces are kept in content/traces/, where pages take them from; `npm run record`
// writes them anew.
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { inChromium } from '../browser.ts';
import { lacksUsing, run, runCode, someOf, stageFiles, traceOf, useEngine } from './engine.ts';
import { expected, expectedOf } from './otherwise.ts';
import { readText } from '../../src/plain-text.ts';

useEngine();

/** How many events of a program are kept: enough to see what it does. */
const KEPT = 300;

/** As it is kept: without times, a line an event, whose number is its line's. */
const asKept = (trace: TraceEvent[]): string =>
  trace
    .slice(0, KEPT)
    .map(({ n: _n, ms: _ms, ...event }) => `${JSON.stringify(event)}\n`)
    .join('');
/** The site has Chromium's. */
const RECORDS = process.env.RECORD && inChromium;
/** Without the lines at which futures were made, and their `then` was called. */
const withoutPlaces = (kept: string): string =>
  kept.replaceAll(/"at":\{[^}]*\},(?="type":"(?:awaited"|made","id":\d+,"kind":"future"))/g, '');
/** On which of its lines a `yield*` of several stands V8 and others see differently. */
const ofEngine = (kept: string): string =>
  inChromium ? kept : kept.replaceAll(/"at":\{[^}]*\},?/g, '');
/** How the program's own thread begins: up to where it depends on how fast others are. */
const beginningOf = (trace: TraceEvent[]): string => {
  const own = trace.filter(({ thread }) => thread === 0);
  const end = own.findIndex(({ type }) => /blocks|replied|spins/.test(type));
  return asKept(own.slice(0, end < 0 ? KEPT : end));
};
/** What kinds of event its own thread has; and that others have any. */
const kindsOf = (trace: TraceEvent[]): Set<string> =>
  new Set(
    trace
      .map(({ type, thread }) => (thread === 0 ? type : 'others'))
      .filter((type) => !/blocks|wakes|spins|dropped|seen/.test(type)),
  );

test.each(someOf(globSync('code/*/programs/*.ts').sort()))(
  '%s is seen as it was recorded, and prints what it prints',
  async (program) => {
    const [, stage, ...rest] = program.split('/');
    const ran = await run({ files: stageFiles(stage!), entry: rest.join('/'), trace: true });
    if (await lacksUsing(ran, readText(program))) return;
    // while all is recorded the .out is on its way, too
    const printed = ran.stdout + ran.stderr;
    if (!RECORDS) expect(printed).toBe(expectedOf(program, printed));
    const trace = traceOf(ran);
    const file = program
      .replace('code/', 'content/traces/')
      .replace('/programs/', '/')
      .replace(/ts$/, 'jsonl');
    if (RECORDS) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, asKept(trace));
      return;
    }
    const kept = readText(file);
    const isTimed = trace.some(({ type }) => type === 'job' || type === 'blocks');
    // Node doesn't say at which line an `await` has called a `then`
    const placed = readText(program).includes('await ') ? withoutPlaces : String;
    const what = `the trace of ${program}`;
    if (!isTimed) {
      const here = placed(asKept(trace));
      return expect(here).toBe(expected(what, placed(kept), here));
    }
    const recorded = kept
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TraceEvent);
    const [beginning, recordedBeginning] = [trace, recorded].map(beginningOf);
    // the page's network answers at once, so a loop sleeps earlier where there are sockets
    if (/startServer|serveHttp/.test(readText(program)) && beginning !== recordedBeginning)
      return expect(
        ofEngine(recordedBeginning!).startsWith(ofEngine(beginning!)) && beginning !== '',
      ).toBe(true);
    expect(beginning).toBe(expected(what, recordedBeginning!, beginning!));
    expect(kindsOf(trace)).toEqual(
      recorded.length < KEPT ? kindsOf(recorded) : kindsOf([...recorded, ...trace]),
    );
  },
);

test('no trace is kept of a program that is gone', () => {
  const programs = globSync('content/traces/*/*.jsonl').map((file) =>
    file.replace('content/traces/', 'code/').replace(/([^/]+)\.jsonl$/, 'programs/$1.ts'),
  );
  expect(programs.filter((program) => !existsSync(program))).toEqual([]);
});

const LOOP = 'part-3-task-loop';
const traced = async (code: string, changed: Record<string, string> = {}): Promise<TraceEvent[]> =>
  traceOf(await runCode(code, { ...stageFiles(LOOP), ...changed }, { trace: true }));
const THREE = `import { TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
for (const name of 'abc') {
  const say = () => console.log(name);
  Object.defineProperty(say, 'name', { value: name });
  loop.callSoon(say);
}
while (loop.totalTasks() > 0) loop.runOnce();
`;
const ranIn = (trace: TraceEvent[]): string[] => {
  const names = new Map(
    trace.flatMap((event) => (event.type === 'made' ? [[event.id, event.name]] : [])),
  );
  return trace.flatMap((event) => (event.type === 'run' ? [names.get(event.entry)!] : []));
};

test('what ran is told in its order, in a library that was changed too', async () => {
  expect(ranIn(await traced(THREE))).toEqual(['a', 'b', 'c']);
  const queue = `export class ReadyQueue<T> {
  #items: T[] = [];
  get length() { return this.#items.length; }
  push(item: T) { this.#items.push(item); }
  shift() { return this.#items.pop(); }
  clear() { this.#items = []; }
}`;
  expect(ranIn(await traced(THREE, { 'src/ready-queue.ts': queue }))).toEqual(['c', 'b', 'a']);
});

test('a loop that a reader wrote is seen as well', async () => {
  const trace = await traced(`class Mine {
  #list: (() => void)[] = [];
  callSoon(callback: () => void) { this.#list.push(callback); }
  runAll() { for (const callback of this.#list.splice(0)) callback(); }
}
const loop = new Mine();
loop.callSoon(function first() {});
loop.callSoon(function second() {});
loop.runAll();
`);
  expect(trace.map(({ type }) => type)).toEqual([
    'made',
    'made',
    'scheduled',
    'made',
    'scheduled',
    'run',
    'ran',
    'run',
    'ran',
  ]);
  expect(ranIn(trace)).toEqual(['first', 'second']);
});

test('what a loop puts into its queue by the method that it overrides is put there once', async () => {
  const trace = await traced(`import { TaskLoop } from '../src/index.ts';
import * as own from '../src/scheduler.ts';
class Mine extends TaskLoop {
  override [own.schedule](entry: any) { super[own.schedule](entry); }
}
const loop = new Mine();
loop.callSoon(function first() {});
loop.callSoon(function second() {});
`);
  expect(trace.filter(({ type }) => type === 'scheduled').length).toBe(2);
});

test('each event says what led to it, and where the reader’s code stood', async () => {
  const trace = await traced(`import { Future, TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
const answer = loop.createFuture<number>();
function* asks() {
  return yield* answer;
}
const task = loop.addTask(asks());
loop.callSoon(function says() {
  answer.setResult(42);
});
console.log(loop.runUntilComplete(task));
`);
  const find = <T extends TraceEvent['type']>(type: T, nth = 0) =>
    trace.filter((event) => event.type === type)[nth] as Extract<TraceEvent, { type: T }>;
  const by = ({ cause }: TraceEvent) => trace.find(({ n }) => n === cause)!;
  const settled = find('settled');
  expect(settled).toMatchObject({
    state: 'finished',
    value: '42',
    at: { file: 'programs/main.ts', line: 9 },
  });
  expect(by(settled)).toMatchObject({ type: 'run' }); // of says()
  expect(by(by(settled))).toMatchObject({ type: 'scheduled', at: { line: 8 } });
  const wokenUp = trace.find((event) => event.type === 'scheduled' && event.cause === settled.n)!;
  expect(trace.find((event) => event.type === 'run' && event.cause === wokenUp.n)).toMatchObject({
    at: { file: 'programs/main.ts', line: 5 },
  });
  expect(find('yielded')).toMatchObject({
    future: settled.id,
    chain: [{ name: 'asks', at: { line: 5 } }],
  });
});

test('a task stands where the innermost of its generators does', async () => {
  const trace = await traced(`import { TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
function* inner() {
  yield;
}
class Service {
  *work() {
    yield* inner();
  }
}
const outer = function* () {
  yield* new Service().work();
};
loop.runUntilComplete(outer());
`);
  expect(trace.find(({ type }) => type === 'yielded')).toMatchObject({
    chain: [
      { name: 'outer', at: { line: 12 } },
      { name: 'work', at: { line: 8 } },
      { name: 'inner', at: { line: 4 } },
    ],
  });
});

test('timers of a loop that a reader wrote are seen as well, whatever they are', async () => {
  const trace = await traced(`class Mine {
  #timers: [number, () => void][] = [];
  callSoon(callback: () => void) { callback(); }
  callLater(delay: number, callback: () => void) { this.#timers.push([delay, callback]); return {}; }
  run() { for (const [, callback] of this.#timers.sort(([a], [b]) => a - b)) callback(); }
}
const loop = new Mine();
loop.callLater(20, function second() {});
loop.callLater(10, function first() {});
loop.run();
`);
  expect(trace.map(({ type }) => type)).toEqual(
    'made made timed made timed due run ran due run ran'.split(' '),
  );
  expect(ranIn(trace)).toEqual(['first', 'second']);
  expect(trace.find(({ type }) => type === 'timed')).toMatchObject({ delay: 20 });
});

test('what the library refuses is told, and thrown as before', async () => {
  const ran = await runCode(
    `import { TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
const future = loop.createFuture();
future.setResult(1);
try { future.setResult(2); } catch (error) { console.log(String(error)); }
`,
    stageFiles(LOOP),
    { trace: true },
  );
  expect(ran.stdout).toBe('InvalidStateError: the future is already finished\n');
  expect(traceOf(ran).find(({ type }) => type === 'refused')).toMatchObject({
    call: 'setResult',
    error: 'InvalidStateError: the future is already finished',
    at: { line: 5 },
  });
});

test('of more than 10,000 events the first are kept, and the others counted', async () => {
  const trace = await traced(`import { TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
for (let i = 0; i < 20_000; i++) loop.callSoon(() => {});
loop.stop();
loop.runForever();
`);
  expect(trace).toHaveLength(10_001);
  expect(trace.at(-1)).toMatchObject({ type: 'dropped' });
  expect((trace.at(-1) as { count: number }).count).toBeGreaterThan(10_000);
});

test('a program that never ends is seen up to where it hangs', async () => {
  const ran = await runCode(
    `import { TaskLoop } from '../src/index.ts';
const loop = new TaskLoop();
loop.callSoon(function hangs() { for (;;); });
loop.runOnce();
`,
    stageFiles(LOOP),
    { trace: true, limits: { ms: 1_000 } },
  );
  expect(ran.outcome).toEqual({ type: 'limit', which: 'time' });
  expect(traceOf(ran).at(-1)).toMatchObject({ type: 'run' });
});

test('without a loop, a future or a generator the trace has what is printed, no more', async () => {
  expect((await traced('console.log(1);')).map(({ type }) => type)).toEqual(['output']);
});

test('a run that is not traced tells nothing and is not marked', async () => {
  const ran = await runCode(
    'function* one() { yield 1; }\nconsole.log(String(one), typeof $$t);\n[...one()];',
  );
  expect(ran.events.filter(({ type }) => type === 'trace')).toEqual([]);
  expect(ran.stdout).toBe('function* one() { yield 1; } undefined\n');
});
