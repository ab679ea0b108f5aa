// `npm run state` in a copy of the project: it shows a state, takes it back, and loses nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ladderOf } from '../../src/steps/ladder.ts';
import { compiledIn, copyProject } from '../project.ts';
import { paths } from '../paths.ts';

const STAGE = 'part-3-task-loop';
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tasque-state-'));
  copyProject(home);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const kept = paths(`code/${STAGE}/{src,steps}/**/*.{ts,md,woven}`);
beforeEach(() => {
  for (const file of kept) writeFileSync(join(home, file), readFileSync(file));
  rmSync(join(home, '.cache'), { recursive: true, force: true });
});

function state(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(home, 'src/steps/cli.ts'), ...args],
    { cwd: home, encoding: 'utf8', env: compiledIn(home) },
  );
  return { status, said: `${stdout}${stderr}` };
}
const refused = (part: string) => ({ status: 2, said: expect.stringContaining(part) as unknown });
const read = (file: string): string => readFileSync(join(home, file), 'utf8');
const edit = (file: string, old: string, now: string): void => {
  expect(read(file)).toContain(old);
  writeFileSync(join(home, file), read(file).replace(old, now));
};
const changed = (): string[] => kept.filter((file) => read(file) !== readFileSync(file, 'utf8'));
const folder = (n: string): string => `.cache/states/${STAGE}/${n}`;
const stateNow = (n: number, file: string): string | undefined => {
  const prefix = `code/${STAGE}/`;
  return ladderOf(
    Object.fromEntries(kept.map((path) => [path.slice(prefix.length), read(path)])),
  ).filesAt(n)[file];
};

const WHY = "a task takes a generator: call the function*, as in work()'";

test('an edit of a state reaches all states that have the line, and src/', () => {
  expect(state(STAGE, '14').status).toBe(0);
  edit(`${folder('14')}/src/task.ts`, WHY, "a task takes a generator'");
  expect(state(STAGE, '14', '--save')).toEqual(refused('say --everywhere'));
  expect(changed()).toEqual([]);
  expect(state(STAGE, '14', '--save', '--everywhere').said).toContain(
    'task.ts: changed in state 13 to 27',
  );
  expect(changed()).toEqual([
    `code/${STAGE}/src/task.ts`,
    `code/${STAGE}/steps/woven/task.ts.woven`,
  ]);
  expect(read(`code/${STAGE}/src/task.ts`)).toBe(stateNow(27, 'task.ts'));
  expect(stateNow(14, 'task.ts')).toBe(read(`${folder('14')}/src/task.ts`));
});

test('a mend of src/ reaches every earlier state that has the line', () => {
  edit(
    `code/${STAGE}/src/task-loop.ts`,
    '/** How long the ready queue is. */',
    '/** Its length. */',
  );
  expect(state(STAGE, '--save')).toEqual(refused('say --everywhere'));
  expect(state(STAGE, '--save', '--everywhere').said).toContain(
    'task-loop.ts: changed in state 1 to 27',
  );
  expect(stateNow(1, 'task-loop.ts')).toContain('/** Its length. */');
});

test('an edit that only its state and those after it can have needs no flag', () => {
  expect(state(STAGE, '1').status).toBe(0);
  edit(`${folder('01')}/src/task-loop.ts`, 'this.#ready.shift()?.();', 'this.#ready.shift()!();');
  expect(state(STAGE, '1', '--save').said).toContain('task-loop.ts: changed in state 1\n');
});

describe('nothing is lost', () => {
  test('a state that was edited is not written anew, and one that was saved is', () => {
    state(STAGE, '1');
    const file = `${folder('01')}/src/task-loop.ts`;
    edit(file, '?.()', '!()');
    expect(state(STAGE, '1')).toEqual(refused('has changes that were not saved'));
    expect(read(file)).toContain('!()');
    expect(state(STAGE, '1', '--save').status).toBe(0);
    expect(state(STAGE, '1').status).toBe(0);
  });

  test('a folder does not take back what was saved from elsewhere meanwhile', () => {
    state(STAGE, '1');
    edit(`${folder('01')}/src/task-loop.ts`, '?.()', '!()');
    edit(`code/${STAGE}/src/task-loop.ts`, '/** How long the ready queue is. */', '/** Long. */');
    expect(state(STAGE, '1', '--save')).toEqual(refused('src/ has changes'));
    expect(state(STAGE, '--save', '--everywhere').status).toBe(0);
    expect(state(STAGE, '1', '--save')).toEqual(refused('has changed since it was written'));
    expect(stateNow(1, 'task-loop.ts')).toContain('/** Long. */');
  });

  test('where one file cannot be saved, none is', () => {
    state(STAGE, '13');
    edit(`${folder('13')}/src/handle.ts`, "'(anonymous)'", "'a callback'");
    edit(`${folder('13')}/src/task.ts`, WHY, `//\n//# 4\n${WHY}`);
    expect(state(STAGE, '13', '--save', '--everywhere')).toEqual(refused('src/task.ts: line '));
    expect(changed()).toEqual([]);
  });
});

test.each<[string, string[], string]>([
  ['no stage', [], 'say which stage'],
  ['an unknown stage', ['part-0', '1'], `those of part-1-generators, part-2-futures, ${STAGE}`],
  ['no state', [STAGE], 'say which state: 0 to 27, not none'],
  ['a state that is not there', [STAGE, '28'], 'say which state: 0 to 27, not 28'],
  ['no number', [STAGE, 'nine'], 'not nine'],
  ['the last state', [STAGE, '27'], 'which is code/part-3-task-loop/src: edit it there'],
  ['a state that is in no folder', [STAGE, '9', '--save'], 'is in no folder yet'],
  ['an unknown option', [STAGE, '9', '--force'], "Unknown option '--force'"],
  ['two modes', [STAGE, '9', '--save', '--everywhere', '--from-here'], 'not both'],
  ['a mode of nothing', [STAGE, '9', '--everywhere'], 'go with --save'],
  ['a check of one state', [STAGE, '9', '--check'], '--check goes alone'],
])('%s: one line, and code 2', (_, args, part) => {
  const { status, said } = state(...args);
  expect({ status, said }).toEqual(refused(part));
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(join(home, '.cache'))).toBe(false);
});

test('it explains itself', () =>
  expect(state('--help').said).toContain('npm run state -- STAGE N'));
