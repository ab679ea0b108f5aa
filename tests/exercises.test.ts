// Every exercise is one: its judge says no to what the reader is given. That it says yes to the
// solution, the project "solutions" shows.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readText } from '../src/plain-text.ts';
import { paths } from './paths.ts';
import { SHELL } from './project.ts';

interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: { title: string; status: string }[];
  }[];
}

const folders = paths('code/*/exercises/*/');
const outputFile = join(mkdtempSync(join(tmpdir(), 'tasque-exercises-')), 'report.json');
spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'tests/exercises.vitest.config.ts',
    '--root',
    '.',
    '--reporter',
    'json',
    '--outputFile',
    outputFile,
  ],
  {
    env: SHELL,
  },
);
const report: Report = JSON.parse(readText(outputFile));

test('there are exercises', () => expect(folders.length).toBeGreaterThan(0));

test.each(folders)('%s has all that it needs', (folder) => {
  for (const file of ['exercise.ts', 'solution.ts', 'check.test.ts', 'hints.md'])
    expect(existsSync(join(folder, file)), file).toBe(true);
  expect(readText(join(folder, 'hints.md'))).toMatch(/^([-*]|\d+\.) /m);
});

test.each(folders)('%s is not solved from the start', (folder) => {
  const result = report.testResults.find(({ name }) => dirname(resolve(name)) === resolve(folder));
  expect(result, 'its check.test.ts ran').toBeDefined();
  const { assertionResults, message } = result!;
  // it ran: what fails is the answer, not an import
  expect(assertionResults.length, message).toBeGreaterThan(0);
  expect(assertionResults.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0);
});
