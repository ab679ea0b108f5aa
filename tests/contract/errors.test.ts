// What is wrong with a program is said as Node says it, with the reader's file, line and column.
import { expect, test } from 'vitest';
import { inFirefox, inWebKit } from '../browser.ts';
import { runCode, stageFiles, useEngine } from './engine.ts';

useEngine();

const FILES = stageFiles('part-3-task-loop');
const failed = { type: 'done', exitCode: 1 };

// What JavaScript itself throws is worded and placed by each browser in its own way. Chromium says
// what Node says.
test.each<[what: string, code: string, line: number, column: number, message: string]>([
  [
    'a syntax error',
    'const a: number = 1;\nconst b = a +* 2;\n',
    2,
    14,
    'SyntaxError: Expression expected',
  ],
  [
    'an error in the program',
    'const o: any = null;\n\n  o.x = 1;',
    3,
    ...(inFirefox
      ? ([3, 'TypeError: can\'t access property "x", o is null'] as const)
      : inWebKit
        ? ([4, 'TypeError: null is not an object'] as const)
        : ([7, 'TypeError: Cannot set properties of null'] as const)),
  ],
  [
    'an error on the first line',
    '(null as any).x();',
    1,
    ...(inFirefox
      ? ([2, 'TypeError: can\'t access property "x" of null'] as const)
      : inWebKit
        ? ([14, 'TypeError: null is not an object'] as const)
        : ([15, 'TypeError: Cannot read properties of null'] as const)),
  ],
  [
    'an error in a timer',
    "setTimeout(() => {\n  throw new RangeError('late');\n}, 5);",
    2,
    9,
    'RangeError: late',
  ],
  [
    'a rejection that nobody handles',
    "console.log('begun');\nPromise.reject(new RangeError('nobody'));",
    2,
    16,
    'RangeError: nobody',
  ],
  ['an error after a top-level await', "await 1;\nthrow new Error('after');", 2, 7, 'Error: after'],
  ['a missing file', "import { x } from './nowhere.ts';", 1, 19, "there’s no file './nowhere.ts'"],
  [
    'a missing export',
    "import { TaskLop } from '../src/index.ts';",
    1,
    10,
    "does not export 'TaskLop' (it exports",
  ],
  [
    'a bad regular expression',
    'const r = /(/;',
    1,
    11,
    inFirefox ? 'unterminated parenthetical' : 'Invalid regular expression',
  ],
  ['a file with an odd name', "import './%zz.ts';", 1, 8, "there’s no file './%zz.ts'"],
  [
    'a file called like a method of objects',
    "import '../toString';",
    1,
    8,
    "there’s no file '../toString'",
  ],
  [
    'an enum',
    'enum Colour { Red }',
    1,
    1,
    'TypeScript that can’t be erased doesn’t run here: an enum',
  ],
  ['a namespace', 'let a = 1;\nnamespace N { export const b = 1 }', 2, 1, 'a namespace'],
  [
    'a parameter property',
    'class A { constructor(private b: number) {} }',
    1,
    23,
    'a parameter property',
  ],
  ['an angle-bracket assertion', 'const a = <any>1;', 1, 11, 'value as T'],
])('%s is shown where it is', async (_, code, line, column, message) => {
  const { events, stderr, outcome } = await runCode(code, FILES);
  const at = { file: 'programs/main.ts', line, column };
  expect(stderr).toContain(
    `programs/main.ts:${line}:${column}\n${code.split('\n')[line - 1]}\n${' '.repeat(column - 1)}^\n`,
  );
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/blob:|worker\.js|tasque:/);
  expect(events.find(({ type }) => type === 'error')).toMatchObject({ at });
  expect(outcome).toEqual(failed);
});

