// The cache of listings: what is kept is taken, and anything that has a say in it makes it anew.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tasque-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a build of its own has it: nothing is left but what is on the disk. */
async function inNewBuild(
  from: unknown[],
  maker: { code?: string[]; packages?: string[]; make: () => unknown },
): Promise<unknown> {
  vi.resetModules();
  const { cached } = await import('../../src/book/cached.ts');
  return cached(from, { code: [], packages: [], ...maker }, folder);
}

test('the same text, made by the same, is made once for all builds', async () => {
  const make = vi.fn(() => ({ html: '<b>1</b>' }));
  for (let i = 0; i < 3; i++)
    expect(await inNewBuild(['const a = 1;'], { code: ['v1'], packages: ['shiki'], make })).toEqual(
      { html: '<b>1</b>' },
    );
  expect(make).toHaveBeenCalledTimes(1);
});

test.each([
  ['the listing', ['const b = 1;', 'stage 1'], ['highlighter and theme 1'], ['shiki']],
  [
    'another file of the stage, as for types',
    ['const a = 1;', 'stage 2'],
    ['highlighter and theme 1'],
    ['shiki'],
  ],
  [
    'the highlighter or the theme',
    ['const a = 1;', 'stage 1'],
    ['highlighter and theme 2'],
    ['shiki'],
  ],
  ['a package', ['const a = 1;', 'stage 1'], ['highlighter and theme 1'], ['typescript']],
])('%s changes: it is made anew', async (_, from, code, packages) => {
  await inNewBuild(['const a = 1;', 'stage 1'], {
    code: ['highlighter and theme 1'],
    packages: ['shiki'],
    make: () => 'before',
  });
  expect(await inNewBuild(from, { code, packages, make: () => 'after' })).toBe('after');
});

test('a package of another version is another package', async () => {
  const project = join(folder, 'project');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(project, 'node_modules/shiki'), { recursive: true });
  writeFileSync(join(project, 'node_modules/shiki/index.js'), '');
  const at = vi.spyOn(process, 'cwd').mockReturnValue(project);
  const results: unknown[] = [];
  for (const version of ['1.0.0', '1.0.1', '1.0.0']) {
    writeFileSync(
      join(project, 'node_modules/shiki/package.json'),
      JSON.stringify({ name: 'shiki', version, main: 'index.js' }),
    );
    results.push(await inNewBuild(['a'], { packages: ['shiki'], make: () => version }));
  }
  at.mockRestore();
  expect(results).toEqual(['1.0.0', '1.0.1', '1.0.0']);
});

test('a file that was cut off is made anew', async () => {
  await inNewBuild(['a'], { make: () => 'whole' });
  for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '"who');
  expect(await inNewBuild(['a'], { make: () => 'whole again' })).toBe('whole again');
});
