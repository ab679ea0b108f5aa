// An author's mistake says where it is and what would be right: it fails the build, and is told by
// the server that an author has running.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { elementsIn } from '../../src/book/mdx.ts';
import { copyProject, SHELL, shareCache } from '../project.ts';
import { chapters } from './components.ts';

const ASTRO = resolve('node_modules/astro/bin/astro.mjs');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tasque-build-'));
  copyProject(copy);
  shareCache(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Builds the copy with one file changed; gives what the build said. */
function buildWith(
  file: string,
  change: (text: string) => string,
): { status: number | null; output: string } {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [ASTRO, 'build'], {
      cwd: copy,
      encoding: 'utf8',
      env: SHELL,
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
  const file = 'code/part-3-task-loop/src/drafts/list-loop.ts';
  const { status, output } = buildWith(file, (text) =>
    text.replace('runOnce(): void', 'runOneCall(): void'),
  );
  expect(status).not.toBe(0);
  expect(output).toContain(
    `${CHAPTER}:${lineOf('was="ListLoop.runOnce"')}:1: <Changed> there is no symbol ListLoop.runOnce in ${file}; known: `,
  );
  expect(output).toContain('ListLoop.runOneCall');
});

test('what can be seen without building is told at once, and all of it', () => {
  const { status, output } = buildWith(
    CHAPTER,
    (text) => `${text.replace('chapter: 1', 'chapter: one')}\n<Programm />\n`,
  );
  expect(status).not.toBe(0);
  expect(output).toContain(`${CHAPTER}:4:1: front matter, chapter: Invalid input`);
  expect(output).toContain('there is no component <Programm>; known: Answer, Asyncio, ');
});

test('a chapter is not MDX', () => {
  const { status, output } = buildWith(CHAPTER, (text) =>
    text.replace('\n<Program', '\nA <Term>word\n\n<Program'),
  );
  expect(status).not.toBe(0);
  expect(output).toContain(`${CHAPTER}:${lineOf('<Program')}:3`);
  expect(output).toContain('Expected a closing tag for `<Term>`');
});

test('a chapter belongs to no part of the book', () => {
  const lost = join(copy, 'content/appendix.mdx');
  writeFileSync(lost, '---\ntitle: Lost\ndescription: Nowhere.\nchapter: 1\n---\n');
  const { status, output } = buildWith(CHAPTER, (text) => `${text}\n`);
  rmSync(lost);
  expect(status).not.toBe(0);
  expect(output).toContain(
    'content/appendix.mdx:1:1: it is in no part of the book; known: beyond, ',
  );
});

const OTHER = 'part-1-generators/a-two-way-door';
/** One wrong name in each component: what is written in its place, and what the author is told. */
const MISTAKES: [component: string, wrong: string, told: string][] = [
  [
    'Program',
    '<Program of="part-1-generators/programs/nothing.ts" />',
    'there is no file code/part-1-generators/programs/nothing.ts; known: part-1-generators/programs/',
  ],
  [
    'Changed',
    '<Changed from="part-1-generators/src/tree.ts" to="part-1-generators/src/round-robin.ts" symbol="roundRobin" />',
    'there is no symbol roundRobin in code/part-1-generators/src/tree.ts; known: ',
  ],
  [
    'Between',
    '<Between from="part-2-futures" to="part-3-task-loop/nothing">this</Between>',
    'no state part-3-task-loop/nothing; known: part-3-task-loop, part-3-task-loop/beginning, chapters with steps, ',
  ],
  [
    'Predict',
    '<Predict of="part-1-generators/programs/nothing.ts">What?</Predict>',
    'there is no file code/part-1-generators/programs/nothing.ts; known: ',
  ],
  [
    'Exercise',
    '<Exercise of="part-1-generators/exercises/nothing">Do it.</Exercise>',
    'part-1-generators/exercises/nothing',
  ],
  ['Figure', '<Figure of="nothing" />', 'nothing'],
  ['Term', '<Term>nothing</Term>', 'nothing'],
  ['Chapter', '<Chapter of="nothing" />', 'nothing'],
  ['Asyncio', '<Asyncio of="nothing">Nothing.</Asyncio>', 'nothing'],
];

describe('while an author writes, in npm run dev', () => {
  let server: ChildProcess;
  let address: string;
  let said = '';
  beforeAll(async () => {
    server = spawn(process.execPath, [ASTRO, 'dev', '--port', '4561'], { cwd: copy, env: SHELL });
    for (const stream of [server.stdout!, server.stderr!])
      stream.on('data', (data) => (said += String(data)));
    address = await vi.waitFor(() => /http:\/\/localhost:\d+/.exec(said)![0], 120_000);
  });
  afterAll(() => server.kill());

  test.each(MISTAKES)(
    '<%s> of something that does not exist is told, and the page is back when it is mended',
    async (component, wrong, told) => {
      const { file, ...mdx } = chapters.get(OTHER)!;
      const elements = elementsIn(mdx);
      const { start, end, line, column } =
        elements.find(({ name }) => name === component) ??
        elements.find(({ name }) => name === 'Program')!;
      const path = join(copy, file);
      const before = readFileSync(path, 'utf8');
      const page = async (): Promise<string> => (await fetch(`${address}/${OTHER}/`)).text();
      const at = `${file}:${line}:${column}: <${component}> `;
      const error = async (): Promise<string | undefined> => {
        await page();
        return said.split('\n').find((each) => each.includes(at));
      };
      await expect.poll(page).toContain('</html>');
      said = '';
      writeFileSync(path, before.slice(0, start) + wrong + before.slice(end));
      await expect.poll(error).toContain(told);
      expect(await error()).toContain('known: ');
      writeFileSync(path, before);
      await expect.poll(page).toContain('</html>');
    },
  );

  const file = `content/${OTHER}.mdx`;
  test.each<[string, string, (text: string) => string, string]>([
    [
      'a missing field of the front matter',
      file,
      (text) => text.replace('description:', 'about:'),
      `${file}:1:1: front matter, description: `,
    ],
    [
      'an unknown component',
      file,
      (text) => `${text}\n<Programm />\n`,
      'there is no component <Programm>',
    ],
    [
      'a misspelt attribute',
      file,
      (text) => text.replace('<Term>', '<Term off="loop">'),
      '<Term> takes no attribute off; known: of',
    ],
    [
      'code that does not parse',
      'code/part-1-generators/src/round-robin.ts',
      (text) => `${text}\nexport const x = ;\n`,
      'code/part-1-generators/src/round-robin.ts:',
    ],
  ])('%s stands in place of the page, until it is mended', async (_, file, change, told) => {
    const path = join(copy, file);
    const before = readFileSync(path, 'utf8');
    const page = async (): Promise<[number, string]> => {
      const response = await fetch(`${address}/${OTHER}/`);
      return [response.status, await response.text()];
    };
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    const shown = told.replaceAll('<', '\\u003c'); // as JSON in a script
    await expect.poll(page).toEqual([500, expect.stringContaining(shown)]);
    expect(said).toContain(told);
    writeFileSync(path, before);
    await expect.poll(page).toEqual([200, expect.stringContaining('</html>')]);
  });
});

test('a line of a program would name a knob, and doesn’t', () => {
  const file = 'code/part-3-task-loop/programs/first-or-last-out.ts';
  const { status, output } = buildWith(file, (text) => text.replace('try 1 to 5', 'try 5 to 1'));
  expect(status).not.toBe(0);
  expect(output).toContain(
    `${CHAPTER}:${lineOf('first-or-last-out.ts')}:1: <Program> ${file}:5: people: 5 to 1 leads nowhere: the smaller one is first`,
  );
});
