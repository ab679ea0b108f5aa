// `npm run new` leads an author from nothing to what all other tests ask.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofread } from '../../src/author/proofread.ts';
import { copyProject, SHELL } from '../project.ts';

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tasque-new-'));
  copyProject(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: SHELL,
  });
  return { status, stdout, stderr };
};
const make = (...args: string[]) => run('src/author/new.ts', ...args);
const missing = (stdout: string): string[] =>
  stdout.split('\n').filter((line) => line.startsWith('- '));
const edit = (file: string, change: (text: string) => string): void => {
  const path = join(copy, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
const CHAPTER = 'content/part-2-futures/a-new-one.mdx';

test('a chapter: what the rules ask is said, until it is there', () => {
  const first = make('chapter', 'part-2-futures/a-new-one', 'A new: one');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toContain(`wrote ${CHAPTER}`);
  expect(missing(first.stdout).map((line) => /\(rule (.+)\)/.exec(line)?.[1])).toEqual([
    'run-first',
    'asyncio',
    'three-lines',
    'length',
    undefined, // that it is a draft
  ]);
  expect(proofread(copy)).toEqual([]);
  edit(CHAPTER, (text) =>
    text
      .replace('draft: true\n', '')
      .replace(
        'then something to run.\n',
        `then something to run.\n\n<Program of="part-2-futures/programs/a-new-one.ts" />\n\n${'Word after word. '.repeat(300)}\n`,
      )
      .replace(
        'really does\n',
        'really does\n\n<Asyncio of="BaseEventLoop.call_soon">\nThis.\n</Asyncio>\n',
      )
      .replace('In three lines\n', 'In three lines\n\n- One.\n- Two.\n- Three.\n'),
  );
  expect(make('chapter', 'part-2-futures/a-new-one').stdout).toBe(
    'Nothing is missing. "npm test" says whether all of it is right.\n',
  );
});

test('a chapter with a slip: its place is said', () => {
  edit(CHAPTER, (text) => text.replace('<Asyncio of=', '<Asyncio off='));
  expect(missing(make('chapter', 'part-2-futures/a-new-one').stdout)).toEqual([
    expect.stringMatching(/^- content\/part-2-futures\/a-new-one\.mdx:\d+:1: <Asyncio> takes no/),
    expect.stringContaining('lacks its attribute of'),
  ]);
});

test('a chapter beside one that cannot be read', () => {
  const other = 'content/part-2-futures/a-task-is-a-future.mdx';
  const before = readFileSync(join(copy, other), 'utf8');
  writeFileSync(join(copy, other), `${before}\n<Term>\n`);
  expect(make('chapter', 'part-2-futures/beside')).toMatchObject({ status: 0, stderr: '' });
  expect(make('chapter', 'part-2-futures/a-task-is-a-future').stdout).toMatch(
    /^- content\/part-2-futures\/a-task-is-a-future\.mdx:\d+:\d+: Expected a closing tag/m,
  );
  writeFileSync(join(copy, other), before);
});

test('a program: it runs, and its output and trace are missing', () => {
  const { stdout } = make('program', 'part-2-futures/a-new-one');
  expect(missing(stdout)).toEqual([
    '- code/part-2-futures/programs/a-new-one.out is missing: npm run record -- -t a-new-one.ts',
    '- content/traces/part-2-futures/a-new-one.jsonl is missing: npm run record -- -t a-new-one.ts',
  ]);
  expect(run('code/part-2-futures/programs/a-new-one.ts')).toEqual({
    status: 0,
    stdout: 'true\n',
    stderr: '',
  });
});

test('an exercise: its judge says no, and yes to the solution', () => {
  const { stdout } = make('exercise', 'part-2-futures/a-new-one');
  const folder = 'code/part-2-futures/exercises/a-new-one';
  expect(missing(stdout)).toEqual([
    '- no chapter shows it: write <Exercise of="part-2-futures/exercises/a-new-one">…</Exercise>',
  ]);
  const judge = () =>
    run('node_modules/vitest/vitest.mjs', 'run', '--root', folder, '--configLoader', 'runner')
      .status;
  expect(judge()).toBe(1);
  edit(`${folder}/exercise.ts`, () => readFileSync(join(copy, folder, 'solution.ts'), 'utf8'));
  expect(judge()).toBe(0);
});

test('what is there already stays as it is', () => {
  edit('code/part-2-futures/programs/a-new-one.ts', () => '// mine\n');
  expect(make('program', 'part-2-futures/a-new-one').stdout).not.toContain('wrote');
  expect(readFileSync(join(copy, 'code/part-2-futures/programs/a-new-one.ts'), 'utf8')).toBe(
    '// mine\n',
  );
});

test.each([
  [[], 'say what is new: a chapter, a program or an exercise'],
  [['poem', 'part-2-futures/x'], 'say what is new'],
  [['chapter'], 'say where: chapter STAGE/NAME; the stages are part-1-generators, '],
  [['program', 'part-9/x'], 'say where: program STAGE/NAME'],
  [['program', 'part-2-futures/../x'], 'say where'],
  [['exercise', 'part-2-futures/Big one'], 'a name has small letters, digits and hyphens'],
  [
    ['chapter', 'part-2-futures/x', 'A', 'title'],
    '"title" is too much: only a chapter takes a title',
  ],
  [['exercise', 'part-2-futures/x', 'A'], '"A" is too much'],
  [['chapter', 'part-2-futures/x', 'long '.repeat(13)], 'a title has 1 to 60 characters'],
  [['chapter', `part-2-futures/${'x'.repeat(300)}`, 'A'], 'cannot be written'],
  [['chapter', 'part-2-futures/x', '--best'], "Unknown option '--best'"],
])('%j: said in a line, and nothing is written', (args, said) => {
  const { status, stdout, stderr } = make(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(said);
  expect(existsSync(join(copy, 'content/part-2-futures/x.mdx'))).toBe(false);
});
