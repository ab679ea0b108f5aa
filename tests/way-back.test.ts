// What a reader built at home comes back, whatever was done meanwhile on either side.
import { describe, expect, test } from 'vitest';
import {
  broughtBack,
  isNeeded,
  NoStarterError,
  TAKEN,
  type BroughtBack,
  type Page,
} from '../src/fork/way-back.ts';
import { withLibrary } from '../src/fork/starter.ts';
import { unzipped, zipOf } from '../src/fork/zip.ts';

const STAGE = 'part-3-task-loop';
type Files = Record<string, string>;

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const BASE = lines('a', 'b', 'c', 'd', 'e');
const MINE = lines('A', 'b', 'c', 'd', 'e');
const HOME = lines('a', 'b', 'c', 'd', 'E');
const BOTH = lines('A', 'b', 'c', 'd', 'E');
const OTHER = lines('X', 'b', 'c', 'd', 'e');

/** A page that has this, and to which nothing came yet. */
const page = (mine: Files, more: Partial<Page> = {}): Page => ({
  stage: STAGE,
  mine,
  last: new Map(),
  books: [],
  brought: {},
  ...more,
});

/** A folder that began with one library, and has another by now. */
const folderOf = (base: Files, home: Files, at?: string): Files => {
  const { [TAKEN]: taken } = withLibrary(STAGE, {}, base, at);
  const src = Object.entries(home).map(([file, text]) => [`src/${file}`, text] as const);
  return { [TAKEN]: taken!, ...Object.fromEntries(src) };
};

/** What was taken, what was made of it at home, and what is in the book by then. */
const back = (base: Files, home: Files, mine: Files): BroughtBack =>
  broughtBack(page(mine), folderOf(base, home));

test.each<
  [
    string,
    base: string | undefined,
    mine: string | undefined,
    home: string | undefined,
    comes: object,
  ]
>([
  ['nothing was changed', BASE, BASE, BASE, { now: BASE }],
  ['changed at home', BASE, BASE, HOME, { now: HOME, aside: BASE }],
  ['changed in the book', BASE, MINE, BASE, { now: MINE }],
  ['changed on both sides, in other lines', BASE, MINE, HOME, { now: BOTH, aside: MINE }],
  ['changed in the same way', BASE, MINE, MINE, { now: MINE }],
  [
    'changed on both sides, in the same line',
    BASE,
    MINE,
    OTHER,
    { now: MINE, asked: [MINE, BASE, OTHER] },
  ],
  ['new at home', undefined, undefined, HOME, { now: HOME }],
  ['new in the book', undefined, MINE, undefined, { now: MINE }],
  ['new on both sides, the same', undefined, MINE, MINE, { now: MINE }],
  [
    'new on both sides, not the same',
    undefined,
    MINE,
    OTHER,
    { now: MINE, asked: [MINE, undefined, OTHER] },
  ],
  ['deleted at home', BASE, BASE, undefined, { aside: BASE }],
  [
    'deleted at home, changed in the book',
    BASE,
    MINE,
    undefined,
    { now: MINE, asked: [MINE, BASE, undefined] },
  ],
  ['deleted in the book', BASE, undefined, BASE, {}],
  [
    'deleted in the book, changed at home',
    BASE,
    undefined,
    HOME,
    { asked: [undefined, BASE, HOME] },
  ],
  ['deleted on both sides', BASE, undefined, undefined, {}],
  ['another end of the file', BASE, BASE, BASE.trimEnd(), { now: BASE }],
  [
    'ends of lines as on Windows',
    BASE,
    MINE,
    HOME.replaceAll('\n', '\r\n'),
    { now: BOTH, aside: MINE },
  ],
])('%s', (_, base, mine, home, comes) => {
  const file = (text: string | undefined): Files => (text === undefined ? {} : { 'task.ts': text });
  const { library, aside, conflicts, refused } = back(file(base), file(home), file(mine));
  const [conflict] = conflicts;
  expect({
    now: library['task.ts'],
    aside: aside['task.ts'],
    asked: conflict && [conflict.mine, conflict.base, conflict.home],
  }).toEqual({ now: undefined, aside: undefined, asked: undefined, ...comes });
  expect(refused).toEqual([]);
});

