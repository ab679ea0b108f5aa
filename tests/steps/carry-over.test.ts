// A reader's changes carried over to another state of a library.
import { expect, test } from 'vitest';
import { carriedOver, isConflict, type Fate } from '../../src/steps/carry-over.ts';
import { ladderOnDisk } from '../../src/steps/disk.ts';

const LONG = Array.from({ length: 9 }, (_, at) => `export const value${at} = ${at};\n`).join('');

type Texts = Record<string, string>;
interface Case {
  base: Texts;
  mine: Texts;
  theirs: Texts;
  unknown?: string[];
  /** The file, and what becomes of it. */
  fates: Record<string, Fate>;
  library: Texts;
}

const CASES: Record<string, Case> = {
  'nothing changed': {
    base: { a: 'a\n' },
    mine: { a: 'a\n' },
    theirs: { a: 'b\n' },
    fates: {},
    library: { a: 'b\n' },
  },
  clean: {
    base: { a: '1\n2\n3\n' },
    mine: { a: '1\n2\n3\nmine\n' },
    theirs: { a: 'theirs\n1\n2\n3\n' },
    fates: { a: 'comes' },
    library: { a: 'theirs\n1\n2\n3\nmine\n' },
  },
  'clean, since the target has it as it was': {
    base: { a: '1\n' },
    mine: { a: '2\n' },
    theirs: { a: '1\n', b: 'b\n' },
    fates: { a: 'comes' },
    library: { a: '2\n', b: 'b\n' },
  },
  'the same lines': {
    base: { a: '1\n2\n' },
    mine: { a: '1\nmine\n' },
    theirs: { a: '1\ntheirs\n' },
    fates: { a: 'lines' },
    library: { a: '1\ntheirs\n' },
  },
  'one clean, one not': {
    base: { a: '1\n', b: '1\n' },
    mine: { a: 'mine\n', b: '2\n' },
    theirs: { a: 'theirs\n', b: '1\n' },
    fates: { a: 'lines', b: 'comes' },
    library: { a: 'theirs\n', b: '2\n' },
  },
  'the target has no such file': {
    base: { a: '1\n' },
    mine: { a: '2\n' },
    theirs: {},
    fates: { a: 'gone' },
    library: {},
  },
  'the target has a file that wasn’t there before': {
    base: {},
    mine: {},
    theirs: { a: '1\n' },
    fates: {},
    library: { a: '1\n' },
  },
  'another name in the target': {
    base: { 'a.ts': LONG },
    mine: { 'a.ts': `${LONG}// mine\n` },
    theirs: { 'net/a.ts': `// theirs\n${LONG}` },
    fates: { 'net/a.ts': 'comes' },
    library: { 'net/a.ts': `// theirs\n${LONG}// mine\n` },
  },
  'another name, and the same lines': {
    base: { 'a.ts': LONG },
    mine: { 'a.ts': LONG.replace('value8', 'mine') },
    theirs: { 'b.ts': LONG.replace('value8', 'theirs') },
    fates: { 'b.ts': 'lines' },
    library: { 'b.ts': LONG.replace('value8', 'theirs') },
  },
  'a file that is like one of the reader’s own isn’t that': {
    base: {},
    mine: { 'a.ts': LONG },
    theirs: { 'b.ts': LONG },
    fates: { 'a.ts': 'comes' },
    library: { 'a.ts': LONG, 'b.ts': LONG },
  },
  'renamed by the reader': {
    base: { 'a.ts': LONG },
    mine: { 'mine.ts': LONG },
    theirs: { 'a.ts': LONG },
    fates: { 'a.ts': 'comes', 'mine.ts': 'comes' },
    library: { 'mine.ts': LONG },
  },
  'deleted by the reader': {
    base: { a: '1\n' },
    mine: {},
    theirs: { a: '1\n' },
    fates: { a: 'comes' },
    library: {},
  },
  'deleted by the reader, changed since': {
    base: { a: '1\n' },
    mine: {},
    theirs: { a: '2\n' },
    fates: { a: 'deleted' },
    library: { a: '2\n' },
  },
  'deleted by both': {
    base: { a: '1\n' },
    mine: {},
    theirs: {},
    fates: { a: 'there' },
    library: {},
  },
  'a file of their own': {
    base: {},
    mine: { a: 'mine\n' },
    theirs: { b: 'b\n' },
    fates: { a: 'comes' },
    library: { a: 'mine\n', b: 'b\n' },
  },
  'a file of their own, and another one by that name': {
    base: {},
    mine: { a: 'mine\n' },
    theirs: { a: 'theirs\n' },
    fates: { a: 'named' },
    library: { a: 'theirs\n' },
  },
  'base unknown': {
    base: {},
    mine: { a: 'mine\n' },
    theirs: { a: 'theirs\n' },
    unknown: ['a'],
    fates: { a: 'unknown' },
    library: { a: 'theirs\n' },
  },
  'base unknown, and no such file': {
    base: {},
    mine: { a: 'mine\n' },
    theirs: {},
    unknown: ['a'],
    fates: { a: 'unknown' },
    library: {},
  },
  'base unknown, and the same text': {
    base: {},
    mine: { a: 'same' },
    theirs: { a: 'same\n' },
    unknown: ['a'],
    fates: { a: 'there' },
    library: { a: 'same\n' },
  },
  'base of an older edition': {
    base: { a: 'old\n1\n2\n' },
    mine: { a: 'old\n1\n2\nmine\n' },
    theirs: { a: 'new\n1\n2\n' },
    fates: { a: 'comes' },
    library: { a: 'new\n1\n2\nmine\n' },
  },
  'the same change is there': {
    base: { a: '1\n' },
    mine: { a: '2\n' },
    theirs: { a: '2\n' },
    fates: { a: 'there' },
    library: { a: '2\n' },
  },
  'the same change is there, among others': {
    base: { a: '1\n2\n3\n' },
    mine: { a: '1\n2\nmine\n' },
    theirs: { a: 'theirs\n2\nmine\n' },
    fates: { a: 'there' },
    library: { a: 'theirs\n2\nmine\n' },
  },
  'the same file is there': {
    base: {},
    mine: { a: '1\n' },
    theirs: { a: '1\n' },
    fates: { a: 'there' },
    library: { a: '1\n' },
  },
  'line ends alone': {
    base: { a: '1\n2\n' },
    mine: { a: '1\r\n2\r\n' },
    theirs: { a: '1\n' },
    fates: {},
    library: { a: '1\n' },
  },
  'line ends, and a change': {
    base: { a: '1\n2\n3\n' },
    mine: { a: '1\r\n2\r\n3\r\nmine' },
    theirs: { a: '0\n2\n3\n' },
    fates: { a: 'comes' },
    library: { a: '0\n2\n3\nmine\n' },
  },
};

