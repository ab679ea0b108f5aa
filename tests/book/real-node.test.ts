// What the weekly run with the real host of WebContainers leaves behind: a day in the book, or an issue.
// Git is real; GitHub's command is a double that writes down what it is told.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { whenPassed } from '../../src/book/real-node.ts';
import { SHELL } from '../project.ts';
import { tell } from '../webcontainer/tell.ts';

test.each([
  [{}, /we haven’t run them with the real one yet\.$/],
  [
    { chromium: '2026-11-30', firefox: '2026-11-30' },
    / last passed on 30 November 2026 in Chromium and Firefox\.$/,
  ],
  [
    { chromium: '2026-11-30', firefox: '2026-11-23' },
    / on 30 November 2026 in Chromium, on 23 November 2026 in Firefox\.$/,
  ],
  [{ chromium: '2026-11-30' }, / on 30 November 2026 in Chromium, and never yet in Firefox\.$/],
])('%j', (days, sentence) => expect(whenPassed(days)).toMatch(sentence));

/** Bodies of a test file, and what vitest makes of each. */
const KINDS = {
  passed: "test('a', () => {});",
  failed: "test('a', () => {}); test('stops when it is told to', () => expect(1).toBe(2));",
  empty: '',
};
const reports = mkdtempSync(join(tmpdir(), 'tasque-reports-'));
beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(reports, 'node_modules'), 'dir');
  for (const [kind, body] of Object.entries(KINDS)) {
    const at = join(reports, kind);
    mkdirSync(at);
    writeFileSync(join(at, 'it.test.mjs'), `import { expect, test } from 'vitest';\n${body}`);
    const words = [
      'run',
      '--root',
      at,
      '--reporter',
      'json',
      '--outputFile',
      join(at, 'report.json'),
    ];
    const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...words], {
      env: SHELL,
    });
    expect(status).toBe(kind === 'passed' ? 0 : 1);
  }
});
afterAll(() => rmSync(reports, { recursive: true, force: true }));

describe('after a run', () => {
  let folder: string;
  let project: string;
  let said: string[][];
  let open: { number: number }[];
  const git = (cwd: string, ...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@book.example', ...words], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tasque-tell-'));
    project = join(folder, 'project');
    git(folder, 'init', '-q', '--bare', 'remote');
    git(folder, 'clone', '-q', 'remote', 'project');
    mkdirSync(join(project, 'content'));
    writeFileSync(join(project, 'content/webcontainer.json'), '{}\n');
    git(project, 'add', '.');
    git(project, 'commit', '-qm', 'The book');
    git(project, 'push', '-q', '-u', 'origin', 'HEAD');
    said = [];
    open = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const report = (browser: string, kind: keyof typeof KINDS): void => {
    const at = join(project, '.cache/webcontainer', browser);
    mkdirSync(at, { recursive: true });
    cpSync(join(reports, kind, 'report.json'), join(at, 'report.json'));
  };
  const told = (): void =>
    tell(
      (command, ...words) => {
        if (command === 'git') return git(project, ...words);
        said.push(words);
        return words[1] === 'list' ? JSON.stringify(open) : '';
      },
      project,
      'https://example/run/1',
    );
  const days = (): object =>
    JSON.parse(git(join(folder, 'remote'), 'show', 'HEAD:content/webcontainer.json')) as object;
  const today = new Date().toISOString().slice(0, 10);
  const commands = (): string[] => said.map((words) => words.slice(0, 2).join(' '));

  test('both passed: the day is on main, and CI is started, which publishes it', () => {
    report('chromium', 'passed');
    report('firefox', 'passed');
    told();
    expect(days()).toEqual({ chromium: today, firefox: today });
    expect(commands()).toEqual(['workflow run', 'issue list']);
    told(); // once more on the same day
    expect(commands()).toEqual(['workflow run', 'issue list', 'issue list']);
  });

  test('one failed: the other’s day is kept, and an issue names the test and the run', () => {
    report('chromium', 'passed');
    report('firefox', 'failed');
    told();
    expect(days()).toEqual({ chromium: today });
    expect(commands()).toEqual(['workflow run', 'issue list', 'issue create']);
    expect(said.at(-1)!.join('\n')).toMatch(
      /In Firefox:\n\n- stops when it is told to\n\n.*https:\/\/example\/run\/1/,
    );
  });

  test.each([
    ['is not there', () => {}],
    [
      'is broken off',
      () => {
        const at = join(project, '.cache/webcontainer/firefox');
        mkdirSync(at, { recursive: true });
        writeFileSync(join(at, 'report.json'), '{"success": tr');
      },
    ],
    ['has no test', () => report('firefox', 'empty')],
  ])('a report that %s is a failure', (_, make) => {
    report('chromium', 'passed');
    make();
    told();
    expect(days()).toEqual({ chromium: today });
    expect(commands()).toContain('issue create');
  });

  test('there is one issue: it gets a comment while they fail, and is closed when they pass', () => {
    open = [{ number: 7 }];
    report('chromium', 'failed');
    report('firefox', 'passed');
    told();
    expect(said.at(-1)!.slice(0, 3)).toEqual(['issue', 'comment', '7']);
    report('chromium', 'passed');
    told();
    expect(said.at(-1)!.slice(0, 3)).toEqual(['issue', 'close', '7']);
  });
});
