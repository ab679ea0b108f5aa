// The example of CONTRIBUTING.md is one: its files, put where it says, are built, print what they
// should, and are judged as they should.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject, SHELL, shareCache } from '../project.ts';

const text = readFileSync('CONTRIBUTING.md', 'utf8');
/** Blocks that say which file they are. */
const files = new Map(
  [...text.matchAll(/^(`{3,})\w+ (\S+)\n([^]*?)^\1$/gm)].map(([, , file, content]) => [
    file!,
    content!,
  ]),
);

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tasque-contributing-'));
  copyProject(copy, ['tests']);
  shareCache(copy);
  for (const [file, content] of files) {
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    writeFileSync(join(copy, file), content);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: SHELL,
  });

test('it has a chapter, a program with its output, an exercise, a figure and questions', () => {
  expect([...files.keys()].map((file) => file.replace(/^code\/[^/]+\//, '')).sort()).toEqual([
    'content/part-3-task-loop/hello.mdx',
    'content/questions/part-3-task-loop/hello.md',
    'exercises/twice/answers.md',
    'exercises/twice/check.test.ts',
    'exercises/twice/exercise.ts',
    'exercises/twice/hints.md',
    'exercises/twice/solution.ts',
    'programs/hello.out',
    'programs/hello.ts',
    'src/figures/hello.astro',
  ]);
});

test('the program prints what its .out says', () => {
  expect(run('code/part-3-task-loop/programs/hello.ts').stdout).toBe(
    files.get('code/part-3-task-loop/programs/hello.out'),
  );
});

test('the right answer of its question is what’s printed', () => {
  const { status, stdout, stderr } = run(
    'node_modules/vitest/vitest.mjs',
    ...['run', '--root', '.', 'tests/book/questions.test.ts', '-t', 'part-3-task-loop/hello: '],
  );
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/ 1 passed/);
});

test('the judge says no to the exercise and yes to the solution', () => {
  const judge = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'tests/exercises.vitest.config.ts',
    '--root',
    '.',
    'twice',
  ];
  const first = run(...judge);
  expect([first.status, first.stdout + first.stderr]).toEqual([
    1,
    expect.stringContaining('expected 1 to be 2'),
  ]);
  writeFileSync(
    join(copy, 'code/part-3-task-loop/exercises/twice/exercise.ts'),
    files.get('code/part-3-task-loop/exercises/twice/solution.ts')!,
  );
  expect(run(...judge).status).toBe(0);
  writeFileSync(
    join(copy, 'code/part-3-task-loop/exercises/twice/exercise.ts'),
    files.get('code/part-3-task-loop/exercises/twice/exercise.ts')!,
  );
});

test('wrong answers are refused, and right ones accepted', () => {
  const { status, stdout, stderr } = run(
    'node_modules/vitest/vitest.mjs',
    ...[
      'run',
      '--root',
      '.',
      '--testTimeout',
      '600000',
      'tests/solutions',
      '-t',
      'exercises/twice ',
    ],
  );
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/5 passed/);
});

test('the chapter is built, and so is each short example below it', () => {
  // those without a file name, but for the one that shows front matter
  const examples = [...text.matchAll(/^```mdx\n([^]*?)^```$/gm)]
    .map(([, example]) => example!)
    .filter((example) => !example.startsWith('---'));
  expect(examples.length).toBeGreaterThan(6);
  const short = join(copy, 'content/part-3-task-loop/short.mdx');
  writeFileSync(
    short,
    `---\ntitle: Short\ndescription: All short examples.\nchapter: 98\n---\n\n${examples.join('\n')}`,
  );
  const { status, stdout, stderr } = run('node_modules/astro/bin/astro.mjs', 'build');
  expect(status, stdout + stderr).toBe(0);
  const page = readFileSync(join(copy, 'dist/part-3-task-loop/hello/index.html'), 'utf8');
  for (const part of [
    '<program-box',
    'from here\nfrom the loop',
    '<exercise-box',
    'Ask it twice.',
    'A call in the queue',
    'call_<wbr>soon',
    'Three questions',
    'aria-valuetext="1"', // of its knob
  ])
    expect(page).toContain(part);
  const questions = readFileSync(
    join(copy, 'dist/questions/part-3-task-loop/hello/index.html'),
    'utf8',
  );
  expect(questions.match(/<question-box/g)).toHaveLength(3);
  expect(questions).toContain('href="/part-3-task-loop/hello/#the-queue"');
  const built = (file: string): string => readFileSync(join(copy, 'dist', file), 'utf8');
  // the listings among the examples have faults in what they show
  expect(built('part-3-task-loop/short/index.html')).toMatch(
    /data-faults="part-3-task-loop"[^]*data-fault="[^]*tests catch it/,
  );
  // and so does the address at which it was
  const now = '/part-3-task-loop/hello/';
  const old = built('part-3-task-loop/good-day/index.html');
  expect(old).toContain(`<meta http-equiv="refresh" content="0;url=${now}">`);
  expect(old).toContain(`<link rel="canonical" href="http://localhost:4321${now}">`);
  expect(old).toMatch(new RegExp(`<a [^>]*href="${now}"`));
  expect(built('part-3-task-loop/good-day.md')).toBe(built('part-3-task-loop/hello.md'));
  expect(built('_redirects')).toContain(
    `/part-3-task-loop/good-day/* ${now}:splat 301\n/part-3-task-loop/good-day.md /part-3-task-loop/hello.md 301\n`,
  );
  expect(built('sitemap-0.xml')).not.toContain('good-day');
  expect(built('index.html')).toContain(
    'data-read="part-3-task-loop/hello part-3-task-loop/good-day"',
  );
  expect(
    readFileSync(join(copy, 'dist/part-3-task-loop/short/index.html'), 'utf8').match(
      /<(program-box|exercise-box|predict-box|figure)/g,
    )!.length,
  ).toBeGreaterThan(6);
});
