// Files that come with a step, finished: in the states, in the reader's library and at home.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BroughtFiles } from '../../src/components/build-it/brought.ts';
import type { LadderOnPage } from '../../src/components/build-it/steps-of-stage.ts';
import { Files as FilesOnPage, underSrc } from '../../src/components/workbench/files.ts';
import { starterOf, withLibrary } from '../../src/fork/starter.ts';
import { ladderOf, LadderError } from '../../src/steps/ladder.ts';
import { saved } from '../../src/steps/saving.ts';
import { weave } from '../../src/steps/weave.ts';
import { paths } from '../paths.ts';
import { writeFiles, type Files } from './files.ts';

const RING = 'export class Ring {}\n';
const BELL = 'export class Bell {}\n';
const step = (title: string, brings?: string): string =>
  `---\ntitle: ${title}\nchapter: part/${title}\n${brings ? `brings: ${brings}\n` : ''}---\n\nBuild ${title}.\n`;
const woven = weave(['// 0\n', '// 0\n// 1\n', '// 0\n// 1\n// 2\n', '// all\n']);

/** A stage of three steps, the second of which brings two files. */
const STAGE: Files = {
  'src/index.ts': '// all\n',
  'src/net/ring.ts': RING,
  'src/net/bell.ts': BELL,
  'src/given.ts': '// given\n',
  'steps/01-one/step.md': step('one'),
  'steps/01-one/step.test.ts': '',
  'steps/02-two/step.md': step('two', 'net/ring.ts net/bell.ts'),
  'steps/03-three/step.md': step('three'),
  'steps/woven/index.ts.woven': woven,
};
const ladder = ladderOf(STAGE, ['given.ts']);
const NET = { 'net/bell.ts': BELL, 'net/ring.ts': RING };

describe('in the states of a library', () => {
  test('they are there from their step on, and as it begins', () => {
    const netAt = (state: Files): string[] =>
      Object.keys(state).filter((f) => f.startsWith('net/'));
    expect([0, 1, 2, 3].map((n) => netAt(ladder.filesAt(n)).length)).toEqual([0, 0, 2, 2]);
    expect(ladder.begunAt(2)).toEqual({ ...ladder.filesAt(1), ...NET });
    expect([1, 3].map((n) => ladder.begunAt(n))).toEqual([0, 2].map((n) => ladder.filesAt(n)));
    expect(ladder.broughtBy(2)).toEqual(NET);
    expect(ladder.steps.map(({ brings }) => brings.length)).toEqual([0, 2, 0]);
  });

  test.each<[string, Files, string]>([
    [
      'isn’t there',
      { 'steps/02-two/step.md': step('two', 'net/rong.ts') },
      'there’s no src/net/rong.ts',
    ],
    ['is woven', { 'steps/woven/net/ring.ts.woven': woven }, 'which is woven'],
    [
      'is given',
      { 'steps/02-two/step.md': step('two', 'given.ts') },
      'which is given from the start',
    ],
    [
      'another step brings',
      { 'steps/03-three/step.md': step('three', 'net/bell.ts') },
      'which step 2 brings already',
    ],
  ])('one that %s is refused by name', (_, change, why) => {
    const make = (): unknown => ladderOf({ ...STAGE, ...change }, ['given.ts']);
    expect(make).toThrow(LadderError);
    expect(make).toThrow(/^steps\/0[23]-\w+\/step\.md: it brings [\w/]+\.ts, /);
    expect(make).toThrow(why);
  });

  test('an edit of one in a state is refused: it has its place in src/', () =>
    expect(() =>
      saved(ladder, { ...ladder.filesAt(2), 'net/ring.ts': '// mine\n' }, 2, 'everywhere'),
    ).toThrow("src/net/ring.ts comes finished with step 2: change it in the stage's src/"));
});

/** A reader's library on its page, with what is said at the step. */
function library(edits: Files, howFar: number) {
  const { steps, brought, filesAt, broughtBy, begunAt } = ladder;
  const onPage = {
    steps,
    brought,
    filesAt: (n: number) => underSrc(filesAt(n)),
    broughtBy: (n: number) => underSrc(broughtBy(n)),
    begunAt: (n: number) => underSrc(begunAt(n)),
  } as unknown as LadderOnPage;
  const files = new FilesOnPage('mine/part', onPage.filesAt(0));
  files.versionOf = (file, of) =>
    onPage.filesAt(steps.find(({ folder }) => folder === of)!.number)[file];
  for (const [file, text] of Object.entries(edits)) files.set(file, text);
  const said = { textContent: '' };
  const brings = new BroughtFiles({ files, ladder: onPage, howFar: () => howFar, refresh() {} });
  const begin = (number: number): string => {
    const item = { querySelector: () => said } as unknown as Element;
    brings.come(onPage.steps[number - 1]!, item);
    return said.textContent;
  };
  return { files, brings, begin };
}

