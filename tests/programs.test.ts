// Every program of the book prints in Node exactly what stands in its .out.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readText } from '../src/plain-text.ts';
import { paths } from './paths.ts';

const programs = paths('code/*/programs/*.ts');

test('there are programs', () => expect(programs.length).toBeGreaterThan(0));

test.each(programs)('%s', (file) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect({ stdout, stderr, status }).toEqual({
    stdout: readText(file.replace(/\.ts$/, '.out')),
    stderr: '',
    status: 0,
  });
});