test('an error inside the library is shown where it was thrown, as Node leads with it', async () => {
  const code =
    "import { TaskLoop } from '../src/index.ts';\nconst loop = new TaskLoop();\nloop.close();\nloop.runOnce();";
  const { events, stderr, outcome } = await runCode(code, FILES);
  const text = FILES['src/task-loop.ts']!.split('\n');
  const line = text.findLastIndex((each) => /throw new .*the loop is closed/.test(each)) + 1;
  const column = text[line - 1]!.indexOf('new ') + 1;
  const at = { file: 'src/task-loop.ts', line, column };
  if (!inFirefox)
    expect(stderr).toContain(`src/task-loop.ts:${line}:${column}\n${text[line - 1]}\n`);
  expect(stderr).toContain('programs/main.ts:4:6');
  expect(events.find(({ type }) => type === 'error')).toMatchObject({
    at: inFirefox ? { file: at.file, line } : at,
  });
  expect(outcome).toEqual(failed);
});

test('a function whose last act is a call is in the trace, and reads as it was written', async () => {
  const code = `const inner = () => { throw new Error('deep'); };
const outer = (x: boolean) =>
  x ? inner() : 5;
function first() {
  return (outer)(true);
}
console.log(String(outer), String(first));
first();`;
  const { stdout, stderr } = await runCode(code);
  expect(stdout).toBe(
    '(x         ) =>\n  x ? inner() : 5 function first() {\n  return (outer)(true);\n}\n',
  );
  const lines = [...stderr.matchAll(/^ +at .*main\.ts:(\d+):\d+\)?$/gm)].map(([, line]) =>
    Number(line),
  );
  expect(lines).toEqual([1, 3, 5, 8]);
});

test('what an error says of a call is what was written', async () => {
  const code = `const list: any = [];
try {
  list.foreach((one: number) => console.log(one));
} catch (error) {
  console.log(String(error));
}
list.foreach((one: number) => console.log(one));`;
  for (const trace of [false, true]) {
    const { stdout, stderr } = await runCode(code, {}, { trace });
    expect(stdout + stderr).not.toMatch(/\$\$|\[0/);
    expect(stdout).toContain('list.foreach is not a function');
  }
});

test('a recursion without end ends, though each call is the last act of a function', async () => {
  const code =
    'const f = (): number => f();\ntry { f(); } catch (error) { console.log(error instanceof RangeError); }';
  const { stdout } = await runCode(code, {}, { limits: { ms: 20_000 } });
  expect(stdout).toBe('true\n');
});

test('a syntax error in a file that the program imports is shown in that file', async () => {
  const { stderr, outcome } = await runCode("import './b.ts';", {
    'programs/b.ts': 'const a = 1;\nconst = 2;',
  });
  expect(stderr).toMatch(/^programs\/b\.ts:2:7\nconst = 2;\n {6}\^\n/);
  expect(outcome).toEqual(failed);
});

test.each([
  ['something thrown that is no error', 'throw { code: 7 };', 'Uncaught { code: 7 }'],
  [
    'a rejection with no error',
    "Promise.reject('why');",
    'UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "why".',
  ],
  [
    'the cause of an error',
    "throw new Error('outer', { cause: new Error('inner') });",
    '[cause]: Error: inner',
  ],
])('%s is shown', async (_, code, part) => {
  const { stderr, outcome } = await runCode(code);
  expect(stderr).toContain(part);
  expect(outcome).toEqual(failed);
});

test('what was printed before the error comes first', async () => {
  const { events } = await runCode("console.log('before');\nthrow new Error('no');");
  expect(events.map((event) => (event.type === 'output' ? event.stream : event.type))).toEqual([
    'stdout',
    'stderr',
    'error',
  ]);
});

test('a rejection that is handled within the turn is none', async () => {
  const { stdout, outcome } = await runCode(
    "const p = Promise.reject(new Error('no'));\nqueueMicrotask(() => p.catch(() => console.log('caught')));",
  );
  expect([stdout, outcome]).toEqual(['caught\n', { type: 'done', exitCode: 0 }]);
});

test('waiting for what can never come is exit code 13, as in Node', async () => {
  const { stdout, stderr, outcome } = await runCode(
    "console.log('begun');\nawait new Promise(() => {});\nconsole.log('never');",
  );
  expect(stdout).toBe('begun\n');
  expect(stderr).toContain(
    'Warning: Detected unsettled top-level await at programs/main.ts:2:1\nawait new Promise(() => {});\n^\n',
  );
  expect(outcome).toEqual({ type: 'done', exitCode: 13 });
});

test('waiting for a timer is no such thing', async () => {
  const { stdout, outcome } = await runCode(
    "await new Promise((ok) => setTimeout(ok, 600));\nconsole.log('came');",
  );
  expect([stdout, outcome]).toEqual(['came\n', { type: 'done', exitCode: 0 }]);
});

test('a failing test names the line, what came and what was expected', async () => {
  const code =
    "import { expect, test } from 'vitest';\ntest('adds', () => {\n  expect([1, 2]).toEqual([1, 3]);\n});\ntest('is fine', () => {});\ntest.skip('later', () => {});";
  const { events, outcome } = await runCode(code, {}, { mode: 'tests' });
  const results = events.flatMap((event) => (event.type === 'test' ? [event.result] : []));
  expect(results.map(({ path, state }) => [...path, state])).toEqual([
    ['adds', 'failed'],
    ['is fine', 'passed'],
    ['later', 'skipped'],
  ]);
  const [error] = results[0]!.errors;
  expect(error).toMatchObject({
    at: { file: 'programs/main.ts', line: 3, column: 18 },
    message: expect.stringContaining('to deeply equal'),
  });
  expect(error!.diff).toMatch(/-\s+3,[^]*\+\s+2,/);
  expect(outcome).toEqual(failed);
});

test('a file of tests that cannot be evaluated is a failure, with its place', async () => {
  const { events, outcome } = await runCode(
    "import { test } from 'vitest';\ntest('a', () => {});\nthrow new RangeError('broken');",
    {},
    { mode: 'tests' },
  );
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'test',
      result: expect.objectContaining({
        state: 'failed',
        errors: [
          { message: 'RangeError: broken', at: { file: 'programs/main.ts', line: 3, column: 7 } },
        ],
      }),
    }),
  );
  expect(outcome).toEqual(failed);
});

