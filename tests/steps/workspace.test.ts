// How the book's steps come into a reader's own library.
import { describe, expect, test } from 'vitest';
import {
  broughtInto,
  cascadeOf,
  editsBetween,
  LOADED,
  standingOf,
  suiteOf,
} from '../../src/steps/workspace.ts';

const before = { 'a.ts': 'one\ntwo\nthree\nfour\n', 'b.ts': 'b\n', 'c.ts': 'c\n' };
const after = { 'a.ts': 'one\ntwo\nthree\nFOUR\n', 'b.ts': 'B\n', 'd.ts': 'd\n' };

describe('what the book changes comes into what the reader has', () => {
  const { 'a.ts': _, ...noA } = before;
  test.each<[string, Record<string, string>, Record<string, string> | undefined]>([
    ['who has the book’s has the book’s', before, after],
    ['who has the step already keeps it', after, after],
    [
      'lines elsewhere stay',
      { ...before, 'a.ts': 'ONE\ntwo\nthree\nfour\n' },
      { ...after, 'a.ts': 'ONE\ntwo\nthree\nFOUR\n' },
    ],
    ['how a file ends is no change', { ...before, 'b.ts': 'b' }, after],
    ['files of their own stay', { ...before, 'e.ts': 'e\n' }, { ...after, 'e.ts': 'e\n' }],
    [
      'the same lines, changed otherwise: one or the other',
      { ...before, 'b.ts': 'beta\n' },
      undefined,
    ],
    ['a file that is gone, and changed: one or the other', noA, undefined],
    [
      'a file that goes, and was changed: one or the other',
      { ...before, 'c.ts': 'C\n' },
      undefined,
    ],
    ['a file that comes, and is there: one or the other', { ...before, 'd.ts': 'D\n' }, undefined],
  ])('%s', (_, mine, brought) => expect(broughtInto(mine, before, after)).toEqual(brought));

  test('nothing that was handed over is changed', () => {
    const mine = Object.freeze({ ...before });
    broughtInto(mine, Object.freeze({ ...before }), Object.freeze({ ...after }));
    expect(mine).toEqual(before);
  });
});

test('a library as a change of another one', () => {
  expect(editsBetween(before, after)).toEqual({
    'a.ts': after['a.ts'],
    'b.ts': 'B\n',
    'c.ts': null,
    'd.ts': 'd\n',
  });
  expect(editsBetween(before, { ...before, 'a.ts': before['a.ts'].trimEnd() })).toEqual({});
});

test.each([
  ['s', ['s'], [], 'built'],
  ['s', ['s'], ['s'], 'built'],
  ['s', [], ['s'], 'lent'],
  ['s', ['t'], ['u'], 'open'],
])('%s, with %j built and %j lent, is %s', (step, built, lent, standing) =>
  expect(standingOf(step, new Set(built), new Set(lent))).toBe(standing),
);

test('the tests run in the order of their steps, up to one, without those for speed', () => {
  const steps = ['one', 'two', 'speed', 'four'].map((title, at) => ({
    number: at + 1,
    title,
    tests: title === 'speed' ? undefined : `steps/0${at + 1}-${title}/step.test.ts`,
  }));
  const files = (last: number): string[] => cascadeOf(steps, last).match(/"\.\/[^"]+"/g) ?? [];
  expect([1, 3, 4].map((last) => files(last).length)).toEqual([1, 2, 3]);
  expect(files(4).join()).toMatch(/01-one.+02-two.+04-four/);
  expect(cascadeOf(steps, 1)).toContain(JSON.stringify(suiteOf(steps[0]!)));
  expect(cascadeOf(steps, 1)).toContain(JSON.stringify(LOADED));
});
