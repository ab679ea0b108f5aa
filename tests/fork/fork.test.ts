// What a reader takes home works where nothing of this repository is: zips of the built site and
// folders of the command, installed and tested.
import { unzipSync } from 'fflate';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { DUE } from '../../src/asyncio/due.ts';
import { FORKS, stages } from '../../src/book/stages.ts';
import type { Fork } from '../../src/fork/fork.ts';
import { zipOf } from '../../src/fork/zip.ts';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import { SHELL } from '../project.ts';
import { under, writeFiles } from '../steps/files.ts';

let home: string;
beforeAll(async () => {
  for (const { name } of FORKS)
    zips.set(
      name,
      new Uint8Array(await (await fetch(`${inject('site')}/fork/${name}.zip`)).arrayBuffer()),
    );
  home = mkdtempSync(join(tmpdir(), 'tasque-home-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A folder and its files by name, those apart that an installation makes. */
/** What a fork consists of, by name; what it installed is not. */
const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    globSync('{**/*,.*,.vscode/*,.devcontainer/*}', {
      cwd: folder,
      withFileTypes: true,
      exclude: ({ name }) => name === 'node_modules',
    })
      .filter((entry) => entry.isFile() && entry.name !== 'package-lock.json')
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
const fork = (...args: string[]) =>
  spawnSync(process.execPath, ['src/fork/cli.ts', ...args], { encoding: 'utf8' });
/** As npm calls it for who is in another folder. */
const forkFrom = (cwd: string, ...args: string[]) =>
  spawnSync(process.execPath, [resolve('src/fork/cli.ts'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: cwd },
  });
const forkTo = (folder: string, { stage, isStarter }: Fork) =>
  fork(...(isStarter ? ['--starter'] : []), stage, folder);
const zips = new Map<string, Uint8Array>();
let installed: { devDependencies: Record<string, string>; from: string } | undefined;

describe.each(FORKS)('$name', (one) => {
  const { name, stage, isStarter } = one;
  let folder: string;
  /** As in a shell of the reader's, with nothing of this project on its way. */
  const npm = (...args: string[]) => {
    const PATH = [
      dirname(process.execPath),
      ...SHELL.PATH!.split(':').filter((part) => !part.includes('node_modules')),
    ].join(':');
    return spawnSync('npm', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...SHELL, PATH, CI: '1' },
      timeout: 600_000,
    });
  };
  /**
   * All stages want the same packages: those after the first find them in place, and a registry
   * that is slow is waited for once.
   */
  const install = (): void => {
    const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    if (installed) {
      expect(devDependencies).toEqual(installed.devDependencies);
      cpSync(installed.from, join(folder, 'node_modules'), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
    // a registry that doesn't answer is asked again soon, and not after npm's five minutes
    const { status, signal, stderr } = npm(
      'install',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--fetch-timeout=20000',
      '--fetch-retries=6',
    );
    expect({ status, signal, stderr: status === 0 ? '' : stderr }).toEqual({
      status: 0,
      signal: null,
      stderr: '',
    });
    installed ??= { devDependencies, from: join(folder, 'node_modules') };
  };
  beforeAll(() => {
    folder = join(home, name);
    for (const [file, bytes] of Object.entries(unzipSync(zips.get(name)!))) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), bytes);
    }
  });

  test('the zip and the command give the same files, and the same zip each time', () => {
    const copy = join(home, 'copy', name);
    const { status, stderr } = forkTo(copy, one);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(filesIn(copy)).toEqual(filesIn(folder));
    expect(Buffer.from(zipOf(name, filesIn(copy))).equals(Buffer.from(zips.get(name)!))).toBe(true);
  });

  test('it has all that a project has, and nothing that leads back here', () => {
    const files = filesIn(folder);
    for (const file of [
      '.editorconfig',
      '.gitignore',
      '.nvmrc',
      'LICENSE',
      'README.md',
      'package.json',
      'tsconfig.json',
    ])
      expect(files[file], file).toBeTruthy();
    for (const [file, text] of Object.entries(files)) {
      expect(text, file).not.toMatch(
        /npm run (bench|mutation)` of the whole|\/\/localhost|\/work\//,
      );
      if (file.endsWith('.md')) expect(text, file).not.toContain('](..');
      if (!file.endsWith('.ts') || isStarter) continue;
      for (const [, specifier] of text.matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)';$/gms))
        expect(Object.keys(files), `${file} imports ${specifier}`).toContain(
          posix.join(dirname(file), specifier!),
        );
    }
    for (const [, file] of files['README.md']!.matchAll(
      /^\| `((?:src|props|programs|tests|exercises)\/[^`*]*)`/gm,
    ))
      expect(existsSync(join(folder, file!)), file).toBe(true);
  });

  const succeeds = (...args: string[]): void => {
    const { status, stdout, stderr } = npm(...args);
    expect(status, stdout + stderr).toBe(0);
  };
  /** What F5 does in an editor. */
  const launches = (): void => {
    const { configurations } = JSON.parse(filesIn(folder)['.vscode/launch.json']!) as {
      configurations: { program: string; args?: string[] }[];
    };
    const [file] = globSync('programs/*.ts', { cwd: folder }).sort();
    const [test] = globSync('{tests/*,steps/*/step}.test.ts', { cwd: folder }).sort();
    for (const [{ program, args = [] }, open] of [
      [configurations[0]!, file!],
      [configurations[1]!, test!],
    ] as const) {
      const given = [program, ...args].map((text) =>
        text
          .replace('${file}', join(folder, open))
          .replace('${relativeFile}', open)
          .replace('${workspaceFolder}', folder),
      );
      const { status, stdout, stderr } = spawnSync(process.execPath, given, {
        cwd: folder,
        encoding: 'utf8',
        env: SHELL,
      });
      expect(status, `${given.join(' ')}\n${stdout}${stderr}`).toBe(0);
    }
  };
  const finished = (): void => {
    install();
    succeeds('test');
    const [, main] = /node (\S+)\.ts/.exec(
      JSON.parse(filesIn(folder)['package.json']!).scripts.start,
    )!;
    expect(npm('start', '--silent').stdout).toBe(readFileSync(join(folder, `${main}.out`), 'utf8'));
    succeeds('run', 'check');
    launches();
  };
  /** `npm run step`, once. */
  const step = (): string => {
    const { stdout, stderr } = npm('run', '--silent', 'step', '--', '--once');
    return stdout + stderr;
  };
  const begun = async (): Promise<void> => {
    install();
    const { steps, filesAt } = await ladderOnDisk(stage);
    const library = (): Record<string, string> =>
      Object.fromEntries(
        Object.entries(filesIn(folder)).flatMap(([file, text]) =>
          file.startsWith('src/') ? [[file.slice('src/'.length), text]] : [],
        ),
      );
    expect(library()).toEqual(filesAt(0));
    const [first, ...later] = steps.filter(({ tests }) => tests !== undefined);
    const said = step();
    expect(said).toContain(`✗ 1. ${first!.title}\n\n  ${first!.what.slice(0, 30)}`);
    expect(said).toMatch(
      /^Red: .+\n {2}\w*Error: [^]+\n {2}at steps\/01-.+\/step\.test\.ts:\d+:\d+\n/m,
    );
    expect(said).toContain(`Hints, one at a time: steps/${first!.folder}/hints.md`);
    for (const { title } of later) expect(said).not.toContain(title);

    writeFiles(folder, under('src', filesAt(steps.length)));
    const done = step();
    for (const { number, title } of [first!, ...later])
      expect(done).toContain(`✓ ${number}. ${title}\n`);
    expect(done).toContain('All steps are green.');
    if (stage in DUE) {
      const { stdout } = npm('run', '--silent', 'asyncio');
      const count = Object.keys(DUE[stage]!).length;
      expect(stdout).toContain(`${count} of the ${count} that this step covers.`);
    }
    launches();
    succeeds('run', 'check');
  };
  if (isStarter)
    test('the first step is red; with the finished library all are green, and like asyncio', begun);
  else test('it installs, passes its tests, runs, and its types are right', finished);
});

const lineOf = (file: string, text: string): number =>
  readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((each) => each.includes(text));

/** Speaks to the inspector of a Node that was started to be inspected. */
async function inspector(node: ReturnType<typeof spawn>) {
  let said = '';
  node.stderr!.on('data', (data) => (said += String(data)));
  const address = await vi.waitFor(() => /ws:\S+/.exec(said)![0], 60_000);
  const socket = new WebSocket(address);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const paused = Promise.withResolvers<number>();
  const scripts: ((url: string, id: string, map: string) => void)[] = [];
  let id = 0;
  const ask = (method: string, params: object = {}): void =>
    socket.send(JSON.stringify({ id: ++id, method, params }));
  socket.addEventListener('message', ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as {
      method?: string;
      params: {
        reason: string;
        hitBreakpoints: string[];
        callFrames: { location: { lineNumber: number } }[];
        url: string;
        scriptId: string;
        sourceMapURL: string;
      };
    };
    if (method === 'Debugger.scriptParsed')
      for (const hear of scripts) hear(params.url, params.scriptId, params.sourceMapURL);
    if (method !== 'Debugger.paused') return;
    if (params.hitBreakpoints.length > 0) paused.resolve(params.callFrames[0]!.location.lineNumber);
    else ask('Debugger.resume'); // it stops before its first line, too, and before that of a module
  });
  node.on('exit', () => paused.reject(new Error('it ended, and had stopped nowhere')));
  ask('Debugger.enable');
  return { ask, scripts, paused: paused.promise };
}

/** A starter after some step, of part 3 unless told otherwise. What the others have to install is lent to it. */
const starterAfter = (step: number, stage = 'part-3-task-loop'): string => {
  const folder = mkdtempSync(join(home, 'step-'));
  expect(fork('--starter', '--after', String(step), stage, folder).status).toBe(0);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
};
const changeIn = (folder: string, old: string, now: string, name = 'task-loop.ts'): void => {
  const file = join(folder, 'src', name);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(old);
  writeFileSync(file, text.replace(old, now));
};
const stepIn = (folder: string, ...args: string[]) =>
  spawn(process.execPath, ['scripts/step.ts', ...args], {
    cwd: folder,
    env: { ...SHELL, STEP_LIMIT: '8000' },
  });
const saidBy = (child: ReturnType<typeof stepIn>): Promise<string> => text(child.stdout);

describe.skipIf(process.platform === 'win32')('npm run step', () => {
  test('a test that never ends is ended and named, and so is its step', async () => {
    const folder = starterAfter(1);
    changeIn(folder, 'runOnce(): void {', 'runOnce(): void {\n    for (;;);');
    const said = await saidBy(stepIn(folder, '--once'));
    expect(said).toContain('✗ 1. Call it later');
    expect(said).toMatch(/^Red: .+\n {2}It doesn’t end, so we ended it after 8 s\./m);
    expect(readFileSync(join(folder, '.passed'), 'utf8')).toBe('0\n');
  });

  test('npm test ends and names it, too, and nothing of either is left', async () => {
    const folder = starterAfter(1);
    const TMPDIR = mkdtempSync(join(home, 'tmp-'));
    changeIn(folder, 'runOnce(): void {', 'runOnce(): void {\n    for (;;);');
    const child = spawn(process.execPath, ['scripts/test.ts', '01-'], {
      cwd: folder,
      env: { ...SHELL, STEP_LIMIT: '8000', TMPDIR },
    });
    const said = await text(child.stdout);
    expect(said).toMatch(
      /✗ 1\. Call it later\nRed: .+\n {2}It doesn’t end, so we ended it after 8 s\./,
    );
    await vi.waitFor(() => expect(child.exitCode).toBe(1));
    expect(readdirSync(TMPDIR).filter((name) => name.startsWith('step-'))).toEqual([]);
  });

  test('a wrong type is told of what is green, and of nothing else', async () => {
    const folder = starterAfter(1);
    expect(await saidBy(stepIn(folder, '--once'))).not.toContain('types');
    changeIn(folder, 'runOnce(): void {', 'runOnce(): string {');
    expect(await saidBy(stepIn(folder, '--once'))).toMatch(
      /^✓ 1\. Call it later\n[^]*^The tests can’t see types: one is wrong, at src\/task-loop\.ts:\d+: /m,
    );
  });

  test('an error of the library leads to its own line', async () => {
    const folder = starterAfter(1);
    changeIn(folder, 'runOnce(): void {', 'runOnce(): void {\n    throw new RangeError("mine");');
    const said = await saidBy(stepIn(folder, '--once'));
    expect(said).toMatch(/RangeError: mine\n {2}at src\/task-loop\.ts:\d+:\d+\n {2}at steps\/01-/);
  });

  test('and is told in its own words where a test took it for an answer', async () => {
    const folder = starterAfter(6, 'part-2-futures');
    const result = 'result(timeoutMs?: number): T {';
    const mine = `${result}\n    if (!this.done()) (null as any).mine;`;
    changeIn(folder, result, mine, 'future.ts');
    expect(await saidBy(stepIn(folder, '--once'))).toMatch(
      /expected 'threw TypeError' to be 42[^]+TypeError: .+'mine'\)\n {2}at src\/future\.ts:\d+:\d+\n/,
    );
  });

  test('a break point in the library is hit by a test, at its line', async () => {
    const folder = starterAfter(1);
    const file = join(folder, 'src/task-loop.ts');
    const wanted = lineOf(file, 'runOnce(): void {') + 1;
    const args = ['node_modules/vitest/vitest.mjs', 'run', 'steps/01-call-it-later/step.test.ts'];
    const inspect = `--inspect-brk=127.0.0.1:${20_000 + (process.pid % 20_000)}`;
    const node = spawn(process.execPath, [...args, inspect], { cwd: folder, env: SHELL });
    try {
      const { ask, scripts, paused } = await inspector(node);
      const set = Promise.withResolvers<number>();
      ask('Debugger.setInstrumentationBreakpoint', {
        instrumentation: 'beforeScriptWithSourceMapExecution',
      });
      // as an editor does: by way of the source map
      scripts.push((url, scriptId, map) => {
        if (!url.endsWith('src/task-loop.ts')) return;
        const source = new SourceMap(JSON.parse(atob(map.slice(map.indexOf(',') + 1))));
        for (let lineNumber = 0; lineNumber < 1_000; lineNumber++)
          for (let column = 0; column < 8; column++) {
            const entry = source.findEntry(lineNumber, column);
            if ('originalLine' in entry && entry.originalLine === wanted) {
              ask('Debugger.setBreakpoint', { location: { scriptId, lineNumber } });
              return set.resolve(lineNumber);
            }
          }
      });
      ask('Runtime.runIfWaitingForDebugger');
      expect(await paused).toBe(await set.promise);
    } finally {
      node.kill('SIGKILL');
    }
  });

  test('what is saved is tested at once', async () => {
    const folder = starterAfter(0);
    const child = stepIn(folder);
    let said = '';
    child.stdout.on('data', (data) => (said += String(data)));
    try {
      await vi.waitFor(() => expect(said).toContain('Save a file'), 120_000);
      expect(said).toContain('✗ 1. Call it later');
      const { filesAt } = await ladderOnDisk('part-3-task-loop');
      writeFiles(folder, under('src', filesAt(1)));
      await vi.waitFor(() => expect(said).toContain('✗ 2. Changing your mind'), 120_000);
      expect(said).toContain('✓ 1. Call it later');
    } finally {
      child.kill();
    }
  });
});

describe('the command', () => {
  const line = (...args: string[]) => {
    const { status, stdout, stderr } = fork(...args);
    return { status, stdout, lines: stderr.trimEnd().split('\n') };
  };

  test('lists the stages, and explains itself', () => {
    expect(line('--list')).toMatchObject({
      status: 0,
      stdout: `${stages.join('\n')}\n`,
    });
    expect(line('--help').stdout).toContain('npm run fork -- --starter STAGE DIR');
  });

  test.each([
    [
      'an unknown stage',
      ['part-0', 'x'],
      new RegExp(`^there’s no stage part-0; there are: ${stages.join(', ')}$`),
    ],
    ['nothing', [], /^say which stage and where to/],
    ['no folder', ['part-1-generators'], /^say which stage and where to/],
    ['too much', ['part-1-generators', 'a', 'b'], /^say which stage and where to/],
    ['a step of what has none', ['--after', '3', 'part-1-generators', 'x'], /^only a --starter/],
    [
      'a step that there is not',
      ['--starter', '--after', '99', 'part-1-generators', join(tmpdir(), 'tasque-none')],
      /^--after is the number of a step, from 0 to \d+$/,
    ],
    ['an unknown option', ['--best', 'part-1-generators', 'x'], /^Unknown option '--best'/],
  ])('%s: one line, and code 2', (_, args, said) => {
    const { status, stdout, lines } = line(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(said);
  });

  test('a starter can begin after any step', async () => {
    const folder = mkdtempSync(join(home, 'after-'));
    expect(line('--starter', '--after', '4', 'part-3-task-loop', folder).status).toBe(0);
    const { filesAt } = await ladderOnDisk('part-3-task-loop');
    expect(filesIn(folder)).toMatchObject(under('src', filesAt(4)));
  });

  test('a folder that is not empty is left as it is', () => {
    const folder = mkdtempSync(join(home, 'full-'));
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect(line('part-1-generators', folder)).toMatchObject({
      status: 2,
      lines: [`${folder} isn’t empty: name a new folder`],
    });
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });

  test('an empty folder will do, and stays the same one; a file will not', () => {
    const folder = mkdtempSync(join(home, 'empty-'));
    const { ino } = statSync(folder);
    expect(line('part-1-generators', folder).status).toBe(0);
    expect(existsSync(join(folder, 'package.json'))).toBe(true);
    expect(statSync(folder).ino).toBe(ino);
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('.'))
        .sort(),
    ).toEqual([
      '.devcontainer',
      '.editorconfig',
      '.gitattributes',
      '.gitignore',
      '.nvmrc',
      '.vscode',
    ]);
    expect(line('part-1-generators', join(folder, 'package.json'))).toMatchObject({
      status: 2,
      lines: [`${folder}/package.json is a file: name a folder`],
    });
  });

  test('the folder that one is in will do, and a link to an empty one', () => {
    const folder = mkdtempSync(join(home, 'here-'));
    expect(forkFrom(folder, 'part-1-generators', '.').status).toBe(0);
    expect(existsSync(join(folder, 'package.json'))).toBe(true);

    const real = mkdtempSync(join(home, 'real-'));
    symlinkSync(real, join(home, 'link'), 'dir');
    expect(line('part-1-generators', join(home, 'link')).status).toBe(0);
    expect(lstatSync(join(home, 'link')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(real, 'package.json'))).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('a new folder is open to whom others are', () => {
    const usual = join(home, 'usual');
    mkdirSync(usual);
    const folder = join(home, 'open');
    expect(line('part-1-generators', folder).status).toBe(0);
    expect(statSync(folder).mode).toBe(statSync(usual).mode);
    expect(statSync(join(folder, 'src')).mode).toBe(statSync(usual).mode);
  });

  test.skipIf(process.platform === 'win32').each([
    ['plain', 'plain'],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$HOME', "'$HOME'"],
    ['Übung', "'Übung'"],
    ['a;b', "'a;b'"],
  ])('its advice for the folder %s can be typed as it stands', (name, quoted) => {
    const parent = mkdtempSync(join(home, 'quoted-'));
    const { stdout } = forkFrom(parent, 'part-1-generators', name);
    expect(stdout).toContain(`  cd ${quoted}\n`);
    const advice = stdout.split('\n').find((each) => each.includes('cd '))!;
    const shell = spawnSync('sh', ['-c', `${advice} && ls package.json`], {
      cwd: parent,
      encoding: 'utf8',
    });
    expect(shell.stdout).toBe('package.json\n');
  });

  test('a break point in a program is hit, at its line', async () => {
    const folder = join(home, 'break');
    expect(line('part-1-generators', folder).status).toBe(0);
    const file = join(folder, 'programs/round-robin.ts');
    const lineNumber = lineOf(file, 'yield;');
    const node = spawn(process.execPath, ['--inspect-brk=0', file]);
    try {
      const { ask, paused } = await inspector(node);
      ask('Debugger.setBreakpointByUrl', { url: pathToFileURL(file).href, lineNumber });
      ask('Runtime.runIfWaitingForDebugger');
      expect(await paused).toBe(lineNumber);
    } finally {
      node.kill();
    }
  });

  test('what cannot be written is said, and nothing half-made stays', () => {
    const folder = mkdtempSync(join(home, 'deep-'));
    writeFileSync(join(folder, 'file'), '');
    const { status, lines } = line('part-1-generators', join(folder, 'file', 'stage'));
    expect(status).toBe(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('can’t be written');
    expect(readdirSync(folder)).toEqual(['file']);
  });
});
