// Every exercise is one: its judge says no to what the reader is given. That it says yes to the solution, the project "solutions" shows.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

interface Report {
  testResults: { name: string; message: string; assertionResults: { title: string; status: string }[] }[];
}

const folders = globSync('code/*/exercises/*/').sort();
const outputFile = join(mkdtempSync(join(tmpdir(), 'tasque-exercises-')), 'report.json');
spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/exercises.vitest.config.ts', '--root', '.', '--reporter', 'json', '--outputFile', outputFile],
  {
    env: { ...process.env, VITEST: undefined },
  },
);
const report: Report = JSON.parse(readFileSync(outputFile, 'utf8'));

test('there are exercises', () => expect(folders.length).toBeGreaterThan(0));

test.each(folders)('%s has all that it needs', (folder) => {
  for (const file of ['exercise.ts', 'solution.ts', 'check.test.ts', 'hints.md']) expect(existsSync(join(folder, file)), file).toBe(true);
  expect(readFileSync(join(folder, 'hints.md'), 'utf8')).toMatch(/^([-*]|\d+\.) /m);
});

test.each(folders)('%s is not solved from the start', (folder) => {
  const result = report.testResults.find(({ name }) => dirname(relative(process.cwd(), name)) === folder.replace(/\/$/, ''));
  expect(result, 'its check.test.ts ran').toBeDefined();
  const { assertionResults, message } = result!;
  expect(assertionResults.length, message).toBeGreaterThan(0); // it ran: what fails is the answer, not an import
  expect(assertionResults.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0);
});
