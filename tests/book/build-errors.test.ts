// An author's mistake fails the build, and says where it is and what would be right.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject } from '../project.ts';

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tasque-build-'));
  copyProject(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Builds the copy with one file changed; gives what the build said. */
function buildWith(file: string, change: (text: string) => string): { status: number | null; output: string } {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules/astro/bin/astro.mjs'), 'build'], {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    });
    return { status, output: stdout + stderr };
  } finally {
    writeFileSync(path, before);
  }
}

const CHAPTER = 'content/part-3-task-loop/a-queue-of-callbacks.mdx';
const lineOf = (text: string): number =>
  readFileSync(CHAPTER, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

test('a method that a chapter shows is renamed in the code', () => {
  const { status, output } = buildWith('code/part-3-task-loop/src/task-loop.ts', (text) => text.replace('runOnce(): void', 'runOneCall(): void'));
  expect(status).not.toBe(0);
  expect(output).toContain(`${CHAPTER}:${lineOf('symbol="TaskLoop.runOnce"')}: <Snippet> there is no symbol TaskLoop.runOnce in code/part-3-task-loop/src/task-loop.ts; known: `);
  expect(output).toContain('TaskLoop.runOneCall');
});

test('a chapter names a program that does not exist', () => {
  const { status, output } = buildWith(CHAPTER, (text) => text.replace('programs/callbacks-in-order.ts', 'programs/callbacks.ts'));
  expect(status).not.toBe(0);
  expect(output).toContain(`${CHAPTER}:${lineOf('programs/callbacks-in-order.ts')}: <Program> there is no file code/part-3-task-loop/programs/callbacks.ts; known: `);
  expect(output).toContain('part-3-task-loop/programs/callbacks-in-order.ts');
});

test('a chapter has front matter that the schema does not know', () => {
  const { status, output } = buildWith(CHAPTER, (text) => text.replace('chapter: 1', 'chapter: one'));
  expect(status).not.toBe(0);
  expect(output).toContain('a-queue-of-callbacks');
  expect(output).toContain('chapter');
});

test('a chapter shows what changed in a symbol that the earlier file does not have', () => {
  const { status, output } = buildWith(CHAPTER, (text) => text.replace(' was="LifoLoop.callSoon"', ''));
  expect(status).not.toBe(0);
  expect(output).toContain(`${CHAPTER}:${lineOf('<Changed')}: <Changed> there is no symbol TaskLoop.callSoon in code/part-3-task-loop/src/drafts/lifo-loop.ts; known: `);
});

const CHAPTERS = 'content/part-1-generators/a-two-way-door.mdx';
/** One wrong name in each component: what is replaced, by what, and what the author is told, after the place. */
const MISTAKES: [component: string, right: RegExp, wrong: string, told: string][] = [
  ['Predict', /<Predict of="[^"]+"/, '<Predict of="part-1-generators/programs/nothing.ts"', 'there is no file code/part-1-generators/programs/nothing.ts; known: '],
  ['Exercise', /<Exercise of="[^"]+"/, '<Exercise of="part-1-generators/exercises/nothing"', 'part-1-generators/exercises/nothing'],
  ['Figure', /<Figure of="[^"]+"/, '<Figure of="nothing"', 'nothing'],
  ['Term', /<Term>[^<]+</, '<Term>nothing<', 'nothing'],
  ['Chapter', /<Chapter of="[^"]+"/, '<Chapter of="nothing"', 'nothing'],
  ['Asyncio', /<Asyncio of="[^"]+"/, '<Asyncio of="nothing"', 'nothing'],
];

test.each(MISTAKES)('<%s> of something that does not exist', (component, right, wrong, told) => {
  const line =
    readFileSync(CHAPTERS, 'utf8')
      .split('\n')
      .findIndex((text) => right.test(text)) + 1;
  const { status, output } = buildWith(CHAPTERS, (text) => text.replace(right, wrong));
  expect(status).not.toBe(0);
  expect(output).toContain(`${CHAPTERS}:${line}: <${component}> `);
  expect(output.slice(output.indexOf(`${CHAPTERS}:${line}:`)).split('\n')[0]).toContain(told);
  expect(output).toContain('known: ');
});
