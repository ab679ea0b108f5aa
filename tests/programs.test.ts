// Every program of the book prints in Node exactly what stands in its .out, which `npm run record`
// writes anew.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readText } from '../src/plain-text.ts';
import { paths } from './paths.ts';
import { strip, STRIPPED } from './stripped.ts';

const programs = paths('code/*/programs/*.ts');

strip(paths('code/*/{src,programs}/**/*.ts').map(readText));

test('there are programs', () => expect(programs.length).toBeGreaterThan(0));

test.each(programs)('%s', (file) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...STRIPPED, file], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const out = file.replace(/\.ts$/, '.out');
  if (process.env.RECORD && status === 0 && stderr === '') writeFileSync(out, stdout);
  expect({ stdout, stderr, status }).toEqual({
    stdout: readText(out),
    stderr: '',
    status: 0,
  });
});
