// After the weekly run with the real host of WebContainers: writes down in content/webcontainer.json when the tests
// passed in which browser, and opens one issue about those that failed. Takes what vitest reported in
// `.cache/webcontainer/BROWSER/report.json`, the address of the run in `RUN`, and GitHub's `gh`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROWSERS, type Passed } from '../../src/book/real-node.ts';

const FILE = 'content/webcontainer.json';
const TITLE = 'The tests with the real WebContainer fail';

interface Report {
  success: boolean;
  numPassedTests: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

/** What failed; nothing where all passed. */
function failures(file: string): string[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return ['the run ended before there was a report'];
  }
  const failed = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName);
  if (failed.length > 0) return failed;
  return report.success && report.numPassedTests > 0 ? [] : ['no test ran to its end'];
}

/** As many as an issue has room for. */
const MOST = 50;
const listOf = (tests: string[]): string =>
  [
    ...tests.slice(0, MOST).map((test) => `- ${test}`),
    ...(tests.length > MOST ? [`- and ${tests.length - MOST} more`] : []),
  ].join('\n');

/**
 * @param run Runs a command in the folder, and gives back what it printed.
 * @param folder The project.
 * @param address Of the run.
 */
export function tell(
  run: (command: string, ...words: string[]) => string,
  folder: string,
  address: string,
): void {
  const results = (Object.keys(BROWSERS) as (keyof Passed)[]).map((browser) => ({
    browser,
    failed: failures(join(folder, '.cache/webcontainer', browser, 'report.json')),
  }));

  const file = join(folder, FILE);
  const passed = JSON.parse(readFileSync(file, 'utf8')) as Passed;
  for (const { browser, failed } of results)
    if (failed.length === 0) passed[browser] = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${JSON.stringify(passed, null, 2)}\n`);
  if (run('git', 'status', '--porcelain', FILE) !== '') {
    const author = ['-c', 'user.name=CI', '-c', 'user.email=ci@users.noreply.github.com'];
    run('git', ...author, 'commit', '-m', 'The real WebContainer passed', FILE);
    run('git', 'push');
    run('gh', 'workflow', 'run', 'ci.yml'); // a push from here starts nothing by itself
  }

  const failed = results.filter(({ failed }) => failed.length > 0);
  const search = ['--state', 'open', '--search', `"${TITLE}" in:title`, '--json', 'number'];
  const [open] = JSON.parse(run('gh', 'issue', 'list', ...search)) as { number: number }[];
  if (failed.length === 0) {
    if (open) run('gh', 'issue', 'close', `${open.number}`, '--comment', `They pass: ${address}`);
    return;
  }
  const body = [
    ...failed.map(({ browser, failed }) => `In ${BROWSERS[browser]}:\n\n${listOf(failed)}\n`),
    `The run, with its report: ${address}`,
  ].join('\n');
  if (open) run('gh', 'issue', 'comment', `${open.number}`, '--body', body);
  else run('gh', 'issue', 'create', '--title', TITLE, '--body', body);
}

if (process.argv[1] === import.meta.filename)
  tell(
    (command, ...words) => execFileSync(command, words, { encoding: 'utf8' }),
    '.',
    process.env.RUN ?? '',
  );
