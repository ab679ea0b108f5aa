// Every program of the book prints in Node exactly what stands in its .out.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const programs = globSync('code/*/programs/*.ts').sort();

test('there are programs', () => expect(programs.length).toBeGreaterThan(0));

test.each(programs)('%s', (file) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], { encoding: 'utf8', timeout: 20_000 });
  expect({ stdout, stderr, status }).toEqual({ stdout: readFileSync(file.replace(/\.ts$/, '.out'), 'utf8'), stderr: '', status: 0 });
});
