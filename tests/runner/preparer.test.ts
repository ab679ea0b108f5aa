// Finding out what a program is made of takes as long as it has files, however they import each
// other.
import { expect, test, vi } from 'vitest';
import { prepare } from '../../src/runner/source/prepare.ts';
import { Preparer } from '../../src/runner/source/preparer.ts';

test('files that import the same ones, level by level, are each asked for once', async () => {
  const LEVELS = 40; // 2 to the power of 40 ways lead to the last one
  const files: Record<string, string> = { 'main.ts': "import './a0.ts';" };
  for (let level = 0; level < LEVELS; level++)
    for (const name of ['a', 'b'])
      files[`${name}${level}.ts`] =
        level + 1 < LEVELS ? `import './a${level + 1}.ts';\nimport './b${level + 1}.ts';` : '';
  const preparer = new Preparer();
  preparer.know({
    files,
    modules: Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, prepare(text, file)]),
    ),
  });
  const { modules } = await preparer.plan({ files, entry: 'main.ts' });
  expect(modules.length).toBe(2 * LEVELS); // b0.ts is imported by nobody
});

test('what was linked before is taken as it is, and what was changed since isn’t', async () => {
  const preparer = new Preparer();
  const first: Record<string, string> = {
    'src/a.ts': 'export const a: number = 1;\nexport function* g() { yield a; }\n',
    'src/main.ts': "import { a } from './a.ts';\nconsole.log(a as number);\n",
  };
  const second = { ...first, 'src/main.ts': "import { g } from './a.ts';\ng();\n" };
  preparer.know({
    files: first,
    modules: Object.fromEntries(
      Object.entries(first).map(([file, text]) => [file, prepare(text, file)]),
    ),
  });
  const scripts = async (files: typeof first, trace: boolean): Promise<string[]> => {
    const { modules } = await preparer.plan({
      files,
      entry: 'src/main.ts',
      mode: 'program',
      trace,
    });
    return modules.map(({ script }) => script);
  };
  const plain = await scripts(first, false);
  const traced = await scripts(first, true);
  expect(traced[0]).not.toBe(plain[0]);
  const made = vi.spyOn(globalThis, 'URL');
  expect([await scripts(first, false), await scripts(first, true)]).toEqual([plain, traced]);
  expect(made).not.toHaveBeenCalled(); // it takes its time
  made.mockRestore();
  preparer.know({
    files: { 'src/main.ts': second['src/main.ts']! },
    modules: { 'src/main.ts': prepare(second['src/main.ts']!, 'src/main.ts') },
  });
  const [a, main] = await scripts(second, false);
  expect(a).toBe(plain[0]);
  expect(main).toContain('g();');
});
