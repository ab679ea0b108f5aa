// Finding out what a program is made of takes as long as it has files, however they import each
// other.
import { expect, test } from 'vitest';
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
