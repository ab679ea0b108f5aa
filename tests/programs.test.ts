// Every program of the book prints in Node exactly what stands in its .out, which `npm run record`
// writes anew.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { boundsOf } from '../src/book/run-time.ts';
import { readText } from '../src/plain-text.ts';
import { named } from './book/components.ts';
import { paths } from './paths.ts';
import { strip, STRIPPED } from './stripped.ts';

const programs = paths('code/*/programs/*.ts');

strip(paths('code/*/{src,programs}/**/*.ts').map(readText));

test('there are programs', () => expect(programs.length).toBeGreaterThan(0));

// some print how long they took beside what they wanted: if others keep the machine, once more
test.each(programs)('%s', { retry: 1 }, (file) => {
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

/** Tells how long a program took, apart from how long Node took to begin. */
const STOPWATCH = `data:text/javascript,
import { writeSync } from 'node:fs';
const began = performance.now();
process.on('exit', () => writeSync(3, String(performance.now() - began)));`;
/** A machine with other work on its hands is as much slower. */
const SLOWER = 10;

const timed = named('Program').flatMap(({ at, props: { of, time } }) => {
  const bounds = time === undefined || time === 'true' ? undefined : boundsOf(time);
  return bounds ? [{ at, of: of!, ...bounds }] : [];
});
test.each(timed)('$of takes $least to $most seconds, as $at says', ({ of, least, most }) => {
  const { output } = spawnSync(process.execPath, ['--import', STOPWATCH, `code/${of}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  const seconds = Number(output[3]) / 1000;
  expect(seconds).toBeGreaterThanOrEqual(least);
  expect(seconds).toBeLessThan(most * SLOWER);
});