test.each(Object.entries(CASES))(
  '%s',
  (_, { base, mine, theirs, unknown = [], fates, library }) => {
    const carried = carriedOver({ files: mine, base, unknown: new Set(unknown) }, theirs);
    expect(Object.fromEntries(carried.files.map(({ file, fate }) => [file, fate]))).toEqual(fates);
    expect(carried.library).toEqual(library);
    // of what is in conflict both are told, and nothing of it is written
    for (const one of carried.files.filter(isConflict)) {
      expect(one.mine).toBe(mine[one.was ?? one.file]);
      expect(one.theirs).toBe(theirs[one.file]);
      expect(carried.library[one.file]).toBe(theirs[one.file]);
    }
  },
);

test('a method that a reader added after step 12 comes into the library after step 20', async () => {
  const ladder = await ladderOnDisk('part-3-task-loop');
  const base = ladder.filesAt(12);
  const method = '\n  /** Mine. */\n  get isMine(): boolean {\n    return true;\n  }\n';
  const mine = { ...base, 'handle.ts': base['handle.ts']!.replace(/\n\}\n*$/, `${method}}\n`) };
  const { library, files } = carriedOver(
    { files: mine, base, unknown: new Set() },
    ladder.filesAt(20),
  );
  expect(files.map(({ file, fate }) => [file, fate])).toEqual([['handle.ts', 'comes']]);
  expect(library['handle.ts']).toContain(method);
  const { 'handle.ts': _, ...others } = library;
  expect(Object.keys(others).sort()).toEqual(Object.keys(ladder.filesAt(20)).filter((file) => file !== 'handle.ts').sort()); // prettier-ignore
});
