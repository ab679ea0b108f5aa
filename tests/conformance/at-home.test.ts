// `npm run asyncio`, as a reader has it at home: the same scenarios as in the page, in a Node of their own
// each. What is asked of every scenario, and of libraries that hang, is in the other files here.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { readText } from '../../src/plain-text.ts';
import { starterOf } from '../../src/fork/starter.ts';
import { ladderOnDisk, stageOnDisk } from '../../src/steps/disk.ts';
import { under, writeFiles } from '../steps/files.ts';
import { LAST, scenariosOf } from './libraries.ts';

const STAGE = 'part-3-task-loop';
const { filesAt } = await ladderOnDisk(STAGE);
const asyncio = Object.fromEntries(
  globSync('src/asyncio/*.{ts,json}').map((file) => [basename(file), readText(file)]),
);

/** @param passed As many steps as `npm run step` found green. */
function asked(
  edit: (text: string) => string,
  passed: number,
  ...args: string[]
): { said: string; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'tasque-asyncio-'));
  const { 'task-loop.ts': loop, ...rest } = filesAt(passed);
  writeFiles(folder, {
    'package.json': '{"type":"module"}',
    '.passed': String(passed),
    ...under('asyncio', asyncio),
    ...under('src', { ...rest, 'task-loop.ts': edit(loop!) }),
  });
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--no-warnings', 'asyncio/at-home.ts', STAGE, ...args],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, STEP_LIMIT: '600000' } },
  );
  return { said: stdout + stderr, status };
}

test('it says how like asyncio a library is, as far as its tests are green', () => {
  const { said, status } = asked((text) => text, 2);
  expect(said).toMatch(
    /^(\d+) of the \1 that this step covers, \d+ to come\.\n\n {2}the loop +\d+ of +\d+/,
  );
  expect(said).toMatch(/^ {2}tasks +0 of +0, \d+ to come$/m);
  expect(status).toBe(0);
});

test('and shows the smallest scenario that goes another way', () => {
  const { said, status } = asked((text) => text.replace('.shift()', '.pop()'), 2, '1');
  expect(said).toMatch(/^\d of the 4 that this step covers, 118 to come\./m);
  expect(said).toMatch(
    /^The smallest that differs is loop\/fifo.*\n\n {2}const loop = new TaskLoop\(\);/m,
  );
  expect(said).toMatch(/^ {2}asyncio +yours\n {2}a1 +a3\n/m);
  expect(status).toBe(1);
});

test('a library that can’t be loaded is said to be none', () => {
  expect(asked((text) => `${text}\nthrow new RangeError('no');\n`, 1)).toEqual({
    said: 'Your library can’t be loaded: RangeError: no\n',
    status: 1,
  });
});

test('what is no number of a step is refused', () => {
  const { said, status } = asked((text) => text, 1, 'nonsense');
  expect(said).toMatch(
    /^npm run asyncio -- N takes the number of a step, such as \d+, and not nonsense\.\n$/,
  );
  expect(status).toBe(2);
});

test('a library with time, groups and locks is asked about those, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tasque-asyncio-'));
  const due = Object.fromEntries(scenariosOf(LAST).map(({ id }) => [id, 1]));
  const library = Object.entries(stageOnDisk(LAST)).filter(([file]) => file.startsWith('src/'));
  writeFiles(folder, {
    'package.json': '{"type":"module"}',
    ...under('asyncio', { ...asyncio, 'due.json': JSON.stringify({ [LAST]: due }) }),
    ...Object.fromEntries(library),
  });
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--no-warnings', 'asyncio/at-home.ts', LAST],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, STEP_LIMIT: '600000' } },
  );
  const count = Object.keys(due).length;
  expect(stdout).toContain(`${count} of the ${count} that this step covers.`);
  expect(stdout).toMatch(/^ {2}task groups +(\d+) of +\1$/m);
  expect(status).toBe(0);
});

test.each([
  { plays: ['core', 'fuzz'] as const, beyond: [] },
  {
    plays: ['core', 'beyond'] as const,
    beyond: ['asyncio/calls-beyond.ts', 'asyncio/scenarios-beyond.json'],
  },
])('a starter has the scenarios that its library plays: $plays', ({ plays, beyond }) => {
  const step = '---\ntitle: One\nchapter: one\n---\n\nBuild it.\n';
  const starter = starterOf(
    {
      name: 'a-starter',
      stage: STAGE,
      manifest: { part: 3, title: '', whom: '', plays },
      isStarter: true,
    },
    {
      'steps/01-one/step.md': step,
      'steps/01-one/step.test.ts': '',
      'package.json': '{"name":"a","scripts":{},"engines":{"node":">=22"}}',
      'tsconfig.json': '{"include": ["src"]}',
    },
    { code: new Map(), licence: '', atHome: under('asyncio', asyncio), chapter: (id) => id },
  );
  const files = Object.keys(starter);
  expect(files).toContain('asyncio/scenarios.json');
  expect(Object.keys(JSON.parse(starter['asyncio/due.json']!) as object)).toEqual([STAGE]);
  expect(files.filter((file) => file.includes('-beyond.')).sort()).toEqual(beyond);
});