test('only files of the library are taken; what stays at home is not spoken of', () => {
  const { library, refused } = back(
    { 'task.ts': BASE },
    {
      'task.ts': HOME,
      'my-queue.ts': MINE,
      'threads/bell.ts': MINE,
      '../package.json': '{}',
      'net/ring.ts': MINE,
      'a/b/deep.ts': MINE,
      'drafts/a.ts': MINE,
      'task.js': MINE,
      '__proto__.ts': MINE,
      'long.ts': 'x'.repeat(300_000),
      'image.ts': '\0PNG',
      'node_modules/x.ts': MINE,
    },
    { 'task.ts': BASE },
  );
  expect(library).toEqual({
    'task.ts': HOME,
    'my-queue.ts': MINE,
    'threads/bell.ts': MINE,
    'net/ring.ts': MINE,
  });
  expect(refused.map(({ file }) => file)).toEqual([
    'src/../package.json',
    'src/a/b/deep.ts',
    'src/drafts/a.ts',
    'src/task.js',
    'src/__proto__.ts',
    'src/long.ts',
    'src/image.ts',
  ]);
  const starter = withLibrary(STAGE, { 'steps/kit.ts': MINE, 'package.json': '{}' }, {});
  const { refused: none, others } = broughtBack(page({}), starter);
  expect(none).toEqual([]);
  expect(others).toEqual({ 'steps/kit.ts': MINE, 'package.json': '{}' });
});

test.each<[string, Files]>([
  ['no starter', { 'src/task.ts': BASE }],
  ['one of another stage', withLibrary('part-2-futures', {}, {})],
  ['one whose origin was changed', { [TAKEN]: '{"stage":3}' }],
  ['one whose origin is no JSON', { [TAKEN]: 'x' }],
])('%s is refused whole', (_, folder) => {
  expect(() => broughtBack(page({ 'task.ts': MINE }), folder)).toThrow(NoStarterError);
});

test('names that are none of files, where it says what was taken, do no harm', () => {
  const library = '{"__proto__":"x","constructor":"x","../a.ts":"x"}';
  const folder = { [TAKEN]: `{"stage":"${STAGE}","library":${library}}` };
  expect(broughtBack(page({ 'task.ts': MINE }), folder)).toMatchObject({
    library: { 'task.ts': MINE },
    aside: {},
    conflicts: [],
    refused: [],
  });
});

test('it may be in a folder, and come as a zip that lists its folders', () => {
  const files = withLibrary(STAGE, { 'steps/kit.ts': MINE }, { 'task.ts': BASE });
  const zip = zipOf('my-loop', {
    ...files,
    'src/': '',
    'src/threads/': '',
    'src/task.ts': HOME,
    'node_modules/a/src/x.ts': OTHER,
    'package-lock.json': '{}',
    '.passed': '3',
  });
  const folder = unzipped(zip, isNeeded);
  expect(Object.keys(folder).sort()).toEqual([
    `my-loop/${TAKEN}`,
    'my-loop/src/task.ts',
    'my-loop/steps/kit.ts',
  ]);
  expect(broughtBack(page({ 'task.ts': MINE }), folder)).toMatchObject({
    library: { 'task.ts': BOTH },
    refused: [],
  });
});

describe('a folder that comes a second time', () => {
  const second = lines('a', 'b', 'c', 'd', 'E', 'f');
  const comesTwice = (mine: string, again: string, first = HOME): BroughtBack => {
    const begun = { 'task.ts': BASE };
    const { last } = broughtBack(page(begun), folderOf(begun, { 'task.ts': first }));
    return broughtBack(page({ 'task.ts': mine }, { last }), folderOf(begun, { 'task.ts': again }));
  };
  test('is no conflict where the page has what came the first time', () => {
    expect(comesTwice(HOME, second)).toMatchObject({
      library: { 'task.ts': second },
      conflicts: [],
    });
    expect(comesTwice(HOME, BASE)).toMatchObject({ library: { 'task.ts': BASE }, conflicts: [] });
  });
  test('is merged with what the page made of it since', () => {
    expect(comesTwice(BOTH, second)).toMatchObject({
      library: { 'task.ts': lines('A', 'b', 'c', 'd', 'E', 'f') },
      conflicts: [],
    });
  });
  test('leaves what the page made of it, if it is the same as then', () => {
    expect(comesTwice(OTHER, HOME).library).toEqual({ 'task.ts': OTHER });
  });
  test('is in conflict again, as long as that isn’t settled', () => {
    const begun = { 'task.ts': BASE };
    const home = folderOf(begun, { 'task.ts': OTHER });
    const { last, conflicts } = broughtBack(page({ 'task.ts': MINE }), home);
    expect(conflicts).toHaveLength(1);
    expect(broughtBack(page({ 'task.ts': MINE }, { last }), home).conflicts).toEqual(conflicts);
  });
  test('has begun anew where it was taken anew', () => {
    const first = folderOf({ 'task.ts': BASE }, { 'task.ts': HOME }, 'Monday');
    const { last } = broughtBack(page({ 'task.ts': BASE }), first);
    const anew = folderOf({ 'task.ts': BASE }, { 'task.ts': HOME }, 'Tuesday');
    expect(broughtBack(page({ 'task.ts': BASE }, { last }), anew).library).toEqual({
      'task.ts': HOME,
    });
  });
});

