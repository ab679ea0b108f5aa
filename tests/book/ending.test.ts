// What is told of a run that prints something else than the book says.
import { expect, test } from 'vitest';
import { endingOf, firstDifference } from '../../src/components/workbench/ending.ts';

const LONG = 'a'.repeat(100);

test.each([
  ['the same', 'a\nb\n', 'a\nb\n', undefined],
  ['nothing, as in the book', '', '', undefined],
  ['a line', 'a\nx\nc\n', 'a\nb\nc\n', 'Line 2 is “x”, and the book’s is “b”.'],
  ['only the first of several', 'x\ny\n', 'a\nb\n', 'Line 1 is “x”, and the book’s is “a”.'],
  ['a space', 'a \n', 'a\n', 'Line 1 is “a ”, and the book’s is “a”.'],
  ['an empty line', 'a\n\n', 'a\nb\n', 'Line 2 is “”, and the book’s is “b”.'],
  ['a line too few', 'a\n', 'a\nb\nc\n', 'Line 2 is missing: “b”.'],
  ['nothing', '', 'a\n', 'Line 1 is missing: “a”.'],
  ['a line too many', 'a\nb\n', 'a\n', 'Line 2 is one too many: “b”.'],
  ['where the book has nothing', 'a\n', '', 'Line 1 is one too many: “a”.'],
  ['no end of the last line', 'a', 'a\n', 'The end of the last line differs.'],
  [
    'a long line',
    `${LONG}x\n`,
    `${LONG}y${LONG}\n`,
    `Line 1 is “…${'a'.repeat(20)}x”, and the book’s is “…${'a'.repeat(20)}y${'a'.repeat(39)}…”.`,
  ],
])('%s', (_, printed, expected, said) => expect(firstDifference(printed, expected)).toBe(said));

const run = { place: 'in the page, on your library', ms: 3, edited: false };
const done = { type: 'done', exitCode: 0 } as const;

test.each([
  ['as in the book.', { printed: 'a\n', expected: 'a\n' }],
  [
    'not as in the book. Line 1 is “b”, and the book’s is “a”.',
    { printed: 'b\n', expected: 'a\n' },
  ],
])('…: %s', (said, printed) =>
  expect(endingOf(done, { ...run, ...printed })).toBe(
    `Ran in the page, on your library, 3 ms: ${said}`,
  ),
);

// a reader who doesn't see that the pane is empty may wait for more
test.each([
  [', with your changes. It printed nothing.', { printed: '', edited: true }],
  [', with your changes.', { printed: 'a\n', edited: true }],
  ['. It printed nothing.', { printed: '' }],
  ['.', { printed: 'a\n' }],
  [': as in the book.', { printed: '', expected: '' }],
])('Ran…%s', (said, printed) =>
  expect(endingOf(done, { ...run, ...printed })).toBe(
    `Ran in the page, on your library, 3 ms${said}`,
  ),
);
