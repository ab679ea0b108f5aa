// `npm run new` leads an author from nothing to what all other tests ask.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofread } from '../../src/author/proofread.ts';
import { compiledIn, copyProject } from '../project.ts';

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
    env: compiledIn(copy),
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
/** What `npm run record` would make. */
const RECORDED = [
  'code/part-2-futures/programs/a-new-one.out is missing: npm run record -- -t a-new-one.ts',
  'content/traces/part-2-futures/a-new-one.jsonl is missing: npm run record -- -t a-new-one.ts',
];
const CHAPTER = 'content/part-2-futures/a-new-one.mdx';

test('a chapter: what the rules ask is said, until it is there', () => {
  const first = make('chapter', 'part-2-futures/a-new-one', 'A new: one');
  expect(first).toMatchObject({ status: 1, stderr: '' });
  expect(first.stdout).toContain(`wrote ${CHAPTER}`);
  expect(missing(first.stdout).map((line) => /\(rule (.+)\)/.exec(line)?.[1])).toEqual([
    'run-first',
    'asyncio',
    'three-lines',
    'length',
    undefined, // its description
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
  edit(CHAPTER, (text) => text.replace(/^description: .*/m, 'description: What is new.'));
  // what it shows is asked as well
  expect(missing(make('chapter', 'part-2-futures/a-new-one').stdout)).toEqual(
    ['code/part-2-futures/programs/a-new-one.ts is missing', ...RECORDED].map((it) => `- ${it}`),
  );
  make('program', 'part-2-futures/a-new-one');
  edit('code/part-2-futures/programs/a-new-one.ts', () => "console.log('new');\n");
  for (const line of RECORDED) writeFileSync(join(copy, line.split(' ')[0]!), 'new\n');
  const last = make('chapter', 'part-2-futures/a-new-one');
  expect(last.stdout).toMatch(/^Nothing is missing\. "npm run check" and "npm run test:unit" say/);
  expect(last.status).toBe(0);
  rmSync(join(copy, 'code/part-2-futures/programs/a-new-one.ts'));
  for (const line of RECORDED) rmSync(join(copy, line.split(' ')[0]!));
});

test('a chapter with a slip: its place is said', () => {
  edit(CHAPTER, (text) => text.replace('<Asyncio of=', '<Asyncio off='));
  expect(missing(make('chapter', 'part-2-futures/a-new-one').stdout)).toEqual([
    expect.stringMatching(/^- content\/part-2-futures\/a-new-one\.mdx:\d+:1: <Asyncio> takes no/),
    expect.stringContaining('lacks its attribute of'),
    ...['code/part-2-futures/programs/a-new-one.ts is missing', ...RECORDED].map((it) => `- ${it}`),
  ]);
  edit(CHAPTER, (text) =>
    text.replace('<Asyncio off="BaseEventLoop.call_soon', '<Asyncio of="call_son'),
  );
  expect(missing(make('chapter', 'part-2-futures/a-new-one').stdout)[0]).toMatch(
    /:\d+:1: <Asyncio> "call_son" is not in content\/cpython\.json: add its line there; the nearest known: .*call_soon/,
  );
});

test('a chapter in the middle: those from there on are counted up; a gap and a number twice are said', () => {
  const numberOf = (name: string): string =>
    /^chapter: (.*)$/m.exec(
      readFileSync(join(copy, `content/part-2-futures/${name}.mdx`), 'utf8'),
    )![1]!;
  const before = Number(numberOf('a-task-is-a-future'));
  const { stdout } = make('chapter', 'part-2-futures/between', '--at', `${before}`);
  expect(stdout).toContain(
    `content/part-2-futures/a-task-is-a-future.mdx is chapter ${before + 1} now`,
  );
  expect([numberOf('between'), numberOf('a-task-is-a-future')]).toEqual([
    `${before}`,
    `${before + 1}`,
  ]);
  make('chapter', 'part-2-futures/between', '--at', `${before}`); // it is there already
  expect(numberOf('a-task-is-a-future')).toBe(`${before + 1}`);

  const between = 'content/part-2-futures/between.mdx';
  edit(between, (text) => text.replace(/^chapter: .*/m, `chapter: ${before + 1}`));
  const said = missing(make('chapter', 'part-2-futures/between').stdout);
  expect(said).toContainEqual(
    expect.stringMatching(/a-task-is-a-future\.mdx is chapter \d+ of part-2-futures, too/),
  );
  expect(said).toContain(`- part-2-futures has no chapter ${before} (rule numbers)`);
  rmSync(join(copy, between));
  edit('content/part-2-futures/a-task-is-a-future.mdx', (text) =>
    text.replace(/^chapter: .*/m, `chapter: ${before}`),
  );
});

test('a chapter beside one that cannot be read', () => {
  const other = 'content/part-2-futures/a-task-is-a-future.mdx';
  const before = readFileSync(join(copy, other), 'utf8');
  writeFileSync(join(copy, other), `${before}\n<Term>\n`);
  expect(make('chapter', 'part-2-futures/beside')).toMatchObject({ status: 1, stderr: '' });
  expect(make('chapter', 'part-2-futures/a-task-is-a-future').stdout).toMatch(
    /^- content\/part-2-futures\/a-task-is-a-future\.mdx:\d+:\d+: Expected a closing tag/m,
  );
  writeFileSync(join(copy, other), before);
});

test('a program: it runs, and its output and trace are missing', () => {
  const { stdout } = make('program', 'part-2-futures/a-new-one');
  expect(missing(stdout)).toEqual(
    ['code/part-2-futures/programs/a-new-one.ts is still that of the template', ...RECORDED].map(
      (it) => `- ${it}`,
    ),
  );
  expect(run('code/part-2-futures/programs/a-new-one.ts')).toEqual({
    status: 0,
    stdout: 'true\n',
    stderr: '',
  });
});

test('an exercise: its judge says no, and yes to the solution', () => {
  const folder = 'code/part-2-futures/exercises/a-new-one';
  const { stdout } = make('exercise', 'part-2-futures/a-new-one');
  expect(missing(stdout)).toEqual([
    '- no chapter shows it: write <Exercise of="part-2-futures/exercises/a-new-one">…</Exercise>',
    ...['exercise.ts', 'check.test.ts', 'hints.md', 'answers.md', 'solution.ts'].map(
      (file) => `- ${folder}/${file} is still that of the template`,
    ),
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
  [['chapter', 'part-2-futures/x', '--at', '99'], '--at is the number of a chapter, 1 to '],
  [['program', 'part-2-futures/x', '--at', '1'], '--at is the number of a chapter'],
])('%j: said in a line, and nothing is written', (args, said) => {
  const { status, stdout, stderr } = make(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(said);
  expect(existsSync(join(copy, 'content/part-2-futures/x.mdx'))).toBe(false);
});

test('--help is the usage', () =>
  expect(make('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage/),
    stderr: '',
  }));
