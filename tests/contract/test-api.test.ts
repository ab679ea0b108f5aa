// The test API that vitest documents: each file of test-api-files.ts does in an engine what it does
// under vitest itself, which runs once for all of them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Position } from '../../src/runner/contract.ts';
import { SHELL } from '../project.ts';
import { ENGINE, run, someOf, useEngine, type Run } from './engine.ts';
import { comparable, expected } from './otherwise.ts';
import { FILES, LIBRARY, REFUSED } from './test-api-files.ts';
import type { Told } from './test-api-reporter.ts';

useEngine();

let home: Record<string, Told>;
let root: string;
beforeAll(() => {
  mkdirSync('.cache', { recursive: true });
  root = realpathSync(mkdtempSync(resolve('.cache/test-api-')));
  for (const [name, text] of Object.entries({
    ...FILES,
    ...LIBRARY,
    'vitest.config.mjs': 'export default { test: { testTimeout: 10_000, pool: "threads" } };',
  }))
    writeFileSync(join(root, name), text);
  const { CI: _, ...env } = SHELL; // at home
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      resolve('node_modules/vitest/vitest.mjs'),
      ...['run', '--root', '.', '--reporter', resolve('tests/contract/test-api-reporter.ts')],
    ],
    { cwd: root, env, encoding: 'utf8' },
  );
  try {
    home = JSON.parse(readFileSync(join(root, 'told.json'), 'utf8'));
  } catch (error) {
    throw new Error(`${stdout}\n${stderr}`, { cause: error });
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const runTests = (files: Record<string, string>, entry: string): Promise<Run> =>
  run({ files: { ...LIBRARY, ...files }, entry, mode: 'tests' });

const resultsOf = ({ events }: Run): Told['results'] =>
  events.flatMap((event) =>
    event.type === 'test'
      ? [
          {
            name: event.result.path.join(' > '),
            state: event.result.state,
            messages: event.result.errors.map(({ message, diff }) =>
              [message, diff].filter(Boolean).join('\n'),
            ),
          },
        ]
      : [],
  );

/** The engine with Node has Node load the files as they are, without what vite makes of them. */
const isAlike = (code: string): boolean =>
  ENGINE === 'page' || !/import\.meta\.(env|glob|vitest)/.test(code);
const alike = Object.keys(FILES).filter((file) => isAlike(FILES[file]!));
const refused = REFUSED.filter(([code]) => isAlike(code));

test.each(someOf(alike))('%s does what it does under vitest', async (file) => {
  const ran = await runTests({ [file]: FILES[file]! }, file);
  const { results, strays } = home[file]!;
  const told = resultsOf(ran).map((one) => ({ ...one, messages: one.messages.map(comparable) }));
  const inWords = (message: string, to: number, at: number): string =>
    expected(`${file}: ${results[to]?.name} ${at}`, message, told[to]?.messages[at] ?? '');
  expect(told).toEqual(
    results.map((one, to) => ({
      ...one,
      messages: one.messages.map((message, at) => inWords(comparable(message), to, at)),
    })),
  );
  for (const stray of strays) expect(ran.stderr).toContain(stray);
  if (strays.length === 0) expect(ran.stderr).toBe('');
  const isBad = strays.length > 0 || results.some(({ state }) => state === 'failed');
  expect(ran.outcome).toEqual({ type: 'done', exitCode: isBad ? 1 : 0 });
});

test('what cannot be had is refused by its name, in words that lead on', async () => {
  const body = ([code]: readonly [string, string]): string =>
    `test(${JSON.stringify(code)}, async () => { ${code} });`;
  const ran = await runTests(
    {
      'refused.test.ts': `import { expect, test, vi } from 'vitest';\n${refused.map(body).join('\n')}`,
    },
    'refused.test.ts',
  );
  expect(resultsOf(ran)).toEqual(
    refused.map(([name, message]) => ({
      name,
      state: 'failed',
      messages: [expect.stringContaining(message)],
    })),
  );
  expect(ran.outcome).toEqual({ type: 'done', exitCode: 1 });
});

test('an error outside of the tests is told with the test that was running', async () => {
  const { stderr } = await runTests(
    {
      'stray.test.ts': `import { test } from 'vitest';
test('the culprit', async () => {
  void Promise.reject(new Error('astray'));
  await new Promise((later) => setTimeout(later, 20));
});`,
    },
    'stray.test.ts',
  );
  expect(stderr).toMatch(/^stray\.test\.ts:3:23\n/);
  expect(stderr).toContain('Error: astray\n');
  expect(stderr).toContain('This came while the test "the culprit" was running.\n');
});

test('errors lead to their line', async () => {
  const { events } = await runTests(
    {
      'lines.test.ts': `import { beforeAll, describe, expect, test } from 'vitest';
test('an assertion', () => {
  expect(1).toBe(2);
});
test('a soft one, and another', () => {
  expect.soft(1).toBe(3);
  expect.soft(1).toBe(4);
});
test('one that polls', async () => {
  await expect.poll(() => 1, { timeout: 20, interval: 5 }).toBe(2);
});
test('a snapshot', () => {
  expect(1).toMatchInlineSnapshot('2');
});
test('a limit', () => new Promise(() => {}), 20);
describe('a suite', () => {
  beforeAll(() => {
    throw new Error('first');
  });
  test('never', () => {});
});`,
    },
    'lines.test.ts',
  );
  const lines = events.flatMap((event) =>
    event.type === 'test' ? [event.result.errors.map(({ at }) => at?.line)] : [],
  );
  expect(lines).toEqual([[3], [6, 7], [10], [13], [15], [], [18]]);
});

test('an error leads to each file that it came through, the innermost first', async () => {
  const { events } = await runTests(
    {
      'src/loop.ts': `export function calls(callback: () => void): void {
  [1].forEach(() => callback());
}`,
      'kit.ts': `import { expect } from 'vitest';
export const isTwo = (value: number) => expect(value).toBe(2);`,
      'through.test.ts': `import { test } from 'vitest';
import { isTwo } from './kit.ts';
import { calls } from './src/loop.ts';
test('an assertion in a callback', () => {
  calls(() => isTwo(1));
});
test('one of its own', () => {
  isTwo(1);
});`,
    },
    'through.test.ts',
  );
  const said = (place?: Position): string | undefined => place && `${place.file}:${place.line}`;
  const places = events.flatMap((event) =>
    event.type === 'test'
      ? event.result.errors.map(({ at, through = [] }) => [at, ...through].map(said))
      : [],
  );
  expect(places).toEqual([
    ['kit.ts:2', 'through.test.ts:5', 'src/loop.ts:2'],
    ['kit.ts:2', 'through.test.ts:8'],
  ]);
});

test('what a fixture of the worker leaves is cleaned up', async () => {
  const { stdout, outcome } = await runTests(
    {
      'worker.test.ts': `import { test } from 'vitest';
const wide = test.extend<{ file: number; worker: number }>({
  file: [async ({}, use) => { await use(1); console.log('file'); }, { scope: 'file' }],
  worker: [async ({}, use) => { await use(1); console.log('worker'); }, { scope: 'worker' }],
});
wide('a test', ({ file, worker }) => console.log(file, worker));`,
    },
    'worker.test.ts',
  );
  expect(stdout).toBe('1 1\nfile\nworker\n');
  expect(outcome).toEqual({ type: 'done', exitCode: 0 });
});
