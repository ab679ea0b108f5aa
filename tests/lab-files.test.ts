// What a reader does with the files of a stage in the lab: names them, searches them, and takes the
// changes home as a patch.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findIn } from '../src/components/lab/find.ts';
import { inOrder } from '../src/components/lab/tree.ts';
import { whyNotNamed } from '../src/components/workbench/file-names.ts';
import { Files } from '../src/components/workbench/files.ts';
import { patchOf, type Change } from '../src/components/workbench/patch.ts';
import { treeOf } from '../src/runner/webcontainer/tree.ts';

const TAKEN = ['src/index.ts', 'src/threads/bell.ts', 'package.json', 'odd/a.ts/b.ts'];

test.each([
  ['src/heap.ts', undefined],
  ['programs/my-program.ts', undefined],
  ['new/folder/a.test.ts', undefined],
  ['notes.md', undefined],
  ['data/rows.json', undefined],
  ['src/constructor.ts', undefined],
  ['__proto__/__proto__.ts', undefined],
  ['', 'needs a name'],
  ['  ', 'needs a name'],
  ['src/', 'needs a name'],
  ['/src/a.ts', 'starts in the stage’s folder'],
  ['C:/a.ts', 'starts in the stage’s folder'],
  ['src\\a.ts', 'Separate folders by /'],
  ['../a.ts', '. and ..'],
  ['src/../a.ts', '. and ..'],
  ['./a.ts', '. and ..'],
  ['src//a.ts', 'one / too many'],
  ['src/a b.ts', 'no spaces'],
  ['src/größe.ts', 'letters from a to z'],
  ['src/a\u202e.ts', 'letters from a to z'],
  ['src/<img>.ts', 'letters from a to z'],
  ['src/.ts', 'begin or end with a dot'],
  ['.github/a.md', 'begin or end with a dot'],
  ['src./a.ts', 'begin or end with a dot'],
  ['src/heap', 'has to end in .ts'],
  ['src/heap.tsx', 'has to end in .ts'],
  ['src/heap.exe', 'has to end in .ts'],
  [`src/${'a'.repeat(94)}.ts`, 'it has 101 characters'],
  ['node_modules/a.js', 'isn’t yours to use'],
  ['exercises/a.ts', 'isn’t yours to use'],
  ['src/con.ts', 'Windows'],
  ['src/index.ts', 'There’s already a file src/index.ts.'],
  ['src/Index.ts', 'There’s already a file src/index.ts.'],
  ['package.json', 'There’s already a file package.json.'],
  ['src/index.ts/a.ts', 'src/index.ts is a file'],
  ['odd/a.ts', 'odd/a.ts is already a folder'],
])('a file may be called %j, or is told why not', (name, why) => {
  const said = whyNotNamed(name, TAKEN);
  if (why === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(why);
});

test('a search takes its text letter by letter, and looks at case only if asked', () => {
  const files = [
    ['a.ts', 'const one = 1;\n  if (one) a.b(*);\n'],
    ['b.md', 'One <b>one</b>\n'],
  ] as const;
  const lines = (wanted: string, matchCase = false): string[] =>
    findIn(files, wanted, { matchCase }).hits.map(({ file, line }) => `${file}:${line}`);
  expect(lines('one')).toEqual(['a.ts:1', 'a.ts:2', 'b.md:1']);
  expect(lines('One', true)).toEqual(['b.md:1']);
  expect(lines('a.b(*)')).toEqual(['a.ts:2']);
  for (const nothing of ['', 'a.b(.)', '.*', '^', 'none', '\\'])
    expect(lines(nothing), nothing).toEqual([]);
  expect(findIn(files, '<b>').hits[0]!.parts).toEqual(['One ', '<b>', 'one</b>']);
  expect(findIn(files, 'one', { most: 2 })).toMatchObject({ hits: { length: 2 }, isMore: true });
});

test('of a long line a search shows what stands around, and is quick with many', () => {
  const long = `${'x'.repeat(300_000)}needle${'y'.repeat(300_000)}`;
  const [hit] = findIn([['a.ts', long]], 'NEEDLE').hits;
  expect(hit!.parts).toEqual([`…${'x'.repeat(12)}`, 'needle', 'y'.repeat(182)]);
  const many = Array.from({ length: 300 }, (_, at) => [`${at}.ts`, 'some text\n'.repeat(1_000)] as const); // prettier-ignore
  const began = performance.now();
  expect(findIn(many, 'needle').hits).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('the tree has the book’s folders first, and files before folders', () => {
  expect(
    inOrder(['a.md', 'tests/a.test.ts', 'lib/a.ts', 'programs/b.ts', 'programs/a.ts', 'src/threads/a.ts', 'src/z.ts']), // prettier-ignore
  ).toEqual(['src/z.ts', 'src/threads/a.ts', 'programs/a.ts', 'programs/b.ts', 'tests/a.test.ts', 'lib/a.ts', 'a.md']); // prettier-ignore
});

test('of a file and a folder with one name Node beside the page gets the folder', () => {
  for (const names of [
    ['a.ts', 'a.ts/b.ts'],
    ['a.ts/b.ts', 'a.ts'],
  ])
    // prettier-ignore
    expect(treeOf(Object.fromEntries(names.map((name) => [name, name])))).toEqual({
      'a.ts': { directory: { 'b.ts': { file: { contents: 'a.ts/b.ts' } } } },
    });
});

test('files that are added, changed, deleted and put back', () => {
  const files = new Files('lab/x', {});
  files.take('src/gone.ts', { text: null, base: 'gone' }); // what is kept comes before the book's
  files.take('src/mine.ts', { text: 'mine' });
  files.know({ 'src/gone.ts': 'gone\n', 'src/a.ts': 'a\n' });
  expect(files.all()).toEqual({ 'src/a.ts': 'a\n', 'src/mine.ts': 'mine' });
  expect(files.names).toEqual(['src/a.ts', 'src/mine.ts']);
  expect(files.edits).toEqual({ 'src/gone.ts': null, 'src/mine.ts': 'mine' });
  expect([files.code('src/gone.ts'), files.text('src/gone.ts')]).toEqual(['', '']);
  files.replaceEdits({ 'src/a.ts': null });
  expect(files.all()).toEqual({ 'src/gone.ts': 'gone\n' });
  files.set('src/a.ts', 'a');
  expect(files.isEdited()).toBe(false);
});

// --- the patch

const STAGE = 'part-3-task-loop';
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
/** A fork of the stage, far from any repository. */
function fork(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tasque-patch-'));
  folders.push(folder);
  execFileSync(process.execPath, ['src/fork/cli.ts', STAGE, folder], { stdio: 'ignore' });
  return folder;
}
const TOOLS: [string, (folder: string, patch: string) => void][] = [
  ['git apply', (cwd, input) => void execFileSync('git', ['apply'], { cwd, input, stdio: 'pipe' })],
  ['patch -p1', (cwd, input) => void execFileSync('patch', ['-p1'], { cwd, input, stdio: 'pipe' })],
];

test.each(TOOLS)('%s takes the patch of a stage', (tool, apply) => {
  if (tool.startsWith('patch') && spawnSync('patch', ['--version']).status !== 0) return;
  const folder = fork();
  const book = (file: string): string => readFileSync(`code/${STAGE}/${file}`, 'utf8');
  const queue = book('src/ready-queue.ts');
  const changes: Change[] = [
    { file: 'src/task-loop.ts', from: book('src/task-loop.ts'), to: `// first\n${book('src/task-loop.ts')}// last\n` }, // prettier-ignore
    // renamed, and its last line without an end
    { file: 'src/ready-queue.ts', from: queue, to: undefined },
    { file: 'src/queues/queue.ts', from: undefined, to: queue.trimEnd() },
    { file: 'src/handle.ts', from: book('src/handle.ts'), to: `${book('src/handle.ts')}// no end` },
    { file: 'programs/guards.ts', from: book('programs/guards.ts'), to: undefined },
    { file: 'programs/mine.ts', from: undefined, to: "console.log('mine');\r\n'--- a\\n+++ b';\n" },
    { file: 'src/index.ts', from: book('src/index.ts'), to: book('src/index.ts') },
  ];
  const patch = patchOf(changes);
  expect(patch).not.toContain('a/src/index.ts');
  apply(folder, patch);
  for (const { file, to } of changes)
    if (to === undefined) expect(existsSync(join(folder, file)), file).toBe(false);
    else expect(readFileSync(join(folder, file), 'utf8'), file).toBe(to);
});

test('a file whose versions have too little in common is taken out and put in as a whole', () => {
  const lines = (seed: number): string =>
    Array.from({ length: 60_000 }, (_, at) => `${(at * seed) % 99_991}`).join('\n');
  const [from, to] = [lines(7), `${lines(11)}\n`];
  const patch = patchOf([{ file: 'src/a.ts', from, to }], 1);
  const folder = mkdtempSync(join(tmpdir(), 'tasque-patch-'));
  folders.push(folder);
  execFileSync('git', ['apply'], { stdio: 'pipe', cwd: folder, input: patchOf([{ file: 'src/a.ts', from: undefined, to: from }]) }); // prettier-ignore
  execFileSync('git', ['apply'], { stdio: 'pipe', cwd: folder, input: patch });
  expect(readFileSync(join(folder, 'src/a.ts'), 'utf8')).toBe(to);
});
