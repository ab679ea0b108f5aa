// All of a reader's work as one file: what's written is read again, what isn't such a file is refused in
// a sentence, and small choices come along, whatever address the book has.
import { expect, test } from 'vitest';
import { choices, replaceChoices } from '../src/components/all-work/choices.ts';
import { told } from '../src/components/all-work/told.ts';
import { fromFile, RefusedError, toFile, type Work } from '../src/store/work-file.ts';

const WORK: Work = {
  files: [
    { box: 'a/programs/b.ts', file: 'src/b.ts', text: 'let b;\n', base: '', rev: 'r1', at: 1 },
    { box: 'a/programs/b.ts', file: 'src/gone.ts', text: null, rev: 'r2', at: 2 },
    { box: 'questions', file: 'a-title', text: '{"at":3,"inARow":0}', rev: 'r3', at: 3 },
  ],
  versions: [{ id: 7, box: 'a', why: 'reset', at: 4, files: [['src/b.ts', 'let c;\n']] }],
  marks: [
    { list: 'solved', name: 'a/exercises/e' },
    { list: 'predicted', name: 'a/programs/b.ts' },
    { list: 'steps', name: 'a/01' },
  ],
  choices: { 'tasque:theme': 'dark', 'tasque:*:read': 'one two' },
};
const NOW = new Date('2026-12-01T06:00:00Z');

test('what’s written is read again', () => {
  expect(fromFile(toFile(WORK, NOW))).toEqual({ work: WORK, saved: NOW.toISOString() });
});

const changed = (change: (file: any) => void): string => {
  const file = JSON.parse(toFile(WORK, NOW));
  change(file);
  return JSON.stringify(file);
};

test.each([
  ['no JSON', 'hello', 'The book hasn’t saved this file, or it’s not all there.'],
  [
    'half of one',
    toFile(WORK, NOW).slice(0, -30),
    'The book hasn’t saved this file, or it’s not all',
  ],
  ['another JSON', '{"name":"tasque"}', 'The book hasn’t saved this file'],
  ['a list', '[]', 'The book hasn’t saved this file'],
  [
    'one of a newer edition',
    changed((file) => (file.tasque = 2)),
    'A newer edition of the book saved',
  ],
  ['one without marks', changed((file) => delete file.marks), 'Parts of this file are missing'],
  [
    'choices that are no texts',
    changed((file) => (file.choices.theme = 1)),
    'Parts of this file are',
  ],
  [
    'a file that has no box',
    changed((file) => delete file.files[1].box),
    'number 2 of its changed files',
  ],
  [
    'a version for no reason',
    changed((file) => (file.versions[0].why = 'x')),
    'number 1 of its earlier versions',
  ],
  ['a mark without a name', changed((file) => delete file.marks[2].name), 'number 3 of its marks'],
])('it’s refused in a sentence: %s', (_, json, expected) => {
  let error: unknown;
  try {
    fromFile(json);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(RefusedError);
  expect((error as Error).message).toContain(expected);
});

test('a reader is told what’s in it', () => {
  expect(told(WORK)).toBe(
    '2 changed files, 1 earlier version, 1 step, 1 solved exercise, 1 guess, 1 answered question, and 2 chapters',
  );
  expect(told({ files: [], versions: [], marks: [], choices: {} })).toBe('nothing');
});

function storage(entries: Record<string, string>): () => Storage {
  const all: Record<string, any> = Object.create(
    {
      getItem: (key: string) => all[key] ?? null,
      setItem: (key: string, value: string) => void (all[key] = value),
      removeItem: (key: string) => void delete all[key],
    },
    {},
  );
  Object.assign(all, entries);
  return () => all as unknown as Storage;
}

test('small choices go along, those of other books and what’s on its way to the database stay', () => {
  const others = {
    'tasque:/:unsaved:1': '[]',
    'tasque:solved': '[]',
    'tasque:/other/:place': 'theirs',
    elsewhere: 'no',
  };
  const before = storage({ 'tasque:theme': 'dark', 'tasque:/:place': 'beyond', ...others });
  const taken = choices(before);
  expect(taken).toEqual({ 'tasque:theme': 'dark', 'tasque:*:place': 'beyond' });

  const after = storage({ 'tasque:where': 'node', 'tasque:/:read': 'beyond', ...others });
  replaceChoices({ ...taken, elsewhere: 'yes', 'tasque:solved': '["x"]' }, after);
  expect({ ...after() }).toEqual({ 'tasque:theme': 'dark', 'tasque:/:place': 'beyond', ...others });
});

test('without a storage there are no choices', () => {
  const none = (): Storage => {
    throw new DOMException('no', 'SecurityError');
  };
  expect(choices(none)).toEqual({});
  expect(() => replaceChoices({ 'tasque:theme': 'dark' }, none)).not.toThrow();
});
