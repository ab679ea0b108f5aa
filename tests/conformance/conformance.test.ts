// The library does what CPython does: each recorded scenario gives the same events, in the same
// order.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Result {
  id: string;
  status: 'pass' | 'fail' | 'timeout' | 'skip';
  lack?: string[];
  got?: string[];
  expect?: string[];
}

const report = join(mkdtempSync(join(tmpdir(), 'tasque-conformance-')), 'report.json');
const run = spawnSync(
  process.execPath,
  [
    'tests/conformance/run-corpus.mjs',
    '--adapter',
    'tests/conformance/adapter.mjs',
    '--json',
    report,
    '--quiet',
  ],
  { encoding: 'utf8' },
);
const { res: results, strays } = JSON.parse(readFileSync(report, 'utf8')) as {
  res: Result[];
  strays: string[];
};

/** Not part of this library: names of tasks. */
const OUT_OF_SCOPE = { 'introspect/names': ['names'] };

test('the scenarios ran', () => {
  expect(run.stderr).toBe('');
  expect(results.length).toBeGreaterThan(100);
  expect(strays).toEqual([]);
});

test('only what is out of scope is skipped', () => {
  expect(
    Object.fromEntries(
      results.flatMap(({ id, status, lack }) => (status === 'skip' ? [[id, lack]] : [])),
    ),
  ).toEqual(OUT_OF_SCOPE);
});

test.each(results.filter(({ status }) => status !== 'skip'))('$id', ({ got, expect: expected }) => {
  expect(got).toEqual(expected);
});
