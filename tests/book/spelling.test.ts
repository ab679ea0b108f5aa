// Words that no dictionary has, and that content/words.txt does not allow.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('words are spelt as dictionaries, or content/words.txt, spell them', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['node_modules/cspell/bin.mjs', '--no-progress', '--no-color', '--show-suggestions'],
    { encoding: 'utf8' },
  );
  expect(stdout).toBe('');
  expect(stderr).toMatch(/Files checked: [1-9]\d*, Issues found: 0/);
  expect(status).toBe(0);
});
