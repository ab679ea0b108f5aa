// What a guess is told: how its lines lie beside those that are printed, and whether an author's
// words fit it.
import { expect, test } from 'vitest';
import { fits, type Pattern } from '../../src/book/guesses.ts';
import { align } from '../../src/components/authored/predict/verdict.ts';

const lines = (text: string): string[] => text.split(' ').filter(Boolean);
const told = (guess: string, output: string): string =>
  align(lines(guess), lines(output))
    .map(({ fate, said, printed }) =>
      fate === 'extra'
        ? `-${lines(guess)[said!]}`
        : `${{ right: '', missing: '+', moved: `${said! + 1}>` }[fate]}${lines(output)[printed!]}`,
    )
    .join(' ');

test.each([
  ['a b c', 'a b c', 'a b c'],
  // one that is missing at the beginning makes none of the others wrong
  ['b c d', 'a b c d', '+a b c d'],
  ['a x b c', 'a b c', 'a -x b c'],
  ['a b x', 'a b c', 'a b -x +c'],
  ['c a b', 'a b c', 'a b 1>c'],
  ['b a', 'a b', '2>a b'],
  // a line twice is two lines: one of them has moved
  ['a a b', 'a b a', 'a 1>a b'],
  ['a a', 'a', 'a -a'],
  ['x', '', '-x'],
  ['', 'a b', '+a +b'],
])('"%s" beside "%s": %s', (guess, output, expected) => {
  const rows = told(guess, output);
  if (expected.includes('>')) {
    // which of two equally long ways is taken is the library's choice
    const sorted = (text: string): string =>
      text.replace(/\d>/g, '').replace(/[+-]/g, '').split(' ').sort().join(' ');
    expect(sorted(rows)).toBe(sorted(output));
    expect(rows.match(/\d>/g)).toHaveLength(1);
  } else expect(rows).toBe(expected);
});

test.each<[Pattern, string, boolean]>([
  [{ line: 'x' }, 'a x', true],
  [{ line: 'x' }, 'a', false],
  [{ first: 'b', then: 'a' }, 'b a', true],
  [{ first: 'b', then: 'a' }, 'c b c a', true],
  [{ first: 'b', then: 'a' }, 'a b', false],
  [{ first: 'b', then: 'a' }, 'b', false],
  [{ without: 'b' }, 'a', true],
  [{ without: 'b' }, 'a b', false],
  [{ line: 'x', without: 'b' }, 'x a', true],
  [{ line: 'x', without: 'b' }, 'x b', false],
])('%o of "%s": %s', (pattern, guess, expected) => {
  expect(fits(pattern, lines(guess))).toBe(expected);
});
