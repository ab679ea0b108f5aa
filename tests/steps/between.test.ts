// What lies between two states of a library: files, lines and names.
import { expect, test } from 'vitest';
import { between, renamedBetween, stretchesOf } from '../../src/steps/between.ts';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { namesIn } from '../../src/steps/names.ts';

const LONG = Array.from({ length: 9 }, (_, at) => `export const value${at} = ${at};`).join('\n');

test.each([
  ['nothing', {}, {}, []],
  ['the same', { 'a.ts': 'a\n' }, { 'a.ts': 'a\n' }, []],
  ['line ends', { 'a.ts': 'a\r\nb\r\n' }, { 'a.ts': 'a\nb' }, []],
  ['a new file', {}, { 'a.ts': 'a\n' }, ['came a.ts +1 -0']],
  ['an empty new file', {}, { 'a.ts': '' }, ['came a.ts +0 -0']],
  ['a file that’s gone', { 'a.ts': 'a\nb\n' }, {}, ['went a.ts +0 -2']],
  ['a changed line', { 'a.ts': 'a\nb\n' }, { 'a.ts': 'a\nc\n' }, ['changed a.ts +1 -1']],
  ['another name', { 'a.ts': LONG }, { 'b.ts': LONG }, ['renamed a.ts > b.ts +0 -0']],
  [
    'another folder',
    { 'a.ts': LONG },
    { 'net/a.ts': `${LONG}\nmore` },
    ['renamed a.ts > net/a.ts +1 -0'],
  ],
  [
    'another text',
    { 'a.ts': LONG },
    { 'b.ts': 'export {};\n' },
    ['came b.ts +1 -0', 'went a.ts +0 -9'],
  ],
  ['a name like of Object’s', {}, { constructor: 'a\n' }, ['came constructor +1 -0']],
  [
    'several: what is new or gone comes last',
    { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' },
    { 'a.ts': 'x', 'b.ts': 'b', '0.ts': '0' },
    ['changed a.ts +1 -1', 'came 0.ts +1 -0', 'went c.ts +0 -1'],
  ],
] as [string, Record<string, string>, Record<string, string>, string[]][])(
  'files: %s',
  (_, from, to, expected) => {
    expect(
      between(from, to).files.map(
        ({ what, was, file, plus, minus }) =>
          `${what} ${was === undefined ? '' : `${was} > `}${file} +${plus} -${minus}`,
      ),
    ).toEqual(expected);
  },
);

test('of two files that one could be, the likest is it', () => {
  const renamed = renamedBetween(
    { 'a.ts': LONG, 'b.ts': `${LONG}\nexport const b = 1;` },
    { 'c.ts': `${LONG}\nexport const b = 1;` },
  );
  expect([...renamed]).toEqual([['b.ts', 'c.ts']]);
});

test('stretches tell where they begin on both sides', () => {
  expect(stretchesOf('a\nb\nc\nd', 'a\nx\ny\nc\nd\ne')).toEqual([
    { isSame: true, old: ['a'], now: ['a'], oldAt: 1, nowAt: 1 },
    { isSame: false, old: ['b'], now: ['x', 'y'], oldAt: 2, nowAt: 2 },
    { isSame: true, old: ['c', 'd'], now: ['c', 'd'], oldAt: 3, nowAt: 4 },
    { isSame: false, old: [], now: ['e'], oldAt: 5, nowAt: 6 },
  ]);
});

test('where that would take too long, all of one stands for all of the other', () => {
  const lines = (seed: number): string =>
    Array.from({ length: 20_000 }, (_, at) => `${(at * seed) % 9973}`).join('\n');
  const [only, ...more] = stretchesOf(lines(7), lines(11), 1);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ isSame: false, oldAt: 1, nowAt: 1 });
  expect(only!.old).toHaveLength(20_000);
});

/** Both texts can be put together again from the stretches. */
test('of any two states of the book nothing is lost', async () => {
  for (const stage of steppedStages()) {
    const ladder = await ladderOnDisk(stage);
    const states = ladder.steps.map(({ number }) => ladder.filesAt(number));
    for (const [at, to] of states.entries()) {
      const from = ladder.filesAt(at);
      for (const { file, was, stretches } of between(from, to).files) {
        const side = (of: 'old' | 'now'): string => stretches.flatMap((one) => one[of]).join('\n');
        expect(side('old')).toBe((from[was ?? file] ?? '').trimEnd());
        expect(side('now')).toBe((to[file] ?? '').trimEnd());
      }
    }
  }
});

test.each([
  ['export class A {}', ['A']],
  [
    'export abstract class A<T> extends B<T> {\n  run(): void {\n    if (x) y();\n  }\n}',
    ['A', 'A.run'],
  ],
  [
    'export class A\n  extends B\n{\n  get size(): number {\n    return 1;\n  }\n}',
    ['A', 'A.size'],
  ],
  ['class A {\n  run() {}\n}', []],
  [
    'export class A {\n  #hidden = 1;\n  private no(): void {}\n  readonly yes: number = 1;\n  constructor() {}\n}',
    ['A', 'A.yes'],
  ],
  [
    'export class A {\n  *[Symbol.iterator](): X {\n    yield 1;\n  }\n  static of<T>(t: T) {}\n}',
    ['A', 'A.[Symbol.iterator]', 'A.of'],
  ],
  ['export function* f() {\n  function g() {}\n}', ['f']],
  ['export async function f() {}\nexport const c = 1, d = 2;', ['f', 'c']],
  ["export {\n  A,\n  type B,\n  c as d,\n} from './a.ts';", ['A', 'B', 'd']],
  ["export type { A } from './a.ts';", ['A']],
  [
    '// export class A {}\n/* export class B {} */\nconst s = `\nexport class C {\n`;\nexport class D {}',
    ['D'],
  ],
  [
    'export class A {\n  a(\n    b: number,\n    c = { d: 1 },\n  ): void {}\n}\nexport class E {}',
    ['A', 'A.a', 'E'],
  ],
  ['export class A {{{', ['A']],
  ['', []],
])('names: %j', (text, expected) => {
  expect([...namesIn(text)]).toEqual(expected);
});

test('names that came and went are the whole library’s: moving one isn’t news', () => {
  expect(
    between(
      { 'a.ts': 'export class A {\n  run() {}\n}\nexport const b = 1;' },
      { 'a.ts': 'export class A {\n  stop() {}\n}', 'b.ts': 'export const b = 1;' },
    ),
  ).toMatchObject({ namesCame: ['A.stop'], namesWent: ['A.run'] });
});

test('a part’s end against the next one’s', async () => {
  const [two, three] = [
    await ladderOnDisk('part-2-futures'),
    await ladderOnDisk('part-3-task-loop'),
  ];
  const { files, namesCame, namesWent } = between(two.filesAt(two.steps.length), three.filesAt(three.steps.length)); // prettier-ignore
  expect(files.filter(({ what }) => what === 'went').map(({ file }) => file)).toEqual([
    'async-helper.ts',
  ]);
  expect(files.some(({ what }) => what === 'renamed')).toBe(false);
  expect(namesCame).toEqual(
    expect.arrayContaining(['TaskLoop', 'TaskLoop.runOnce', 'Handle.cancel']),
  );
  expect(namesWent).toEqual(expect.arrayContaining(['asyncHelper']));
});