test('a test that waits for ever fails at its own time limit', async () => {
  const code =
    "import { test } from 'vitest';\ntest('waits', () => new Promise(() => {}), 200);\ntest('next', () => {});";
  const { events, outcome } = await runCode(code, {}, { mode: 'tests' });
  const results = events.flatMap((event) => (event.type === 'test' ? [event.result] : []));
  expect(results.map(({ state }) => state)).toEqual(['failed', 'passed']);
  expect(results[0]!.errors[0]!.message).toContain('timed out in 200ms');
  // and that each begins was told, for those that never end
  expect(events.flatMap((event) => (event.type === 'testing' ? [event.path] : []))).toEqual([
    [],
    ['waits'],
    ['next'],
  ]);
  expect(outcome).toEqual(failed);
});

test('what is over before a test that never ends is told, whatever comes after it', async () => {
  const code = `import { describe, expect, test } from 'vitest';
describe('a suite', () => {
  test.skip('left out', () => {});
  test('right', () => {});
  test('wrong', () => expect(1).toBe(2));
});
test('never ends', () => { for (;;); });
test('next', () => {});`;
  const { events, outcome } = await runCode(code, {}, { mode: 'tests', limits: { ms: 3_000 } });
  const results = events.flatMap((event) => (event.type === 'test' ? [event.result] : []));
  expect(results.map(({ path, state }) => `${path.join(' > ')}: ${state}`)).toEqual([
    'a suite > left out: skipped',
    'a suite > right: passed',
    'a suite > wrong: failed',
  ]);
  expect(outcome).toEqual({ type: 'limit', which: 'time' });
});

