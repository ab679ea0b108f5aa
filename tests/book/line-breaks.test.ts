import { expect, test } from 'vitest';
import { breaksIn, indentOf } from '../../src/book/line-breaks.ts';

/** A line with a bar wherever it may break within a word. */
const shown = (line: string): string => {
  let rest = line;
  for (const at of breaksIn(line).reverse()) rest = `${rest.slice(0, at)}|${rest.slice(at)}`;
  return rest;
};

test.each([
  ['a word with room breaks nowhere', 'const a = f(b);', 'const a = f(b);'],
  ['after what opens, before a member', '  loop.runUntilComplete(broken());', '  loop|.runUntilComplete(|broken());'],
  ['a private member, and one that may be missing', 'this.#callbacks?.somethingLong()', 'this|.#callbacks|?.somethingLong()'],
  ['between what is parted without a blank', "call(first,second,'third',[4])", "call(|first,|second,|'third',[|4])"],
  ['no number, no closing bracket', 'const x = 1234567890.12345678901;', 'const x = 1234567890.12345678901;'],
])('%s', (_what, line, wanted) => expect(shown(line)).toBe(wanted)); // prettier-ignore

test('an indent is the blanks before what there is to read', () => {
  expect(['  a', '\tb', 'c', '    ', ''].map(indentOf)).toEqual(['  ', '\t', '', '', '']);
});
