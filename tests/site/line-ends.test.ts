// Files as Windows has them: a clone that turns every line's end round, and an editor that did so
// itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject, SHELL } from '../project.ts';
import { ROOT } from './serve.ts';

const isText = (file: string): boolean =>
  /\.(ts|mjs|astro|css|mdx?|json|jsonl|out|txt)$|LICENSE$/.test(file);
const under = (folder: string): string[] =>
  globSync('**/*', {
    cwd: folder,
    withFileTypes: true,
    exclude: ({ name }) => name === 'node_modules' || name === '.git' || name === '.cache',
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tasque-line-ends-'));
  copyProject(copy, ['.gitattributes', '.gitignore']);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a clone with core.autocrlf has the lines of every other clone', () => {
  const git = (...args: string[]): void =>
    void execFileSync(
      'git',
      ['-c', 'core.autocrlf=true', '-c', 'user.name=a', '-c', 'user.email=a@book.example', ...args],
      { cwd: copy },
    );
  const files = under(copy).filter(isText);
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'all');
  for (const file of files) rmSync(join(copy, file));
  git('checkout', '--', '.');
  expect(files.length).toBeGreaterThan(400);
  expect(files.filter((file) => readFileSync(join(copy, file), 'utf8').includes('\r'))).toEqual([]);
});

test('with a byte order mark and CR LF in every file, the book is the same, and so is what is taken home', () => {
  for (const file of under(copy).filter(isText)) {
    // JSON has no byte order mark, says its standard; and Node starts no script that has one before
    // its #!
    const mark = /\.json$/.test(file) ? '' : '\uFEFF';
    writeFileSync(
      join(copy, file),
      mark + readFileSync(join(copy, file), 'utf8').replaceAll('\n', '\r\n'),
    );
  }
  const run = (...args: string[]) =>
    spawnSync(process.execPath, args, {
      cwd: copy,
      encoding: 'utf8',
      env: {
        ...SHELL,
        SITE: 'https://book.example',
        REPOSITORY: 'https://github.com/example/tasque',
      },
    });
  const built = run('node_modules/astro/bin/astro.mjs', 'build');
  expect(built.status, built.stdout + built.stderr).toBe(0);
  const texts = under(ROOT).filter(
    (file) => /\.(html|md|json|zip)$/.test(file) && !file.startsWith('pagefind/'),
  );
  expect(texts.length).toBeGreaterThan(200);
  // between the words of HTML, the end of a line is one however it is written
  const bytes = (folder: string, file: string): string => {
    const text = readFileSync(join(folder, file), 'latin1');
    return file.endsWith('.html') ? text.replaceAll('\r', '') : text;
  };
  expect(texts.filter((file) => bytes(ROOT, file) !== bytes(join(copy, 'dist'), file))).toEqual([]);

  const forked = run('src/fork/cli.ts', '--starter', 'part-2-futures', 'mine');
  expect(forked.status, forked.stdout + forked.stderr).toBe(0);
  expect(
    under(join(copy, 'mine')).filter((file) =>
      /\r|\uFEFF/.test(readFileSync(join(copy, 'mine', file), 'utf8')),
    ),
  ).toEqual([]);
});