test('a program may begin with the line that names its interpreter', async () => {
  const code = "#!/usr/bin/env node\nconsole.log(new Error('here').stack!.split('\\n')[1]);";
  expect((await runCode(code)).stdout).toMatch(/programs\/main\.ts:2:13/);
});

test.each([
  ['throw { a: [1] };', 'Uncaught { a: [ 1 ] }\n'],
  ["throw 'text';", "Uncaught 'text'\n"],
  ['throw undefined;', 'Uncaught undefined\n'],
  ["throw Symbol('x');", 'Uncaught Symbol(x)\n'],
])('%s: what is no error is printed as console.log would', async (code, told) => {
  const { stderr, outcome } = await runCode(code);
  expect([stderr, outcome]).toEqual([told, failed]);
});

test.each([
  ['a promise that nobody waits for', "void Promise.reject(new Error('lost'));"],
  ['a timer that is due while tests run', "setTimeout(() => { throw new Error('lost'); });"],
  ['a timer that is due after them', "setTimeout(() => { throw new Error('lost'); }, 60);"],
])('%s fails what its tests passed, and costs no result', async (_, strays) => {
  const code = `import { test } from 'vitest';
test('a', async () => {
  ${strays}
  await new Promise((ok) => setTimeout(ok, 20));
});
test('b', () => {});`;
  const { events, outcome, stderr } = await runCode(code, {}, { mode: 'tests' });
  expect(events.flatMap((event) => (event.type === 'test' ? [event.result.state] : []))).toEqual([
    'passed',
    'passed',
  ]);
  expect(stderr).toContain('Error: lost');
  expect(stderr).toContain('programs/main.ts:3:');
  expect(outcome).toEqual(failed);
});

test('what tests wait for, and leave running, fails nothing', async () => {
  const code = `import { expect, test } from 'vitest';
test('a', async () => {
  setInterval(() => {}, 10);
  await expect(Promise.reject(new Error('meant'))).rejects.toThrow('meant');
});`;
  const { outcome, stderr } = await runCode(code, {}, { mode: 'tests' });
  expect([outcome, stderr]).toEqual([{ type: 'done', exitCode: 0 }, '']);
});

test('a file without tests says so', async () => {
  const { events, outcome } = await runCode("import 'vitest';", {}, { mode: 'tests' });
  expect(events.filter(({ type }) => type !== 'testing')).toMatchObject([
    {
      type: 'test',
      result: { state: 'failed', errors: [{ message: expect.stringContaining('No test') }] },
    },
  ]);
  expect(outcome).toEqual(failed);
});

test('an error that a callback throws inside the loop is printed with the reader’s line', async () => {
  const code =
    "import { TaskLoop } from '../src/index.ts';\nconst loop = new TaskLoop();\nloop.callSoon(() => {\n  throw new Error('broken');\n});\nloop.runOnce();\nconsole.log('next');";
  const { stdout, stderr, outcome } = await runCode(code, FILES);
  expect(stderr).toMatch(
    /^Error in callback \(anonymous\) Error: broken\n\s+at .*programs\/main\.ts:4:9/,
  );
  expect(stderr).toMatch(/src\/handle\.ts:\d+:\d+/);
  expect(stderr).not.toMatch(/blob:|worker\.js|tasque:/);
  expect([stdout, outcome]).toEqual(['next\n', { type: 'done', exitCode: 0 }]);
});

test('text that looks like a stack frame is printed as it is', async () => {
  const { stdout } = await runCode(
    "console.log('me@example.com data: 5');\nconsole.log('a\\n    at worker.js');",
  );
  expect(stdout).toBe('me@example.com data: 5\na\n    at worker.js\n');
});

test('an error whose trace cannot be made is told by what it says', async () => {
  const code = `Error.prepareStackTrace = () => { throw new Error('no trace'); };
throw new RangeError('what it says');`;
  const { outcome, stderr } = await runCode(code);
  expect(outcome).toEqual(failed);
  expect(stderr).toContain('RangeError: what it says');
});
