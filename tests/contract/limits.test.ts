// Nothing a program does lasts longer, prints more or takes more than it may; what it printed is
// kept, and the next run works.
import { afterEach, expect, test } from 'vitest';
import { inChromium } from '../browser.ts';
import {
  ENDS_MEMORY_BOMB,
  endProcess,
  runCode,
  runUnwatched,
  stageFiles,
  useEngine,
} from './engine.ts';

useEngine();

const FILES = stageFiles('part-3-task-loop');

afterEach(async () => {
  const { stdout, outcome } = await runCode("console.log('next');");
  expect([stdout, outcome]).toEqual(['next\n', { type: 'done', exitCode: 0 }]);
});

const ENDLESS: Record<string, string> = {
  'a loop': 'for (;;);',
  microtasks: 'const again = (): void => queueMicrotask(again);\nagain();',
  timers: 'setInterval(() => {}, 1);',
  'a blocked wait': 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  'a loop that sleeps':
    "import { TaskLoop, ThreadedExecutor } from '../src/index.ts';\nconst loop = new TaskLoop();\nnew ThreadedExecutor(loop).submit(() => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); });\nloop.runForever();",
  'a backtracking regular expression': "/^(a+)+$/.test('a'.repeat(40) + 'b');",
  'a promise that never settles, and a timer':
    'setInterval(() => {}, 1000);\nawait new Promise(() => {});',
  'threads that loop':
    "import { TaskLoop, ThreadedExecutor } from '../src/index.ts';\nconst loop = new TaskLoop();\nconst executor = new ThreadedExecutor(loop, { maxThreads: 2 });\nfor (let i = 0; i < 2; i++) executor.submit(() => { for (;;); });\nloop.runForever();",
};

/** Says that it has begun, and then does that. */
const saying = (code: string): string =>
  code.replace(/^(?:import .*\n)*/, "$&console.log('begun');\n");

test.each(Object.entries(ENDLESS))('Stop ends %s', async (_, code) => {
  const { stdout, outcome } = await runCode(saying(code), FILES, {}, 100);
  expect([stdout, outcome]).toEqual(['begun\n', { type: 'stopped' }]);
});

test.each(Object.entries(ENDLESS))('the time limit ends %s', async (_, code) => {
  const { stdout, outcome } = await runCode(saying(code), FILES, { limits: { ms: 1000 } });
  expect([stdout, outcome]).toEqual(['begun\n', { type: 'limit', which: 'time' }]);
});

test('code that its parser never gets through is ended, and another program that waits for the parser gets its turn', async () => {
  const [hung, other] = await Promise.all([
    runCode(`const x = ${'<a>('.repeat(60)}1${')'.repeat(60)};`),
    runCode("console.log('in between');"),
  ]);
  expect(hung.outcome).toEqual({ type: 'limit', which: 'time' });
  expect([other.stdout, other.outcome]).toEqual(['in between\n', { type: 'done', exitCode: 0 }]);
});

test('a flood of lines ends at the output limit, with the first lines kept', async () => {
  const { stdout, outcome } = await runCode('for (let i = 0; ; i++) console.log(i);');
  expect(outcome).toEqual({ type: 'limit', which: 'output' });
  expect(stdout).toBe(Array.from({ length: 2000 }, (_, i) => `${i}\n`).join(''));
});

test('of a text that has too many lines the part that fits is kept', async () => {
  const { stdout, outcome } = await runCode(
    "console.log('x\\n'.repeat(100));",
    {},
    { limits: { lines: 10 } },
  );
  expect([stdout, outcome]).toEqual(['x\n'.repeat(10), { type: 'limit', which: 'output' }]);
});

test('of a line that is too long the part that fits is kept', async () => {
  const { stdout, outcome } = await runCode(
    "console.log('x'.repeat(1e6));",
    {},
    { limits: { chars: 1000 } },
  );
  expect([stdout, outcome]).toEqual(['x'.repeat(1000), { type: 'limit', which: 'output' }]);
});

test('a program that uses up all memory costs the sandbox, and what it printed is kept', async () => {
  const which = ENDS_MEMORY_BOMB;
  const ms = which === 'time' ? 10_000 : 60_000;
  const bomb =
    "console.log('begun');\nconst kept: unknown[] = [];\nfor (;;) kept.push(new Array(1e6).fill(kept.length));";
  const [[ran], [next]] = await runUnwatched([
    [{ files: { 'main.ts': bomb }, entry: 'main.ts', limits: { ms } }],
    [{ files: { 'main.ts': "console.log('next');" }, entry: 'main.ts' }],
  ]);
  expect(ran!.events.find(({ type }) => type === 'output')).toMatchObject({ text: 'begun\n' });
  expect(ran!.outcome).toEqual({ type: 'limit', which });
  expect(next!.events.at(-1)).toMatchObject({ text: 'next\n' });
  expect(next!.outcome).toEqual({ type: 'done', exitCode: 0 });
});

// How long a bomb takes is the machine's; that a process is gone is what counts, so the test ends
// it, as a system does that has no memory left. Only Chromium tells of its processes.
test.skipIf(!inChromium || process.platform !== 'linux' || process.env.ENGINE === 'webcontainer')(
  'a program that runs beside a memory bomb goes on, and ends as if it were alone',
  async () => {
    const bomb =
      'const kept: unknown[] = [];\nfor (;;) kept.push(new Array(1e6).fill(kept.length));';
    const innocent = "console.log('begun');\nsetTimeout(() => console.log('end'), 30_000);";
    const limits = { ms: 60_000 };
    const ran = runUnwatched([
      [
        { files: { 'main.ts': bomb }, entry: 'main.ts', limits },
        { files: { 'main.ts': innocent }, entry: 'main.ts', limits },
      ],
    ]);
    await endProcess(300);
    const [[died, went]] = await ran;
    expect(died!.outcome).toEqual({ type: 'limit', which: 'memory' });
    expect(went!.outcome).toEqual({ type: 'done', exitCode: 0 });
    expect(went!.events.at(-1)).toMatchObject({ text: 'end\n' });
  },
);