describe('a page with nothing but the book’s', () => {
  const books = [{}, { 'errors.ts': MINE, 'queue.ts': BASE }];
  const began = { 'errors.ts': BASE };
  test('gets the library that was built at home, whole', () => {
    const home = { 'errors.ts': HOME, 'mine.ts': OTHER };
    const { library, aside, conflicts, isOwn } = broughtBack(
      page(books[1]!, { books }),
      folderOf(began, home),
    );
    expect({ library, aside, conflicts, isOwn }).toEqual({
      library: home,
      aside: books[1],
      conflicts: [],
      isOwn: true,
    });
  });
  test('stays as it is where nothing was built at home', () => {
    const { library, isOwn } = broughtBack(page(books[1]!, { books }), folderOf(began, began));
    expect({ library, isOwn }).toEqual({ library: books[1], isOwn: false });
  });
  test('is still the book’s where that is what was taken', () => {
    const { isOwn } = broughtBack(
      page(books[1]!, { books }),
      folderOf(books[1]!, { ...books[1], 'queue.ts': HOME }),
    );
    expect(isOwn).toBe(false);
  });
  test('is so file by file where the reader has changed others', () => {
    const mine = { ...books[1], 'mine.ts': MINE };
    const { library, conflicts } = broughtBack(
      page(mine, { books }),
      folderOf(began, { 'errors.ts': HOME }),
    );
    expect({ library, conflicts }).toEqual({
      library: { ...mine, 'errors.ts': HOME },
      conflicts: [],
    });
  });
});

describe('a file that comes with a step is the book’s on both sides', () => {
  const RING = 'net/ring.ts';
  const LAID = { [`steps/02-two/brings/${RING}`]: BASE };
  /** The book's in the page is that of a newer edition. */
  const NEWER = lines('a', 'b', 'c', 'd', 'e', 'f');
  test.each<
    [
      string,
      taken: string | undefined,
      mine: string | undefined,
      home: string | undefined,
      now: string,
      aside?: string,
    ]
  >([
    ['it came at home alone', undefined, undefined, BASE, NEWER],
    ['it came on both sides', undefined, NEWER, BASE, NEWER],
    ['it came in the page alone', undefined, NEWER, undefined, NEWER],
    ['it was taken home, and is as it was', BASE, BASE, BASE, BASE],
    ['the page has one of the reader’s own', undefined, MINE, BASE, MINE],
    ['it was changed at home', undefined, NEWER, HOME, HOME, NEWER],
    ['it was changed on both sides', undefined, MINE, HOME, BOTH, MINE],
    ['home has one of the reader’s own', undefined, undefined, OTHER, OTHER],
  ])('%s', (_, taken, mine, home, now, aside) => {
    const file = (text: string | undefined): Files => (text === undefined ? {} : { [RING]: text });
    const its = page({ 'task.ts': BASE, ...file(mine) }, { brought: file(NEWER) });
    const books = [file(NEWER)];
    const from = {
      ...folderOf({ 'task.ts': BASE, ...file(taken) }, { 'task.ts': BASE, ...file(home) }),
      ...LAID,
    };
    const result = broughtBack({ ...its, books }, from);
    expect(result).toMatchObject({ conflicts: [], refused: [], isOwn: false });
    expect([result.library[RING], result.aside[RING]]).toEqual([now, aside]);
  });

  test('what came makes no library the reader’s own', () => {
    const books = [{ 'task.ts': MINE }, { 'task.ts': MINE, [RING]: BASE }];
    const home = { 'task.ts': OTHER, [RING]: BASE };
    for (const mine of books) {
      const its = page(mine, { brought: { [RING]: BASE }, books });
      const result = broughtBack(its, { ...folderOf({ 'task.ts': MINE }, home), ...LAID });
      expect(result).toMatchObject({ isOwn: false, library: home, conflicts: [] });
    }
  });

  test('what came in the page stays where the rest of the library is that of home', () => {
    const mine = { 'task.ts': MINE, [RING]: BASE };
    const its = page(mine, { brought: { [RING]: BASE }, books: [mine] });
    const from = { ...folderOf({ 'task.ts': BASE }, { 'task.ts': OTHER }), ...LAID };
    expect(broughtBack(its, from)).toMatchObject({
      isOwn: true,
      library: { 'task.ts': OTHER, [RING]: BASE },
    });
  });
});
