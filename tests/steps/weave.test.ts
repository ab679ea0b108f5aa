// The weave gives every version back, and takes an edit of one where it belongs.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesAt, save, stateOf, weave, WeaveError, type Mode } from '../../src/steps/weave.ts';

const versions = [
  undefined,
  'class Loop {\n  run() {}\n}\n',
  'class Loop {\n  run() {\n    this.take();\n  }\n  take() {}\n}\n',
  'class Loop {\n  run() {\n    this.takeAll();\n  }\n  takeAll() {}\n}\n',
];
const woven = weave(versions);
const states = (text: string): (string | undefined)[] => versions.map((_, n) => stateOf(text, n));
/** What the states become if a text in all that have it is replaced. */
const everywhere = (old: string, now: string): (string | undefined)[] =>
  versions.map((text) => text?.replace(old, now));

test('every version comes back, and a line says which step brought it', () => {
  expect(states(woven)).toEqual(versions);
  expect(stateOf(woven, 99)).toBe(versions.at(-1));
  expect(linesAt(woven, 2).map(({ from }) => from)).toEqual([1, 2, 2, 2, 2, 1, 1]);
});

test('a line that stays is kept once', () => {
  expect(woven.match(/class Loop/g)).toHaveLength(1);
  expect(woven).toContain('//# 1-2\n  run() {}\n');
});

describe('an edit that is saved', () => {
  test.each<[string, number, string, string, Mode, (string | undefined)[]]>([
    [
      'of a line reaches every state that has it, from the last',
      3,
      'run() {\n',
      'go() {\n',
      'everywhere',
      everywhere('run() {\n', 'go() {\n'),
    ],
    [
      'or from the first',
      1,
      'class Loop {',
      'export class Loop {',
      'everywhere',
      everywhere('class', 'export class'),
    ],
    [
      'reaches the states from here on',
      2,
      'class Loop {',
      'export class Loop {',
      'from-here',
      [...versions.slice(0, 2), ...everywhere('class', 'export class').slice(2)],
    ],
    [
      'goes with the line whose place it takes',
      2,
      '    this.take();',
      '    this.take(1);',
      'from-here',
      everywhere('this.take();', 'this.take(1);'),
    ],
    [
      'that adds a line inside of a method is in all states that have the method',
      3,
      '  takeAll() {}',
      '  takeAll() {}\n  // the end',
      'from-here',
      everywhere('  takeAll() {}', '  takeAll() {}\n  // the end'),
    ],
    [
      'that adds a line stays as long as its neighbours',
      2,
      'run() {\n',
      'run() {\n    this.check();\n',
      'everywhere',
      everywhere('run() {\n', 'run() {\n    this.check();\n'),
    ],
    [
      'that takes a line away takes it away from all',
      3,
      'class Loop {\n',
      '',
      'everywhere',
      everywhere('class Loop {\n', ''),
    ],
    [
      'of neighbours that came with different steps changes each where it is',
      3,
      'class Loop {\n  run() {',
      'class Own {\n  go() {',
      'everywhere',
      [
        undefined,
        versions[1]!.replace('Loop', 'Own'),
        ...versions
          .slice(2)
          .map((text) => text!.replace('class Loop {\n  run() {', 'class Own {\n  go() {')),
      ],
    ],
  ])('%s', (_, n, old, now, mode, expected) => {
    const text = stateOf(woven, n)!;
    expect(text).toContain(old);
    expect(states(save(woven, n, text.replace(old, now), mode))).toEqual(expected);
  });

  test('that changes nothing leaves the text to the byte', () => {
    for (const [n, text] of versions.entries())
      for (const mode of ['everywhere', 'from-here'] as const)
        expect(save(woven, n, text, mode)).toBe(woven);
  });

  test('begins a file, and ends one', () => {
    const begun = save('', 2, 'new\n', 'from-here');
    expect(states(begun)).toEqual([undefined, undefined, 'new\n', 'new\n']);
    expect(states(save(begun, 3, undefined, 'from-here'))).toEqual([
      undefined,
      undefined,
      'new\n',
      undefined,
    ]);
    expect(save(begun, 3, undefined, 'everywhere')).toBe('');
  });
});

test.each<[string, () => unknown, string]>([
  ['no mark at the beginning', () => stateOf('a line\n', 1), 'begins with a mark'],
  ['a line that goes before it came', () => stateOf('//# 4-4\na line\n', 1), 'line 1, //# 4-4'],
  ['a mark in a version', () => weave(['a\n//# 3\n']), 'line 2, //# 3: only a woven file'],
  [
    'a mark in what is saved',
    () => save(woven, 2, '//# 3-4', 'everywhere'),
    'only a woven file has marks',
  ],
  [
    'lines of different steps in the place of which fewer come',
    () => save(woven, 2, stateOf(woven, 2)!.replace('Loop {\n  run() {', 'Own {'), 'everywhere'),
    'came with different steps (1, 2)',
  ],
])('%s is refused, and told', (_, work, part) => {
  expect(work).toThrow(WeaveError);
  expect(work).toThrow(part);
});

const text = fc.array(fc.constantFrom('a', 'b', 'c', '  }', ''), { maxLength: 8 });
const someVersions = fc.array(
  fc.option(
    text.map((lines) => lines.join('\n')),
    { nil: undefined },
  ),
  { minLength: 1, maxLength: 6 },
);

test('any versions come back, and any edit is in its state and leaves those before alone', () => {
  fc.assert(
    fc.property(someVersions, fc.nat(), text, (all, pick, lines) => {
      const woven = weave(all);
      expect(all.map((_, n) => stateOf(woven, n))).toEqual(all);
      const n = pick % all.length;
      const edited = lines.join('\n');
      for (const mode of ['everywhere', 'from-here'] as const) {
        let saved: string;
        try {
          saved = save(woven, n, edited, mode);
        } catch (error) {
          expect(error).toBeInstanceOf(WeaveError);
          continue;
        }
        expect(stateOf(saved, n)).toBe(edited);
        if (mode === 'from-here')
          expect(all.slice(0, n).map((_, k) => stateOf(saved, k))).toEqual(all.slice(0, n));
      }
    }),
    { numRuns: 300 },
  );
});