describe('in a reader’s library', () => {
  test('they come as their step begins, as the book’s', () => {
    const { files, brings, begin } = library({}, 1);
    begin(1);
    expect(files.names).not.toContain('src/net/ring.ts');
    expect(begin(2)).toBe('They’re in your library now.');
    expect(files.all()).toMatchObject(underSrc(NET));
    expect(brings.has('src/net/ring.ts')).toBe(true);
    expect(files.edit('src/net/ring.ts')).toEqual({
      text: RING,
      base: RING.trimEnd(),
      of: '02-two',
    });
    files.set('src/net/ring.ts', '// mine\n');
    expect(brings.has('src/net/ring.ts')).toBe(false);
  });
  test('they wait as long as a step before theirs is open', () => {
    const { files, begin } = library({}, 0);
    expect(begin(2)).toBe('They come once the steps before this one are green.');
    expect(files.names).toEqual(['src/given.ts', 'src/index.ts']);
  });
  test('they come with a later step, if theirs was never begun', () => {
    const { files, begin } = library({}, 2);
    begin(3);
    expect(files.has('src/net/ring.ts')).toBe(true);
  });
  test('a file of the reader’s own by that name stays, and the step says so', () => {
    const { files, begin } = library({ 'src/net/ring.ts': '// mine\n' }, 1);
    expect(begin(2)).toBe('Your own src/net/ring.ts stays: rename or delete it to get the book’s.');
    expect(files.text('src/net/ring.ts')).toBe('// mine\n');
    expect(files.text('src/net/bell.ts')).toBe(BELL);
  });
});

describe('at home', () => {
  const starter = starterOf(
    {
      name: 'a-starter',
      stage: 'a',
      manifest: { part: 9, title: '', whom: '', given: ['given.ts'] },
      isStarter: true,
    },
    {
      ...STAGE,
      'package.json': '{"name":"a","scripts":{},"engines":{"node":">=22"}}',
      'tsconfig.json': '{\n  "include": ["src"]\n}\n',
    },
    {
      code: new Map(),
      licence: '',
      atHome: Object.fromEntries(
        paths('src/fork/at-home/*.ts').map((file) => [
          file.replace('src/fork/at-home', 'scripts'),
          readFileSync(file, 'utf8'),
        ]),
      ),
      chapter: (id) => id,
    },
  );

  test('a starter has them beside their step, where the types leave them alone, and says so', () => {
    expect(starter).toMatchObject({
      'steps/02-two/brings/net/ring.ts': RING,
      'steps/02-two/brings/net/bell.ts': BELL,
    });
    expect(starter).not.toHaveProperty('src/net/ring.ts');
    expect(JSON.parse(starter['tsconfig.json']!)).toMatchObject({ exclude: ['steps/*/brings'] });
    expect(starter['README.md']).toContain('`npm run step` puts them into `src/`');
    expect(starter['README.md']).toContain(
      '- [ ] `02-two`: two. Chapter part/two. With it come `src/net/ring.ts` and `src/net/bell.ts`, finished\n',
    );
  });

  test('and one with steps in it says which, and not that nothing is built', () => {
    const of = (...done: string[]): string =>
      withLibrary('a', starter, {}, undefined, done)['README.md']!;
    expect(of()).toBe(starter['README.md']);
    const begun = of('02-two');
    expect(begun).toMatch(/^# Part 9, as far as it’s built$/m);
    expect(begun).toMatch(/^This is part 9 of Tasque, with 1 of its \d steps built\./m);
    expect(begun.match(/^- \[x\] .+?`/gm)).toEqual(['- [x] `02-two`']);
    expect(begun.match(/^- \[ \] /gm)).toHaveLength(starter['README.md']!.match(/^- \[ \] /gm)!.length - 1); // prettier-ignore
    expect(begun).not.toMatch(/red now|^This is where you begin|^You begin with/m);
  });

  test('they go into src/ once the steps before are green, and a file of the reader’s own stays', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tasque-brings-'));
    writeFiles(folder, starter);
    const bring = (passed: number): string =>
      spawnSync(
        process.execPath,
        [
          '--no-warnings',
          '--input-type=module',
          '--eval',
          `import { bring, waitFor } from './scripts/brings.ts';
console.log(bring(${passed}));
console.log([...waitFor(${passed})].join());`,
        ],
        { cwd: folder, encoding: 'utf8' },
      ).stdout.trim();
    expect(bring(0)).toBe('');
    expect(existsSync(join(folder, 'src/net'))).toBe(false);
    writeFiles(folder, { 'src/net/ring.ts': '// mine\n' });
    expect(bring(1)).toBe(
      'src/net/bell.ts came with step 2, finished.\nYour own src/net/ring.ts stays: the book’s is in steps/02-two/brings/.\nsrc/net/bell.ts',
    );
    expect(readFileSync(join(folder, 'src/net/ring.ts'), 'utf8')).toBe('// mine\n');
    rmSync(join(folder, 'src/net/ring.ts'));
    expect(bring(2)).toBe('src/net/ring.ts came with step 2, finished.');
    expect(readFileSync(join(folder, 'src/net/ring.ts'), 'utf8')).toBe(RING);
    rmSync(folder, { recursive: true });
  });
});
